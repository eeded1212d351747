// SPDX-License-Identifier: Apache-2.0
// Meetings as the application shows them: one with its counts, and its open actions carried into the next.
#include "http/ask.h"
#include "http/meetings/answer_code.h"
#include "http/meetings/carry_over.h"
#include "http/meetings/summary.h"
#include "http/rights.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"

#include "base/problem.h"

#include <algorithm>

namespace tilth::http {
namespace {

Response get_meeting(const Request& request, Services& services) {
  return json(meetings::summary_of(services, request.session, request.capture("meeting")));
}

Response post_carry_over(const Request& request, Services& services) {
  const Json body = object_of(request);
  const bool dry_run = body.contains("dry_run") && member(body, "dry_run", Json::value_t::boolean).get<bool>();
  return json(meetings::carry_over(services, request, request.capture("meeting"), dry_run));
}

Response post_codes(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const Json body = object_of(request);
  seen_type(*store.model(), request.session.caller, "meeting");
  const auto meeting = Uuid::parse(request.capture("meeting"));
  const auto record = meeting ? store.find(request.session.caller, "meeting", *meeting) : std::nullopt;
  if (!record || record->removed)
    throw Problem{"store.unknown_record", {{"type", "meeting"}, {"record", request.capture("meeting")}}};
  const auto number = [&](const char* name, std::int64_t least) {
    const auto at = body.find(name);
    const std::int64_t value = at == body.end() ? least : at->is_number_integer() ? at->get<std::int64_t>() : 0;
    if (value < 1 || value > meetings::kMostCodes)
      throw Problem{"request.bad_member", {{"name", name}, {"expected", "a whole number from 1 to 2000"}}};
    return value;
  };
  const std::int64_t first = number("first", 1);
  const std::int64_t count = std::min(number("count", 1), meetings::kMostCodes - first + 1);
  return json({{"codes", meetings::codes_of(services, *meeting, static_cast<int>(first), static_cast<int>(count))}})
      .with("Cache-Control", "no-store");
}

}  // namespace

RouteList meeting_routes() {
  using namespace schema;
  RouteList list_of;
  const Json link = object({{"id", text()}, {"label", text()}}, {"id", "label"});
  const Json maybe_link = nullable(link), maybe_text = nullable(text()), maybe_count = nullable(integer());
  const Json session = object({{"id", text()},
                               {"kind", maybe_text},
                               {"number", maybe_count},
                               {"title", maybe_text},
                               {"starts_at", nullable(text("instant"))},
                               {"ends_at", nullable(text("instant"))},
                               {"room", maybe_text},
                               {"recording_video", maybe_text},
                               {"recording_audio", maybe_text},
                               {"slides", maybe_text},
                               {"speakers", integer("roles of speakers that the caller sees")}},
                              {"id", "kind", "number", "title", "starts_at", "ends_at", "room", "recording_video",
                               "recording_audio", "slides", "speakers"});
  const Json people = object({{"value", text("a code")}, {"registered", integer()}, {"attended", integer()}},
                             {"value", "registered", "attended"});
  const Json registrations = object(
      {{"registered", integer("different people")},
       {"attended", integer("different people")},
       {"records", integer("more than the people, where somebody is in it twice")},
       {"by",
        object({{"category", list(people)}, {"country", list(people)}, {"sex", list(people)}, {"mode", list(people)}},
               {"category", "country", "sex", "mode"})}},
      {"registered", "attended", "records", "by"});
  const Json option = object({{"id", text()},
                              {"text", text()},
                              {"count", maybe_count},
                              {"share", nullable(number("per cent of those who answered"))},
                              {"first", nullable(integer("of a ranking: who put it first"))},
                              {"mean_rank", nullable(number())}},
                             {"id", "text", "count", "share", "first", "mean_rank"});
  const Json poll = object({{"id", text()},
                            {"question", text()},
                            {"kind", text("of the code list poll_kind")},
                            {"state", one_of({"waiting", "open", "closed"})},
                            {"session", maybe_link},
                            {"opened_at", nullable(text("instant"))},
                            {"closed_at", nullable(text("instant"))},
                            {"n", nullable(integer("different people who answered"))},
                            {"options", list(option)}},
                           {"id", "question", "kind", "state", "session", "opened_at", "closed_at", "n", "options"});
  const Json question =
      object({{"id", text()},
              {"text", maybe_text},
              {"n", nullable(integer("different people who answered"))},
              {"codes", nullable(text("the code list of the values"))},
              {"counts", list(object({{"value", text()}, {"count", integer()}}, {"value", "count"}))}},
             {"id", "text", "n", "codes", "counts"});
  const Json survey = object({{"id", text()},
                              {"title", maybe_text},
                              {"timing", maybe_text},
                              {"sent_on", nullable(text("date"))},
                              {"sent", nullable(integer("people asked"))},
                              {"open", boolean("takes answers on the public page")},
                              {"respondents", maybe_count},
                              {"questions", list(question)}},
                             {"id", "title", "timing", "sent_on", "sent", "open", "respondents", "questions"});
  const Json action = object({{"id", text()},
                              {"text", maybe_text},
                              {"owner", maybe_link},
                              {"owner_name", maybe_text},
                              {"due_on", nullable(text("date"))},
                              {"status", maybe_text},
                              {"done_on", nullable(text("date"))},
                              {"outcome", maybe_text},
                              {"session", maybe_link},
                              {"carried_from", maybe_link},
                              {"overdue", boolean()}},
                             {"id", "text", "owner", "owner_name", "due_on", "status", "done_on", "outcome", "session",
                              "carried_from", "overdue"});
  list_of.schemas = {
      {"MeetingSummary",
       object({{"id", text()},
               {"title", maybe_text},
               {"number", maybe_count},
               {"theme", maybe_text},
               {"starts", nullable(text("date"))},
               {"ends", nullable(text("date"))},
               {"format", maybe_text},
               {"venue", maybe_text},
               {"utc_offset", nullable(number("hours ahead of UTC"))},
               {"public_page", boolean()},
               {"answers_at", nullable(text("the short address of its polls and surveys, where it has a public page"))},
               {"registration_open", boolean()},
               {"registration_closes_on", nullable(text("date"))},
               {"predecessor", maybe_link},
               {"successor", maybe_link},
               {"sessions", list(session)},
               {"registrations", nullable(registrations)},
               {"polls", list(poll)},
               {"surveys", list(survey)},
               {"actions", nullable(list(action))}},
              {"id",
               "title",
               "number",
               "theme",
               "starts",
               "ends",
               "format",
               "venue",
               "utc_offset",
               "public_page",
               "answers_at",
               "registration_open",
               "registration_closes_on",
               "predecessor",
               "successor",
               "sessions",
               "registrations",
               "polls",
               "surveys",
               "actions"})},
      {"AnswerCodesRequest", object({{"first", integer("1 to 2000; 1")}, {"count", integer("1 to 2000; 1")}}, {})},
      {"AnswerCodes", object({{"codes", list(text())}}, {"codes"})},
      {"CarryOverRequest", object({{"dry_run", boolean()}}, {})},
      {"CarryOver",
       object({{"count", integer("actions")}, {"into", link}, {"batch", nullable(text("what undo takes back"))}},
              {"count", "into", "batch"})}};
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/meetings/{meeting}",
       .access = Access::member,
       .operation_id = "getMeeting",
       .summary = "A meeting with its agenda, counts of people, polls, surveys and actions",
       .tag = "meetings",
       .parameters = {in_path("meeting", "id of the meeting"), language_parameter()},
       .response_schema = "MeetingSummary",
       .handle = get_meeting},
      {.method = Method::post,
       .pattern = "/api/meetings/{meeting}/carry-over",
       .access = Access::writer,
       .operation_id = "carryOver",
       .summary = "Take the open actions into the next meeting, or say how many would go",
       .tag = "meetings",
       .parameters = {in_path("meeting", "id of the meeting that they come from")},
       .request_schema = "CarryOverRequest",
       .response_schema = "CarryOver",
       .handle = post_carry_over},
      {.method = Method::post,
       .pattern = "/api/meetings/{meeting}/codes",
       .access = Access::manager,
       .operation_id = "answerCodes",
       .summary = "Codes to hand out: each answers a poll or a survey once; the same number is the same code",
       .tag = "meetings",
       .parameters = {in_path("meeting", "id of the meeting")},
       .request_schema = "AnswerCodesRequest",
       .response_schema = "AnswerCodes",
       .handle = post_codes}};
  return list_of;
}

}  // namespace tilth::http
