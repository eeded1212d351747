// SPDX-License-Identifier: Apache-2.0
// T-3.10 of the methods: the single axis looks fair, the intersection less so, and n is too small to claim it.
#include "stats/fisher_exact.h"

#include <gtest/gtest.h>

namespace tilth::stats {
namespace {

// Managers and operations: women local 3 and 41, women international 2 and 4, men local 9 and 152, men international 7
// and 11.
TEST(FisherExact, T_3_10_LocalWomenAmongManagers) {
  const TwoByTwo local_women{3, 41, 2 + 9 + 7, 4 + 152 + 11};
  EXPECT_NEAR(*representation_ratio(local_women), 0.743506, 5e-7);
  const auto test = fisher_exact(local_women);
  ASSERT_TRUE(test);
  EXPECT_NEAR(*test->odds_ratio, 0.678862, 5e-7);
  EXPECT_NEAR(test->p, 0.772545, 5e-7);
}

TEST(FisherExact, T_3_10_TheSingleAxisLooksFair) {
  const TwoByTwo women{5, 45, 16, 163};
  EXPECT_NEAR(100. * 50 / 229, 21.8341, 5e-5);
  EXPECT_NEAR(*representation_ratio(women), (5. / 21) / (50. / 229), 1e-12);
  EXPECT_GT(*representation_ratio(women), 1);
}

TEST(FisherExact, GivesTheTextbookTable) {  // Fisher's tea: 3 and 1 against 1 and 3 is 0.4857 two-sided
  EXPECT_NEAR(fisher_exact({3, 1, 1, 3})->p, 34. / 70, 1e-12);
  EXPECT_NEAR(*fisher_exact({3, 1, 1, 3})->odds_ratio, 9, 1e-12);
}

TEST(FisherExact, SaysNothingOfNobody) {
  EXPECT_FALSE(fisher_exact({}));
  EXPECT_FALSE(fisher_exact({-1, 2, 3, 4}));
  EXPECT_FALSE(representation_ratio({0, 5, 0, 7}));  // a grade with nobody
  EXPECT_FALSE(representation_ratio({0, 0, 5, 7}));  // a group of nobody
  EXPECT_FALSE(fisher_exact({3, 0, 0, 4})->odds_ratio);
  EXPECT_NEAR(fisher_exact({3, 0, 0, 4})->p, 1. / 35, 1e-12);
}

}  // namespace
}  // namespace tilth::stats
