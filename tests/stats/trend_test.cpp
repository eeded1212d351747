// SPDX-License-Identifier: Apache-2.0
// T-5.1 and T-5.2 of the methods: trends, rare counts, the path to a target.
#include "stats/trend.h"
#include "stats/count_interval.h"
#include "stats/target_path.h"

#include <gtest/gtest.h>

namespace tilth::stats {
namespace {

std::vector<YearValue> casualties() {
  std::vector<YearValue> values;
  double year = 2016;
  for (const double count : {182, 171, 175, 150, 146, 131, 137, 118, 112, 104}) values.push_back({year++, count});
  return values;
}

TEST(LinearTrend, GivesThePrintedLineAndIntervals) {  // T-5.1
  const auto trend = linear_trend(casualties());
  ASSERT_TRUE(trend);
  EXPECT_NEAR(trend->intercept, 182.254545, 5e-7);
  EXPECT_NEAR(trend->slope, -8.812121, 5e-7);
  EXPECT_NEAR(trend->slope_error, 0.634832, 5e-7);
  EXPECT_NEAR(trend->residual_sd, 5.766150, 5e-7);
  EXPECT_NEAR(trend->r_squared, 0.960136, 5e-7);
  const auto expect = [&](double year, double value, double lower, double upper) {
    const Forecast forecast = trend->at(year);
    EXPECT_NEAR(forecast.value, value, 5e-5);
    EXPECT_NEAR(forecast.lower, lower, 5e-5);
    EXPECT_NEAR(forecast.upper, upper, 5e-5);
  };
  expect(2026, 94.1333, 78.0302, 110.2365);
  expect(2028, 76.5091, 58.7599, 94.2582);
  expect(2030, 58.8848, 39.1897, 78.5800);
  EXPECT_NEAR(trend->chance_at_most(60, 2030), 0.550330, 5e-7);
  EXPECT_NEAR(trend->chance_at_most(75, 2030), 0.952055, 5e-7);
}

TEST(LinearTrend, SaysWhenItGoesTooFarAndNeverBelowZero) {
  const auto trend = linear_trend(casualties());
  EXPECT_FALSE(trend->at(2030).far);
  EXPECT_TRUE(trend->at(2031).far);
  EXPECT_EQ(trend->at(2045).value, 0);
  EXPECT_TRUE(trend->at(2045).clipped);
  EXPECT_FALSE(trend->at(2026).clipped);
}

TEST(LinearTrend, NeedsThreeYears) {
  EXPECT_FALSE(linear_trend(std::vector<YearValue>{{2016, 1}, {2017, 2}}));
  EXPECT_FALSE(linear_trend(std::vector<YearValue>{{2016, 1}, {2016, 2}, {2016, 3}}));
}

TEST(RobustTrend, IsTheMedianSlope) {  // T-5.1
  const auto trend = robust_trend(casualties());
  ASSERT_TRUE(trend);
  EXPECT_NEAR(trend->slope, -8.666667, 5e-7);
  EXPECT_NEAR(trend->lower, -10.5, 1e-12);
  EXPECT_NEAR(trend->upper, -7.0, 1e-12);
  EXPECT_NEAR(trend->tau, -0.911111, 5e-7);
}

TEST(CountTrend, IsPoissonRegression) {  // T-5.1
  const auto trend = count_trend(casualties());
  ASSERT_TRUE(trend);
  EXPECT_NEAR(trend->yearly_change, -0.060303, 5e-7);
  EXPECT_NEAR(trend->at(2030), 77.7316, 5e-5);
  EXPECT_NEAR(trend->dispersion, 0.241565, 5e-7);
  EXPECT_FALSE(count_trend(std::vector<YearValue>{{2016, 0}, {2017, 0}, {2018, 0}}));
  EXPECT_FALSE(count_trend(std::vector<YearValue>{{2016, 3}, {2017, -1}, {2018, 2}}));
}

TEST(Garwood, GivesThePrintedEnds) {  // T-5.1
  EXPECT_EQ(garwood(0).first, 0);
  EXPECT_NEAR(garwood(0).second, 3.688879, 5e-7);
  EXPECT_NEAR(garwood(3).first, 0.618672, 5e-7);
  EXPECT_NEAR(garwood(3).second, 8.767273, 5e-7);
  EXPECT_NEAR(garwood(12).first, 6.200575, 5e-7);
  EXPECT_NEAR(garwood(12).second, 20.961585, 5e-7);
  EXPECT_NEAR(garwood(12).first / 45'000 * 100'000, 13.7791, 5e-5);
  EXPECT_NEAR(garwood(12).second / 45'000 * 100'000, 46.5813, 5e-5);
}

TEST(CompareRates, FindsNoChangeInFewEvents) {  // T-5.1
  const RateComparison found = compare_rates(12, 24, 5, 12);
  EXPECT_NEAR(found.ratio, 1.2, 1e-12);
  EXPECT_NEAR(found.p, 1.0, 1e-9);
  EXPECT_LT(compare_rates(60, 12, 20, 12).p, 0.001);
}

TEST(TargetPath, GivesThePrintedFigures) {  // T-5.2
  const auto found = progress({182, 2016, 60, 2030}, 2025, 104);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->linear_path, 103.5714, 5e-5);
  EXPECT_NEAR(*found->constant_rate_path, 89.1796, 5e-5);
  EXPECT_NEAR(found->progress, 0.639344, 5e-7);
  EXPECT_NEAR(found->elapsed, 0.642857, 5e-7);
  EXPECT_NEAR(*found->ratio, 0.994536, 5e-7);
  EXPECT_NEAR(*found->needed_rate, -0.104174, 5e-7);
  EXPECT_NEAR(*found->observed_rate, -0.060286, 5e-7);
}

TEST(TargetPath, HasNoRateFromZeroAndNoWayToWhereItStands) {
  EXPECT_FALSE(progress({60, 2016, 60, 2030}, 2025, 104));
  EXPECT_FALSE(progress({60, 2030, 10, 2016}, 2025, 104));
  EXPECT_FALSE(progress({0, 2016, 60, 2030}, 2025, 30)->constant_rate_path);
  EXPECT_FALSE(progress({182, 2016, 60, 2030}, 2016, 182)->ratio);
}

}  // namespace
}  // namespace tilth::stats
