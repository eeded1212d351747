// SPDX-License-Identifier: Apache-2.0
// Ratios of groups stand on counts that are all there.
#include "indicators/representation.h"

#include <gtest/gtest.h>

namespace tilth::indicators {
namespace {

using Key = std::vector<std::string>;

Figure people(double count) { return {.value = count, .n = 1}; }
const Figure kKeptBack{.reason_if_null = "KEPT_BACK"};

const model::Representation kLocalWomen{
    .of = "staff", .group = {{"sex", "female"}, {"contract", "local"}}, .not_known = {"unknown"}};

/// methods 3.10, T-3.10, with eight whose sex nobody knows.
PeopleCounted staff() {
  PeopleCounted all;
  const auto add = [&](const char* grade, const char* sex, const char* contract, double count) {
    all.counts[{grade, sex, contract}] = people(count);
    Figure& margin = all.margins[{sex, contract}];
    margin = people(margin.value.value_or(0) + count);
  };
  add("manager", "female", "local", 3), add("ops", "female", "local", 41);
  add("manager", "female", "international", 2), add("ops", "female", "international", 4);
  add("manager", "male", "local", 9), add("ops", "male", "local", 152);
  add("manager", "male", "international", 7), add("ops", "male", "international", 11);
  add("manager", "unknown", "local", 5), add("ops", "(not recorded)", "local", 3);
  return all;
}

TEST(RepresentationOfAGroup, IsItsShareOfAGradeOverItsShareOfAll) {  // T-3.10
  const Represented made = represented(kLocalWomen, 1, staff());
  ASSERT_EQ(made.cells.size(), 2U);
  EXPECT_EQ(made.cells[0].key, Key{"manager"});
  const Figure& managers = made.cells[0].figure;
  EXPECT_NEAR(*managers.value, 0.743506, 5e-7);
  ASSERT_TRUE(managers.shares);
  EXPECT_NEAR(*managers.shares->odds_ratio, 0.678862, 5e-7);
  EXPECT_NEAR(*managers.shares->p, 0.772545, 5e-7);
  EXPECT_EQ(managers.shares->group_in_part, 3);
  EXPECT_EQ(managers.shares->part, 21);
  EXPECT_EQ(managers.shares->group, 44);
  EXPECT_EQ(managers.shares->all, 229);
  EXPECT_FALSE(made.total.value);
  EXPECT_EQ(made.total.reason_if_null, "OF_PARTS");
}

TEST(RepresentationOfAGroup, OfWomenAloneLooksFair) {  // T-3.10: 23.8095 % of the managers, 21.6346 % of operations
  PeopleCounted all;
  for (const auto& [grade, women, men] : {std::tuple{"manager", 5, 16}, std::tuple{"ops", 45, 163}}) {
    all.counts[{grade, "female"}] = people(women), all.counts[{grade, "male"}] = people(men);
  }
  all.margins[{"female"}] = people(50), all.margins[{"male"}] = people(179);
  const Represented made = represented({.of = "staff", .group = {{"sex", "female"}}, .not_known = {}}, 1, all);
  ASSERT_EQ(made.cells.size(), 2U);
  const double shares[] = {23.8095, 21.6346};
  for (std::size_t i = 0; i < 2; ++i) {
    ASSERT_TRUE(made.cells[i].figure.shares);
    const auto& found = *made.cells[i].figure.shares;
    EXPECT_NEAR(100. * static_cast<double>(found.group_in_part) / static_cast<double>(found.part), shares[i], 5e-5);
    EXPECT_NEAR(100. * static_cast<double>(found.group) / static_cast<double>(found.all), 21.8341, 5e-5);
  }
  EXPECT_GT(*made.cells[0].figure.value, 1);
}

TEST(RepresentationOfAGroup, IsKeptBackWithAnyCountThatIsKeptBack) {
  for (const Key& hidden : {Key{"manager", "female", "local"}, Key{"manager", "male", "international"}}) {
    PeopleCounted few = staff();
    few.counts[hidden] = kKeptBack;
    const Represented made = represented(kLocalWomen, 1, few);
    EXPECT_FALSE(made.cells[0].figure.value);
    EXPECT_FALSE(made.cells[0].figure.shares) << "its counts would tell it";
    EXPECT_EQ(made.cells[0].figure.reason_if_null, "KEPT_BACK");
    EXPECT_TRUE(made.cells[1].figure.value) << "the other grade stands on its own counts";
  }
  PeopleCounted few = staff();
  few.margins[{"female", "local"}] = kKeptBack;
  for (const Cell& cell : represented(kLocalWomen, 1, few).cells) EXPECT_FALSE(cell.figure.value);
  EXPECT_FALSE(represented(kLocalWomen, 1, few).total.shares);
  // A count that says nothing of the group is in no ratio, so it keeps none back.
  few = staff();
  few.counts[{"manager", "unknown", "local"}] = kKeptBack;
  EXPECT_TRUE(represented(kLocalWomen, 1, few).cells[0].figure.value);
}

TEST(RepresentationOfAGroup, IsKeptBackWhereTheTableWasRolledUp) {
  PeopleCounted rolled = staff();
  rolled.rolled_up = true;
  for (const Cell& cell : represented(kLocalWomen, 1, rolled).cells) EXPECT_EQ(cell.figure.reason_if_null, "KEPT_BACK");
  rolled.margins.clear();
  EXPECT_EQ(represented(kLocalWomen, 1, rolled).total.reason_if_null, "KEPT_BACK");
}

TEST(RepresentationOfAGroup, IsNothingWithoutTheGroup) {
  PeopleCounted men;
  men.counts[{"manager", "male", "local"}] = people(4);
  men.margins[{"male", "local"}] = people(9);
  EXPECT_EQ(represented(kLocalWomen, 1, men).cells[0].figure.reason_if_null, "ZERO_DENOMINATOR");
  EXPECT_EQ(represented(kLocalWomen, 1, {}).total.reason_if_null, "NO_DATA");
  EXPECT_EQ(represented(kLocalWomen, 1, {.reason_if_null = "KEPT_APART"}).total.reason_if_null, "KEPT_APART");
}

}  // namespace
}  // namespace tilth::indicators
