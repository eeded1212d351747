// SPDX-License-Identifier: Apache-2.0
// Coordinate systems against points whose coordinates their publishers state.
#include "geo/to_wgs84.h"

#include "base/problem.h"

#include <gtest/gtest.h>

namespace tilth::geo {
namespace {

Geometry turned(const std::string& crs, double x, double y) {
  Geometry point = Geometry::point(x, y);
  if (const auto turn = to_wgs84(crs)) turn(point);
  return point;
}

TEST(ToWgs84, TakesTheDatumOfTheDutchGridIntoAccount) {
  // The origin of RD New lies in Amersfoort: 52 09 22.178 N, 5 23 15.500 E on Bessel, 52.15517 N, 5.38720 E on ETRS89.
  const Geometry amersfoort = turned("EPSG:28992", 155'000, 463'000);
  EXPECT_NEAR(amersfoort.x[0], 5.38720, 2e-5);
  EXPECT_NEAR(amersfoort.y[0], 52.15517, 2e-5);
}

TEST(ToWgs84, GivesLongitudeBeforeLatitudeWhateverTheSystemsAxesAre) {
  const Geometry kyiv = turned("EPSG:32636", 323'400, 5'591'800);  // UTM 36 N
  EXPECT_NEAR(kyiv.x[0], 30.51, 0.02);
  EXPECT_NEAR(kyiv.y[0], 50.45, 0.02);
  EXPECT_EQ(turned("EPSG:4258", 30, 50).x[0], 30);  // ETRS89, latitude first by its authority
  EXPECT_FALSE(to_wgs84(""));
  EXPECT_FALSE(to_wgs84("EPSG:4326"));
}

TEST(ToWgs84, RefusesWhatItDoesNotKnowOrCannotReach) {
  for (const char* crs : {"EPSG:999999", "somewhere", "GEOGCS[\"broken"}) {
    try {
      to_wgs84(crs);
      ADD_FAILURE() << crs;
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.kind().code, "geometry.unknown_crs");
    }
  }
  EXPECT_THROW(turned("EPSG:32636", 1e30, 1e30), Problem);
}

}  // namespace
}  // namespace tilth::geo
