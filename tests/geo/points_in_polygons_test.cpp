// SPDX-License-Identifier: Apache-2.0
// Points in polygons against GEOS, borders included.
#include "geo/points_in_polygons.h"

#include "geo/codec.h"
#include "geo/drawn_land.h"
#include "geo/geos_bridge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace tilth::geo {
namespace {

TEST(PointsInPolygons, AreThoseThatGeosCovers) {
  DrawnLand land{41};
  std::vector<Geometry> drawn;
  for (int i = 0; i < 60; ++i) {
    const double lon = 30 + land.between(0, 0.01), lat = 50 + land.between(0, 0.01);
    drawn.push_back(DrawnLand::multi({land.holed(lon, lat, 0.003), land.holed(lon + 0.01, lat, 0.003)}));
    drawn.push_back(DrawnLand::polygon({land.star(lon, lat, 0.003, land.whole(3, 300))}));
    drawn.push_back(DrawnLand::polygon({DrawnLand::scaled(land.blocks(6, 6), 30, 50, 0.001953125)}));
  }
  drawn.push_back(from_wkt("POLYGON EMPTY"));
  drawn.push_back(from_wkt("POLYGON ((30 50, 30.01 50.01, 30.01 50, 30 50.01, 30 50))"));
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  const Layer layer{refs};
  const PolygonIndex index{layer, 2};
  std::vector<double> lon, lat;
  for (int i = 0; i < 2000; ++i)
    lon.push_back(30 + land.between(-0.005, 0.03)), lat.push_back(50 + land.between(-0.005, 0.015));
  for (int i = 0; i < 8; ++i) {
    for (int j = 0; j < 8; ++j) lon.push_back(30 + i * 0.0009765625), lat.push_back(50 + j * 0.0009765625);
  }
  for (const Geometry& g : drawn) {
    for (std::size_t i = 0; i < g.x.size(); i += 7) lon.push_back(g.x[i]), lat.push_back(g.y[i]);
  }
  lon.push_back(std::nan("")), lat.push_back(50);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
  std::vector<geos::Shape> shapes;
  for (const Geometry& g : drawn) shapes.push_back(geos::sound_shape_of(g));
  for (std::uint32_t i = 0; i + 1 < lon.size(); ++i) {
    const geos::Shape point = geos::shape_of(Geometry::point(lon[i], lat[i]));
    for (std::uint32_t j = 0; j < drawn.size(); ++j) {
      if (GEOSIntersects_r(geos::context(), shapes[j].get(), point.get()) == 1) expected.emplace_back(i, j);
    }
  }
  EXPECT_EQ(points_in_polygons(lon, lat, layer, 1), expected);
  EXPECT_EQ(points_in_polygons(lon, lat, layer, 3), expected);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> one_by_one;
  for (std::uint32_t i = 0; i < lon.size(); ++i)
    index.each(lon[i], lat[i], [&](std::uint32_t number) { one_by_one.emplace_back(i, number); });
  std::sort(one_by_one.begin(), one_by_one.end());
  EXPECT_EQ(one_by_one, expected);
  EXPECT_GT(expected.size(), 3000u);
}

TEST(PointsInPolygons, TakesPolygonsWithoutHeight) {
  std::vector<Geometry> drawn = {from_wkt("POLYGON ((0 0, 1 0, 2 0, 0 0))")};
  std::vector<const Geometry*> refs = {&drawn[0]};
  const Layer layer{refs};
  const std::vector<double> lon = {0.5}, lat = {0};
  EXPECT_TRUE(points_in_polygons(lon, lat, layer).empty());
}

TEST(PointsInPolygons, LieNowhereWhereThereIsNoLandOrTheyAreNoPlace) {
  const std::vector<double> lon = {0.5, std::nan(""), HUGE_VAL, 0.5, 0.5},
                            lat = {0.5, 0.5, 0.5, -HUGE_VAL, std::nan("")};
  EXPECT_TRUE(points_in_polygons(lon, lat, Layer{{}}).empty());
  const Geometry none = from_wkt("POLYGON EMPTY"), square = from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
  const std::vector<const Geometry*> refs = {&none, &square};
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> expected = {{0, 1}};
  EXPECT_EQ(points_in_polygons(lon, lat, Layer{refs}, 2), expected);
  EXPECT_TRUE(points_in_polygons({}, {}, Layer{refs}).empty());
}

TEST(PointsInPolygons, TakesOneLargePolygonAmongManySmallOnes) {
  DrawnLand land{42};
  std::vector<Geometry> drawn = {DrawnLand::polygon(land.holed(30, 50, 2))};
  for (int i = 0; i < 400; ++i)
    drawn.push_back(DrawnLand::polygon({land.star(30 + land.between(-1, 1), 50 + land.between(-1, 1), 0.001, 9)}));
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  const Layer layer{refs};
  std::vector<double> lon, lat;
  for (int i = 0; i < 3000; ++i) lon.push_back(30 + land.between(-3, 3)), lat.push_back(50 + land.between(-3, 3));
  for (const Geometry& g : drawn) lon.push_back(g.x[1]), lat.push_back(g.y[1]);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
  const PolygonSides sides{layer};
  for (std::uint32_t i = 0; i < lon.size(); ++i)
    for (std::uint32_t j = 0; j < drawn.size(); ++j)
      if (sides.covers(j, lon[i], lat[i])) expected.emplace_back(i, j);
  EXPECT_EQ(points_in_polygons(lon, lat, layer, 2), expected);
  EXPECT_GT(expected.size(), 800u);
}

}  // namespace
}  // namespace tilth::geo
