// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/poll_results.h"

#include "http/visitors/new_record.h"
#include "store/rights.h"
#include "store/seen_references.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace tilth::http::meetings {
namespace {

using visitors::value_in;

constexpr std::size_t kMostPolls = 200, kMostOptions = 100;

bool sees_polls(const store::Store& store, const store::Caller& caller) {
  const auto model = store.model();
  const model::RecordType *polls = model->find_type("poll"), *options = model->find_type("poll_option");
  return polls != nullptr && options != nullptr && may_see(caller, *polls) && may_see(caller, *options);
}

std::optional<Instant> instant_in(const model::RecordType& type, const store::Record& record, std::string_view field) {
  const Instant none{.unix_ms = INT64_MIN};
  const Instant found = value_in(type, record, field, none);
  return found == none ? std::nullopt : std::optional{found};
}

std::vector<PollOption> options_of(const store::Store& store, const store::Caller& caller, const Uuid& poll) {
  const auto model = store.model();
  const model::RecordType& type = *model->find_type("poll_option");
  std::vector<PollOption> options;
  for (const store::Record& record : store
                                         .query(caller, {.type = "poll_option",
                                                        .where = cql2::parse_text("poll = '" + poll.text() + "'"),
                                                        .sort = {{"position", false}},
                                                        .limit = kMostOptions})
                                         .records)
    options.push_back({.id = record.id, .text = value_in<std::string>(type, record, "text", "")});
  return options;
}

Poll poll_in(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
             const store::Record& record) {
  Poll poll{.id = record.id,
            .session = {},
            .question = value_in<std::string>(type, record, "question", ""),
            .kind = value_in<std::string>(type, record, "kind", ""),
            .opened = instant_in(type, record, "opened_at"),
            .closed = instant_in(type, record, "closed_at"),
            .options = options_of(store, caller, record.id)};
  if (const auto session = Uuid::parse(value_in<std::string>(type, record, "session", ""))) poll.session = *session;
  const Instant now = Instant::now();
  if (poll.opened && *poll.opened <= now)
    poll.state = poll.closed && *poll.closed <= now ? PollState::closed : PollState::open;
  return poll;
}

}  // namespace

std::string_view text_of(PollState state) {
  switch (state) {
    case PollState::open:
      return "open";
    case PollState::closed:
      return "closed";
    case PollState::waiting:
      break;
  }
  return "waiting";
}

std::vector<Poll> polls_of(const store::Store& store, const store::Caller& caller, const Uuid& meeting) {
  if (!sees_polls(store, caller)) return {};
  const auto model = store.model();
  std::vector<Poll> polls;
  for (const store::Record& record :
       store
           .query(caller, {.type = "poll",
                          .where = cql2::parse_text("session.meeting = '" + meeting.text() + "'"),
                          .limit = kMostPolls})
           .records)
    polls.push_back(poll_in(store, caller, *model->find_type("poll"), record));
  const auto key = [](const Poll& poll) {
    return std::tuple{!poll.opened, poll.opened.value_or(Instant{}).unix_ms, poll.question};
  };
  std::sort(polls.begin(), polls.end(), [&](const Poll& a, const Poll& b) { return key(a) < key(b); });
  return polls;
}

std::optional<Poll> poll_of(const store::Store& store, const store::Caller& caller, const Uuid& id) {
  if (!sees_polls(store, caller)) return std::nullopt;
  const auto model = store.model();
  const auto record = store.find(caller, "poll", id);
  if (!record || record->removed) return std::nullopt;
  return poll_in(store, caller, *model->find_type("poll"), *record);
}

void count_answers(const store::Store& store, const store::Caller& caller, Poll& poll) {
  const auto model = store.model();
  const model::RecordType* type = model->find_type("poll_answer");
  if (type == nullptr || !sees_all_rows(caller, *type)) return;
  std::set<std::string> people;
  store.each(caller, {.type = "poll_answer", .where = cql2::parse_text("option.poll = '" + poll.id.text() + "'")},
             [&](const store::Record& record) {
               const auto of = value_in<std::string>(*type, record, "option", "");
               const auto option = std::find_if(poll.options.begin(), poll.options.end(),
                                                [&](const PollOption& one) { return one.id.text() == of; });
               if (option == poll.options.end()) return true;
               people.insert(value_in<std::string>(*type, record, "respondent", ""));
               const auto rank = value_in<std::int64_t>(*type, record, "rank", 0);
               ++option->count;
               option->first += rank == 1 ? 1 : 0;
               option->ranks += static_cast<double>(rank);
               return true;
             });
  poll.n = static_cast<std::int64_t>(people.size());
  poll.counted = true;
}

double share_of(const Poll& poll, const PollOption& option) {
  return poll.n == 0 ? 0 : 100.0 * static_cast<double>(option.count) / static_cast<double>(poll.n);
}

}  // namespace tilth::http::meetings
