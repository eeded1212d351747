// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/summary.h"

#include "base/problem.h"
#include "http/meetings/answer_code.h"
#include "http/meetings/answers.h"
#include "http/meetings/poll_results.h"
#include "http/record_words.h"
#include "http/rights.h"
#include "http/settings.h"
#include "http/visitors/new_record.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace tilth::http::meetings {
namespace {

using model::RecordType;
using visitors::value_in;

constexpr std::size_t kMost = 2000;

/// What one answer is made with.
struct Asked {
  const store::Store& store;
  const store::Caller& caller;
  std::shared_ptr<const model::Model> model;
  RecordWords words;

  [[nodiscard]] const RecordType* seen(std::string_view name) const {
    const RecordType* type = model->find_type(name);
    return type != nullptr && may_see(caller, *type) ? type : nullptr;
  }
  [[nodiscard]] std::vector<store::Record> records(std::string_view type, const std::string& where,
                                                   std::string sort) const {
    return store
        .query(caller, {.type = std::string{type},
                        .where = cql2::parse_text(where),
                        .sort = {{std::move(sort), false}},
                        .limit = kMost})
        .records;
  }
};

Json text_or_null(const RecordType& type, const store::Record& record, std::string_view field) {
  const auto text = value_in<std::string>(type, record, field, "");
  return text.empty() ? Json() : Json(text);
}

/// A field as an answer shows it; null where the model or the caller has none.
Json field_json(Asked& asked, const RecordType& type, const store::Record& record, std::string_view name) {
  const int index = type.index_of(name);
  if (index < 0) return nullptr;
  const model::Field& field = type.fields[static_cast<std::size_t>(index)];
  return may_see(asked.caller, field) ? seen_value(asked.words, field, record.values[static_cast<std::size_t>(index)])
                                      : Json();
}

Json link_to(Asked& asked, std::string_view type, const std::optional<Uuid>& id) {
  if (!id) return nullptr;
  const std::string& label = asked.words.label(type, *id);
  return label.empty() ? Json() : Json{{"id", id->text()}, {"label", label}};
}

Json sessions_json(Asked& asked, const std::string& of_meeting) {
  const RecordType* type = asked.seen("meeting_session");
  Json list = Json::array();
  if (type == nullptr) return list;
  std::map<std::string, std::int64_t> speakers;
  if (const RecordType* roles = asked.seen("speaker_role"))
    for (const store::Record& role : asked.records("speaker_role", "session." + of_meeting, "participant"))
      ++speakers[value_in<std::string>(*roles, role, "session", "")];
  for (const store::Record& record : asked.records("meeting_session", of_meeting, "starts_at")) {
    Json one{{"id", record.id.text()}, {"speakers", speakers[record.id.text()]}};
    for (const char* field :
         {"kind", "number", "title", "starts_at", "ends_at", "room", "recording_video", "recording_audio", "slides"})
      one[field] = field_json(asked, *type, record, field);
    list.push_back(std::move(one));
  }
  return list;
}

/// Registered and attended, in all and by what is said of people; a person counts once.
Json registrations_json(const Asked& asked, const std::string& of_meeting) {
  const RecordType* type = asked.seen("registration");
  if (type == nullptr || !sees_all_rows(asked.caller, *type)) return nullptr;
  constexpr std::array kBy{"category", "country", "sex", "mode"};
  struct People {
    std::set<std::string> registered, attended;
  };
  People all;
  std::array<std::map<std::string, People>, kBy.size()> by;
  std::int64_t records = 0;
  asked.store.each(asked.caller, {.type = type->name, .where = cql2::parse_text(of_meeting)},
                   [&](const store::Record& record) {
                     ++records;
                     const auto who = value_in<std::string>(*type, record, "participant", "");
                     const bool came = value_in(*type, record, "attended", false);
                     const auto count = [&](People& people) {
                       people.registered.insert(who);
                       if (came) people.attended.insert(who);
                     };
                     count(all);
                     for (std::size_t i = 0; i < kBy.size(); ++i)
                       count(by[i][value_in<std::string>(*type, record, kBy[i], "")]);
                     return true;
                   });
  Json split = Json::object();
  for (std::size_t i = 0; i < kBy.size(); ++i) {
    Json rows = Json::array();
    for (const auto& [value, people] : by[i])
      rows.push_back(
          {{"value", value}, {"registered", people.registered.size()}, {"attended", people.attended.size()}});
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Json& a, const Json& b) { return a.at("registered") > b.at("registered"); });
    split[kBy[i]] = std::move(rows);
  }
  return {{"registered", all.registered.size()},
          {"attended", all.attended.size()},
          {"records", records},
          {"by", std::move(split)}};
}

