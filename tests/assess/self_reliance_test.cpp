// SPDX-License-Identifier: Apache-2.0
// The self-reliance profile of methods 4.3.
#include "assess/self_reliance.h"

#include <gtest/gtest.h>

#include <array>

namespace tilth::assess {
namespace {

// T-4.3
TEST(SelfReliance, T_4_3_GivesTheProfileItsMeansAndTheWeakest) {
  const std::array<SelfRelianceShare, 6> shares{{{3.2, 14}, {412, 436}, {9, 14}, {188, 260}, {1, 1}, {47, 60}}};
  const SelfReliance found = self_reliance(shares);
  EXPECT_EQ(found.known, 6U);
  EXPECT_NEAR(*found.arithmetic, .7204655, 5e-8);
  EXPECT_NEAR(*found.geometric, .6545553, 5e-8);
  EXPECT_NEAR(*found.minimum, .2285714, 5e-8);
  EXPECT_EQ(found.weakest, 0U);  // the budget
}

TEST(SelfReliance, OneShareOfZeroMakesTheGeometricMeanZero) {
  const std::array<SelfRelianceShare, 2> shares{{{0, 1}, {1, 1}}};
  EXPECT_DOUBLE_EQ(*self_reliance(shares).geometric, 0);
  EXPECT_DOUBLE_EQ(*self_reliance(shares).arithmetic, .5);
}

TEST(SelfReliance, WhatIsNoShareIsNamedAndLeftOut) {
  const std::array<SelfRelianceShare, 4> shares{{{1, 0}, {3, 2}, {-1, 2}, {1, 2}}};
  const SelfReliance found = self_reliance(shares);
  EXPECT_EQ(found.reasons, (std::vector<std::string>{"ZERO_DENOMINATOR", "INVALID_INPUT", "INVALID_INPUT", ""}));
  EXPECT_EQ(found.known, 1U);
  EXPECT_DOUBLE_EQ(*found.minimum, .5);
  EXPECT_EQ(found.weakest, 3U);
  EXPECT_FALSE(self_reliance({}).arithmetic);
}

}  // namespace
}  // namespace tilth::assess
