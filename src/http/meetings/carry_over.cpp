// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/carry_over.h"

#include "base/problem.h"
#include "http/ask.h"
#include "http/batch_name.h"
#include "http/meetings/summary.h"
#include "http/record_words.h"
#include "http/visitors/new_record.h"

namespace tilth::http::meetings {
namespace {

constexpr std::size_t kMostActions = 2000;

const model::RecordType& actions_of(const model::Model& model, const store::Caller& caller) {
  const model::RecordType& type = seen_type(model, caller, "action_item");
  const model::CodeList* states = model.find_codes("action_status");
  if (type.index_of("carried_from") < 0 || states == nullptr || states->find("carried_over") == nullptr)
    throw Problem{"meeting.cannot_carry", Json::object()};
  return type;
}

}  // namespace

Json carry_over(Services& services, const Request& request, std::string_view id, bool dry_run) {
  store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const model::RecordType& type = actions_of(*model, caller);
  const auto meeting = Uuid::parse(id);
  const auto record = meeting ? store.find(caller, "meeting", *meeting) : std::nullopt;
  if (!record || record->removed) throw Problem{"store.unknown_record", {{"type", "meeting"}, {"record", id}}};
  const auto next = successor_of(store, caller, *meeting);
  if (!next) throw Problem{"meeting.no_successor", Json::object()};
  std::vector<store::Change> changes;
  for (const store::Record& action :
       store
           .query(caller, {.type = type.name,
                          .where = cql2::parse_text("meeting = '" + meeting->text() +
                                                    "' AND status IN ('open', 'in_progress')"),
                          .sort = {{"due_on", false}},
                          .limit = kMostActions})
           .records) {
    visitors::NewRecord carried{type};
    // The day stays as it was: what is late is late at the next meeting too.
    for (const std::string_view field : {"text", "owner", "owner_name", "due_on", "status"})
      if (const int index = type.index_of(field); index >= 0)
        if (const store::Value& value = action.values[static_cast<std::size_t>(index)]; !value.is_null())
          carried.set(field, value);
    carried.set("meeting", next->text()).set("carried_from", action.id.text());
    changes.push_back(std::move(carried).change());
    changes.push_back({.kind = store::OperationKind::change,
                       .record = action.id,
                       .type = type.name,
                       .set = {{type.index_of("status"), store::Value{std::string{"carried_over"}}}},
                       .seen_seq = action.seq});
  }
  RecordWords words{store, caller, request.session.language};
  Json answer{{"count", changes.size() / 2},
              {"into", {{"id", next->text()}, {"label", words.label("meeting", *next)}}},
              {"batch", nullptr}};
  if (dry_run || changes.empty()) return answer;
  const std::int64_t before = store.last_seq();
  const std::int64_t last = store.append(batch_of(request, "carried over into the next meeting"), changes);
  answer["batch"] = BatchName{before, last}.text();
  return answer;
}

}  // namespace tilth::http::meetings
