// SPDX-License-Identifier: Apache-2.0
#include "quality/check.h"

#include "geo/codec.h"
#include "geo/predicates.h"
#include "quality/made_up_model.h"
#include "quality/memory_store.h"
#include "quality/scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tilth::quality {
namespace {

using tests::MemoryStore;

std::shared_ptr<const model::Model> the_model() {
  static const model::Loaded loaded = model::load_sources(tests::made_up_model());
  for (const model::ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << " " << problem.message << " " << problem.hint;
  return loaded.model;
}

/// A square of land, its south-west corner and side in steps of 0.001 degrees (110 m) from 30 E, 5 N.
std::string square(double x, double y, double side = 1) {
  geo::Geometry g{.kind = geo::Kind::polygon};
  for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {side, 0.0}, {side, side}, {0.0, side}, {0.0, 0.0}}) {
    g.x.push_back(30 + (x + dx) * 0.001);
    g.y.push_back(5 + (y + dy) * 0.001);
  }
  g.close_path();
  g.close_part();
  return geo::to_wkt(g);
}
std::string point(double x, double y) { return geo::to_wkt(geo::Geometry::point(30 + x * 0.001, 5 + y * 0.001)); }

class Checks : public testing::Test {
 protected:
  /// Findings of one rule.
  std::vector<Finding> of(const std::string& check) {
    SilentProgress silent;
    std::vector<Finding> found;
    for (Finding& finding : tilth::quality::check(store, {}, {}, silent).findings)
      if (finding.rule.substr(finding.rule.find('.') + 1) == check) found.push_back(std::move(finding));
    return found;
  }
  /// Exactly one finding, about these records.
  Finding only(const std::string& check, const std::vector<Uuid>& records) {
    const std::vector<Finding> found = of(check);
    EXPECT_EQ(found.size(), 1U) << check;
    if (found.empty()) return {};
    EXPECT_THAT(found[0].records, testing::UnorderedElementsAreArray(records)) << check;
    return found[0];
  }
  Uuid hazard(const std::string& name, const std::string& perimeter, Json more = Json::object()) {
    more["local_id"] = name;
    if (!perimeter.empty()) more["perimeter"] = perimeter;
    return store.add("hazard", more);
  }
  geo::Geometry mended(const Finding& finding, const std::string& field) {
    return geo::from_geojson(finding.repair.at("set").at(field));
  }

  MemoryStore store{the_model()};
};

