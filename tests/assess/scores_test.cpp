// SPDX-License-Identifier: Apache-2.0
// Capability maturity as methods 4.1 and 4.2 work it out: staged levels, the whole, progress, agreement.
#include "assess/scores.h"
#include "assess/agreement.h"
#include "assess/staged_level.h"

#include <gtest/gtest.h>

#include <array>

namespace tilth::assess {
namespace {

Uuid id(int number) { return Uuid::named("assess/" + std::to_string(number)); }

/// An area a level; each has one question, which is answered with that level.
struct Made {
  Instrument instrument;
  Answers answers;
};
Made nine(std::initializer_list<int> levels) {
  constexpr std::array<double, 9> kWeights{.10, .12, .12, .12, .14, .12, .10, .08, .10};
  Made made;
  for (int value = 1; value <= 5; ++value) made.instrument.levels.push_back({value, "", ""});
  std::size_t i = 0;
  for (const int level : levels) {
    const Uuid question = id(static_cast<int>(i));
    made.instrument.areas.push_back({.id = id(100 + static_cast<int>(i)),
                                     .name = "area",
                                     .weight = kWeights.at(i),
                                     .questions = {{.id = question}}});
    made.answers[question] = {.level = level, .target = 4, .proved = true};
    ++i;
  }
  return made;
}

/// Four criteria of level 2, five of 3, four of 4, three of 5; the first so many of each are met.
Made staged(std::array<int, 4> met, bool proved = true) {
  Made made;
  made.instrument.scoring = Scoring::criteria;
  for (int value = 1; value <= 5; ++value) made.instrument.levels.push_back({value, "", ""});
  Area area{.id = id(1), .name = "Tasking"};
  constexpr std::array<int, 4> kCriteria{4, 5, 4, 3};
  for (std::size_t l = 0; l < 4; ++l)
    for (int n = 0; n < kCriteria[l]; ++n) {
      const Uuid question = id(static_cast<int>(l) * 10 + n + 10);
      area.questions.push_back({.id = question, .criterion_of = static_cast<int>(l) + 2});
      made.answers[question] = {.met = n < met[l], .proved = proved};
    }
  made.instrument.areas.push_back(std::move(area));
  return made;
}

// T-4.1a
TEST(StagedLevel, T_4_1a_WhatIsMetAboveAGapDoesNotCount) {
  const std::array<CriteriaOfLevel, 4> levels{{{2, 4, 4}, {3, 3, 5}, {4, 2, 4}, {5, 0, 3}}};
  const auto reached = staged_level(1, levels);
  ASSERT_TRUE(reached);
  EXPECT_EQ(reached->staged, 2);
  EXPECT_DOUBLE_EQ(reached->fractional, 2.6);
  const Made made = staged({4, 3, 2, 0});
  const Scores scores = scores_of(made.instrument, made.answers);
  EXPECT_EQ(scores.areas[0].staged, 2);
  EXPECT_DOUBLE_EQ(*scores.areas[0].score, 2.6);
}

TEST(StagedLevel, StartsAtTheLowestAndEndsAtTheHighest) {
  const std::array<CriteriaOfLevel, 2> nothing{{{2, 0, 3}, {3, 3, 3}}}, all{{{2, 3, 3}, {3, 3, 3}}};
  EXPECT_EQ(staged_level(1, nothing)->staged, 1);
  EXPECT_DOUBLE_EQ(staged_level(1, nothing)->fractional, 1);
  EXPECT_EQ(staged_level(1, all)->staged, 3);
  EXPECT_DOUBLE_EQ(staged_level(1, all)->fractional, 3);
}

TEST(StagedLevel, ALevelOfWhichNothingAppliesIsNotReachedByThat) {
  const std::array<CriteriaOfLevel, 3> none_of_3{{{2, 2, 2}, {3, 0, 0}, {4, 1, 2}}};
  EXPECT_EQ(staged_level(1, none_of_3)->staged, 2);
  EXPECT_DOUBLE_EQ(staged_level(1, none_of_3)->fractional, 2.5);
  const std::array<CriteriaOfLevel, 2> none{{{2, 0, 0}, {3, 0, 0}}};
  EXPECT_FALSE(staged_level(1, none));
  EXPECT_FALSE(staged_level(1, {}));
}

TEST(Scores, UnansweredIsNotMetAndItsShareIsShown) {
  Made made = staged({4, 5, 0, 0});
  made.answers.erase(made.instrument.areas[0].questions[3].id);
  const Scores scores = scores_of(made.instrument, made.answers);
  EXPECT_EQ(scores.areas[0].staged, 1);
  EXPECT_DOUBLE_EQ(*scores.areas[0].score, 1.75);
  EXPECT_EQ(scores.unanswered(), 1U);
  EXPECT_EQ(scores.applicable, 16U);
}

TEST(Scores, WhatDoesNotApplyLeavesTheDenominator) {
  Made made = staged({3, 4, 0, 0});
  made.answers[made.instrument.areas[0].questions[3].id] = {.not_applicable = true};
  const Scores scores = scores_of(made.instrument, made.answers);
  EXPECT_EQ(scores.areas[0].staged, 2);
  EXPECT_DOUBLE_EQ(*scores.areas[0].score, 2.8);
  EXPECT_EQ(scores.applicable, 15U);
  for (const Question& question : made.instrument.areas[0].questions)
    made.answers[question.id] = {.not_applicable = true};
  const Scores none = scores_of(made.instrument, made.answers);
  EXPECT_FALSE(none.areas[0].score);
  EXPECT_EQ(none.areas[0].reason_if_null, "NOT_APPLICABLE");
  EXPECT_FALSE(none.whole);
}

TEST(Scores, ACriterionOfLevelThreeWithoutEvidenceIsNotMet) {
  const Made made = staged({4, 5, 4, 0}, false);
  const Scores scores = scores_of(made.instrument, made.answers);
  EXPECT_EQ(scores.areas[0].staged, 2);
  EXPECT_DOUBLE_EQ(*scores.areas[0].score, 2);
  EXPECT_EQ(scores.unproved, 9U);
}

// T-4.1b
TEST(Scores, T_4_1b_TheWholeIsMeanMinimumAndGeometric) {
  const Made first = nine({3, 2, 3, 4, 3, 2, 1, 3, 1});
  const Scores before = scores_of(first.instrument, first.answers);
  ASSERT_TRUE(before.whole);
  EXPECT_NEAR(before.whole->mean, 2.48, 1e-12);
  EXPECT_NEAR(*before.of_scale * 100, 37.0, 1e-9);
  EXPECT_DOUBLE_EQ(before.whole->minimum, 1);
  EXPECT_NEAR(before.whole->geometric, 2.261662, 5e-7);
}

// T-4.1b
TEST(Scores, T_4_1b_ProgressAndWhatComesNext) {
  const Made first = nine({3, 2, 3, 4, 3, 2, 1, 3, 1}), second = nine({3, 3, 3, 4, 3, 3, 1, 3, 2});
  const Scores before = scores_of(first.instrument, first.answers);
  const Scores now = scores_of(second.instrument, second.answers);
  EXPECT_NEAR(now.whole->mean, 2.82, 1e-12);
  const Progress progress = progress_of(before, now);
  EXPECT_NEAR(*progress.whole.delta, 0.34, 1e-12);
  EXPECT_NEAR(*progress.whole.closed * 100, 22.3684, 5e-5);
  EXPECT_NEAR(*progress.areas[1].closed, 0.5, 1e-12);
  EXPECT_FALSE(progress.areas[3].closed);  // was at its target
  EXPECT_DOUBLE_EQ(*progress.areas[3].delta, 0);
  ASSERT_GE(now.next.size(), 3U);
  EXPECT_EQ(now.next[0].component, 6U);  // victim assistance
  EXPECT_NEAR(now.next[0].weighted, .30, 1e-12);
  EXPECT_EQ(now.next[1].component, 8U);  // finance
  EXPECT_NEAR(now.next[1].weighted, .20, 1e-12);
  EXPECT_EQ(now.next[2].component, 4U);  // operations
  EXPECT_NEAR(now.next[2].weighted, .14, 1e-12);
}

TEST(Scores, AMeanIsHiddenBelowEightyPerCent) {
  Made made = nine({3});
  Area& area = made.instrument.areas[0];
  for (int n = 1; n < 5; ++n) area.questions.push_back({.id = id(n)});
  for (int n = 1; n < 3; ++n) made.answers[id(n)] = {.level = 2};
  EXPECT_EQ(scores_of(made.instrument, made.answers).areas[0].reason_if_null, "LOW_COVERAGE");  // 3 of 5
  EXPECT_FALSE(scores_of(made.instrument, made.answers).whole);
  made.answers[id(3)] = {.level = 2};
  EXPECT_DOUBLE_EQ(*scores_of(made.instrument, made.answers).areas[0].score, 2.25);  // 4 of 5
}

TEST(Scores, AnAreaWithoutAScoreLeavesTheWholeWithoutOne) {
  Made made = nine({3, 2});
  made.answers.erase(id(1));
  const Scores scores = scores_of(made.instrument, made.answers);
  EXPECT_EQ(scores.areas[1].reason_if_null, "NO_DATA");
  EXPECT_FALSE(scores.whole);
  made.answers[id(1)] = {.not_applicable = true};  // not part of it at all
  EXPECT_DOUBLE_EQ(scores_of(made.instrument, made.answers).whole->mean, 3);
}

TEST(Scores, TheMineActionReviewCallsYemenPoor) {
  // Bands as published: 8.0 very good, 7.0 good, 5.0 average, 4.0 poor, below very poor.
  Made made = nine({3, 4, 5, 4, 5, 4, 6});
  made.instrument.levels.clear();
  for (int value = 0; value <= 10; ++value) made.instrument.levels.push_back({value, "", ""});
  made.instrument.bands = {{0, "very poor"}, {4, "poor"}, {5, "average"}, {7, "good"}, {8, "very good"}};
  constexpr std::array<double, 7> kWeights{20, 10, 10, 10, 10, 20, 20};
  for (std::size_t i = 0; i < 7; ++i) made.instrument.areas[i].weight = kWeights[i];
  const Scores scores = scores_of(made.instrument, made.answers);
  EXPECT_NEAR(scores.whole->mean, 4.4, 1e-12);
  EXPECT_EQ(scores.band, "poor");
  EXPECT_EQ(band_of(made.instrument, 3.94), "very poor");
  EXPECT_EQ(band_of(made.instrument, 3.96), "poor");  // shown as 4.0
  EXPECT_EQ(band_of(made.instrument, 8.0), "very good");
  EXPECT_FALSE(band_of(nine({1}).instrument, 1));
}

TEST(Scores, QuestionsByWeightTimesGap) {
  const Made made = nine({3, 2, 4});
  const auto gaps = question_gaps(made.instrument, made.answers);
  ASSERT_EQ(gaps.size(), 2U);  // the third is at its target
  EXPECT_EQ(gaps[0].area, 1U);
  EXPECT_NEAR(gaps[0].weighted, .12 / .34 * 2, 1e-12);
  EXPECT_NEAR(gaps[1].weighted, .10 / .34 * 1, 1e-12);
}

TEST(Whole, ZeroMakesTheGeometricMeanZeroAndNoWeightGivesNothing) {
  const std::array<Component, 2> zero{{{1, 0}, {1, 4}}}, weightless{{{0, 1}, {0, 4}}};
  EXPECT_DOUBLE_EQ(whole_of(zero)->geometric, 0);
  EXPECT_DOUBLE_EQ(whole_of(zero)->mean, 2);
  EXPECT_FALSE(whole_of(weightless));
  EXPECT_FALSE(whole_of({}));
  EXPECT_FALSE(gap_closed(4, 5, 4));
  EXPECT_FALSE(gap_closed(5, 5, 4));
  EXPECT_FALSE(share_of_scale(1, 1, 1));
}

// T-4.2
TEST(Agreement, T_4_2_QuadraticKappaOfTwoAssessors) {
  constexpr std::array<std::array<int, 5>, 5> kCounts{
      {{5, 2, 0, 0, 0}, {1, 8, 3, 0, 0}, {0, 2, 9, 2, 0}, {0, 0, 1, 4, 1}, {0, 0, 0, 1, 1}}};
  Instrument instrument;
  for (int value = 1; value <= 5; ++value) instrument.levels.push_back({value, "", ""});
  Answers self, peer;
  Area area{.id = id(1), .name = "all"};
  int number = 2;
  double difference = 0;
  for (int row = 0; row < 5; ++row)
    for (int column = 0; column < 5; ++column)
      for (int n = 0; n < kCounts[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]; ++n) {
        area.questions.push_back({.id = id(number)});
        self[id(number)] = {.level = row + 1};
        peer[id(number)] = {.level = column + 1};
        difference += row - column;
        ++number;
      }
  instrument.areas.push_back(area);
  const Agreement found = agreement_of(instrument, self, peer);
  EXPECT_EQ(found.both, 40U);
  EXPECT_EQ(found.same, 27U);
  ASSERT_TRUE(found.kappa);
  EXPECT_NEAR(*found.kappa, 0.8625793, 5e-8);
  EXPECT_NEAR(*found.difference, difference / 40, 1e-12);
  EXPECT_NEAR(*agreement_of(instrument, peer, self).difference, -difference / 40, 1e-12);
}

TEST(Agreement, AScaleWithALevelFarAwayIsComparedByTheLevelsThatWereGiven) {
  Made made = nine({1, 2, 3, 3});
  Answers peer = nine({1, 3, 3, 2}).answers;
  const auto kappa = agreement_of(made.instrument, made.answers, peer).kappa;
  ASSERT_TRUE(kappa);
  EXPECT_NEAR(*kappa, 1 - 2 / ((4 * 23 + 4 * 23 - 2 * 81) / 4.),
              1e-12);  // 1 - sum (x - y)^2 / (sum of all (x_i - y_j)^2 / n)
  made.instrument.levels.push_back({2'000'000'000, "", ""});
  EXPECT_EQ(agreement_of(made.instrument, made.answers, peer).kappa, kappa);
  made.instrument.levels.insert(made.instrument.levels.begin(), {-2'000'000'000, "", ""});
  EXPECT_EQ(agreement_of(made.instrument, made.answers, peer).kappa, kappa);
}

TEST(Agreement, IsNothingWhereNoAnswerVaries) {
  const Made made = nine({3, 3, 3});
  EXPECT_FALSE(agreement_of(made.instrument, made.answers, made.answers).kappa);
  EXPECT_EQ(agreement_of(made.instrument, made.answers, made.answers).same, 3U);
  const Agreement none = agreement_of(made.instrument, made.answers, {});
  EXPECT_EQ(none.both, 0U);
  EXPECT_FALSE(none.kappa);
  EXPECT_FALSE(none.difference);
}

}  // namespace
}  // namespace tilth::assess
