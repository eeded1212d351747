// SPDX-License-Identifier: Apache-2.0
// What a tile draws: valid on its grid by GEOS' judgement, near the land that it stands for, and never nothing.
#include "geo/tile_shape.h"

#include "geo/codec.h"
#include "geo/drawn_land.h"
#include "geo/geos_bridge.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tilth::geo {
namespace {

const TileMatrixSet& mercator() { return *find_tile_matrix_set("WebMercatorQuad"); }
const TileMatrixSet& plate_carree() { return *find_tile_matrix_set("WorldCRS84Quad"); }

TilePlace tile_at(const TileMatrixSet& set, int level, double lon, double lat) {
  const TileRange range = tiles_over(set, level, Box{lon, lat, lon, lat});
  return {&set, level, range.first_row, range.first_column};
}

bool valid_by_geos(const Geometry& g) {
  const geos::Shape shape = geos::shape_of(g);
  return shape && GEOSisValid_r(geos::context(), shape.get()) == 1;
}

bool whole_numbers(const Geometry& g) {
  for (std::size_t i = 0; i < g.x.size(); ++i) {
    if (g.x[i] != std::round(g.x[i]) || g.y[i] != std::round(g.y[i])) return false;
  }
  return true;
}

double area_of(const Geometry& g) {
  double area = 0;
  GEOSArea_r(geos::context(), geos::shape_of(g).get(), &area);
  return area;
}

double ring_turn(const Geometry& g, std::size_t path) {
  double sum = 0;
  for (std::size_t i = g.path_begin(path) + 1; i < g.path_end(path); ++i)
    sum += g.x[i - 1] * g.y[i] - g.x[i] * g.y[i - 1];
  return sum;
}

TEST(TileMatrixSets, KnowTheRegisteredNumbers) {
  // OGC 17-083r4, annex D.1 and D.3.
  EXPECT_NEAR(mercator().scale_denominator(0), 559082264.028717, 1e-5);
  EXPECT_NEAR(mercator().scale_denominator(24), 33.3238997477, 1e-9);
  EXPECT_NEAR(mercator().cell_size_at(10), 152.874056570353, 1e-11);
  EXPECT_NEAR(plate_carree().scale_denominator(0), 279541132.014358, 1e-5);
  EXPECT_NEAR(plate_carree().cell_size_at(0), 0.703125, 1e-15);
  EXPECT_TRUE(mercator().has(0, 0, 0));
  EXPECT_FALSE(mercator().has(0, 0, 1));
  EXPECT_TRUE(plate_carree().has(0, 0, 1));
  EXPECT_FALSE(plate_carree().has(0, 1, 0));
  EXPECT_FALSE(mercator().has(2, -1, 0));
  EXPECT_FALSE(mercator().has(25, 0, 0));
  EXPECT_EQ(find_tile_matrix_set("Elsewhere"), nullptr);
}

TEST(TileMatrixSets, FindTheTileOfAPlaceAndTheLandOfATile) {
  // The well-known slippy map numbers of the Dam in Amsterdam at level 14.
  const TilePlace tile = tile_at(mercator(), 14, 4.8927, 52.3731);
  EXPECT_EQ(tile.column, 8414);
  EXPECT_EQ(tile.row, 5384);
  const Box box = box_of(tile);
  EXPECT_TRUE(box.west <= 4.8927 && 4.8927 <= box.east && box.south <= 52.3731 && 52.3731 <= box.north);
  EXPECT_NEAR(box.east - box.west, 360.0 / 16384, 1e-12);
  const Box grown = box_of(tile, 0.5);
  EXPECT_NEAR(grown.east - grown.west, 2 * 360.0 / 16384, 1e-12);
  EXPECT_LT(grown.south, box.south);
  EXPECT_EQ(box_of({&mercator(), 0, 0, 0}).north, 90);  // the poles are drawn on the edge
}

struct Seen {
  int valid = 0, dust = 0;
};

/// Shapes a polygon in the tiles about it and judges each.
Seen judge(const Geometry& land, const TileMatrixSet& set, int level) {
  Seen seen;
  const TileRange range = tiles_over(set, level, land.box());
  for (std::int64_t row = range.first_row; row <= range.last_row; ++row) {
    for (std::int64_t column = range.first_column; column <= range.last_column; ++column) {
      TileShaper shaper{{&set, level, row, column}};
      for (const TileShape& shape : shaper.shapes(land)) {
        EXPECT_TRUE(valid_by_geos(shape.geometry)) << to_wkt(land) << "\n" << to_wkt(shape.geometry);
        EXPECT_TRUE(whole_numbers(shape.geometry));
        const Box box = shape.geometry.box();
        EXPECT_TRUE(box.west >= -65 && box.east <= 4161 && box.south >= -65 && box.north <= 4161)
            << to_wkt(shape.geometry);
        for (std::size_t part = 0; part < shape.geometry.part_ends.size(); ++part) {
          for (std::size_t path = shape.geometry.part_begin(part); path < shape.geometry.part_end(part); ++path)
            EXPECT_EQ(ring_turn(shape.geometry, path) > 0, path == shape.geometry.part_begin(part));
        }
        ++seen.valid;
        seen.dust += shape.dust ? 1 : 0;
      }
    }
  }
  return seen;
}

TEST(TileShaper, DrawsValidOutlinesOfEveryKindOfLandAtEveryLevel) {
  DrawnLand land{41};
  for (int i = 0; i < 1500; ++i) {
    const double lon = land.between(-179, 179), lat = land.between(-80, 80), r = std::pow(10, land.between(-4, -1));
    Geometry g;
    switch (i % 4) {
      case 0:
        g = DrawnLand::polygon({land.star(lon, lat, r, land.whole(3, 60), 0.1)});
        break;
      case 1: {  // a bow-tie
        DrawnLand::Ring ring = land.star(lon, lat, r, land.whole(4, 40));
        std::swap(ring[0], ring[ring.size() / 3]);
        g = DrawnLand::polygon({ring});
        break;
      }
      case 2:
        g = DrawnLand::polygon({land.star(lon, lat, r, 30, 0.8), land.star(lon, lat, r / 3, 12)});
        break;
      default:
        g = DrawnLand::multi(
            {{land.star(lon, lat, r, 20)}, {land.star(lon + r, lat, r, 20)}});  // parts over one another
    }
    for (const int level : {3, 8, 10, 12, 15}) {
      if (std::ldexp(r, level) > 1500) continue;  // hundreds of tiles say no more than a few
      EXPECT_GT(judge(g, i % 2 == 0 ? mercator() : plate_carree(), level).valid, 0);
    }
  }
}

TEST(TileShaper, KeepsTheAreaOfLandToTheWidthOfAUnitAlongItsEdge) {
  DrawnLand land{42};
  for (int i = 0; i < 400; ++i) {
    const double r = land.between(0.001, 0.01);
    const Geometry g = DrawnLand::polygon({land.star(30 + land.between(0, 0.001), 50, r, 30, 0.7)});
    const TilePlace place = tile_at(plate_carree(), 9, 30, 50);
    TileShaper shaper{place};
    double area = 0;
    for (const TileShape& shape : shaper.shapes(g)) area += area_of(shape.geometry);
    const double units = 4096 * 512 / 180.0, rim = 2 * 3.2 * r * units * 1.5;
    const Box box = box_of(place, 64.0 / 4096);
    if (!(g.box().west > box.west && g.box().east < box.east && g.box().south > box.south && g.box().north < box.north))
      continue;
    EXPECT_NEAR(area, area_of(g) * units * units, rim);
  }
}

TEST(TileShaper, AnswersAClippedPolygonWithTheLandInsideTheTile) {
  // The tile and its buffer lie wholly within the land, which has a hole far away.
  const Geometry land =
      DrawnLand::polygon({{{20, 40}, {40, 40}, {40, 60}, {20, 60}}, {{21, 41}, {22, 41}, {22, 42}, {21, 42}}});
  TileShaper shaper{tile_at(mercator(), 14, 30, 50)};
  const auto shapes = shaper.shapes(land);
  ASSERT_EQ(shapes.size(), 1U);
  EXPECT_EQ(area_of(shapes[0].geometry), 4224.0 * 4224.0);
  TileShaper in_the_hole{tile_at(mercator(), 14, 21.5, 41.5)};
  for (const TileShape& shape : in_the_hole.shapes(land)) EXPECT_EQ(area_of(shape.geometry), 0);
}

TEST(TileShaper, LeavesNothingInATileThatTheLandDoesNotReach) {
  TileShaper shaper{tile_at(mercator(), 14, 30, 50)};
  EXPECT_TRUE(shaper.shapes(DrawnLand::polygon({{{31, 50}, {31.1, 50}, {31, 50.1}}})).empty());
  EXPECT_TRUE(shaper.shapes(Geometry::point(-30, 50)).empty());
  EXPECT_TRUE(shaper.shapes(Geometry{.kind = Kind::polygon}).empty());
}

TEST(TileShaper, NeverLosesLandThatIsTooSmallOrTooThinForTheGrid) {
  const double unit = 360.0 / (1024 * 4096);  // level 10
  TileShaper shaper{tile_at(mercator(), 10, 30, 50)};
  const Geometry tiny = DrawnLand::polygon({{{30, 50}, {30 + unit / 5, 50}, {30, 50 + unit / 5}}});
  ASSERT_EQ(shaper.shapes(tiny).size(), 1U);
  EXPECT_TRUE(shaper.shapes(tiny)[0].dust);
  EXPECT_EQ(area_of(shaper.shapes(tiny)[0].geometry), 64);
  // A lane 100 units long and a fiftieth wide, straight and aslant.
  for (const double slope : {0.0, 0.3, 5.0}) {
    const double e = 100 * unit, n = slope * 20 * unit, w = unit / 50;
    const Geometry lane = DrawnLand::polygon({{{30, 50}, {30 + e, 50 + n}, {30 + e, 50 + n + w}, {30, 50 + w}}});
    const auto shapes = shaper.shapes(lane);
    ASSERT_EQ(shapes.size(), 1U);
    EXPECT_TRUE(valid_by_geos(shapes[0].geometry));
    EXPECT_GT(area_of(shapes[0].geometry), 50);
    EXPECT_LT(area_of(shapes[0].geometry), 250);
    EXPECT_FALSE(shapes[0].dust);
  }
}

TEST(TileShaper, DrawsPointsAndLinesAndClipsThem) {
  TileShaper shaper{tile_at(plate_carree(), 10, 30.05, 50.05)};
  const Box box = box_of(tile_at(plate_carree(), 10, 30.05, 50.05));
  const double middle_x = (box.west + box.east) / 2, middle_y = (box.south + box.north) / 2;
  const auto point = shaper.shapes(Geometry::point(middle_x, middle_y));
  ASSERT_EQ(point.size(), 1U);
  EXPECT_EQ(point[0].geometry.x, std::vector<double>{2048});
  EXPECT_EQ(point[0].geometry.y, std::vector<double>{2048});
  const auto line =
      shaper.shapes(from_wkt("LINESTRING(0 " + std::to_string(middle_y) + ", 60 " + std::to_string(middle_y) + ")"));
  ASSERT_EQ(line.size(), 1U);
  EXPECT_EQ(line[0].geometry.x, (std::vector<double>{-64, 4160}));
  const auto speck = shaper.shapes(from_wkt("LINESTRING(30.05 50.05, 30.0500001 50.05)"));
  ASSERT_EQ(speck.size(), 1U);
  EXPECT_EQ(speck[0].geometry.x.size(), 2U);
  const auto both = shaper.shapes(from_wkt("GEOMETRYCOLLECTION(POINT(30.05 50.05), LINESTRING(30 50, 31 51))"));
  EXPECT_EQ(both.size(), 2U);
}

TEST(TileShaper, PutsTheLabelInsideTheLandAndInOneTileOnly) {
  DrawnLand land{43};
  for (int i = 0; i < 300; ++i) {
    const Geometry g = DrawnLand::polygon({land.star(land.between(-170, 170), land.between(-70, 70), 0.05, 30, 0.1)});
    int labels = 0;
    const TileRange range = tiles_over(mercator(), 11, g.box());
    for (std::int64_t row = range.first_row; row <= range.last_row; ++row) {
      for (std::int64_t column = range.first_column; column <= range.last_column; ++column) {
        double x = 0, y = 0;
        if (TileShaper{{&mercator(), 11, row, column}}.label_point(g, x, y)) ++labels;
      }
    }
    EXPECT_EQ(labels, 1);
  }
}

TEST(TileShaper, ProjectsSmallLandAsExactlyAsLargeLand) {
  // The series about the middle against the formula, to a hundredth of a unit of level 18: the same after rounding but
  // for ties, so a difference of one unit is the most.
  DrawnLand land{44};
  for (int i = 0; i < 300; ++i) {
    const double lat = land.between(-79, 79);
    const Geometry small =
        from_wkt("MULTIPOINT(12 " + std::to_string(lat) + ", 12.0001 " + std::to_string(lat + 0.001) + ")");
    const TilePlace place = tile_at(mercator(), 16, 12.00005, lat + 0.0005);
    TileShaper shaper{place, {4096, 1 << 20}};
    const auto together = shaper.shapes(small);
    ASSERT_EQ(together.size(), 1U);
    for (std::size_t k = 0; k < 2; ++k) {
      const double v = tile_v(mercator(), small.y[k]) * 65536 * 4096 - static_cast<double>(place.row) * 4096;
      EXPECT_NEAR(together[0].geometry.y[k], v, 0.501);
    }
  }
}

}  // namespace
}  // namespace tilth::geo