TEST_F(Checks, AGoodProgrammeHasNoFindings) {
  const Uuid org = store.add("organisation", {{"name", "Org"}});
  const Uuid country = store.add("place", {{"name", "Country"}, {"outline", square(-10, -10, 100)}});
  const Uuid place =
      store.add("place", {{"name", "North"}, {"parent", country.text()}, {"outline", square(-10, -10, 50)}});
  const Uuid land =
      hazard("H-1", square(0, 0),
             {{"class", "cha"},
              {"status", "open"},
              {"place", place.text()},
              {"benchmark", point(1.2, 0.5)},
              {"reference_point", point(2.5, 0.5)},
              {"area_reported", 12265},
              {"identified_on", "2020-01-01"},
              {"devices", {{{"category", "ap"}, {"quantity", 1}}, {{"category", "ap"}, {"quantity", 2}}}}});
  const Uuid suspected = hazard("H-2", square(1, 0),
                                {{"class", "sha"},
                                 {"status", "open"},
                                 {"place", place.text()},
                                 {"area_reported", 12265},
                                 {"identified_on", "2020"}});
  store.add("evidence", {{"hazard", land.text()}, {"kind", "direct"}});
  store.add("evidence", {{"hazard", suspected.text()}, {"kind", "indirect"}});
  const Uuid task = store.add("task", {{"number", "T-1"}, {"start", "2021-01-01"}, {"end", "2021-12-31"}});
  store.add("accreditation", {{"organisation", org.text()},
                              {"scope", {"manual"}},
                              {"valid_from", "2020-01-01"},
                              {"valid_to", "2022-12-31"},
                              {"status", "granted"}});
  const Uuid work = store.add("activity", {{"local_id", "A-1"},
                                           {"organisation", org.text()},
                                           {"task", task.text()},
                                           {"hazard", land.text()},
                                           {"start", "2021-02-01"},
                                           {"end", "2021-03-01"},
                                           {"method", "manual"}});
  store.add("activity", {{"local_id", "A-2"},
                         {"organisation", org.text()},
                         {"task", task.text()},
                         {"hazard", land.text()},
                         {"start", "2021-04"},
                         {"end", "2021"},
                         {"method", "manual"}});
  store.add("land_release_product", {{"activity", work.text()},
                                     {"hazard", land.text()},
                                     {"product", "cleared"},
                                     {"status", "approved"},
                                     {"polygon", square(0, 0, 0.5)},
                                     {"released_on", "2021-03-01"},
                                     {"eo_found", 3}});
  store.add(
      "accident",
      {{"local_id", "X-1"}, {"date", "2020-05-01"}, {"location", point(0.2, 0.2)}, {"killed", 0}, {"injured", 1}});
  store.add(
      "accident",
      {{"local_id", "X-2"}, {"date", "2020-05-09"}, {"location", point(0.2, 0.2)}, {"killed", 0}, {"injured", 1}});
  for (const auto& [end, area] : {std::pair{"2021-02-10", 100}, {"2021-02-20", 50}, {"2021-02-28", 70}})
    store.add("progress", {{"activity", work.text()}, {"period_end", end}, {"area", area}});
  SilentProgress silent;
  const CheckResult result = check(store, {}, {.from_ledger = std::vector<Finding>{}}, silent);
  for (const Finding& finding : result.findings)
    ADD_FAILURE() << finding.rule << " " << finding.place << " " << finding.values.dump();
  EXPECT_GT(result.rules.size(), 30U);
}

