// SPDX-License-Identifier: Apache-2.0
// The check of the whole programme as a job, and data quality as the checks found it, over time.
#include "http/ask.h"
#include "http/jobs.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/seen_findings.h"
#include "http/services.h"

#include "base/problem.h"
#include "quality/scores.h"
#include "report/whole_check.h"

#include <cmath>

namespace tilth::http {
namespace {

constexpr const char* kScores = "quality/scores";
constexpr std::size_t kMostChecks = 400;  // the older ones keep their rows of all organisations alone

Json share(const std::optional<double>& value) { return value ? Json(std::round(*value * 10000) / 10000) : Json(); }

Json score_json(const quality::QualityRow& row) {
  Json json{{"type", row.type}, {"organisation", row.organisation}, {"records", row.counts.records}};
  for (int i = 0; i < quality::kQualityDimensions; ++i)
    json[std::string{text_of(static_cast<quality::QualityDimension>(i))}] =
        share(row.score.of[static_cast<std::size_t>(i)]);
  json["score"] = share(row.score.mean);
  json["partial_score"] = share(row.score.partial_mean);
  json["minimum"] = share(row.score.mean ? row.score.minimum : row.score.partial_minimum);
  return json;
}

/// Adds the scores of a check to those of the checks before. One writer: checks run one at a time.
void keep_scores(store::Store& store, const std::vector<quality::QualityRow>& rows) {
  Json checks = store.setting(kScores).value_or(Json::array());
  if (!checks.is_array()) checks = Json::array();
  for (Json& check : checks) {
    Json whole = Json::array();
    for (const Json& row : check.at("rows"))
      if (row.at("organisation") == "*") whole.push_back(row);
    check["rows"] = std::move(whole);
  }
  Json now{{"at", Instant::now().text()}, {"seq", store.last_seq()}, {"rows", Json::array()}};
  for (const quality::QualityRow& row : rows) now["rows"].push_back(score_json(row));
  checks.push_back(std::move(now));
  while (checks.size() > kMostChecks) checks.erase(checks.begin());
  store.put_setting(kScores, checks);
}

Response post_check(const Request& request, Services& services) {
  const std::string job = services.jobs().start(
      "check", request.session, {{"what", "the whole programme"}},
      [&store = services.store(), &findings = services.shared<Findings>()](Progress& progress) {
        // As the owner: a check that saw a part would call the findings of the rest mended.
        const quality::CheckResult checked = report::whole_check(store, {}, {}, progress);
        const auto saved = report::save_check(store, checked);
        findings.changed();
        store::Caller whole;
        whole.highest_class = kWholeView;
        keep_scores(store, quality::quality_scores(store, whole, checked, progress));
        std::map<std::string, std::int64_t> open{{"error", 0}, {"warning", 0}, {"note", 0}};
        std::int64_t mended = 0, records = 0;
        for (const store::SavedFinding& one : saved) {
          if (one.state == "open") ++open[std::string{text_of(one.finding.severity)}];
          if (one.state == "mended") ++mended;
        }
        for (const auto& [type, count] : checked.records) records += count;
        return Json{{"records", records}, {"rules", checked.rules.size()}, {"open", open}, {"mended", mended}};
      });
  return json({{"job", job}}, 202).with("Location", "/api/jobs/" + job);
}

Response get_scores(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  if (caller.highest_class < kWholeView) throw Problem{"access.partial_view", {{"what", "data quality"}}};
  const auto model = store.model();
  const std::string type = text_parameter(request, "type");
  if (!type.empty()) (void)seen_type(*model, caller, type);
  RecordWords words{store, caller, request.session.language};
  Json checks = Json::array();
  for (const Json& check : store.setting(kScores).value_or(Json::array())) {
    Json rows = Json::array();
    for (const Json& row : check.at("rows")) {
      const model::RecordType* of = model->find_type(row.at("type").get<std::string>());
      // A score counts rows: it is shown to who sees all of them.
      if (of == nullptr || !sees_all_rows(caller, *of) || (!type.empty() && of->name != type)) continue;
      Json one = row;
      const std::string organisation = row.at("organisation");
      const auto id = Uuid::parse(organisation);
      one["label"] = id ? Json(words.label("organisation", *id)) : Json();
      rows.push_back(std::move(one));
    }
    checks.push_back({{"at", check.at("at")}, {"seq", check.at("seq")}, {"rows", std::move(rows)}});
  }
  return json({{"checks", std::move(checks)}});
}

}  // namespace

RouteList check_routes() {
  using namespace schema;
  RouteList list_of;
  const Json part = nullable(number("0 to 1; null: nothing to compare with"));
  list_of.schemas = {
      {"StartedCheck", object({{"job", text("id; /api/jobs/{job} shows it")}}, {"job"})},
      {"CheckReport", object({{"records", integer("looked at")},
                              {"rules", integer("tried")},
                              {"open", object({{"error", integer()}, {"warning", integer()}, {"note", integer()}},
                                              {"error", "warning", "note"})},
                              {"mended", integer("findings that are gone since the last check")}},
                             {"records", "rules", "open", "mended"})},
      {"QualityScore", object({{"type", text()},
                               {"organisation", text("id; * for all, empty where records name none")},
                               {"label", nullable(text())},
                               {"records", integer()},
                               {"completeness", part},
                               {"validity", part},
                               {"consistency", part},
                               {"uniqueness", part},
                               {"timeliness", part},
                               {"accuracy", part},
                               {"score", part},
                               {"partial_score", nullable(number("of the dimensions that are there"))},
                               {"minimum", part}},
                              {"type", "organisation", "label", "records", "completeness", "validity", "consistency",
                               "uniqueness", "timeliness", "accuracy", "score", "partial_score", "minimum"})},
      {"QualityScores",
       object(
           {{"checks", list(object({{"at", text("instant")}, {"seq", integer()}, {"rows", list(ref("QualityScore"))}},
                                   {"at", "seq", "rows"}))}},
           {"checks"})}};
  list_of.routes = {{.method = Method::post,
                     .pattern = "/api/checks",
                     .access = Access::reviewer,
                     .operation_id = "startCheck",
                     .summary = "Check the whole programme; a job",
                     .tag = "quality",
                     .response_schema = "StartedCheck",
                     .statuses = {202},
                     .handle = post_check},
                    {.method = Method::get,
                     .pattern = "/api/quality/scores",
                     .access = Access::reader,
                     .operation_id = "getQualityScores",
                     .summary = "Data quality by record type and organisation, at each check",
                     .tag = "quality",
                     .parameters = {query("type", "only this record type")},
                     .response_schema = "QualityScores",
                     .handle = get_scores}};
  return list_of;
}

}  // namespace tilth::http
