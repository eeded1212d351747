// SPDX-License-Identifier: Apache-2.0
// T-3.5 to T-3.7 of the methods: sample sizes, clusters, weights, strata, raking, sampling plans.
#include "stats/acceptance_sampling.h"
#include "stats/survey_estimate.h"
#include "stats/survey_size.h"
#include "stats/wilson.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tilth::stats {
namespace {

TEST(Detection, OfASampleThatIsPassedIsSmall) {  // T-3.6a
  EXPECT_NEAR(detection_chance(0.10, 0.9, 1), 0.09, 1e-12);
  EXPECT_NEAR(detection_chance(0.10, 0.9, 2), 0.1719, 1e-12);
  EXPECT_NEAR(detection_chance(0.10, 0.9, 5), 0.375968, 5e-7);
  EXPECT_NEAR(detection_chance(0.20, 0.9, 5), 0.629260, 5e-7);
  EXPECT_EQ(detection_chance(0.5, 0.9, 0), 0);
  EXPECT_EQ(detection_chance(0.5, 0, 9), 0);
}

TEST(ZeroAcceptance, NeedsTheSmallestSampleThatIsSureEnough) {  // T-3.6b
  EXPECT_EQ(zero_acceptance_sample(500, 5), 225);
  EXPECT_EQ(zero_acceptance_sample(10'000, 100), 294);
  EXPECT_NEAR(zero_acceptance_formula(500, 5), 224.46, 5e-3);
  EXPECT_NEAR(zero_acceptance_of_share(0.01), 298.07, 5e-3);
  EXPECT_LT(chance_of_one(500, 5, 224), 0.95);
  EXPECT_NEAR(chance_of_one(10'000, 1, 500), 0.05, 1e-12);
  EXPECT_NEAR(chance_of_one(10'000, 5, 500), 0.226260, 5e-7);
  EXPECT_FALSE(zero_acceptance_sample(500, 0));
  EXPECT_EQ(chance_of_one(10, 3, 8), 1);  // only two of ten are left out: one of the three is always in
}

TEST(SamplingPlan, AcceptsByItsOperatingCurve) {  // T-3.6c
  const SamplingPlan plan{80, 2};
  EXPECT_NEAR(acceptance_chance(plan, 0.01), 0.9534468, 5e-8);
  EXPECT_NEAR(acceptance_chance(plan, 1000, 10), 0.9607517, 5e-8);
  EXPECT_NEAR(acceptance_chance(plan, 0.05), 0.2306205, 5e-8);
  EXPECT_NEAR(quality_accepted_with(plan, 0.10), 0.065159667, 5e-10);
  const SamplingPlan rule_of_250{250, 1};
  EXPECT_NEAR(acceptance_chance(rule_of_250, 0.004), 0.735759, 5e-7);
  EXPECT_NEAR(acceptance_chance(rule_of_250, 0.01), 0.285752, 5e-7);
  EXPECT_EQ(acceptance_chance(SamplingPlan{80, 0}, 80, 1), 0);  // all inspected: the one is found
  EXPECT_NEAR(acceptance_chance(SamplingPlan{80, 2}, 1000, 0), 1, 1e-12);
}

TEST(AqlPlan, FollowsTheTableAndItsArrows) {  // T-3.6c, and MIL-STD-105E table II-A
  const auto expect = [](std::int64_t lot, double aql, char letter, std::int64_t sample, std::int64_t accept) {
    const auto found = aql_plan(lot, aql);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter, letter) << lot << " at " << aql;
    EXPECT_EQ(found->plan.sample, sample) << lot << " at " << aql;
    EXPECT_EQ(found->plan.accept, accept) << lot << " at " << aql;
  };
  expect(1000, 1.0, 'J', 80, 2);
  expect(501, 0.65, 'J', 80, 1);
  expect(400, 1.0, 'H', 50, 1);
  expect(400, 0.65, 'J', 80, 1);  // down
  expect(200, 0.65, 'F', 20, 0);  // up
  expect(100, 4.0, 'F', 20, 2);
  expect(100, 0.65, 'F', 20, 0);
  expect(60, 0.65, 'F', 20, 0);  // down to the first 0
  expect(3000, 10, 'K', 125, 21);
  expect(9000, 10, 'K', 125, 21);  // up from beyond the table
  expect(600'000, 0.65, 'Q', 1250, 14);
  expect(30, 10, 'D', 8, 2);
  expect(10, 10, 'C', 5, 1);
  EXPECT_TRUE(aql_plan(12, 0.65)->everything);
  EXPECT_EQ(aql_plan(12, 0.65)->plan.sample, 12);
  EXPECT_FALSE(aql_plan(1000, 0.7));
  EXPECT_FALSE(aql_plan(1, 1.0));
}

TEST(LotPlan, IsTheSmallestWithBothErrorsSmallEnough) {  // T-3.6d
  const auto expect = [](double upper, double lower, std::int64_t sample, std::int64_t pass) {
    const auto plan = lot_plan(upper, lower);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->sample, sample);
    EXPECT_EQ(plan->pass, pass);
  };
  expect(0.8, 0.5, 19, 13);
  expect(0.9, 0.6, 15, 12);
  expect(0.7, 0.4, 19, 11);
  EXPECT_NEAR(lot_plan(0.8, 0.5)->wrongly_failed, 0.067600, 5e-7);
  EXPECT_NEAR(lot_plan(0.8, 0.5)->wrongly_passed, 0.083534, 5e-7);
  EXPECT_FALSE(lot_plan(0.501, 0.5));
}

TEST(NoneFound, StillLeavesAShare) {  // methods 3.6, 5
  EXPECT_NEAR(upper_limit_of_none(300), 0.00993608, 5e-9);
}

TEST(SurveySize, GrowsWithClustersAndSilence) {  // T-3.7a
  SurveyPlan plan;
  EXPECT_NEAR(survey_size(plan).simple, 384.145882, 5e-7);
  plan.population = 3200;
  EXPECT_NEAR(survey_size(plan).finite, 343.069153, 5e-7);
  plan.cluster_size = 12;
  plan.intra_cluster = 0.06;
  EXPECT_NEAR(survey_size(plan).design_effect, 1.66, 1e-12);
  EXPECT_NEAR(survey_size(plan).clustered, 569.494795, 2e-6);  // printed from a rounded factor
  plan.response_rate = 0.9;
  EXPECT_NEAR(survey_size(plan).asked, 632.771993, 1e-6);
  EXPECT_EQ(survey_size(plan).people, 633);
}

TEST(IntraCluster, ComesFromTheMeanSquares) {  // T-3.7b
  const std::int64_t yes[] = {8, 12, 5, 15, 10};
  const auto found = intra_cluster(yes, 20);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->between, 0.725, 1e-12);
  EXPECT_NEAR(found->within, 0.2326316, 5e-8);
  EXPECT_NEAR(found->correlation, 0.0956984, 5e-8);
  EXPECT_NEAR(found->design_effect, 2.818270, 5e-7);
  const std::int64_t alike[] = {10, 10, 10};
  EXPECT_EQ(intra_cluster(alike, 20)->correlation, 0);  // negative: none, for planning
  EXPECT_FALSE(intra_cluster(std::span{yes, 1}, 20));
}

TEST(Weights, CostEffectivePeople) {  // T-3.7c
  const std::vector<double> weights{1, 2.5, 4, 7}, people{40, 20, 10, 0};
  EXPECT_NEAR(weight_loss(weights, people).effective_n, 52.0, 1e-9);
  EXPECT_NEAR(weight_loss(weights, people).design_effect, 1.346154, 5e-7);
}

TEST(ShareInterval, GivesThePrintedEnds) {  // T-3.7d
  const auto expect = [](std::pair<double, double> found, double lower, double upper, double within) {
    EXPECT_NEAR(found.first, lower, within);
    EXPECT_NEAR(found.second, upper, within);
  };
  expect(wilson(0, 20), 0, 0.161125, 5e-7);
  expect(wilson(7, 40), 0.0874541, 0.3194999, 5e-8);
  expect(wilson(20, 20), 0.838875, 1, 5e-7);
  expect(wilson(96, 100), 0.901629, 0.984337, 5e-7);
  expect(clopper_pearson(7, 40), 0.0733827, 0.3277901, 5e-8);
  EXPECT_EQ(clopper_pearson(0, 20).first, 0);
  EXPECT_EQ(clopper_pearson(20, 20).second, 1);
  EXPECT_GE(wilson(0, 10).first, 0);
  EXPECT_LE(wilson(10, 10).second, 1);
}

TEST(StratifiedShare, WeighsEachStratumByItsPeople) {  // T-3.7e
  const Stratum strata[] = {{1200, 120, 74}, {2600, 100, 48}, {800, 80, 57}};
  const auto found = stratified_share(strata);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->share, 0.5560870, 5e-8);
  EXPECT_NEAR(found->standard_error, 0.0310921833, 5e-11);
  EXPECT_NEAR(found->lower, 0.495147, 5e-7);
  EXPECT_NEAR(found->upper, 0.617027, 5e-7);
  const Stratum lonely[] = {{1200, 120, 74}, {10, 1, 1}};
  EXPECT_FALSE(stratified_share(lonely));
  // Everybody in one pot says something else, and is wrong.
  EXPECT_NEAR((74. + 48 + 57) / (120 + 100 + 80), 0.596667, 5e-7);
  EXPECT_GT(std::abs(found->share - 0.596667), found->standard_error);
}

TEST(Raking, MeetsTheMarginsAndKeepsTheOddsRatio) {  // T-3.7f
  const double rows[] = {500, 500}, columns[] = {600, 400};
  const auto found = raked({30, 20, 25, 25}, rows, columns);
  ASSERT_TRUE(found);
  const std::vector<double>& t = *found;
  const double exact = 1550 - std::sqrt(1'502'500.0);  // x (x - 100) = 1.5 (500 - x) (600 - x); the print has 324.23493
  EXPECT_NEAR(t[0], exact, 1e-6);
  EXPECT_NEAR(t[1], 500 - exact, 1e-6);
  EXPECT_NEAR(t[2], 600 - exact, 1e-6);
  EXPECT_NEAR(t[3], exact - 100, 1e-6);
  EXPECT_NEAR(t[0] * t[3] / (t[1] * t[2]), 1.5, 1e-9);
  const double printed[] = {324.234930, 175.765067, 275.765067, 224.234930};  // rounded while it was worked out
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(t[i], printed[i], 3e-6);
  EXPECT_FALSE(raked({0, 0, 25, 25}, rows, columns));  // nobody to carry the first row's 500
}

}  // namespace
}  // namespace tilth::stats
