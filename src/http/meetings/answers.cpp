// SPDX-License-Identifier: Apache-2.0
#include "http/meetings/answers.h"

#include "base/problem.h"
#include "http/meetings/answer_code.h"
#include "http/meetings/visitors_of_meetings.h"
#include "http/visitors/form.h"
#include "http/visitors/new_record.h"
#include "store/rights.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace tilth::http::meetings {
namespace {

using model::RecordType;
using visitors::in_form;
using visitors::trimmed;
using visitors::value_in;

constexpr std::size_t kMostComment = 2000, kMostSurveys = 50, kMostQuestions = 200;

[[noreturn]] void refuse(std::string_view field, std::string_view reason) {
  throw Problem{"meeting.bad_answer", {{"field", field}, {"reason", reason}}};
}

const RecordType* seen_by_all(const model::Model& model, std::string_view name) {
  const RecordType* type = model.find_type(name);
  return type != nullptr && may_see(store::public_caller(), *type) ? type : nullptr;
}

const RecordType& kept_type(const model::Model& model, std::string_view name) {
  const RecordType* type = model.find_type(name);
  if (type == nullptr) throw Problem{"meeting.not_open", Json::object()};
  return *type;
}

/// A comment as it is kept; nothing where there is none.
std::string comment_in(const std::string& text) {
  if (const std::string fault = visitors::fault_of(text, kMostComment); !fault.empty()) refuse("comment", fault);
  return trimmed(text);
}

bool any_answer(const store::Store& store, std::string_view type, const std::string& where, const std::string& who) {
  return store.model()->find_type(type) != nullptr &&
         store.count(caller_of_the_pages(), {.type = std::string{type},
                                             .where = cql2::parse_text(where + " AND respondent = '" + who + "'")}) > 0;
}
bool answered(const store::Store& store, const OpenSurvey& survey, const std::string& who) {
  return any_answer(store, "meeting_survey_answer", "question.survey = '" + survey.id.text() + "'", who);
}
bool answered(const store::Store& store, const Poll& poll, const std::string& who) {
  return any_answer(store, "poll_answer", "option.poll = '" + poll.id.text() + "'", who);
}

using Answers = std::vector<store::Change>;

visitors::NewRecord answer_to(const RecordType& type, std::string_view field, const Uuid& of, const std::string& who) {
  visitors::NewRecord record{type, Uuid::named("answer\n" + of.text() + "\n" + who)};
  record.set(field, of.text()).set("respondent", who);
  return record;
}

Answers survey_answers(const model::Model& model, const OpenSurvey& survey, const std::string& who,
                       const Fields& form) {
  const RecordType& type = kept_type(model, "meeting_survey_answer");
  Answers answers;
  for (const SurveyQuestion& question : survey.questions) {
    const std::string given = in_form(form, question.id.text());
    if (trimmed(given).empty()) continue;
    visitors::NewRecord record = answer_to(type, "question", question.id, who);
    if (question.codes.empty()) {
      record.set("comment", comment_in(given));
    } else {
      const model::CodeList* codes = model.find_codes(question.codes);
      if (codes == nullptr || codes->find(given) == nullptr) refuse("question", "it is none of the list");
      record.set(question.codes, given);
    }
    answers.push_back(std::move(record).change());
  }
  if (answers.empty()) refuse("answer", "a value is missing");
  return answers;
}

/// Ranks by option: different ones from 1 to the number of options, one at least.
std::map<Uuid, std::int64_t> ranks_in(const Poll& poll, const Fields& form) {
  std::map<Uuid, std::int64_t> ranks;
  std::set<std::int64_t> given;
  for (const PollOption& option : poll.options) {
    const std::string text = trimmed(in_form(form, "rank-" + option.id.text()));
    if (text.empty()) continue;
    std::int64_t rank = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), rank);
    if (fault != std::errc{} || end != text.data() + text.size() || rank < 1 || rank > std::ssize(poll.options) ||
        !given.insert(rank).second)
      refuse("rank", "each rank is given once");
    ranks[option.id] = rank;
  }
  if (ranks.empty()) refuse("rank", "a value is missing");
  return ranks;
}

std::vector<Uuid> options_in(const Poll& poll, const Fields& form) {
  std::set<std::string> given;
  for (const auto& [name, value] : form)
    if (name == "option") given.insert(value);
  std::vector<Uuid> chosen;
  for (const PollOption& option : poll.options)
    if (given.erase(option.id.text()) > 0) chosen.push_back(option.id);
  if (!given.empty()) refuse("option", "it is none of the list");
  if (chosen.empty()) refuse("option", "a value is missing");
  if (poll.kind != "multi" && chosen.size() > 1) refuse("option", "one answer is taken");
  return chosen;
}

/// Answers in words hang on an option too; a poll that has none gets one, called as its kind.
Uuid option_of_words(const model::Model& model, const Poll& poll, Answers& changes) {
  if (!poll.options.empty()) return poll.options.front().id;
  const model::CodeList* kinds = model.find_codes("poll_kind");
  const model::Code* kind = kinds == nullptr ? nullptr : kinds->find(poll.kind);
  visitors::NewRecord option{kept_type(model, "poll_option"), Uuid::named("answers in words\n" + poll.id.text())};
  option.set("poll", poll.id.text())
      .set("text", kind == nullptr ? poll.kind : kind->title.in(model.languages.front()))
      .set("position", std::int64_t{1});
  const Uuid id = option.id();
  changes.push_back(std::move(option).change());
  return id;
}

