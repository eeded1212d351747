// SPDX-License-Identifier: Apache-2.0
#include "stats/outliers.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tilth::stats {
namespace {

TEST(Outliers, GiveTheWorkedNumbers) {
  // Methods 3.2, T-3.2c: the ordinary z never reaches 3, the modified one does.
  const std::vector<double> values{31, 28, 33, 30, 29, 32, 95};
  EXPECT_NEAR(z_scores(values).back(), 2.2622, 5e-5);
  EXPECT_NEAR(z_scores(values).back() * std::sqrt(7.0 / 6), 2.4435, 5e-5);  // over n
  EXPECT_LT(z_scores(values).back(), (7 - 1) / std::sqrt(7.0));
  EXPECT_NEAR(modified_z_scores(values).back(), 21.5840, 5e-5);
  EXPECT_GT(modified_z_scores(values).back(), kModifiedZLimit);
  for (std::size_t i = 0; i + 1 < values.size(); ++i)
    EXPECT_LT(std::abs(modified_z_scores(values)[i]), kModifiedZLimit);
}

TEST(Outliers, FallBackWhereHalfTheValuesAreEqualAndSayNothingWhereAllAre) {
  const std::vector<double> mostly{5, 5, 5, 5, 5, 5, 90};
  ASSERT_EQ(modified_z_scores(mostly).size(), mostly.size());
  EXPECT_GT(modified_z_scores(mostly).back(), kModifiedZLimit);
  EXPECT_EQ(modified_z_scores(mostly).front(), 0);
  EXPECT_TRUE(modified_z_scores(std::vector<double>{5, 5, 5}).empty());
  EXPECT_TRUE(z_scores(std::vector<double>{5, 5, 5}).empty());
  EXPECT_TRUE(z_scores(std::vector<double>{5}).empty());
  EXPECT_TRUE(modified_z_scores({}).empty());
}

}  // namespace
}  // namespace tilth::stats
