// SPDX-License-Identifier: Apache-2.0
// T-3.8 and T-4.2 of the methods: change between rounds, ratings, agreement of assessors.
#include "stats/kappa.h"
#include "stats/share_difference.h"

#include <gtest/gtest.h>

#include <array>

namespace tilth::stats {
namespace {

TEST(ShareDifference, WidensWithTheDesignEffect) {  // T-3.8a
  const auto found = share_difference({168, 400}, {252, 420}, 1.8);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->difference, 0.18, 1e-12);
  EXPECT_NEAR(found->standard_error, 0.0460952, 5e-8);
  EXPECT_NEAR(found->z, 3.904958, 5e-7);
  EXPECT_NEAR(found->p, 9.424e-05, 5e-9);
  EXPECT_NEAR(found->wald_lower, 0.0896550, 5e-8);
  EXPECT_NEAR(found->wald_upper, 0.2703450, 5e-8);
  EXPECT_NEAR(found->lower, 0.0882797, 5e-8);
  EXPECT_NEAR(found->upper, 0.2675135, 5e-8);
  const auto plain = share_difference({168, 400}, {252, 420});
  EXPECT_NEAR(plain->lower, 0.1117867, 5e-8);
  EXPECT_NEAR(plain->upper, 0.2458589, 5e-8);
  EXPECT_NEAR(plain->cohens_h, 0.362049, 5e-7);
}

TEST(ShareDifference, HasNoAnswerWithoutPeopleAndNoNoughtByNought) {
  EXPECT_FALSE(share_difference({0, 0}, {1, 10}));
  EXPECT_EQ(share_difference({10, 10}, {10, 10})->p, 1);
  EXPECT_EQ(share_difference({0, 10}, {10, 10})->p, 0);
}

TEST(DifferenceInDifferences, TakesOffWhatChangedAnyway) {  // T-3.8b
  const auto found = difference_in_differences({168, 400}, {252, 420}, {86, 200}, {0.46 * 210, 210}, 1.8);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->difference, 0.15, 1e-12);
  EXPECT_NEAR(found->standard_error, 0.0803730, 5e-8);
  EXPECT_NEAR(found->z, 1.866, 5e-4);
  EXPECT_NEAR(found->p, 0.062, 5e-4);
}

TEST(PairedChange, AsksThoseWhoChangedTheirAnswer) {  // T-3.8b
  const PairedChange found = paired_change(34, 12, 300);
  EXPECT_NEAR(found.p, 0.00164149, 5e-9);
  EXPECT_NEAR(found.chi_squared, 9.586957, 5e-7);
  EXPECT_NEAR(found.chi_p, 0.001959645, 5e-10);
  EXPECT_NEAR(found.difference, 0.073333, 5e-7);
  EXPECT_EQ(paired_change(0, 0, 300).p, 1);
}

TEST(Holm, CorrectsInRisingOrder) {  // T-3.8c
  const double p[] = {0.004, 0.03, 0.041, 0.20};
  const std::vector<double> expected{0.016, 0.09, 0.09, 0.20};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(holm(p)[i], expected[i], 1e-12);
  const double many[] = {0.9, 0.01, 0.8};
  EXPECT_LE(holm(many)[0], 1);
}

TEST(Rating, IsTheShareOfTheTopOptions) {  // T-3.8d
  const std::int64_t counts[] = {3, 5, 12, 40, 40};
  const auto found = rating(counts);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->mean, 4.09, 1e-12);
  EXPECT_NEAR(found->share, 0.80, 1e-12);
  EXPECT_NEAR(found->lower, 0.711171, 5e-7);
  EXPECT_NEAR(found->upper, 0.866633, 5e-7);
  const auto attended = rating(counts, 2, 920);
  EXPECT_NEAR(attended->effective_n, 112.073, 5e-4);
  EXPECT_EQ(found->effective_n, 100);
  EXPECT_NEAR(attended->lower, 0.716564, 5e-7);
  EXPECT_NEAR(attended->upper, 0.863551, 5e-7);
  EXPECT_EQ(rating(counts, 2, 100)->lower, rating(counts, 2, 100)->upper);
  const std::int64_t nobody[] = {0, 0, 0};
  EXPECT_FALSE(rating(nobody));
}

TEST(CompareClusters, IsWelchsTest) {
  // The printed numbers are SciPy's ttest_ind(..., equal_var=False).
  const std::array<double, 5> before{0.40, 0.45, 0.38, 0.52, 0.44};
  const std::array<double, 4> after{0.50, 0.62, 0.55, 0.70};
  const auto found = compare_clusters(before, after);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->difference, 0.1545, 1e-12);
  EXPECT_NEAR(found->t, 3.1064560294812, 1e-10);
  EXPECT_NEAR(found->degrees, 4.797261358109, 1e-10);
  EXPECT_NEAR(found->p, 0.02817657242268, 1e-10);
  EXPECT_NEAR(found->lower, 0.02500944389875, 1e-10);
  EXPECT_NEAR(found->upper, 0.28399055610125, 1e-10);
  const std::array<double, 2> same{0.5, 0.5};
  EXPECT_FALSE(compare_clusters(same, same));
  EXPECT_FALSE(compare_clusters(std::span{before}.first(1), after));
}

TEST(Kappa, WeighsHowFarApartTheAssessorsAre) {  // T-4.2
  const std::int64_t counts[] = {5, 2, 0, 0, 0, 1, 8, 3, 0, 0, 0, 2, 9, 2, 0, 0, 0, 1, 4, 1, 0, 0, 0, 1, 1};
  EXPECT_NEAR(*kappa(counts, 5, Disagreement::quadratic), 0.8625793, 5e-8);
  EXPECT_NEAR(*kappa(counts, 5, Disagreement::linear), 0.7291667, 5e-8);
  EXPECT_NEAR(*kappa(counts, 5, Disagreement::any), 0.5663053, 5e-8);
  const std::int64_t one_level[] = {7, 0, 0, 0};
  EXPECT_FALSE(kappa(one_level, 2, Disagreement::any));
}

}  // namespace
}  // namespace tilth::stats