Json poll_json(Asked& asked, const Poll& poll) {
  Json options = Json::array();
  for (const PollOption& option : poll.options) {
    Json one{{"id", option.id.text()}, {"text", option.text}, {"count", nullptr},
             {"share", nullptr},       {"first", nullptr},    {"mean_rank", nullptr}};
    if (poll.counted) {
      one["count"] = option.count;
      if (poll.n > 0) one["share"] = share_of(poll, option);
      if (poll.kind == "rank") {
        one["first"] = option.first;
        if (option.count > 0) one["mean_rank"] = option.ranks / static_cast<double>(option.count);
      }
    }
    options.push_back(std::move(one));
  }
  return {{"id", poll.id.text()},
          {"question", poll.question},
          {"kind", poll.kind},
          {"state", text_of(poll.state)},
          {"session", link_to(asked, "meeting_session", poll.session)},
          {"opened_at", poll.opened ? Json(poll.opened->text()) : Json()},
          {"closed_at", poll.closed ? Json(poll.closed->text()) : Json()},
          {"n", poll.counted ? Json(poll.n) : Json()},
          {"options", std::move(options)}};
}

Json polls_json(Asked& asked, const Uuid& meeting) {
  Json list = Json::array();
  for (Poll& poll : polls_of(asked.store, asked.caller, meeting)) {
    count_answers(asked.store, asked.caller, poll);
    list.push_back(poll_json(asked, poll));
  }
  return list;
}

/// How often each value was given, in the order of its code list.
Json counts_json(const Asked& asked, const std::map<std::string, std::int64_t>& counts, std::string_view codes) {
  Json list = Json::array();
  if (const model::CodeList* known = asked.model->find_codes(codes))
    for (const model::Code& code : known->codes)
      if (const auto at = counts.find(code.value); at != counts.end() || !code.retired)
        list.push_back({{"value", code.value}, {"count", at == counts.end() ? 0 : at->second}});
  return list;
}

Json questions_json(const Asked& asked, const std::string& survey, std::set<std::string>& people) {
  const RecordType* type = asked.seen("meeting_survey_question");
  const RecordType* answers = asked.seen("meeting_survey_answer");
  const bool whole = answers != nullptr && sees_all_rows(asked.caller, *answers);
  Json list = Json::array();
  if (type == nullptr) return list;
  for (const store::Record& question :
       asked.records("meeting_survey_question", "survey = '" + survey + "'", "position")) {
    std::map<std::string, std::int64_t> ratings, opinions;
    std::set<std::string> who;
    if (whole)
      asked.store.each(asked.caller,
                       {.type = answers->name, .where = cql2::parse_text("question = '" + question.id.text() + "'")},
                       [&](const store::Record& answer) {
                         const auto text = [&](std::string_view field) {
                           return value_in<std::string>(*answers, answer, field, "");
                         };
                         who.insert(text("respondent"));
                         if (const std::string rating = text("rating"); !rating.empty()) ++ratings[rating];
                         if (const std::string opinion = text("number_opinion"); !opinion.empty()) ++opinions[opinion];
                         return true;
                       });
    people.insert(who.begin(), who.end());
    std::string codes = answer_codes(*type, question);
    // Sheets of paper that were typed in may rate what the page asks for in words.
    if (codes.empty() && !ratings.empty()) codes = "rating";
    list.push_back(
        {{"id", question.id.text()},
         {"text", text_or_null(*type, question, "text")},
         {"n", whole ? Json(who.size()) : Json()},
         {"codes", codes.empty() ? Json() : Json(codes)},
         {"counts", !whole || codes.empty() ? Json::array()
                                            : counts_json(asked, codes == "rating" ? ratings : opinions, codes)}});
  }
  return list;
}

