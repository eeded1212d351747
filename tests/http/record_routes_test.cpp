// SPDX-License-Identifier: Apache-2.0
#include "http/programme_fixture.h"

namespace tilth::http {
namespace {

class Records : public ProgrammeTest {
 protected:
  static std::string path(const std::string& type, const Uuid& id, const std::string& what) {
    return "/api/records/" + type + "/" + id.text() + "/" + what;
  }
  Answer step(const Session& who, const Uuid& id, const Json& body) {
    return ask(who, Method::post, path("land_release_product", id, "transitions"), body);
  }
};

TEST_F(Records, TellsWhoChangedWhatWhenAndWhy) {
  change("hazard", hazard_, {{"area_reported", 20000.25}, {"class", "sha"}});
  const Json history = got(viewer(), path("hazard", hazard_, "history"));
  ASSERT_EQ(history["operations"].size(), 2U);
  EXPECT_EQ(history["operations"][0]["kind"], "create");
  EXPECT_EQ(history["operations"][0]["device"], "test");
  const Json& second = history["operations"][1];
  EXPECT_EQ(second["before"]["class"], "cha");
  EXPECT_EQ(second["after"]["class"], "sha");
  EXPECT_EQ(second["after"]["area_reported"], 20000.25);  // m2, not the log's hundredths
  EXPECT_EQ(second["before"]["area_reported"], nullptr);
  EXPECT_EQ(history["operations"][0]["after"]["perimeter"]["type"], "Polygon");
}

TEST_F(Records, HidesFromTheHistoryWhatIsHiddenInTheRecord) {
  change("hazard", hazard_, {{"landowner", "Somebody else"}});
  const Json seen = got(viewer(), path("hazard", hazard_, "history"));
  EXPECT_EQ(seen.dump().find("landowner"), std::string::npos);
  EXPECT_EQ(seen["operations"].size(), 1U);  // a change of nothing it may see is none
  const Json whole = got(administrator(), path("hazard", hazard_, "history"));
  EXPECT_EQ(whole["operations"][1]["after"]["landowner"], "Somebody else");
  EXPECT_EQ(get(operator_of(second_), path("hazard", hazard_, "history")).problem, "store.unknown_record");
  EXPECT_EQ(get(everybody(), path("hazard", hazard_, "history")).problem, "store.unknown_type");
  EXPECT_EQ(get(viewer(), path("hazard", Uuid::make(), "history")).problem, "store.unknown_record");
  EXPECT_EQ(get(viewer(), "/api/records/hazard/no-id/history").problem, "store.unknown_record");
  // The id of a record of another type opens nothing.
  EXPECT_EQ(get(viewer(), path("place", hazard_, "history")).problem, "store.unknown_record");
}

TEST_F(Records, LinksBothWays) {
  const Json links = got(viewer(), path("hazard", hazard_, "links"));
  const Json to_place{{"field", "place"}, {"type", "place"}, {"id", north_.text()}, {"label", "North"}};
  EXPECT_NE(std::find(links["refers_to"].begin(), links["refers_to"].end(), to_place), links["refers_to"].end());
  ASSERT_EQ(links["referred_by"].size(), 1U);
  EXPECT_EQ(links["referred_by"][0]["type"], "land_release_product");
  EXPECT_EQ(links["referred_by"][0]["items"][0]["id"], product_.text());
}

TEST_F(Records, CountsNoLinkThatTheCallerMayNotSee) {
  const Json whole = got(viewer(), path("organisation", second_, "links"));
  EXPECT_EQ(whole["referred_by"].size(), 2U);
  EXPECT_TRUE(got(operator_of(first_), path("organisation", second_, "links"))["referred_by"].empty());
  EXPECT_TRUE(got(everybody(), path("organisation", second_, "links"))["referred_by"].empty());
}

TEST_F(Records, OffersTheStepsOfTheWorkflow) {
  const Json draft = got(session("collector"), path("land_release_product", draft_, "transitions"));
  EXPECT_EQ(draft["state"], "draft");
  EXPECT_EQ(draft["unverified"], true);
  ASSERT_EQ(draft["steps"].size(), 1U);
  EXPECT_EQ(draft["steps"][0]["name"], "submit");
  EXPECT_EQ(draft["steps"][0]["allowed"], true);
  const Json approved = got(viewer(), path("land_release_product", product_, "transitions"));
  EXPECT_EQ(approved["unverified"], false);
  EXPECT_EQ(got(viewer(), path("place", north_, "transitions"))["steps"].size(), 0U);
}

TEST_F(Records, ApprovesByTheRolesThatTheModelNamesAlone) {
  const double before = got(viewer(), "/api/ledger?by=hazard&hazard=" + other_.text())["total"]["cleared"];
  EXPECT_EQ(before, 0);
  EXPECT_EQ(step(session("collector"), draft_, {{"transition", "approve"}}).problem, "workflow.unknown_step");
  ASSERT_EQ(step(session("collector"), draft_, {{"transition", "submit"}}).problem, "");
  // Submitted is not approved: it releases nothing.
  EXPECT_EQ(got(viewer(), "/api/ledger?by=hazard&hazard=" + other_.text())["total"]["cleared"], 0);
  EXPECT_EQ(step(session("collector"), draft_, {{"transition", "approve"}}).problem, "workflow.wrong_role");
  EXPECT_EQ(step(session("operator"), draft_, {{"transition", "approve"}}).problem, "workflow.wrong_role");
  const Answer answer = step(session("reviewer"), draft_, {{"transition", "approve"}});
  ASSERT_EQ(answer.problem, "") << answer.values.dump();
  EXPECT_EQ(answer.json()["state"], "approved");
  EXPECT_GT(got(viewer(), "/api/ledger?by=hazard&hazard=" + other_.text())["total"]["cleared"].get<double>(), 10'000);
  EXPECT_EQ(store_->history({}, draft_).back().context.from_report, draft_);
}

TEST_F(Records, RejectsWithAReasonAlone) {
  ASSERT_EQ(step(session("collector"), draft_, {{"transition", "submit"}}).problem, "");
  EXPECT_EQ(step(session("reviewer"), draft_, {{"transition", "reject"}}).problem, "workflow.reason_missing");
  EXPECT_EQ(step(session("reviewer"), draft_, {{"transition", "reject"}, {"reason", "  "}}).problem,
            "workflow.reason_missing");
  ASSERT_EQ(step(session("reviewer"), draft_, {{"transition", "reject"}, {"reason", "no depth"}}).problem, "");
  EXPECT_EQ(store_->history({}, draft_).back().context.reason, "reject: no depth");
  ASSERT_EQ(step(session("collector"), draft_, {{"transition", "reopen"}}).problem, "");
  EXPECT_EQ(got(viewer(), path("land_release_product", draft_, "transitions"))["state"], "draft");
}

TEST_F(Records, DoesNotApproveWithErrorsOrWithoutWhatTheGuardAsksFor) {
  ASSERT_EQ(step(session("collector"), draft_, {{"transition", "submit"}}).problem, "");
  change("land_release_product", draft_, {{"released_on", nullptr}});
  const Answer answer = step(session("reviewer"), draft_, {{"transition", "approve"}});
  EXPECT_EQ(answer.problem, "workflow.errors_left");
  EXPECT_NE(answer.values.dump().find("released_on"), std::string::npos);
  change("land_release_product", draft_, {{"released_on", "2025-01-01"}, {"perimeter", nullptr}});
  EXPECT_EQ(step(session("reviewer"), draft_, {{"transition", "approve"}}).problem, "workflow.guard_unmet");
}

TEST_F(Records, DoesNotStepFromAStateThatSomebodyElseHasLeft) {
  const std::int64_t seen = got(viewer(), path("land_release_product", draft_, "transitions"))["seq"];
  change("land_release_product", draft_, {{"depth", 0.3}});
  EXPECT_EQ(step(session("collector"), draft_, {{"transition", "submit"}, {"seq", seen}}).problem, "store.stale");
  EXPECT_EQ(step(operator_of(first_), draft_, {{"transition", "submit"}}).problem, "store.unknown_record");
  EXPECT_EQ(step(session("collector"), draft_, {{"transition", 7}}).problem, "request.bad_member");
  EXPECT_EQ(step(session("collector"), draft_, Json::array()).problem, "request.bad_member");
}

Json findings_of(const Json& answer) {
  Json rules = Json::array();
  for (const Json& finding : answer["findings"]) rules.push_back(finding["rule"]);
  return rules;
}

TEST_F(Records, ChecksADraftWithItsOutlineAndItsNeighboursAndSavesNothing) {
  const std::int64_t before = store_->last_seq();
  const Json answer = ask(viewer(), Method::post, "/api/records/check",
                          {{"type", "hazard"},
                           {"properties",
                            {{"local_id", "ha-1"},
                             {"class", "sha"},
                             {"status", "open"},
                             {"identified_on", "2024-03-01"},
                             {"closed_on", "2024-01-01"}}},
                           {"geometry", square(30.001, 10, 0.002)}})
                          .json();
  const Json rules = findings_of(answer);
  for (const char* rule : {"field.required", "hazard.closed_before_identified", "hazard.overlaps_hazard",
                           "hazard.same_key", "hazard.suspected_without_evidence"})
    EXPECT_NE(std::find(rules.begin(), rules.end(), rule), rules.end()) << rule << " " << rules.dump();
  EXPECT_NEAR(answer["computed"]["area_computed"].get<double>(), 48'480, 100);
  EXPECT_EQ(store_->last_seq(), before);
  for (const Json& finding : answer["findings"])
    if (finding["rule"] == "hazard.overlaps_hazard") {
      EXPECT_NE(finding["message"].get<std::string>().find("HA-1"), std::string::npos);
      EXPECT_NEAR(finding["lon"].get<double>(), 30.0015, 1e-6);
    }
}

TEST_F(Records, OffersTheRepairOfADraftThatCrossesItself) {
  const Json bow{{"type", "Polygon"},
                 {"coordinates", {{{31, 10}, {31.01, 10.01}, {31.01, 10}, {31, 10.01}, {31, 10}}}}};
  const Json answer = ask(viewer(), Method::post, "/api/records/check", {{"type", "hazard"}, {"geometry", bow}}).json();
  bool found = false;
  for (const Json& finding : answer["findings"]) {
    if (finding["rule"] != "hazard.invalid_outline") continue;
    found = true;
    EXPECT_TRUE(finding["repair"]["perimeter"].is_object());
    EXPECT_TRUE(finding["lon"].is_number());
  }
  EXPECT_TRUE(found) << answer.dump();
}

TEST_F(Records, ADraftOfARecordKeepsWhatItDoesNotSpeakOf) {
  const Json answer = ask(viewer(), Method::post, "/api/records/check",
                          {{"type", "hazard"}, {"id", hazard_.text()}, {"properties", {{"name", "Mill"}}}})
                          .json();
  const Json rules = findings_of(answer);
  EXPECT_EQ(std::count(rules.begin(), rules.end(), "field.required"), 0) << rules.dump();
  EXPECT_EQ(std::count(rules.begin(), rules.end(), "hazard.overlaps_hazard"), 0);  // not over itself
  EXPECT_EQ(std::count(rules.begin(), rules.end(), "hazard.same_key"), 0);
}

TEST_F(Records, ADraftMeetsOnlyNeighboursThatTheCallerMaySee) {
  const Json draft{{"type", "hazard"}, {"properties", {{"status", "open"}}}, {"geometry", square(30.1, 10, 0.002)}};
  const Json seen = findings_of(ask(operator_of(second_), Method::post, "/api/records/check", draft).json());
  EXPECT_EQ(std::count(seen.begin(), seen.end(), "hazard.overlaps_hazard"), 1);
  const Json hidden = findings_of(ask(operator_of(first_), Method::post, "/api/records/check", draft).json());
  EXPECT_EQ(std::count(hidden.begin(), hidden.end(), "hazard.overlaps_hazard"), 0);
}

TEST_F(Records, RefusesADraftThatCannotBeRead) {
  const auto problem = [&](const Json& body) {
    return ask(viewer(), Method::post, "/api/records/check", body).problem;
  };
  EXPECT_EQ(problem({{"properties", Json::object()}}), "request.bad_member");
  EXPECT_EQ(problem({{"type", "nothing"}}), "store.unknown_type");
  EXPECT_EQ(problem({{"type", "hazard"}, {"properties", {{"nothing", 1}}}}), "store.unknown_field");
  EXPECT_EQ(problem({{"type", "hazard"}, {"properties", {{"landowner", "x"}}}}), "store.unknown_field");
  EXPECT_EQ(problem({{"type", "hazard"}, {"properties", {{"identified_on", "soon"}}}}), "field.bad_value");
  EXPECT_EQ(problem({{"type", "hazard"}, {"geometry", {{"type", "Polygon"}}}}), "field.bad_value");
  EXPECT_EQ(problem({{"type", "hazard"}, {"id", "x"}}), "request.bad_parameter");
  EXPECT_EQ(ask_raw(viewer(), Method::post, "/api/records/check", "{").problem, "request.bad_json");
}

}  // namespace
}  // namespace tilth::http
