// SPDX-License-Identifier: Apache-2.0
// Assessments of capability with their scores, and the self-reliance profile.
#include "http/ask.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "report/assessment_document.h"

namespace tilth::http {
namespace {

Response list_assessments(const Request& request, Services& services) {
  return json(report::assessments_json(services.store(), request.session.caller, request.session.language));
}

Response get_assessment(const Request& request, Services& services) {
  return json(report::assessment_json(services.store(), request.session.caller, request.capture("assessment"),
                                      text_parameter(request, "compare"), request.session.language));
}

Response get_self_reliance(const Request& request, Services& services) {
  std::optional<int> year;
  if (const auto asked = whole_number(request, "year", 0, 0, 9999); asked != 0) year = static_cast<int>(asked);
  return json(report::self_reliance_json(services.store(), request.session.caller, year, request.session.language));
}

RouteList schemas_of() {
  using namespace schema;
  RouteList list_of;
  const Json maybe = nullable(number());
  const Json subject = object({{"id", text()}, {"words", text()}}, {"id", "words"});
  const Json level =
      object({{"value", integer()}, {"label", text()}, {"description", text()}}, {"value", "label", "description"});
  const Json band = object({{"from", number()}, {"label", text()}}, {"from", "label"});
  const Json named = object({{"id", text()}, {"name", text()}, {"edition", text()}, {"purpose", text()}},
                            {"id", "name", "edition", "purpose"});
  Json head = object({{"id", text()},
                      {"name", text()},
                      {"on", nullable(text("date"))},
                      {"kind", text("self, peer or external")},
                      {"kind_words", text()},
                      {"subject", subject},
                      {"instrument", named}},
                     {"id", "name", "on", "kind", "kind_words", "subject", "instrument"});
  const Json whole = object({{"score", maybe},
                             {"lowest", nullable(number("of the areas"))},
                             {"geometric", maybe},
                             {"of_scale", nullable(number("share of the scale, 0 to 1"))},
                             {"target", maybe},
                             {"band", nullable(text("what the instrument calls the score"))},
                             {"applicable", integer("questions that apply")},
                             {"answered", integer()},
                             {"unanswered_share", maybe},
                             {"without_evidence", integer("level 3 or more without evidence")}},
                            {"score", "lowest", "geometric", "of_scale", "target", "band", "applicable", "answered",
                             "unanswered_share", "without_evidence"});
  const auto with = [](Json schema, const Json& more) {
    for (const auto& [name, property] : more.at("properties").items()) schema["properties"][name] = property;
    for (const Json& name : more.at("required")) schema["required"].push_back(name);
    return schema;
  };
  const Json scored = with(head, whole);
  const Json area = object({{"score", maybe},
                            {"reason_if_null", nullable(text("LOW_COVERAGE, NO_DATA, NOT_APPLICABLE"))},
                            {"reason_text", nullable(text())},
                            {"staged", nullable(integer("of criteria: the level reached"))},
                            {"target", maybe},
                            {"gap", maybe},
                            {"applicable", integer()},
                            {"answered", integer()},
                            {"without_evidence", integer()}},
                           {"score", "reason_if_null", "reason_text", "staged", "target", "gap", "applicable",
                            "answered", "without_evidence"});
  const Json change = object({{"delta", maybe}, {"closed", nullable(number("share of the gap"))}}, {"delta", "closed"});
  const Json answer =
      object({{"id", text()},
              {"not_applicable", boolean()},
              {"level", nullable(integer())},
              {"met", nullable(boolean())},
              {"target", nullable(integer())},
              {"proved", boolean("there is evidence")},
              {"evidence", text()},
              {"action", text()},
              {"owner", text()},
              {"due", nullable(text("date"))}},
             {"id", "not_applicable", "level", "met", "target", "proved", "evidence", "action", "owner", "due"});
  const Json question = object({{"id", text()},
                                {"text", text()},
                                {"weight", number()},
                                {"criterion_of", nullable(integer())},
                                {"evidence_asked", text()},
                                {"may_not_apply", boolean()},
                                {"answer", nullable(answer)}},
                               {"id", "text", "weight", "criterion_of", "evidence_asked", "may_not_apply", "answer"});
  const Json share = object({{"id", text()},
                             {"aspect", text()},
                             {"words", text()},
                             {"national", number()},
                             {"total", number()},
                             {"unit", text()},
                             {"share", maybe},
                             {"reason_text", nullable(text())},
                             {"source", text()}},
                            {"id", "aspect", "words", "national", "total", "unit", "share", "reason_text", "source"});
  list_of.schemas = {
      {"Instrument", object({{"id", text()},
                             {"name", text()},
                             {"edition", text()},
                             {"purpose", text()},
                             {"owner", text()},
                             {"licence_note", text()},
                             {"scoring", one_of({"levels", "criteria"})},
                             {"evidence_from", integer("level from which on evidence is asked for")},
                             {"levels", list(level)},
                             {"bands", list(band)}},
                            {"id", "name", "edition", "purpose", "owner", "licence_note", "scoring", "evidence_from",
                             "levels", "bands"})},
      {"AssessmentHead", head},
      {"AssessmentArea", area},
      {"AssessmentQuestion", question},
      {"AssessmentColumn", with(scored, object({{"same_edition", boolean("else it is not compared")},
                                                {"areas", list(ref("AssessmentArea"))}},
                                               {"same_edition", "areas"}))},
      {"AssessmentItem", with(scored, object({{"highest", nullable(integer("of the scale"))}}, {"highest"}))},
      {"AssessmentList", object({{"items", list(ref("AssessmentItem"))}, {"instruments", list(ref("Instrument"))}},
                                {"items", "instruments"})},
      {"Assessment",
       [&] {
         Json whole_of = with(
             scored,
             object({{"target_level", nullable(integer())},
                     {"areas", list(with(area, object({{"id", text()},
                                                       {"name", text()},
                                                       {"weight", number()},
                                                       {"questions", list(ref("AssessmentQuestion"))}},
                                                      {"id", "name", "weight", "questions"})))},
                     {"compared",
                      nullable(with(scored,
                                    object({{"whole", change},
                                            {"areas", list(with(change, object({{"before", maybe}}, {"before"})))}},
                                           {"whole", "areas"})))},
                     {"history", list(ref("AssessmentColumn"))},
                     {"history_left_out", integer("of the same body, not among the latest that history holds")},
                     {"agreements", list(object({{"first", ref("AssessmentHead")},
                                                 {"second", ref("AssessmentHead")},
                                                 {"both", integer("questions that both answered")},
                                                 {"same", integer("of those, alike")},
                                                 {"kappa", nullable(number("quadratic weights"))},
                                                 {"difference", nullable(number("first minus second, in levels"))},
                                                 {"areas", list(maybe)}},
                                                {"first", "second", "both", "same", "kappa", "difference", "areas"}))},
                     {"next_areas", list(object({{"area", integer("index")}, {"weighted", number("weight x gap")}},
                                                {"area", "weighted"}))},
                     {"actions", list(object({{"area", integer("index")},
                                              {"question", integer("index")},
                                              {"weighted", number("weight x gap")}},
                                             {"area", "question", "weighted"}))}},
                    {"target_level", "areas", "compared", "history", "history_left_out", "agreements", "next_areas",
                     "actions"}));
         whole_of["properties"]["instrument"] = ref("Instrument");
         return whole_of;
       }()},
      {"SelfRelianceProfile", object({{"year", integer()},
                                      {"shares", list(share)},
                                      {"known", integer("shares that the means speak of")},
                                      {"minimum", maybe},
                                      {"weakest", nullable(text("aspect"))},
                                      {"arithmetic", maybe},
                                      {"geometric", nullable(number("0 as soon as one share is 0"))}},
                                     {"year", "shares", "known", "minimum", "weakest", "arithmetic", "geometric"})},
      {"SelfReliance",
       object({{"year", nullable(integer())},
               {"profile", nullable(ref("SelfRelianceProfile"))},
               {"not_recorded", list(object({{"aspect", text()}, {"words", text()}}, {"aspect", "words"}))},
               {"years", list(ref("SelfRelianceProfile"))}},
              {"year", "profile", "not_recorded", "years"})}};
  return list_of;
}

}  // namespace

RouteList assessment_routes() {
  RouteList list_of = schemas_of();
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/assessments",
       .access = Access::member,
       .operation_id = "getAssessments",
       .summary = "Assessments with their scores, the latest first, and the instruments they answer",
       .tag = "assessments",
       .parameters = {language_parameter()},
       .response_schema = "AssessmentList",
       .handle = list_assessments},
      {.method = Method::get,
       .pattern = "/api/assessments/{assessment}",
       .access = Access::member,
       .operation_id = "getAssessment",
       .summary = "One assessment: answers, scores, progress within its edition, agreement, what comes next",
       .tag = "assessments",
       .parameters = {in_path("assessment", "local id or id"),
                      query("compare", "an earlier one of the same edition; without it the latest such"),
                      language_parameter()},
       .response_schema = "Assessment",
       .handle = get_assessment},
      {.method = Method::get,
       .pattern = "/api/self-reliance",
       .access = Access::member,
       .operation_id = "getSelfReliance",
       .summary = "The self-reliance profile of a year, and of all years",
       .tag = "assessments",
       .parameters = {query("year", "without it the latest that has shares", schema::integer()), language_parameter()},
       .response_schema = "SelfReliance",
       .handle = get_self_reliance}};
  return list_of;
}

}  // namespace tilth::http