Json surveys_json(Asked& asked, const std::string& of_meeting) {
  const RecordType* type = asked.seen("meeting_survey");
  const RecordType* answers = asked.seen("meeting_survey_answer");
  Json list = Json::array();
  if (type == nullptr) return list;
  for (const store::Record& record : asked.records("meeting_survey", of_meeting, "sent_on")) {
    std::set<std::string> people;
    Json questions = questions_json(asked, record.id.text(), people);
    Json one{
        {"id", record.id.text()},
        {"questions", std::move(questions)},
        {"respondents", answers != nullptr && sees_all_rows(asked.caller, *answers) ? Json(people.size()) : Json()}};
    for (const char* field : {"title", "timing", "sent_on", "sent"})
      one[field] = field_json(asked, *type, record, field);
    one["open"] = value_in(*type, record, "open", false);
    list.push_back(std::move(one));
  }
  return list;
}

Json actions_json(Asked& asked, const std::string& of_meeting) {
  const RecordType* type = asked.seen("action_item");
  if (type == nullptr) return nullptr;
  Json list = Json::array();
  const std::int32_t today = Instant::now().date().first_day();
  for (const store::Record& record : asked.records("action_item", of_meeting, "due_on")) {
    const auto status = value_in<std::string>(*type, record, "status", "");
    const Date due = value_in(*type, record, "due_on", Date{});
    const auto reference = [&](std::string_view field) {
      return Uuid::parse(value_in<std::string>(*type, record, field, ""));
    };
    Json one{{"id", record.id.text()},
             {"overdue", (status == "open" || status == "in_progress") && due.year > 0 && due.last_day() < today},
             {"owner", link_to(asked, "organisation", reference("owner"))},
             {"session", link_to(asked, "meeting_session", reference("session"))},
             {"carried_from", link_to(asked, "action_item", reference("carried_from"))}};
    for (const char* field : {"text", "owner_name", "due_on", "status", "done_on", "outcome"})
      one[field] = field_json(asked, *type, record, field);
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

std::optional<Uuid> successor_of(const store::Store& store, const store::Caller& caller, const Uuid& meeting) {
  const auto model = store.model();
  const RecordType* type = model->find_type("meeting");
  if (type == nullptr || type->index_of("predecessor") < 0) return std::nullopt;
  const auto next = store.query(caller, {.type = "meeting",
                                         .where = cql2::parse_text("predecessor = '" + meeting.text() + "'"),
                                         .sort = {{"starts", false}},
                                         .limit = 1});
  return next.records.empty() ? std::nullopt : std::optional{next.records.front().id};
}

Json summary_of(Services& services, const Session& session, std::string_view id) {
  const store::Store& store = services.store();
  const auto model = store.model();
  Asked asked{store, session.caller, model, RecordWords{store, session.caller, session.language}};
  const RecordType& type = seen_type(*model, session.caller, "meeting");
  const auto uuid = Uuid::parse(id);
  const auto record = uuid ? store.find(session.caller, "meeting", *uuid) : std::nullopt;
  if (!record || record->removed) throw Problem{"store.unknown_record", {{"type", "meeting"}, {"record", id}}};
  const std::string of_meeting = "meeting = '" + record->id.text() + "'";
  Json answer{
      {"id", record->id.text()},
      {"predecessor", link_to(asked, "meeting", Uuid::parse(value_in<std::string>(type, *record, "predecessor", "")))},
      {"successor", link_to(asked, "meeting", successor_of(store, session.caller, record->id))},
      {"sessions", sessions_json(asked, of_meeting)},
      {"registrations", registrations_json(asked, of_meeting)},
      {"polls", polls_json(asked, record->id)},
      {"surveys", surveys_json(asked, of_meeting)},
      {"actions", actions_json(asked, of_meeting)}};
  for (const char* field :
       {"title", "number", "theme", "starts", "ends", "format", "venue", "utc_offset", "registration_closes_on"})
    answer[field] = field_json(asked, type, *record, field);
  const bool answered_here =
      settings_of(store).at("meeting_pages").get<bool>() && value_in(type, *record, "public_page", false);
  answer["answers_at"] = answered_here ? Json("/vote/" + short_name(services, record->id)) : Json();
  for (const char* field : {"public_page", "registration_open"}) answer[field] = value_in(type, *record, field, false);
  return answer;
}

}  // namespace tilth::http::meetings
