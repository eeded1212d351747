// SPDX-License-Identifier: Apache-2.0
// Fellegi-Sunter weights and EM against the worked numbers of methods 3.3 (Splink's formulas; EM in SciPy).
#include "stats/record_linkage.h"

#include "stats/rng.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tilth::stats {
namespace {

FieldAgreement agrees_or_not(double m, double u) { return {{1 - m, m}, {1 - u, u}}; }
double match_weight(const LinkageModel& model, const Levels& levels) {
  double weight = prior_weight(model.lambda);
  for (std::size_t i = 0; i < levels.size(); ++i) weight += field_weight(model.fields.at(i), levels[i]);
  return weight;
}

/// lambda 1/5000; name, birth date, sex, village.
LinkageModel worked_model() {
  return {1.0 / 5000,
          {agrees_or_not(.90, .01), agrees_or_not(.85, .003), agrees_or_not(.98, .5), agrees_or_not(.80, .02)}};
}

// T-3.3a
TEST(RecordLinkage, T33aAddsTheWeightsOfTheFieldsToThePrior) {
  const LinkageModel model = worked_model();
  EXPECT_NEAR(prior_weight(model.lambda), -12.287424, 5e-7);
  EXPECT_NEAR(field_weight(model.fields[0], 1), 6.491853, 5e-7);
  EXPECT_NEAR(field_weight(model.fields[1], 1), 8.146357, 5e-7);
  EXPECT_NEAR(field_weight(model.fields[2], 1), 0.970854, 5e-7);
  EXPECT_NEAR(field_weight(model.fields[3], 0), -2.292782, 5e-7);
  const struct {
    Levels levels;
    double weight, probability;
  } rows[] = {{{1, 1, 1, 0}, 1.028858, 0.671097},
              {{1, 1, 1, 1}, 8.643568, 0.997506},
              {{1, 0, 1, 1}, -2.235420, 0.175162},
              {{1, kMissing, 1, 1}, 0.497211, 0.585317}};
  for (const auto& row : rows) {
    EXPECT_NEAR(match_weight(model, row.levels), row.weight, 5e-7);
    EXPECT_NEAR(match_probability(match_weight(model, row.levels)), row.probability, 5e-7);
  }
}

TEST(RecordLinkage, AllFieldsMissingLeavesThePriorAndAFieldThatSaysNothingAddsNothing) {
  LinkageModel model = worked_model();
  EXPECT_DOUBLE_EQ(match_weight(model, {kMissing, kMissing, kMissing, kMissing}), prior_weight(model.lambda));
  EXPECT_NEAR(match_probability(prior_weight(model.lambda)), 1.0 / 5000, 1e-12);
  model.fields[2] = agrees_or_not(.5, .5);
  EXPECT_DOUBLE_EQ(match_weight(model, {1, 1, 1, 1}), match_weight(model, {1, 1, 0, 1}));
  EXPECT_DOUBLE_EQ(match_probability(5000), 1);
  EXPECT_DOUBLE_EQ(match_probability(-5000), 0);
}

TEST(RecordLinkage, ACommonNameSaysLessAndARareOneMore) {
  const double weight = field_weight(agrees_or_not(.90, .01), 1);
  EXPECT_NEAR(weight + term_frequency_weight(.01, .08), std::log2(.90 / .08), 1e-12);
  EXPECT_LT(term_frequency_weight(.01, .08), 0);
  EXPECT_GT(term_frequency_weight(.01, .0002), 0);
  EXPECT_DOUBLE_EQ(term_frequency_weight(.01, .01), 0);
}

std::vector<AgreementPattern> worked_patterns() {
  const double counts[] = {820, 35, 40, 6, 60, 5, 9, 25};
  std::vector<AgreementPattern> patterns;
  for (int i = 0; i < 8; ++i)
    patterns.push_back(
        {{static_cast<std::int8_t>(i >> 2 & 1), static_cast<std::int8_t>(i >> 1 & 1), static_cast<std::int8_t>(i & 1)},
         counts[i]});
  return patterns;
}

LinkageModel three_fields(double lambda, double m, double u) {
  return {lambda, {agrees_or_not(m, u), agrees_or_not(m, u), agrees_or_not(m, u)}};
}

// T-3.3b
TEST(RecordLinkage, T33bEstimatesByEmAndItsLikelihoodNeverFalls) {
  const EmResult result = estimate_linkage(three_fields(.1, .9, .1), worked_patterns(), {});
  ASSERT_GT(result.log_likelihood.size(), 2U);
  EXPECT_NEAR(result.log_likelihood[0], -844.935848, 5e-7);
  EXPECT_NEAR(result.log_likelihood[1], -769.787061, 5e-7);
  EXPECT_NEAR(result.log_likelihood.back(), -769.428023, 5e-7);
  EXPECT_TRUE(result.converged);
  EXPECT_FALSE(result.swapped);
  EXPECT_NEAR(result.model.lambda, 0.0401685200, 5e-11);
  const double m[] = {0.850911, 0.908801, 0.801000}, u[] = {0.067533, 0.045315, 0.040450};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(result.model.fields[i].m[1], m[i], 5e-7);
    EXPECT_NEAR(result.model.fields[i].u[1], u[i], 5e-7);
  }
}