TEST_F(Checks, FindARingWithTwoDistinctVertices) {
  const Uuid bad = hazard("H", "POLYGON ((30 5, 30.001 5, 30 5, 30 5))");
  EXPECT_EQ(only("ring_too_short", {bad}).values.at("vertices"), 2);
}
TEST_F(Checks, FindABowTieAndOfferItsValidTwin) {
  const Uuid bad = hazard("H", "POLYGON ((30 5, 30.001 5.001, 30.001 5, 30 5.001, 30 5))");
  const Finding finding = only("invalid_geometry", {bad});
  EXPECT_TRUE(geo::validity(mended(finding, "perimeter")).valid);
  EXPECT_TRUE(finding.lon && finding.lat);
  EXPECT_EQ(finding.repair.at("record"), bad.text());
}
TEST_F(Checks, FindAPartDrawnTwiceWhereverItBegins) {
  const Uuid bad = hazard(
      "H", "MULTIPOLYGON (((30 5, 30.001 5, 30.001 5.001, 30 5)), ((30.001 5.001, 30.001 5, 30 5, 30.001 5.001)))");
  EXPECT_EQ(mended(only("same_shape", {bad}), "perimeter").part_ends.size(), 1U);
}
TEST_F(Checks, FindARepeatedVertexButNotTheClosingOne) {
  const Uuid bad = hazard("H", "POLYGON ((30 5, 30.001 5, 30.001 5, 30.001 5.001, 30 5))");
  hazard("G", square(5, 5));
  const Finding finding = only("repeated_vertex", {bad});
  EXPECT_EQ(finding.values.at("count"), 1);
  EXPECT_EQ(mended(finding, "perimeter").x.size(), 4U);
}
TEST_F(Checks, FindALongEdgeClosingEdgeIncluded) {
  const Uuid bad = hazard("H", "POLYGON ((30 5, 30.001 5, 30.001 5.1, 30 5))");
  const Finding finding = only("long_edge", {bad});
  EXPECT_EQ(finding.values.at("count"), 2);
  EXPECT_NEAR(finding.values.at("length_m").get<double>(), 11058, 20);
}
TEST_F(Checks, FindPartsThatLieOverOneAnother) {
  std::string wkt =
      "MULTIPOLYGON (((30 5, 30.002 5, 30.002 5.001, 30 5.001, 30 5)), ((30.001 5, 30.003 5, 30.003 5.001, 30.001 "
      "5.001, 30.001 5)))";
  const Uuid bad = hazard("H", wkt);
  EXPECT_NEAR(only("parts_overlap", {bad}).values.at("share").get<double>(), 1.0 / 3, 0.001);
}
TEST_F(Checks, FindTwoOpenHazardsThatShareLandButNotNeighboursOrClosedOnes) {
  const Uuid a = hazard("A", square(0, 0), {{"status", "open"}}), b = hazard("B", square(0.9, 0), {{"status", "open"}});
  hazard("C", square(1.9, 0), {{"status", "open"}});
  hazard("D", square(0, 0.5), {{"status", "closed"}});
  const Finding finding = only("overlap", {a, b});
  EXPECT_NEAR(finding.values.at("share").get<double>(), 0.1, 0.001);
  EXPECT_EQ(finding.values.at("other"), "B");
}
TEST_F(Checks, FindNearlyTheSameOutlineTwice) {
  const Uuid a = hazard("A", square(0, 0)), b = hazard("B", square(0.01, 0));
  hazard("C", square(0.3, 0));
  only("near_duplicate", {a, b});
}
TEST_F(Checks, FindTheSameRecordTwice) {
  const Uuid a = hazard("A", square(0, 0), {{"class", "cha"}}), b = hazard("B", square(0, 0), {{"class", "cha"}});
  hazard("C", square(0, 0), {{"class", "sha"}});
  only("same_record", {a, b});
}
TEST_F(Checks, FindAFigureThatDiffersFromItsOutline) {
  const Uuid bad = hazard("A", square(0, 0), {{"area_reported", 13'500}});
  hazard("B", square(3, 0), {{"area_reported", 12'700}});
  EXPECT_NEAR(only("area_mismatch", {bad}).values.at("computed_m2").get<double>(), 12'265, 10);
}
TEST_F(Checks, FindAnAreaInSquareDegrees) {
  const Uuid bad = hazard("A", square(0, 0, 500), {{"area_reported", 0.25}});
  EXPECT_GT(only("area_in_degrees", {bad}).repair.at("set").at("area_reported").get<double>(), 1e9);
}
TEST_F(Checks, FindARecordOutsideItsPlaceAndSayWhereItLies) {
  const Uuid country = store.add("place", {{"name", "Country"}, {"outline", square(-10, -10, 100)}});
  const Uuid north = store.add("place", {{"name", "North"}, {"parent", country.text()}, {"outline", square(0, 0, 5)}});
  store.add("place", {{"name", "South"}, {"parent", country.text()}, {"outline", square(10, 0, 5)}});
  const Uuid quarter = store.add("place", {{"name", "Quarter"}, {"parent", north.text()}});
  const Uuid bad = hazard("A", square(11, 1), {{"place", north.text()}});
  hazard("B", square(4.5, 4.5), {{"place", quarter.text()}});  // on the border of the quarter's place
  const Finding finding = only("outside_place", {bad});
  EXPECT_EQ(finding.values.at("place_name"), "North");
  EXPECT_EQ(finding.values.at("lies_in"), "South");
}
TEST_F(Checks, FindCoordinatesThatAreExchangedOutsideOrNowhere) {
  const Uuid swapped = hazard("A", "POLYGON ((5 30, 5 30.001, 5.001 30, 5 30))"),
             nowhere = hazard("B", "POLYGON ((0 0, 0 0.001, 0.001 0, 0 0))"),
             away = hazard("C", "POLYGON ((-70 -30, -70 -30.001, -70.001 -30, -70 -30))");
  hazard("D", square(0, 0));
  const Finding finding = only("swapped_coordinates", {swapped});
  EXPECT_NEAR(mended(finding, "perimeter").x[0], 30, 1e-9);
  only("null_island", {nowhere});
  const std::vector<Finding> outside = of("outside_country");
  ASSERT_EQ(outside.size(), 3U);
  EXPECT_EQ(outside[2].records.front(), away);
}
TEST_F(Checks, FindABenchmarkOrReferencePointInsideAnOpenHazard) {
  const Uuid bench = hazard("A", square(0, 0), {{"benchmark", point(0.5, 0.5)}});
  const Uuid open = hazard("B", square(3, 0), {{"status", "open"}, {"benchmark", point(3.5, 1.2)}});
  hazard("C", square(6, 0), {{"status", "closed"}});
  const Uuid in = hazard("D", square(9, 0), {{"reference_point", point(3.5, 0.5)}});
  hazard("E", square(12, 0), {{"reference_point", point(6.5, 0.5)}});
  only("benchmark_inside", {bench});
  only("reference_inside_hazard", {in, open});
}
TEST_F(Checks, FindAHeapUnderOnePlace) {
  const Uuid up = store.add("place", {{"name", "Up"}}), down = store.add("place", {{"name", "Down"}});
  const Uuid heap = store.add("place", {{"name", "Heap"}, {"parent", up.text()}}),
             other = store.add("place", {{"name", "Other"}, {"parent", down.text()}});
  for (int i = 0; i < 4; ++i) hazard("H" + std::to_string(i), "", {{"place", (i < 3 ? heap : other).text()}});
  const Finding finding = only("place_concentration", {heap});
  EXPECT_EQ(finding.values.at("count"), 3);
  EXPECT_EQ(only("without_geometry", {}).values.at("count"), 4);
}
TEST_F(Checks, FindTheSameKeyTwiceWhateverItsCaseAndSpaces) {
  const Uuid a = hazard("HA-17", square(0, 0)), b = hazard(" ha-17  ", square(3, 0));
  hazard("HA-18", square(6, 0));
  const Finding finding = only("duplicate_key", {a, b});
  EXPECT_TRUE(finding.repair.is_null());  // no automatic renaming
}
TEST_F(Checks, FindRecordsOfOneKeyThatDifferInAField) {
  const Uuid a = hazard("HA-17", square(0, 0), {{"class", "sha"}}),
             b = hazard("ha-17", square(3, 0), {{"class", "cha"}});
  hazard("HA-18", square(6, 0), {{"class", "cha"}});
  hazard("HA-18", square(9, 0), {{"class", "CHA"}});
  const Finding finding = only("differing_value", {a, b});
  EXPECT_EQ(finding.values.at("count"), 2);
  EXPECT_EQ(finding.values.at("values"), "cha, sha");
}
TEST_F(Checks, FindAWrittenVariantOfACodeAndOfferTheCode) {
  const Uuid variant = hazard("A", square(0, 0), {{"class", "CHA 1"}}),
             unknown = hazard("B", square(3, 0), {{"class", "xyz"}});
  const std::vector<Finding> found = of("code_variant");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].records.front(), unknown);
  EXPECT_TRUE(found[1].repair.is_null());
  EXPECT_EQ(found[0].records.front(), variant);
}
TEST_F(Checks, FindWordsThatTheRegisterOfTermsCallsOutdated) {
  store.add("term_register", {{"term", "Minénfeld"}, {"language", "en"}, {"preferred", "mined area"}});
  const Uuid old = store.add("message", {{"text", "Keep out of the MINENFELD, please."}, {"language", "EN"}});
  store.add("message", {{"text", "Minenfelder"}, {"language", "en"}});  // another word
  store.add("message", {{"text", "Minenfeld"}, {"language", "fr"}});    // another language
  store.add("message", {{"text", "Keep out of the mined area"}, {"language", "en"}});
  EXPECT_EQ(only("outdated_term", {old}).values.at("preferred"), "mined area");
}
TEST_F(Checks, FindAConfirmedHazardWithoutDirectEvidenceAndASuspectedOneWithoutAny) {
  const Uuid confirmed = hazard("A", square(0, 0), {{"class", "cha"}});
  store.add("evidence", {{"hazard", confirmed.text()}, {"kind", "indirect"}});
  EXPECT_EQ(only("hazard_without_evidence", {confirmed}).values.at("evidence"), 1);
}
TEST_F(Checks, FindTheSameLineOrPointTwice) {
  const Uuid a = hazard("A", square(0, 0),
                        {{"devices",
                          {{{"category", "ap"}, {"quantity", 1}},
                           {{"category", "ap "}, {"quantity", 1}},
                           {{"category", "ap"}, {"quantity", 2}}}}});
  EXPECT_EQ(only("duplicate_lines", {a}).values.at("count"), 2);
  const auto add = [&](const char* id_, const char* part, double x) {
    return store.add("land_point", {{"hazard", a.text()},
                                    {"point_id", id_},
                                    {"point_type", "turning"},
                                    {"part_id", part},
                                    {"location", point(x, 0)}});
  };
  const Uuid p1 = add("1", "a", 0), p2 = add("1 ", "b", 1), p3 = add("3", "a", 1), p4 = add("4", "c", 5);
  only("same_point_id", {p1, p2});
  only("same_part_id", {p1, p3});
  only("same_point_place", {p2, p3});
  EXPECT_FALSE(p4.is_nil());
}
TEST_F(Checks, FindWorkOutsideItsTaskOrWithoutAccreditation) {
  const Uuid org = store.add("organisation", {{"name", "Org"}});
  const Uuid task = store.add("task", {{"number", "T"}, {"start", "2021-02-01"}, {"end", "2021-06"}});
  store.add("accreditation", {{"organisation", org.text()},
                              {"scope", {"manual"}},
                              {"valid_from", "2020-01-01"},
                              {"valid_to", "2022-12-31"},
                              {"status", "granted"}});
  const auto work = [&](const char* start, const char* end, const char* method) {
    return store.add(
        "activity",
        {{"organisation", org.text()}, {"task", task.text()}, {"start", start}, {"end", end}, {"method", method}});
  };
  const Uuid early = work("2021-01-31", "2021-03-01", "manual");
  work("2021-02", "2021-06", "manual");  // not certainly outside
  const Uuid unknown = work("2021-03-01", "2021-04-01", "eod");
  only("outside_task_dates", {early, task});
  EXPECT_EQ(only("not_accredited", {unknown}).values.at("scope"), "eod");
}
TEST_F(Checks, NameTheRecordOfTheRuleFirstWhateverTheIds) {
  std::set<Uuid> tasks;
  for (int i = 0; i < 20; ++i) {
    const Uuid task = store.add("task", {{"number", "T"}, {"start", "2021-02-01"}, {"end", "2021-06-30"}});
    store.add("activity", {{"task", task.text()}, {"start", "2021-01-31"}, {"end", "2021-03-01"}});
    tasks.insert(task);
  }
  const std::vector<Finding> found = of("outside_task_dates");
  ASSERT_EQ(found.size(), 20U);
  for (const Finding& finding : found) {
    ASSERT_EQ(finding.records.size(), 2U);
    EXPECT_EQ(finding.type, "activity");
    EXPECT_FALSE(tasks.contains(finding.records[0]));
    EXPECT_TRUE(tasks.contains(finding.records[1]));
    Finding turned = finding;  // the identity does not hang on the order
    std::swap(turned.records[0], turned.records[1]);
    EXPECT_EQ(turned.id(), finding.id());
  }
}
TEST_F(Checks, FindInformationThatCameLate) {
  const Uuid land = hazard("A", square(0, 0));
  const auto report = [&](const char* date) {
    return store.add("activity", {{"hazard", land.text()}, {"start", date}});
  };
  report("2020-01-01");
  const Uuid latest = report("2021-01-01"), late = report("2020-06-01");
  report("2021");  // may be either
  report("2022-01-01");
  only("stale_information", {latest, late});
}
TEST_F(Checks, FindDevicesInCancelledLandAndOrganisationsThatClearEmptyLand) {
  const Uuid org = store.add("organisation", {{"name", "Org"}}),
             work = store.add("activity", {{"organisation", org.text()}});
  const Uuid land =
      store.add("land_release_product",
                {{"local_id", "P"}, {"product", "cancelled"}, {"status", "approved"}, {"polygon", square(0, 0)}});
  store.add("land_release_product", {{"product", "cancelled"}, {"status", "open"}, {"polygon", square(5, 0)}});
  const Uuid device = store.add("device", {{"location", point(0.5, 0.5)}});
  store.add("device", {{"location", point(5.5, 0.5)}});
  for (const int found : {0, 0, 4})
    store.add("land_release_product", {{"activity", work.text()}, {"product", "cleared"}, {"eo_found", found}});
  store.add("land_release_product", {{"activity", work.text()}, {"product", "cleared"}});
  only("devices_in_cancelled", {device, land});
  EXPECT_EQ(only("clearing_empty_land", {org}).values.at("empty"), 2);
}
TEST_F(Checks, FindReportsThatAreCumulative) {
  const Uuid work = store.add("activity", {{"local_id", "A"}}), other = store.add("activity", {{"local_id", "B"}});
  std::vector<Uuid> records;
  for (const auto& [end, area] : {std::pair{"2021-03-31", 90}, {"2021-01-31", 20}, {"2021-02-28", 50}}) {
    records.push_back(store.add("progress", {{"activity", work.text()}, {"period_end", end}, {"area", area}}));
    store.add("progress", {{"activity", other.text()}, {"period_end", end}, {"area", area}});
  }
  store.add("land_release_product", {{"activity", work.text()}, {"area_reported", 90}});
  store.add("land_release_product", {{"activity", other.text()}, {"area_reported", 160}});
  EXPECT_EQ(only("cumulative_series", records).values.at("sum"), 160.0);
}
TEST_F(Checks, FindAccidentsInReleasedLandOutsideHazardsAndTwice) {
  hazard("A", square(0, 0));
  const Uuid land = store.add("land_release_product",
                              {{"status", "approved"}, {"polygon", square(0, 0, 0.5)}, {"released_on", "2020-06-01"}});
  const auto accident = [&](const char* date, std::string at, int killed) {
    return store.add("accident", {{"date", date}, {"location", at}, {"killed", killed}, {"injured", 0}});
  };
  const Uuid after = accident("2020-07-01", point(0.2, 0.2), 1);
  accident("2020-05-01", point(0.2, 0.2), 2);
  const Uuid away = accident("2019-01-01", point(30, 30), 3), twice = accident("2020-07-02", point(0.9, 0.9), 1);
  accident("2020-07", point(0.9, 0.9), 1);
  only("accident_in_released", {after, land});
  only("accident_outside_hazard", {away});
  only("possible_duplicate_accident", {after, twice});
}
TEST_F(Checks, ApplyTheModelsOwnRulesWithChildCountsAndPaths) {
  const Uuid bad = hazard("A", square(0, 0)), good = hazard("B", square(3, 0));
  const Uuid task = store.add("task", {{"number", "T-bad"}, {"hazard", bad.text()}});
  const Uuid work = store.add("activity", {{"task", task.text()}});
  only("dated", {bad});
  only("follows_task", {work});
  EXPECT_NE(bad, good);
}
TEST_F(Checks, TakeTheLedgersFindingsUnderTheRulesOfTheModel) {
  const Uuid land = hazard("A", square(0, 0));
  SilentProgress silent;
  const CheckResult with =
      check(store, {}, {.from_ledger = {{{.rule = "remaining_negative", .records = {land}}}}}, silent);
  EXPECT_TRUE(std::any_of(with.findings.begin(), with.findings.end(),
                          [](const Finding& f) { return f.rule == "hazard.remaining_negative"; }));
  const CheckResult without = check(store, {}, {}, silent);
  // A rule that was not looked at must not make its findings look mended.
  EXPECT_EQ(std::find(without.rules.begin(), without.rules.end(), "hazard.remaining_negative"), without.rules.end());
}
TEST_F(Checks, ARuleIsAskedForByItsIdCodeOrCheck) {
  hazard("A", square(0, 0)), hazard("a", square(0, 0));
  SilentProgress silent;
  EXPECT_EQ(check(store, {}, {.rules = {"duplicate_key"}}, silent).findings.size(), 1U);
  EXPECT_THROW(check(store, {}, {.rules = {"no_such"}}, silent), Problem);
}

TEST(QualityScore, GivesTheWorkedNumbers) {
  // Methods 3.2, T-3.2a and T-3.2b.
  const QualityCounts counts{.records = 1200,
                             .required_cells = 9600,
                             .missing_cells = 372,
                             .complete_records = 1044,
                             .filled_cells = 9228,
                             .failing_cells = 57,
                             .failing_records = 41,
                             .surplus_duplicates = 18,
                             .reports_expected = 1200,
                             .reports_in_time = 1098,
                             .fields_rechecked = 150,
                             .fields_agreeing = 136};
  const QualityScore score = score_of(counts);
  const double expected[] = {0.961250, 0.993823, 0.965833, 0.985, 0.915, 0.906667};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(*score.of[i], expected[i], 5e-7);
  EXPECT_NEAR(*score.complete_records, 0.87, 1e-12);
  EXPECT_NEAR(*score.accuracy_lower, 0.849436, 5e-7);
  EXPECT_NEAR(*score.accuracy_upper, 0.943588, 5e-7);
  EXPECT_NEAR(*score.mean, 0.949032, 5e-7);
  EXPECT_NEAR(*score.geometric_mean, 0.948454, 5e-7);
  EXPECT_NEAR(*score.minimum, 0.906667, 5e-7);
}
TEST(QualityScore, WithoutARecheckThereIsNoScoreOnlyAPartialOne) {
  const QualityScore score = score_of({.records = 10, .required_cells = 20, .missing_cells = 5, .filled_cells = 15});
  EXPECT_FALSE(score.of[5]);
  EXPECT_FALSE(score.mean);
  EXPECT_TRUE(score.partial_mean);
  EXPECT_EQ(score_of({}).partial_mean, std::nullopt);
}
TEST_F(Checks, ScoreTheRecordsOfAnOrganisation) {
  const Uuid org = store.add("organisation", {{"name", "Org"}});
  hazard("A", square(0, 0)), store.add("hazard", {{"class", "nonsense"}});
  store.add("activity", {{"organisation", org.text()}});
  SilentProgress silent;
  const std::vector<QualityRow> rows = quality_scores(store, {}, check(store, {}, {}, silent), silent);
  const auto row = std::find_if(rows.begin(), rows.end(), [](const QualityRow& r) { return r.type == "hazard"; });
  ASSERT_NE(row, rows.end());
  EXPECT_EQ(row->counts.records, 2);
  EXPECT_EQ(row->counts.missing_cells, 1);
  EXPECT_EQ(row->counts.failing_cells, 1);
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                          [&](const QualityRow& r) { return r.type == "activity" && r.organisation == org.text(); }));
}

}  // namespace
}  // namespace tilth::quality
