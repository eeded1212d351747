// SPDX-License-Identifier: Apache-2.0
// Areas against GeographicLib, which shares no code with the local series.
#include "geo/area.h"

#include "geo/codec.h"

#include <gtest/gtest.h>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <cmath>
#include <numbers>
#include <random>

namespace tilth::geo {
namespace {

double reference_m2(const Geometry& g) {
  double sum = 0;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    GeographicLib::PolygonArea ring{GeographicLib::Geodesic::WGS84()};
    for (std::size_t i = g.path_begin(path); i + 1 < g.path_end(path); ++i) ring.AddPoint(g.y[i], g.x[i]);
    double perimeter = 0, area = 0;
    ring.Compute(false, true, perimeter, area);
    sum += (path == 0 ? 1 : -1) * std::abs(area);
  }
  return sum;
}

Geometry star(std::mt19937_64& random, double lon, double lat, double radius_m, int corners) {
  std::uniform_real_distribution<double> share{0.5, 1.0};
  Geometry g{.kind = Kind::polygon};
  const double north = radius_m / 111'000, east = north / std::cos(lat * std::numbers::pi / 180);
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, r = share(random);
    g.x.push_back(lon + east * r * std::cos(angle));
    g.y.push_back(lat + north * r * std::sin(angle));
  }
  g.x.push_back(g.x[0]);
  g.y.push_back(g.y[0]);
  g.close_path();
  g.close_part();
  return g;
}

TEST(Area, AgreesWithTheExactGeodesicAreaFromAFewMetresToSeveralKilometres) {
  std::mt19937_64 random{1};
  std::uniform_real_distribution<double> lon{-180, 180}, lat{-89.5, 89.5}, size{0, 4.5};
  for (int i = 0; i < 3000; ++i) {
    const Geometry g = star(random, lon(random), lat(random), std::pow(10, size(random)), 3 + i % 38);
    const double expected = reference_m2(g);
    EXPECT_NEAR(area_m2(g), expected, 1e-8 * expected + 2e-4) << to_wkt(g);
  }
}

TEST(Area, TakesHolesOffAndDoesNotMindTheOrderOfRings) {
  const Geometry whole = from_wkt("POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50.01, 30 50))");
  const Geometry hole =
      from_wkt("POLYGON ((30.002 50.002, 30.004 50.002, 30.004 50.004, 30.002 50.004, 30.002 50.002))");
  const Geometry with = from_wkt(
      "POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50.01, 30 50),"
      "(30.002 50.002, 30.004 50.002, 30.004 50.004, 30.002 50.004, 30.002 50.002))");
  EXPECT_DOUBLE_EQ(area_m2(with), area_m2(whole) - area_m2(hole));
  const Geometry other = from_wkt(
      "POLYGON ((30 50, 30 50.01, 30.01 50.01, 30.01 50, 30 50),"
      "(30.002 50.002, 30.004 50.002, 30.004 50.004, 30.002 50.004, 30.002 50.002))");
  EXPECT_NEAR(area_m2(with), area_m2(other), 1e-6);
}

TEST(Area, AddsUpPartsAndMembersAndGivesNothingForPointsAndLines) {
  const Geometry one = from_wkt("POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50))");
  const Geometry two =
      from_wkt("MULTIPOLYGON (((30 50, 30.01 50, 30.01 50.01, 30 50)), ((40 50, 40.01 50, 40.01 50.01, 40 50)))");
  EXPECT_NEAR(area_m2(two), 2 * area_m2(one), 1e-6);
  EXPECT_EQ(area_m2(from_wkt("POINT (30 50)")), 0);
  EXPECT_EQ(area_m2(from_wkt("LINESTRING (30 50, 31 51)")), 0);
  EXPECT_EQ(area_m2(from_wkt("POLYGON EMPTY")), 0);
  EXPECT_EQ(area_m2(from_wkt("POLYGON ((30 50, 31 51, 30 50))")), 0);
  EXPECT_NEAR(area_m2(from_wkt("GEOMETRYCOLLECTION (POINT (30 50), POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50)))")),
              area_m2(one), 1e-9);
}

TEST(Area, CountsAnOpenRingAsClosed) {
  EXPECT_DOUBLE_EQ(area_m2(from_wkt("POLYGON ((30 50, 30.01 50, 30.01 50.01))")),
                   area_m2(from_wkt("POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50))")));
}

TEST(Area, CrossesTheDateLineAndRoundsThePole) {
  const double here = area_m2(from_wkt("POLYGON ((-0.5 10, 0.5 10, 0.5 11, -0.5 11, -0.5 10))"));
  EXPECT_NEAR(area_m2(from_wkt("POLYGON ((179.5 10, -179.5 10, -179.5 11, 179.5 11, 179.5 10))")), here, 1e-9 * here);
  const double cap = area_m2(from_wkt("POLYGON ((0 80, 60 80, 120 80, 180 80, -120 80, -60 80, 0 80))"));
  EXPECT_GT(cap, 2.5e12);
  EXPECT_LT(cap, 4.0e12);
}

TEST(Area, IsRoundedToHundredths) {
  const Geometry g = from_wkt("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50.001, 30 50))");
  EXPECT_EQ(area(g), SquareMetres::from_double(area_m2(g)));
}

TEST(Area, IsNoNumberForCoordinatesThatAreNone) {
  Geometry g = from_wkt("POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50))");
  g.x[1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(area_m2(g)));
  g.x[1] = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(std::isnan(area_m2(g)));
}

TEST(Length, AddsUpGeodesics) {
  EXPECT_NEAR(distance_m(0, 0, 1, 0), 111319.4908, 1e-3);  // one degree of the equator
  EXPECT_NEAR(length_m(from_wkt("LINESTRING (0 0, 1 0, 2 0)")), 2 * 111319.4908, 1e-3);
  EXPECT_NEAR(length_m(from_wkt("POLYGON ((0 0, 1 0, 0 0))")), 2 * 111319.4908, 1e-3);
  EXPECT_EQ(length_m(Geometry::point(1, 2)), 0);
}

}  // namespace
}  // namespace tilth::geo