TEST(RecordLinkage, NoticesThatTheClassesWereExchangedAndExchangesThemBack) {
  const EmResult straight = estimate_linkage(three_fields(.1, .9, .1), worked_patterns(), {});
  const EmResult swapped = estimate_linkage(three_fields(.9, .1, .9), worked_patterns(), {});
  EXPECT_TRUE(swapped.swapped);
  EXPECT_NEAR(swapped.model.lambda, straight.model.lambda, 1e-9);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(swapped.model.fields[i].m[1], straight.model.fields[i].m[1], 1e-9);
}

TEST(RecordLinkage, KeepsEveryShareAwayFromNeverAndAlways) {
  // Within one person all agree always, between two never: without a guard the shares would be 1 and 0.
  const std::vector<AgreementPattern> patterns{{{1, 1, 1}, 10}, {{0, 0, 0}, 90}};
  const EmResult result = estimate_linkage(three_fields(.1, .9, .1), patterns, {});
  for (const FieldAgreement& field : result.model.fields)
    for (const double share : {field.m[0], field.m[1], field.u[0], field.u[1]}) {
      EXPECT_GE(share, 1e-6);
      EXPECT_LE(share, 1 - 1e-6);
    }
  EXPECT_TRUE(std::isfinite(match_weight(result.model, {0, 0, 0})));
  EXPECT_TRUE(std::isfinite(match_weight(result.model, {1, 1, 1})));
}

TEST(RecordLinkage, TheLikelihoodNeverFallsWhateverThePatternsLevelsAndGuards) {
  Rng rng{20};
  for (int trial = 0; trial < 200; ++trial) {
    const std::size_t fields = 2 + rng.raw() % 3;
    LinkageModel start{rng.uniform(), {}};
    for (std::size_t i = 0; i < fields; ++i) {
      FieldAgreement field;
      const std::size_t levels = 2 + rng.raw() % 3;
      for (std::size_t level = 0; level < levels; ++level) {
        field.m.push_back(rng.uniform());
        field.u.push_back(rng.uniform());
      }
      for (std::vector<double>* shares : {&field.m, &field.u}) {
        double sum = 0;
        for (const double share : *shares) sum += share;
        for (double& share : *shares) share /= sum;
      }
      start.fields.push_back(std::move(field));
    }
    std::vector<AgreementPattern> patterns;
    for (int i = 0; i < 12; ++i) {
      AgreementPattern pattern{{}, std::floor(1000 * rng.uniform() * rng.uniform()) + (i == 0 ? 1 : 0)};
      for (std::size_t field = 0; field < fields; ++field)
        pattern.levels.push_back(
            static_cast<std::int8_t>(static_cast<int>(rng.raw() % (start.fields[field].m.size() + 1)) - 1));
      patterns.push_back(std::move(pattern));
    }
    const EmOptions options{.hold_u = trial % 3 == 0, .outside = trial % 2 == 0 ? 0.0 : 5000.0, .most_rounds = 300};
    const EmResult result = estimate_linkage(start, patterns, options);
    for (std::size_t i = 1; i < result.log_likelihood.size(); ++i)
      ASSERT_GE(result.log_likelihood[i], result.log_likelihood[i - 1] - 1e-9 * std::abs(result.log_likelihood[i - 1]))
          << "trial " << trial << ", round " << i;
    for (const FieldAgreement& field : result.model.fields) {
      double m = 0, u = 0;
      for (const double share : field.m) m += share;
      for (const double share : field.u) u += share;
      EXPECT_NEAR(m, 1, 1e-9);
      EXPECT_NEAR(u, 1, 1e-9);
    }
  }
}

// T-3.3c
TEST(RecordLinkage, T33cReductionCompletenessPrecisionRecall) {
  EXPECT_NEAR(*reduction_ratio(12'497'500, 61'250), 0.995099, 5e-7);
  EXPECT_NEAR(*linkage_quality(61'250, 150, 138).recall, 0.92, 1e-12) << "completeness of the blocks";
  const LinkageQuality quality = linkage_quality(143, 150, 130);
  EXPECT_NEAR(*quality.precision, 0.909091, 5e-7);
  EXPECT_NEAR(*quality.recall, 0.866667, 5e-7);
  EXPECT_NEAR(*quality.f1, 0.887372, 5e-7);
}

TEST(RecordLinkage, HasNoShareOfNothing) {
  EXPECT_FALSE(reduction_ratio(0, 0));
  EXPECT_FALSE(linkage_quality(0, 0, 0).precision);
  EXPECT_FALSE(linkage_quality(0, 5, 0).f1);
  EXPECT_FALSE(linkage_quality(5, 5, 0).f1);
}

}  // namespace
}  // namespace tilth::stats