Answers poll_answers(const model::Model& model, const Poll& poll, const std::string& who, const Fields& form) {
  const RecordType& type = kept_type(model, "poll_answer");
  Answers changes;
  if (poll.kind == "open") {
    const std::string words = comment_in(in_form(form, "comment"));
    if (words.empty()) refuse("comment", "a value is missing");
    const Uuid option = option_of_words(model, poll, changes);
    changes.push_back(std::move(answer_to(type, "option", option, who).set("comment", words)).change());
  } else if (poll.kind == "rank") {
    for (const auto& [option, rank] : ranks_in(poll, form))
      changes.push_back(std::move(answer_to(type, "option", option, who).set("rank", rank)).change());
  } else {
    for (const Uuid& option : options_in(poll, form))
      changes.push_back(answer_to(type, "option", option, who).change());
  }
  return changes;
}

bool is_of_meeting(const store::Store& store, const Meeting& meeting, const Poll& poll) {
  const auto session = store.find(store::public_caller(), "meeting_session", poll.session);
  return session && !session->removed &&
         value_in<std::string>(*store.model()->find_type("meeting_session"), *session, "meeting", "") ==
             meeting.id.text();
}

}  // namespace

std::string answer_codes(const RecordType& type, const store::Record& question) {
  const auto topic = value_in<std::string>(type, question, "topic", "");
  if (topic.ends_with("_number")) return "number_opinion";
  return topic == "other" && value_in<std::string>(type, question, "kind", "") != "scale" ? "" : "rating";
}

std::vector<OpenSurvey> open_surveys(const store::Store& store, const Meeting& meeting) {
  const auto model = store.model();
  const RecordType* type = seen_by_all(*model, "meeting_survey");
  std::vector<OpenSurvey> surveys;
  if (type == nullptr || type->index_of("open") < 0) return surveys;
  for (const store::Record& record :
       store
           .query(store::public_caller(),
                  {.type = type->name,
                  .where = cql2::parse_text("open = TRUE AND meeting = '" + meeting.id.text() + "'"),
                  .sort = {{"title", false}},
                  .limit = kMostSurveys})
           .records)
    surveys.push_back({record.id, value_in<std::string>(*type, record, "title", ""), {}});
  return surveys;
}

OpenSurvey open_survey(const store::Store& store, const Meeting& meeting, std::string_view id) {
  const auto model = store.model();
  const RecordType* type = seen_by_all(*model, "meeting_survey_question");
  for (OpenSurvey& survey : open_surveys(store, meeting)) {
    if (survey.id.text() != id || type == nullptr) continue;
    for (const store::Record& record :
         store
             .query(store::public_caller(), {.type = type->name,
                                            .where = cql2::parse_text("survey = '" + survey.id.text() + "'"),
                                            .sort = {{"position", false}},
                                            .limit = kMostQuestions})
             .records)
      survey.questions.push_back(
          {record.id, value_in<std::string>(*type, record, "text", ""), answer_codes(*type, record)});
    return std::move(survey);
  }
  throw Problem{"meeting.not_open", Json::object()};
}

std::vector<Poll> shown_polls(const store::Store& store, const Meeting& meeting) {
  std::vector<Poll> polls = polls_of(store, store::public_caller(), meeting.id);
  std::erase_if(polls, [](const Poll& poll) { return poll.state == PollState::waiting; });
  return polls;
}

Poll shown_poll(const store::Store& store, const Meeting& meeting, std::string_view id) {
  const auto uuid = Uuid::parse(id);
  auto poll = uuid ? poll_of(store, store::public_caller(), *uuid) : std::nullopt;
  if (!poll || poll->state == PollState::waiting || !is_of_meeting(store, meeting, *poll))
    throw Problem{"meeting.not_open", Json::object()};
  return *std::move(poll);
}

bool has_answered(Services& services, const OpenSurvey& survey, const std::string& ticket) {
  return answered(services.store(), survey, respondent(services, ticket, survey.id));
}

bool has_answered(Services& services, const Poll& poll, const std::string& ticket) {
  return answered(services.store(), poll, respondent(services, ticket, poll.id));
}

void answer_survey(Services& services, const Meeting& meeting, std::string_view id, const std::string& ticket,
                   const Fields& form) {
  store::Store& store = services.store();
  const OpenSurvey survey = open_survey(store, meeting, id);
  const std::string who = respondent(services, ticket, survey.id);
  const Answers answers = survey_answers(*store.model(), survey, who, form);
  const std::lock_guard lock{services.shared<Visitors>().guard};
  if (answered(store, survey, who)) throw Problem{"meeting.answered", Json::object()};
  store.append(batch_of_page("survey of a meeting"), answers);
}

void answer_poll(Services& services, const Meeting& meeting, std::string_view id, const std::string& ticket,
                 const Fields& form) {
  store::Store& store = services.store();
  const auto uuid = Uuid::parse(id);
  const std::string who = respondent(services, ticket, uuid.value_or(Uuid{}));
  // With the lock: it may have been closed, and the option of answers in words made, since the form was drawn.
  const std::lock_guard lock{services.shared<Visitors>().guard};
  const Poll poll = shown_poll(store, meeting, id);
  if (poll.state != PollState::open) throw Problem{"meeting.not_open", Json::object()};
  if (answered(store, poll, who)) throw Problem{"meeting.answered", Json::object()};
  store.append(batch_of_page("poll of a meeting"), poll_answers(*store.model(), poll, who, form));
}

}  // namespace tilth::http::meetings
