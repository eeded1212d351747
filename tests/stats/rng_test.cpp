// SPDX-License-Identifier: Apache-2.0
// T-0.1 of the methods, to the printed digit.
#include "stats/rng.h"

#include <gtest/gtest.h>

namespace tilth::stats {
namespace {

TEST(Rng, IsTheEngineOfTheStandard) {
  std::mt19937_64 engine;
  engine.discard(9999);
  EXPECT_EQ(engine(), 9981545732273789042ULL);
}

TEST(Rng, GivesThePrintedNumbersForTheSeed20210525) {
  Rng raw{20210525};
  EXPECT_EQ(raw.raw(), 2266817548618847188ULL);
  EXPECT_EQ(raw.raw(), 16143402274124512399ULL);
  EXPECT_EQ(raw.raw(), 8788169541668648633ULL);
  Rng uniform{20210525};
  EXPECT_DOUBLE_EQ(uniform.uniform(), 0.12288442554204099);
  EXPECT_DOUBLE_EQ(uniform.uniform(), 0.8751355908456615);
  EXPECT_DOUBLE_EQ(uniform.uniform(), 0.47640762546240439);
  Rng normal{20210525};
  EXPECT_NEAR(normal.normal(), -1.160687883381, 5e-13);
  EXPECT_NEAR(normal.normal(), 1.151008306412, 5e-13);
  EXPECT_NEAR(normal.normal(), -0.059171824720, 5e-13);
}

TEST(NormalQuantile, IsAlgorithm241) {
  EXPECT_DOUBLE_EQ(normal_quantile(0.975), 1.9599639845400536);
  EXPECT_NEAR(normal_quantile(1e-10), -6.36134090240406, 1e-13);
  EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0);
  EXPECT_DOUBLE_EQ(normal_quantile(0.1), -normal_quantile(0.9));
}

TEST(Rng, DrawsPoissonAndTriangularWithTheirMeans) {
  Rng rng{1};
  double poisson = 0, triangular = 0;
  for (int i = 0; i < 100'000; ++i) {
    poisson += rng.poisson(3);
    triangular += rng.triangular(0, 1, 5);
  }
  EXPECT_NEAR(poisson / 1e5, 3, 4 * 0.0055);
  EXPECT_NEAR(triangular / 1e5, 2, 4 * 0.0035);
}

}  // namespace
}  // namespace tilth::stats
