// SPDX-License-Identifier: Apache-2.0
// Land covered once, twice and more, against GEOS and against sums that must close.
#include "geo/coverage.h"

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/drawn_land.h"
#include "geo/overlap.h"
#include "geo/overlay.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace tilth::geo {
namespace {

std::vector<const Geometry*> refs(const std::vector<Geometry>& drawn) {
  std::vector<const Geometry*> out;
  for (const Geometry& g : drawn) out.push_back(&g);
  return out;
}

double sum_of_areas(const std::vector<Geometry>& drawn) {
  double sum = 0;
  for (const Geometry& g : drawn) sum += area_m2(g);
  return sum;
}

void expect_closed(const std::vector<Geometry>& drawn, double share) {
  const Layer layer{refs(drawn), 2};
  const std::vector<double> covered = coverage_m2(layer, 2);
  EXPECT_EQ(covered, coverage_m2(layer, 1));
  ASSERT_FALSE(covered.empty());
  const double united = area_m2(union_of(layer, 2));
  EXPECT_NEAR(covered[0], united, share * united);
  EXPECT_DOUBLE_EQ(union_area_m2(layer), covered[0]);
  double sum = 0;
  for (const double level : covered) sum += level;
  EXPECT_NEAR(sum, sum_of_areas(drawn), std::max(share, 1e-6) * sum);
  for (std::size_t k = 1; k < covered.size(); ++k) EXPECT_LE(covered[k], covered[k - 1]);
}

TEST(Coverage, OfPlainLandIsTheAreaOfTheUnionAndItsLevelsAddUp) {
  DrawnLand land{21};
  for (const double spread : {0.001, 0.01, 0.1}) {
    std::vector<Geometry> drawn;
    for (int i = 0; i < 300; ++i) {
      drawn.push_back(DrawnLand::polygon(
          {land.star(30 + land.between(0, spread), 50 + land.between(0, spread), 0.001, land.whole(8, 40))}));
    }
    expect_closed(drawn, 1e-9);
  }
}

TEST(Coverage, TakesHolesPartsAndDuplicates) {
  DrawnLand land{22};
  for (int round = 0; round < 10; ++round) {
    std::vector<Geometry> drawn;
    for (int i = 0; i < 60; ++i) {
      const double lon = 30 + land.between(0, 0.01), lat = 50 + land.between(0, 0.01);
      drawn.push_back(DrawnLand::multi({land.holed(lon, lat, 0.001), land.holed(lon + 0.003, lat, 0.001)}));
      if (i % 5 == 0) drawn.push_back(drawn.back());
    }
    expect_closed(drawn, 1e-9);
  }
}

TEST(Coverage, TakesRoundedCoordinatesAndEveryKindOfTouch) {
  DrawnLand land{23};
  for (int round = 0; round < 40; ++round) {
    std::vector<Geometry> drawn;
    for (int i = 0; i < 30; ++i) {
      drawn.push_back(DrawnLand::polygon({DrawnLand::scaled(land.blocks(8, 8), 30, 50, 0.0001220703125)}));
      const DrawnLand::Ring rough = DrawnLand::rounded(land.star(30.0005, 50.0005, 2e-4, land.whole(3, 9), 0.8), 1e-6);
      if (validity(DrawnLand::polygon({rough})).valid) drawn.push_back(DrawnLand::polygon({rough}));
    }
    expect_closed(drawn, 1e-6);
  }
}

TEST(Coverage, CountsHowOftenLandIsCovered) {
  const Geometry a = from_wkt("POLYGON ((30 50, 30.003 50, 30.003 50.001, 30 50.001, 30 50))");
  const Geometry b = from_wkt("POLYGON ((30.001 50, 30.003 50, 30.003 50.001, 30.001 50.001, 30.001 50))");
  const Geometry c = from_wkt("POLYGON ((30.002 50, 30.003 50, 30.003 50.001, 30.002 50.001, 30.002 50))");
  const std::vector<double> covered = coverage_m2(Layer{refs({a, b, c})});
  ASSERT_EQ(covered.size(), 3u);
  EXPECT_NEAR(covered[0], area_m2(a), 1e-4 * area_m2(a));
  EXPECT_NEAR(covered[1], area_m2(b), 1e-4 * area_m2(a));
  EXPECT_NEAR(covered[2], area_m2(c), 1e-4 * area_m2(a));
}

TEST(Coverage, OfATilingIsCoveredOnceAndNowhereTwice) {
  DrawnLand land{24};
  std::pair<double, double> corner[11][11];
  for (int i = 0; i <= 10; ++i) {
    for (int j = 0; j <= 10; ++j) {
      const double rough = i % 10 == 0 || j % 10 == 0 ? 0 : 3e-4;
      corner[i][j] = {30 + i * 1e-3 + land.between(-rough, rough), 50 + j * 1e-3 + land.between(-rough, rough)};
    }
  }
  std::vector<Geometry> tiles;
  for (int i = 0; i < 10; ++i) {
    for (int j = 0; j < 10; ++j) {
      tiles.push_back(DrawnLand::polygon({{corner[i][j], corner[i + 1][j], corner[i + 1][j + 1], corner[i][j + 1]}}));
    }
  }
  const std::vector<double> covered = coverage_m2(Layer{refs(tiles)});
  ASSERT_EQ(covered.size(), 1u);
  EXPECT_NEAR(covered[0], sum_of_areas(tiles), 1e-9 * covered[0]);
}

TEST(Coverage, OfNothingIsNothing) {
  EXPECT_TRUE(coverage_m2(Layer{{}}).empty());
  EXPECT_TRUE(coverage_m2(Layer{refs({from_wkt("POINT (1 2)"), from_wkt("POLYGON EMPTY")})}).empty());
  EXPECT_EQ(union_area_m2(Layer{{}}), 0);
}

TEST(Coverage, FallsBackForLandTooLargeForTheChart) {
  const Geometry a = from_wkt("POLYGON ((30 50, 34 50, 34 54, 30 54, 30 50))"),
                 b = from_wkt("POLYGON ((32 50, 36 50, 36 54, 32 54, 32 50))");
  const std::vector<double> covered = coverage_m2(Layer{refs({a, b})});
  ASSERT_EQ(covered.size(), 2u);
  EXPECT_NEAR(covered[0] + covered[1], area_m2(a) + area_m2(b), 3e-3 * covered[0]);
  EXPECT_GT(covered[1], 0.4 * area_m2(a));
}

TEST(Coverage, OfManyThatTheKernelLeavesIsWhatItFindsForTheSameLandNearer) {
  // The same outlines once as they are and once beside a polygon too large for the chart that touches none of the rest.
  DrawnLand land{26};
  std::vector<Geometry> drawn;
  for (int i = 0; i < 120; ++i) {
    drawn.push_back(DrawnLand::polygon(
        land.whole(0, 1) == 0
            ? land.holed(30 + land.between(0, 0.006), 50 + land.between(0, 0.006), 0.001)
            : std::vector<DrawnLand::Ring>{DrawnLand::rounded(land.star(30.003, 50.003, 0.004, 9, 0.8), 1e-5)}));
  }
  const std::vector<double> by_kernel = coverage_m2(Layer{refs(drawn)});
  drawn.push_back(
      from_wkt("POLYGON ((29 49, 32 49, 32 49.1, 29.1 49.1, 29.1 52, 29 52, 29 49))"));  // its box holds them all
  const std::vector<double> with = coverage_m2(Layer{refs(drawn)});
  ASSERT_EQ(with.size(), by_kernel.size());
  EXPECT_NEAR(with[0] - area_m2(drawn.back()), by_kernel[0], 1e-6 * with[0]);
  for (std::size_t k = 1; k < with.size(); ++k) EXPECT_NEAR(with[k], by_kernel[k], 1e-6 * by_kernel[0]) << k;
}

TEST(Overlay, GivesLandOnlyAndAddsUp) {
  DrawnLand land{25};
  for (int i = 0; i < 300; ++i) {
    const Geometry a = DrawnLand::polygon(land.holed(30, 50, 0.002)),
                   b = DrawnLand::polygon(land.holed(30.001, 50, 0.002));
    const Geometry both = intersection(a, b), left = difference(a, b);
    EXPECT_TRUE(validity(both).valid && validity(left).valid);
    EXPECT_NEAR(area_m2(both) + area_m2(left), area_m2(a), 5e-6 * area_m2(a));
    EXPECT_NEAR(area_m2(both), overlap_area_m2(a, b), 1e-9 * area_m2(a));
  }
  const Geometry square = from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"),
                 beside = from_wkt("POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))");
  EXPECT_TRUE(intersection(square, beside).empty());
  EXPECT_TRUE(difference(square, square).empty());
  EXPECT_TRUE(equals(difference(square, beside), square));
  EXPECT_TRUE(union_of(std::span<const Geometry* const>{}).empty());
}

RC_GTEST_PROP(Coverage, OfTwoIsTheUnionAndTheOverlap, (std::uint64_t seed)) {
  DrawnLand land{seed};
  const std::vector<Geometry> two = {DrawnLand::polygon(land.holed(30, 50, 0.001)),
                                     DrawnLand::polygon(land.holed(30.0005, 50, 0.001))};
  const std::vector<double> covered = coverage_m2(Layer{refs(two)});
  const double shared = overlap_area_m2(two[0], two[1]);
  RC_ASSERT(covered.size() == (shared > 0 ? 2u : 1u));
  if (shared > 0) RC_ASSERT(std::abs(covered[1] - shared) < 1e-9 * covered[0]);
  RC_ASSERT(std::abs(covered[0] + shared - area_m2(two[0]) - area_m2(two[1])) < 1e-6 * covered[0]);
}

}  // namespace
}  // namespace tilth::geo
