// SPDX-License-Identifier: Apache-2.0
// One change of many records, with what it would do shown first; and a batch taken back.
#include "http/ask.h"
#include "http/batch_name.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "report/workflow.h"
#include "store/operation_text.h"

#include <algorithm>

namespace tilth::http {
namespace {

constexpr std::size_t kMostRecords = 10'000;  // about a second of writing; more is an import's business
constexpr std::size_t kMostSamples = 50;

/// The fields that a bulk change sets, and what to.
using Set = std::vector<std::pair<int, store::Value>>;

Set set_of(const Request& request, const model::RecordType& type, const Json& body) {
  Set set;
  for (const auto& [name, json] : member(body, "set", Json::value_t::object).items()) {
    const int index = type.index_of(name);
    if (index < 0 || !may_see(request.session.caller, type.fields[static_cast<std::size_t>(index)]))
      throw Problem{"store.unknown_field", {{"type", type.name}, {"field", name}}};
    const model::Field& field = type.fields[static_cast<std::size_t>(index)];
    if (field.computed) throw Problem{"store.computed_field", {{"type", type.name}, {"field", name}}};
    // One value for many people, and one id for many records, is never what somebody wants.
    if (field.encrypted || field.unique) throw Problem{"bulk.field_of_one", {{"type", type.name}, {"field", name}}};
    if (type.workflow && type.workflow->field == name)
      throw Problem{"workflow.by_steps_only", {{"field", name}, {"from", "-"}, {"to", json.dump()}}};
    set.emplace_back(index, model::value_from_json(field, json));
  }
  if (set.empty()) throw Problem{"request.bad_member", {{"name", "set"}, {"expected", "a field and its value"}}};
  return set;
}

std::vector<store::Record> records_of(const Request& request, const store::Store& store, const model::Model& model,
                                      const model::RecordType& type, const Json& body, const Set& set) {
  const store::Caller& caller = request.session.caller;
  if (const auto ids = body.find("ids"); ids != body.end() && !ids->is_null()) {
    if (member(body, "ids", Json::value_t::array).size() > kMostRecords)
      throw Problem{"bulk.too_many", {{"limit", kMostRecords}}};
    std::vector<store::Record> records;
    for (const Json& id : *ids) {
      const Uuid uuid = id_in("ids", id.is_string() ? id.get_ref<const std::string&>() : id.dump());
      auto record = store.find(caller, type.name, uuid);
      if (record && !record->removed) records.push_back(std::move(*record));
    }
    return records;
  }
  // Without a filter it would be every record of the type: that has to be said.
  store::Query query{.type = type.name, .limit = kMostRecords + 1};
  query.where = cql2::parse_text(member(body, "filter", Json::value_t::string).get<std::string>());
  require_asked(request, model, type, *query.where);
  for (const auto& [index, value] : set) query.fields.push_back(type.fields[static_cast<std::size_t>(index)].name);
  if (!type.label_field.empty()) query.fields.push_back(type.label_field);
  std::vector<store::Record> records = store.query(caller, query).records;
  if (records.size() > kMostRecords) throw Problem{"bulk.too_many", {{"limit", kMostRecords}}};
  return records;
}

/// In their order; another's act may lie between them.
std::vector<store::Operation> operations_of(const store::Store& store, const BatchName& name) {
  std::vector<store::Operation> all;
  store.operations_since(name.before, [&](const store::Operation& operation) {
    if (operation.seq <= name.last) all.push_back(operation);
    return operation.seq < name.last;
  });
  if (all.empty() || all.back().seq != name.last) return {};
  const std::int64_t batch = all.back().batch;
  std::erase_if(all, [&](const store::Operation& operation) { return operation.batch != batch; });
  return all;
}

Response post_bulk(const Request& request, Services& services) {
  store::Store& store = services.store();
  const auto model = store.model();
  const Json body = object_of(request);
  const model::RecordType& type =
      seen_type(*model, request.session.caller, member(body, "type", Json::value_t::string).get<std::string>());
  const Set set = set_of(request, type, body);
  std::vector<store::Record> records = records_of(request, store, *model, type, body, set);
  std::erase_if(records, [&](const store::Record& record) {  // those that have the values already
    return std::all_of(set.begin(), set.end(), [&](const auto& one) {
      return cql2::same(record.values[static_cast<std::size_t>(one.first)], one.second);
    });
  });
  const bool dry = body.value("dry_run", false);
  Json sample = Json::array();
  RecordWords words{store, request.session.caller, request.session.language};
  for (std::size_t i = 0; i < records.size() && i < kMostSamples; ++i) {
    Json before = Json::object(), after = Json::object();
    for (const auto& [index, value] : set) {
      const model::Field& field = type.fields[static_cast<std::size_t>(index)];
      before[field.name] = seen_value(words, field, records[i].values[static_cast<std::size_t>(index)]);
      after[field.name] = json_value(field, value);
    }
    sample.push_back({{"id", records[i].id.text()},
                      {"label", words.label_of(type, records[i])},
                      {"before", std::move(before)},
                      {"after", std::move(after)}});
  }
  Json answer{{"count", records.size()}, {"sample", std::move(sample)}, {"dry_run", dry}, {"batch", nullptr}};
  if (dry || records.empty()) return json(answer);
  std::vector<store::Change> changes;
  for (const store::Record& record : records)
    changes.push_back({.kind = store::OperationKind::change,
                       .record = record.id,
                       .type = type.name,
                       .set = set,
                       .seen_seq = record.seq});
  const std::int64_t before = store.last_seq();
  const std::int64_t seq = store.append(batch_of(request, text_member(body, "reason", "bulk edit")), changes);
  answer["batch"] = BatchName{before, seq}.text();
  answer["seq"] = seq;
  return json(answer);
}

/// What takes one operation back.
store::Change inverse(const store::Operation& operation, const model::RecordType& type) {
  store::Change change{.kind = store::OperationKind::change,
                       .record = operation.record,
                       .type = operation.type,
                       .set = {},
                       .seen_seq = operation.seq};
  if (operation.kind == store::OperationKind::create) {
    change.kind = store::OperationKind::remove;
    return change;
  }
  // A removed record that is changed is there again.
  for (const auto& [name, value] : operation.before.items()) {
    const int index = type.index_of(name);
    if (index >= 0)
      change.set.emplace_back(index, store::value_of_json(type.fields[static_cast<std::size_t>(index)], value));
  }
  return change;
}

Response undo_batch(const Request& request, Services& services) {
  store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const std::string text{request.capture("batch")};
  const auto named = BatchName::parse(text);
  const std::vector<store::Operation> operations =
      named ? operations_of(store, *named) : std::vector<store::Operation>{};
  std::vector<store::Change> changes;
  std::map<Uuid, std::size_t> once;
  Json moved = Json::array();
  std::size_t moved_on = 0;
  const bool manages = request.session.role == "information_manager" || request.session.role == "director" ||
                       request.session.role == "administrator";
  for (auto at = operations.rbegin(); at != operations.rend(); ++at) {
    const model::RecordType* type = model->find_type(at->type);
    if (type == nullptr || !may_see(caller, *type)) throw Problem{"batch.unknown", {{"batch", text}}};
    if (at->context.author != request.session.account && !manages) throw Problem{"batch.not_yours", {{"batch", text}}};
    if (once.contains(at->record)) throw Problem{"batch.not_simple", {{"batch", text}}};
    once[at->record] = changes.size();
    const auto record = store.find(caller, at->type, at->record);
    if (!record) throw Problem{"batch.unknown", {{"batch", text}}};
    if (record->seq != at->seq) {
      if (++moved_on <= 20) moved.push_back({{"type", at->type}, {"id", at->record.text()}});
      continue;
    }
    for (const auto* side : {&at->before, &at->after}) {
      for (const auto& [name, value] : side->items()) {
        const model::Field* field = type->find(name);
        if (field == nullptr) continue;
        if (!may_see(caller, *field)) throw Problem{"store.hidden_field", {{"field", name}}};
        // The log holds what is encrypted as it lies there: putting that back would encrypt it twice.
        if (field->encrypted) throw Problem{"batch.not_simple", {{"batch", text}}};
      }
    }
    changes.push_back(inverse(*at, *type));
  }
  if (operations.empty() || once.empty()) throw Problem{"batch.unknown", {{"batch", text}}};
  if (moved_on > 0) throw Problem{"batch.moved_on", {{"batch", text}, {"count", moved_on}, {"records", moved}}};
  const std::int64_t before = store.last_seq();
  const std::int64_t seq = store.append(batch_of(request, "undo of batch " + text), changes);
  return json({{"count", changes.size()}, {"batch", BatchName{before, seq}.text()}, {"seq", seq}});
}

}  // namespace

RouteList bulk_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"BulkRequest", object({{"type", text()},
                              {"filter", text("CQL2: which records; or ids")},
                              {"ids", list(text())},
                              {"set", map(anything("the field's new value; null takes it away"))},
                              {"reason", text()},
                              {"dry_run", boolean()}},
                             {"type", "set"})},
      {"BulkAnswer",
       object(
           {{"count", integer("records that change")},
            {"sample",
             list(object({{"id", text()}, {"label", text()}, {"before", map(anything())}, {"after", map(anything())}},
                         {"id", "label", "before", "after"}))},
            {"dry_run", boolean()},
            {"batch", nullable(text("what undo takes back"))},
            {"seq", integer()}},
           {"count", "sample", "dry_run", "batch"})},
      {"UndoAnswer", object({{"count", integer()}, {"batch", text()}, {"seq", integer()}}, {"count", "batch", "seq"})}};
  list_of.routes = {{.method = Method::post,
                     .pattern = "/api/bulk",
                     .access = Access::writer,
                     .operation_id = "changeMany",
                     .summary = "Change many records at once, or show what would change",
                     .tag = "records",
                     .request_schema = "BulkRequest",
                     .response_schema = "BulkAnswer",
                     .handle = post_bulk},
                    {.method = Method::post,
                     .pattern = "/api/batches/{batch}/undo",
                     .access = Access::writer,
                     .operation_id = "undoBatch",
                     .summary = "Take a batch back by new operations",
                     .tag = "records",
                     .parameters = {in_path("batch", "as a bulk edit or an undo names it")},
                     .response_schema = "UndoAnswer",
                     .handle = undo_batch}};
  return list_of;
}

}  // namespace tilth::http
