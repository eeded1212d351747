// SPDX-License-Identifier: Apache-2.0
// T-3.9b of the methods, and what must hold of any records that leave.
#include "people/microdata.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

namespace tilth::people {
namespace {

Dimension numbered(const std::string& name, std::size_t n) {
  Dimension dimension{name, {}};
  for (std::size_t i = 1; i <= n; ++i) dimension.categories.push_back(name + std::to_string(i));
  return dimension;
}

/// Twelve victims by sex, age band, region and outcome; women of 18 and more live in one region alone.
CountTable twelve() {
  CountTable table{{{"sex", {"female", "male"}},
                    {"age", {"child", "adult"}},
                    {"region", {"north", "south"}},
                    {"outcome", {"injured", "killed"}}},
                   std::vector<std::int64_t>(16, 0)};
  const auto at = [&](int sex, int age, int region, int outcome) -> std::int64_t& {
    return table.counts[static_cast<std::size_t>(((sex * 2 + age) * 2 + region) * 2 + outcome)];
  };
  at(1, 1, 0, 0) = 2, at(1, 1, 0, 1) = 1;  // 3 men of the north
  at(1, 1, 1, 0) = 2, at(1, 1, 1, 1) = 1;  // 3 of the south: six men in all
  at(0, 1, 0, 0) = 1, at(0, 1, 0, 1) = 1;
  at(1, 0, 0, 0) = 2;
  at(0, 0, 0, 0) = 1, at(0, 0, 1, 1) = 1;  // a girl each
  return table;
}

TEST(Exposure, IsThatOfTheWorkedExample) {  // T-3.9b
  // Classes of 3, 2, 2, 2, 2 and 1 by three properties.
  const CountTable classes{{numbered("class", 6), numbered("outcome", 2)}, {2, 1, 1, 1, 2, 0, 1, 1, 1, 1, 1, 0}};
  const Exposure fine = exposure(classes, {"outcome"});
  EXPECT_EQ(fine.records, 12);
  EXPECT_EQ(fine.k, 1);
  EXPECT_EQ(fine.unique, 1);
  EXPECT_EQ(fine.l, 1);
  EXPECT_DOUBLE_EQ(fine.risk, 0.5);
  // By sex and below 18 or not alone: 6, 2, 2 and 2.
  const Exposure coarse = exposure(without(twelve(), 2), {"outcome"});
  EXPECT_EQ(coarse.records, 12);
  EXPECT_EQ(coarse.k, 2);
  EXPECT_EQ(coarse.unique, 0);
  EXPECT_NEAR(coarse.risk, 0.333333, 1e-6);
  EXPECT_EQ(exposure(twelve(), {}).l, 0) << "nothing is said to be sensitive";
}

TEST(Records, OfTwelveVictimsAreNotFitToLeave) {
  // "Still far above 3 %: publish counts, not records."
  const RecordsResult result = pass_records(twelve(), {.k = 2, .hierarchy = {}, .sensitive = {"outcome"}, .l = 1});
  EXPECT_TRUE(result.withheld);
  EXPECT_TRUE(result.records.counts.empty());
  EXPECT_TRUE(result.table.cells.empty());
  EXPECT_EQ(result.exposure.unique, 2) << "what was asked for";
}

TEST(Records, MergePlacesBeforeTheyLeaveThemOut) {
  const CountTable records{{{"place", {"Kita", "Lomo", "Sula"}}, numbered("outcome", 2)}, {2, 2, 30, 30, 40, 40}};
  const RecordsPolicy policy{
      .k = 10, .hierarchy = {{"place", {{"Kita", "in North"}, {"Lomo", "in North"}}}}, .sensitive = {"outcome"}};
  const RecordsResult result = pass_records(records, policy);
  ASSERT_FALSE(result.withheld);
  EXPECT_EQ(result.records.dimensions[0].categories, (std::vector<std::string>{"in North", "Sula"}));
  EXPECT_EQ(result.records.counts, (std::vector<std::int64_t>{32, 32, 40, 40}));
  EXPECT_EQ(result.exposure.k, 64);
}

TEST(Records, WhoseClassHasOneFateAloneAreNotShown) {
  // Twenty boys, all killed: whoever knows of a boy knows his fate, though he is one of twenty.
  const CountTable records{{{"who", {"boys", "men"}}, {"outcome", {"injured", "killed"}}}, {0, 20, 50, 40}};
  const RecordsPolicy policy{.k = 10, .hierarchy = {}, .sensitive = {"outcome"}, .risk = 0.1};
  const RecordsResult result = pass_records(records, policy);
  ASSERT_FALSE(result.withheld);
  ASSERT_EQ(result.rolled_up.size(), 1u);
  EXPECT_EQ(result.rolled_up[0].dimension, "who");
  EXPECT_EQ(result.records.counts, (std::vector<std::int64_t>{50, 60}));
  RecordsPolicy careless = policy;
  careless.l = 1;
  EXPECT_TRUE(pass_records(records, careless).rolled_up.empty());
}

TEST(Records, TellNothingThatAnEarlierTableKeptBack) {
  const CountTable people{{numbered("sex", 2), numbered("outcome", 2)}, {4, 40, 50, 60}};
  const GatePolicy gate{.k = 10, .hierarchy = {}};
  const GateResult table = pass_gate(people, gate);
  ASSERT_EQ(table.table.cells[0].shown, Shown::primary);
  const RecordsPolicy policy{.k = 10, .hierarchy = {}, .sensitive = {"outcome"}, .risk = 0.1};
  EXPECT_TRUE(pass_records(people, policy).rolled_up.empty()) << "each class is large";
  const RecordsResult beside = pass_records(people, policy, {table.table});
  for (const PublishedCell& cell : beside.table.cells) EXPECT_FALSE(cell.count == 4) << "the table kept the four back";
  // The other way round the records are known, and a table adds nothing to them.
  const RecordsResult records = pass_records(people, policy);
  const GateResult after = pass_gate(people, gate, {records.table});
  EXPECT_EQ(after.table.cells[0].shown, Shown::value);
}

TEST(Records, AreHeldAgainstThoseOfAnotherState) {
  const auto people = [](std::int64_t women) { return CountTable{{{"sex", {"female", "male"}}}, {women, 60}}; };
  const RecordsPolicy policy{.k = 10, .hierarchy = {}, .sensitive = {}, .risk = 0.1};
  RecordsResult june = pass_records(people(40), policy);
  ASSERT_FALSE(june.withheld);
  june.table.state = 1;
  EXPECT_TRUE(pass_records(people(43), policy, {june.table}).withheld) << "three women came in";
  EXPECT_FALSE(pass_records(people(53), policy, {june.table}).withheld);
}

RC_GTEST_PROP(Records, AreOneAmongEnoughOrNotAtAll, ()) {
  const std::size_t places = *rc::gen::inRange<std::size_t>(1, 6), ages = *rc::gen::inRange<std::size_t>(1, 4);
  const auto counts =
      *rc::gen::container<std::vector<std::int64_t>>(places * ages * 3, rc::gen::inRange<std::int64_t>(0, 25));
  const std::int64_t k = *rc::gen::inRange<std::int64_t>(2, 15), l = *rc::gen::inRange<std::int64_t>(1, 4);
  const CountTable records{{numbered("place", places), numbered("age", ages), numbered("outcome", 3)}, counts};
  const RecordsPolicy policy{.k = k,
                             .hierarchy = {{"place", {{"place1", "in North"}, {"place2", "in North"}}}},
                             .sensitive = {"outcome"},
                             .l = l,
                             .risk = 0.08};
  const RecordsResult result = pass_records(records, policy);
  if (result.withheld) {
    RC_ASSERT(result.records.counts.empty());
    return;
  }
  // Counted by hand, record by record.
  std::map<std::string, std::map<std::string, std::int64_t>> classes;
  const std::vector<Dimension>& dimensions = result.records.dimensions;
  RC_ASSERT(dimensions.back().name == std::string("outcome"));
  std::int64_t all = 0;
  for (std::size_t cell = 0; cell < result.records.counts.size(); ++cell) {
    if (result.records.counts[cell] == 0) continue;
    std::string key;
    std::size_t rest = cell / 3;
    for (std::size_t d = dimensions.size() - 1; d-- > 0; rest /= dimensions[d].categories.size())
      key += dimensions[d].categories[rest % dimensions[d].categories.size()] + "|";
    classes[key][dimensions.back().categories[cell % 3]] += result.records.counts[cell];
    all += result.records.counts[cell];
  }
  std::int64_t before = 0;
  for (const std::int64_t count : counts) before += count;
  RC_ASSERT(all == before);
  for (const auto& [_, outcomes] : classes) {
    std::int64_t of_class = 0;
    for (const auto& [outcome, count] : outcomes) of_class += count;
    RC_ASSERT(of_class >= k);
    RC_ASSERT(static_cast<std::int64_t>(outcomes.size()) >= l);
  }
  RC_ASSERT(static_cast<double>(classes.size()) / static_cast<double>(all) <= 0.08);
}

TEST(Records, OfNobodyAndWithoutALimitAreRefused) {
  EXPECT_TRUE(pass_records({{numbered("sex", 2)}, {0, 0}}, {}).withheld);
  EXPECT_THROW(pass_records(twelve(), {.k = 1, .hierarchy = {}, .sensitive = {}}), std::invalid_argument);
  EXPECT_THROW(pass_records(twelve(), {.k = 10, .hierarchy = {}, .sensitive = {}, .l = 0}), std::invalid_argument);
  EXPECT_THROW(pass_records(twelve(), {.k = 10, .hierarchy = {}, .sensitive = {}, .risk = 0}), std::invalid_argument);
}

}  // namespace
}  // namespace tilth::people
