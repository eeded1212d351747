// SPDX-License-Identifier: Apache-2.0
// Sums, quantiles and intervals with the printed numbers of the methods.
#include "stats/sums.h"
#include "stats/wilson.h"

#include <gtest/gtest.h>

namespace tilth::stats {
namespace {

TEST(Sum, KeepsWhatPlainAdditionLoses) {
  Sum sum;
  for (const double value : {1.0, 1e100, 1.0, -1e100}) sum.add(value);
  EXPECT_EQ(sum.value(), 2.0);
}

TEST(Quantile, IsTypeSeven) {
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4}, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile({31, 28, 33, 30, 29, 32, 95}, 0.5), 31);
  EXPECT_DOUBLE_EQ(quantile({5}, 0.9), 5);
}

TEST(Wilson, GivesTheWorkedIntervalOfTheRecheckedSample) {  // T-3.2a: 136 of 150
  const auto [lower, upper] = wilson(136, 150);
  EXPECT_NEAR(lower, 0.849436, 5e-7);
  EXPECT_NEAR(upper, 0.943588, 5e-7);
}

TEST(Wilson, StaysInsideZeroAndOne) {
  EXPECT_NEAR(wilson(0, 10).first, 0, 1e-12);
  EXPECT_LE(wilson(10, 10).second, 1 + 1e-12);
}

}  // namespace
}  // namespace tilth::stats
