// SPDX-License-Identifier: Apache-2.0
// Ranking by a weighted sum: the worked table of methods T-1.1, its gaps, and what one weight moves.
#include "stats/weighted_sum.h"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

namespace tilth::stats {
namespace {

/// Casualties, people, farmland, services, cost; the first four are benefits.
std::vector<Criterion> criteria() {
  return {{.weight = .35}, {.weight = .25}, {.weight = .15}, {.weight = .15}, {.weight = .10, .benefit = false}};
}
std::vector<Alternative> tasks() {
  return {{"T1", {4, 1200, 18, 1, 1.10}},
          {"T2", {0, 300, 65, 0, 0.55}},
          {"T3", {7, 2600, 5, 3, 2.40}},
          {"T4", {1, 900, 30, 1, 0.80}},
          {"T5", {2, 1500, 12, 2, 1.60}}};
}
std::map<std::string, Ranked> by_id(const std::vector<Alternative>& of, const std::vector<Ranked>& ranked) {
  std::map<std::string, Ranked> all;
  for (const Ranked& one : ranked) all[of[one.alternative].id] = one;
  return all;
}

TEST(WeightedSum, T_1_1_GivesTheWorkedScoresAndOrder) {
  const auto ranked = by_id(tasks(), weighted_sum(criteria(), tasks()));
  EXPECT_NEAR(ranked.at("T1").score, 0.450596, 5e-7);
  EXPECT_NEAR(ranked.at("T2").score, 0.250000, 5e-7);
  EXPECT_NEAR(ranked.at("T3").score, 0.750000, 5e-7);
  EXPECT_NEAR(ranked.at("T4").score, 0.314204, 5e-7);
  EXPECT_NEAR(ranked.at("T5").score, 0.391178, 5e-7);
  EXPECT_EQ(ranked.at("T3").rank, 1U);
  EXPECT_EQ(ranked.at("T1").rank, 2U);
  EXPECT_EQ(ranked.at("T5").rank, 3U);
  EXPECT_EQ(ranked.at("T4").rank, 4U);
  EXPECT_EQ(ranked.at("T2").rank, 5U);
}

TEST(WeightedSum, T_1_1_AMissingValueIsARangeAndNeverZero) {
  std::vector<Alternative> gap = tasks();
  gap[3].values[2].reset();
  const auto ranked = by_id(gap, weighted_sum(criteria(), gap));
  EXPECT_NEAR(ranked.at("T4").least, 0.251704, 5e-7);
  EXPECT_NEAR(ranked.at("T4").most, 0.401704, 5e-7);
  EXPECT_NEAR(ranked.at("T4").score, 0.296122, 5e-7);
  EXPECT_DOUBLE_EQ(ranked.at("T1").least, ranked.at("T1").most);
}

TEST(WeightedSum, T_1_1_MineActionReviewGivesYemenFourPointFour) {
  std::vector<Criterion> seven;
  for (const double weight : {20., 10., 10., 10., 10., 20., 20.})
    seven.push_back({.weight = weight, .transform = Transform::fixed, .least = 0, .most = 10});
  const auto ranked = weighted_sum(seven, {{"Yemen", {3, 4, 5, 4, 5, 4, 6}}});
  EXPECT_NEAR(ranked.front().score * 10, 4.4, 1e-9);
}

TEST(WeightedSum, FixedLimitsDoNotMoveWhenATaskIsAdded) {
  const std::vector<Criterion> one{{.weight = 1, .transform = Transform::fixed, .least = 0, .most = 10}};
  EXPECT_DOUBLE_EQ(weighted_sum(one, {{"A", {5}}}).front().score, 0.5);
  EXPECT_DOUBLE_EQ(by_id({{"A", {5}}, {"B", {40}}}, weighted_sum(one, {{"A", {5}}, {"B", {40}}})).at("A").score, 0.5);
}

TEST(WeightedSum, AStepIsAllOrNothingAndWhatTellsNobodyApartCountsNothing) {
  const std::vector<Criterion> step{{.weight = 1, .transform = Transform::step, .least = 2}};
  const std::vector<Alternative> two{{"A", {1}}, {"B", {2}}};
  EXPECT_EQ(by_id(two, weighted_sum(step, two)).at("B").score, 1);
  EXPECT_EQ(by_id(two, weighted_sum(step, two)).at("A").score, 0);
  const std::vector<Alternative> alike{{"A", {3}}, {"B", {3}}};
  for (const Ranked& ranked : weighted_sum({{.weight = 1}}, alike)) EXPECT_EQ(ranked.score, 0);
}

TEST(WeightedSum, ScalingAllWeightsChangesNothing) {
  std::vector<Criterion> scaled = criteria();
  for (Criterion& one : scaled) one.weight *= 7;
  const auto a = weighted_sum(criteria(), tasks()), b = weighted_sum(scaled, tasks());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].alternative, b[i].alternative);
    EXPECT_NEAR(a[i].score, b[i].score, 1e-12);
  }
}

TEST(WeightedSum, TellsWhoChangesRankWhenOneWeightMoves) {
  // T-1.5a: T1 and T5 change places when the weight of casualties falls to 0.1793.
  const double falls = (0.17 / 0.83) / (0.35 / 0.65);  // to 0.17 after all weights are divided by their sum
  const auto changes = rank_changes(criteria(), tasks(), weighted_sum(criteria(), tasks()), 0, falls);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(tasks()[changes[0].alternative].id, "T1");
  EXPECT_EQ(changes[0].before, 2U);
  EXPECT_EQ(changes[0].after, 3U);
  EXPECT_TRUE(rank_changes(criteria(), tasks(), weighted_sum(criteria(), tasks()), 0, 1.0).empty());
  EXPECT_TRUE(rank_changes(criteria(), tasks(), weighted_sum(criteria(), tasks()), 0, falls, 1).empty())
      << "the first stays the first";
}

TEST(WeightedSum, WithoutASumOfWeightsThereIsNoRanking) {
  EXPECT_THROW(weighted_sum({{.weight = 0}}, {{"A", {1}}}), std::invalid_argument);
  EXPECT_THROW(weighted_sum({{.weight = 1}, {.weight = -1}}, {{"A", {1, 1}}}), std::invalid_argument);
  EXPECT_THROW(weighted_sum({{.weight = 1}}, {{"A", {}}}), std::invalid_argument);
}

}  // namespace
}  // namespace tilth::stats
