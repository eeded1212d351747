// SPDX-License-Identifier: Apache-2.0
// T-3.5 of the methods: one person in several counts.
#include "stats/unique_bounds.h"

#include <gtest/gtest.h>

#include <array>

namespace tilth::stats {
namespace {

TEST(UniquePeople, LieBetweenTheLargestGroupAndThePopulation) {  // T-3.5
  const PeopleBounds both = overlap(1800, 950, 2400);
  EXPECT_EQ(both.least, 350);
  EXPECT_EQ(both.most, 950);
  const std::array<double, 2> groups{1800, 950};
  const PeopleBounds unique = unique_people(groups, 2400);
  EXPECT_EQ(unique.least, 1800);
  EXPECT_EQ(unique.most, 2400);
}

TEST(UniquePeople, AreAtMostAllCountsAddedWhereThePopulationIsLargerOrUnknown) {
  const std::array<double, 3> groups{40, 25, 10};
  EXPECT_EQ(unique_people(groups).most, 75);
  EXPECT_EQ(unique_people(groups, 1000).most, 75);
  EXPECT_EQ(unique_people(groups, 30).most, 75);  // a population smaller than a group is wrong, and no bound
  EXPECT_EQ(unique_people(groups).least, 40);
  EXPECT_EQ(overlap(40, 25).least, 0);
  EXPECT_EQ(unique_people({}).most, 0);
}

}  // namespace
}  // namespace tilth::stats
