// SPDX-License-Identifier: Apache-2.0
#include "http/programme_fixture.h"
#include "http/seen_findings.h"
#include "report/whole_check.h"

namespace tilth::http {
namespace {

class FindingsOfAProgramme : public ProgrammeTest {
 protected:
  void SetUp() override {
    ProgrammeTest::SetUp();
    change("hazard", other_,
           {{"perimeter",
             Json{{"type", "Polygon"},
                  {"coordinates",
                   {{{30.1, 10}, {30.1, 10}, {30.102, 10}, {30.102, 10.002}, {30.1, 10.002}, {30.1, 10}}}}}}});
    check();
  }
  void check() {
    SilentProgress progress;
    report::save_check(*store_, report::whole_check(*store_, {}, {}, progress));
    services_->shared<Findings>().changed();
  }
  /// The open finding of a rule about a record.
  Json finding(const std::string& rule, const Uuid& record) {
    const Json list = got(administrator(), "/api/findings?rule=" + rule + "&record=" + record.text());
    EXPECT_EQ(list["total"], 1) << rule;
    return list["items"].empty() ? Json() : list["items"][0];
  }
};

TEST_F(FindingsOfAProgramme, AreListedWithTheirGroupsInWords) {
  const Json list = got(viewer(), "/api/findings");
  EXPECT_GT(list["total"], 0);
  std::int64_t sum = 0;
  for (const Json& group : list["groups"]["severity"]) sum += group["count"].get<std::int64_t>();
  EXPECT_EQ(list["total"], sum);
  const Json repeated = finding("hazard.repeated_vertex", other_);
  EXPECT_EQ(repeated["message"], "1 vertices repeat the one before them.");
  EXPECT_EQ(repeated["code"], "G05");
  EXPECT_EQ(repeated["label"], "HA-2");
  EXPECT_EQ(repeated["organisation"], second_.text());
  EXPECT_EQ(repeated["record_place"], south_.text());
  EXPECT_EQ(repeated["has_repair"], true);
}

TEST_F(FindingsOfAProgramme, AGroupCountsWhatChoosingAnotherOfItWouldShow) {
  const Json all = got(viewer(), "/api/findings");
  const Json errors = got(viewer(), "/api/findings?severity=error");
  EXPECT_EQ(errors["groups"]["severity"], all["groups"]["severity"]);
  for (const Json& item : errors["items"]) EXPECT_EQ(item["severity"], "error");
  std::int64_t by_rule = 0;
  for (const Json& group : errors["groups"]["rule"]) by_rule += group["count"].get<std::int64_t>();
  EXPECT_EQ(by_rule, errors["total"]);
  const Json page = got(viewer(), "/api/findings?limit=1&offset=1");
  EXPECT_EQ(page["items"][0]["id"], all["items"][1]["id"]);
}

TEST_F(FindingsOfAProgramme, AreHiddenWithTheirRecordsAndTheirRules) {
  const std::string second = finding("hazard.repeated_vertex", other_)["id"];
  const Json own = got(operator_of(first_), "/api/findings");
  EXPECT_EQ(own.dump().find("HA-2"), std::string::npos);
  EXPECT_EQ(own.dump().find(other_.text()), std::string::npos);
  for (const Json& item : own["items"]) EXPECT_FALSE(item["records"].empty());  // what counts rows is not for it
  EXPECT_EQ(get(operator_of(first_), "/api/findings/" + second).problem, "finding.unknown");
  EXPECT_EQ(got(operator_of(second_), "/api/findings/" + second)["id"], second);
  const Json open = got(everybody(), "/api/findings");
  EXPECT_EQ(open.dump().find("hazard"), std::string::npos) << open.dump();
  EXPECT_EQ(ask(operator_of(first_), Method::post, "/api/findings/" + second + "/repair", {{"dry_run", true}}).problem,
            "finding.unknown");
  EXPECT_EQ(
      ask(operator_of(first_), Method::post, "/api/findings/" + second + "/settle", {{"state", "accepted"}}).problem,
      "finding.unknown");
}

TEST_F(FindingsOfAProgramme, AboutTwoTypesNameEachRecordByItsOwn) {
  for (int i = 0; i < 8; ++i) {
    const Uuid task = make("task", {{"number", "T-1"}, {"organisation", first_.text()}, {"start", "2021-02-01"}});
    const Uuid work =
        make("activity",
             {{"local_id", "A-1"}, {"organisation", first_.text()}, {"task", task.text()}, {"start", "2021-01-31"}});
    check();
    const Json listed = finding("activity.outside_task", work);
    EXPECT_EQ(listed["label"], "A-1");
    EXPECT_EQ(listed["records"], Json::array({work.text(), task.text()}));
    const Json one = got(administrator(), "/api/findings/" + listed["id"].get<std::string>());
    EXPECT_EQ(one["about"], Json::array({{{"type", "activity"}, {"id", work.text()}, {"label", "A-1"}},
                                         {{"type", "task"}, {"id", task.text()}, {"label", "T-1"}}}));
  }
}

TEST_F(FindingsOfAProgramme, AboutThousandsOfRecordsNameSomeAndCountAll) {
  Uuid first;
  for (int i = 0; i < 120; ++i) first = make("place", {{"name", "Copy"}, {"pcode", "CP1"}, {"level", 1}});
  check();
  const Json listed = finding("place.same_code", first);
  EXPECT_EQ(listed["record_count"], 120);
  EXPECT_EQ(listed["records"].size(), 50U);
  EXPECT_EQ(got(administrator(), "/api/findings/" + listed["id"].get<std::string>())["about"].size(), 50U);
}

TEST_F(FindingsOfAProgramme, AreCountedAnewOnTheHomePageAfterEachDecisionAndEachWrite) {
  const auto home = [&] { return got(viewer(), "/api/home"); };
  const Json first = home();
  EXPECT_EQ(home(), first);  // kept
  const std::string id = finding("hazard.repeated_vertex", other_)["id"];
  ASSERT_EQ(ask(session("reviewer"), Method::post, "/api/findings/" + id + "/settle",
                {{"state", "waived"}, {"reason", "drawn so"}})
                .problem,
            "");
  const Json waived = home();
  EXPECT_EQ(waived["open_findings"]["error"].get<int>(), first["open_findings"]["error"].get<int>() - 1);
  EXPECT_EQ(waived["worst_findings"].dump().find("hazard.repeated_vertex"), std::string::npos);
  change("organisation", first_, {{"name", "Renamed"}});
  EXPECT_GT(home()["seq"], waived["seq"]);
  EXPECT_NE(home()["freshness"]["by_type"]["organisation"], waived["freshness"]["by_type"]["organisation"]);
}

TEST_F(FindingsOfAProgramme, TellThePublicNothingOfThoseWhoWorkOnThem) {
  const Uuid place = make("place", {{"name", "Ashari"},
                                    {"pcode", "AS1"},
                                    {"level", 1},
                                    {"parent", country_.text()},
                                    {"population", 10},
                                    {"population_men", 3},
                                    {"population_women", 3},
                                    {"population_children", 3}});
  check();
  const std::string id = finding("place.population_is_not_its_parts", place)["id"];
  const Answer settled = ask(session("reviewer"), Method::post, "/api/findings/" + id + "/settle",
                             {{"state", "waived"}, {"reason", "Hanan phoned the mayor"}, {"assigned_to", "amina"}});
  ASSERT_EQ(settled.problem, "");
  for (const std::string& path : {"/api/findings/" + id, std::string{"/api/findings?state=waived"},
                                  "/api/records/place/" + place.text() + "/findings"}) {
    const std::string told = got(viewer(), path).dump(), open = got(everybody(), path).dump();
    for (const char* inside : {"Hanan", "amina", "reviewer-account"}) {
      EXPECT_NE(told.find(inside), std::string::npos) << path << inside;
      EXPECT_EQ(open.find(inside), std::string::npos) << path << inside;
    }
    EXPECT_NE(open.find(id), std::string::npos) << path;
  }
  EXPECT_EQ(get(everybody(), "/api/findings?assigned-to=amina").problem, "session.none");
}

TEST_F(FindingsOfAProgramme, AreWaivedWithAReasonAndAssigned) {
  const std::string id = finding("hazard.repeated_vertex", other_)["id"];
  const auto settle = [&](const Json& body) {
    return ask(session("reviewer"), Method::post, "/api/findings/" + id + "/settle", body);
  };
  EXPECT_EQ(settle({{"state", "waived"}}).problem, "finding.reason_missing");
  EXPECT_EQ(settle({{"state", "gone"}}).problem, "request.bad_member");
  EXPECT_EQ(settle({{"assigned_to", "amina"}}).json()["assigned_to"], "amina");
  EXPECT_EQ(got(viewer(), "/api/findings?assigned-to=amina")["total"], 1);
  EXPECT_EQ(got(viewer(), "/api/findings?assigned-to=nobody")["total"], 0);
  const Json waived = settle({{"state", "waived"}, {"reason", "drawn so"}}).json();
  EXPECT_EQ(waived["state"], "waived");
  EXPECT_EQ(waived["settled_by"], "reviewer-account");
  EXPECT_EQ(waived["assigned_to"], "amina");
  EXPECT_EQ(got(viewer(), "/api/findings?rule=hazard.repeated_vertex")["total"], 0);
  EXPECT_EQ(got(viewer(), "/api/findings?rule=hazard.repeated_vertex&state=waived")["total"], 1);
  check();  // what a person said of it stays
  EXPECT_EQ(got(viewer(), "/api/findings/" + id)["state"], "waived");
  EXPECT_EQ(settle({{"assigned_to", nullptr}}).json()["assigned_to"], nullptr);
}

TEST_F(FindingsOfAProgramme, AreRepairedAfterThePersonSawWhatChanges) {
  const std::string id = finding("hazard.repeated_vertex", other_)["id"];
  const std::int64_t before = store_->last_seq();
  const auto repair = [&](const Json& body) {
    return ask(session("operator"), Method::post, "/api/findings/" + id + "/repair", body);
  };
  const Json shown = repair({{"dry_run", true}}).json();
  EXPECT_EQ(store_->last_seq(), before);
  EXPECT_EQ(shown["before"]["perimeter"]["coordinates"][0].size(), 6U);
  EXPECT_EQ(shown["after"]["perimeter"]["coordinates"][0].size(), 5U);
  EXPECT_EQ(shown["stale"], false);
  ASSERT_EQ(repair(Json::object()).problem, "");
  EXPECT_EQ(got(viewer(), "/api/findings/" + id)["state"], "accepted");
  check();
  EXPECT_EQ(got(viewer(), "/api/findings/" + id)["state"], "mended");
}

TEST_F(FindingsOfAProgramme, AreNotRepairedOverAnothersChange) {
  const std::string id = finding("hazard.repeated_vertex", other_)["id"];
  change("hazard", other_, {{"perimeter", square(30.1, 10, 0.003)}});
  EXPECT_EQ(
      ask(session("operator"), Method::post, "/api/findings/" + id + "/repair", {{"dry_run", true}}).json()["stale"],
      true);
  EXPECT_EQ(ask(session("operator"), Method::post, "/api/findings/" + id + "/repair", Json::object()).problem,
            "store.stale");
}

TEST_F(FindingsOfAProgramme, OfOneRecordStandBesideIt) {
  const Json list = got(viewer(), "/api/records/hazard/" + other_.text() + "/findings");
  EXPECT_FALSE(list["items"].empty());
  for (const Json& item : list["items"]) EXPECT_NE(item["records"].dump().find(other_.text()), std::string::npos);
  EXPECT_EQ(get(operator_of(first_), "/api/records/hazard/" + other_.text() + "/findings").problem,
            "store.unknown_record");
}

}  // namespace
}  // namespace tilth::http
