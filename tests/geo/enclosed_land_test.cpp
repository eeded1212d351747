// SPDX-License-Identifier: Apache-2.0
// What rings go round, against a count of turns at points of its own, and against GEOS' judgement of validity.
#include "geo/enclosed_land.h"

#include "geo/codec.h"
#include "geo/geos_bridge.h"
#include "geo/rings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace tilth::geo {
namespace {

Geometry land_of(const std::string& wkt) {
  auto land = enclosed_land(from_wkt(wkt));
  EXPECT_TRUE(land) << wkt;
  return land ? *land : Geometry{};
}

bool valid_by_geos(const Geometry& g) {
  const geos::Shape shape = geos::shape_of(g);
  return shape && GEOSisValid_r(geos::context(), shape.get()) == 1;
}

double area_of(const Geometry& g) {
  double area = 0;
  if (!g.x.empty()) GEOSArea_r(geos::context(), geos::shape_of(g).get(), &area);
  return area;
}

/// How often the rings go round a point that lies on none of them: the angles that it sees, summed.
int turns_about(const Geometry& g, double x, double y) {
  double sum = 0;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    for (std::size_t i = g.path_begin(path) + 1; i < g.path_end(path); ++i) {
      const double ax = g.x[i - 1] - x, ay = g.y[i - 1] - y, bx = g.x[i] - x, by = g.y[i] - y;
      sum += std::atan2(ax * by - ay * bx, ax * bx + ay * by);
    }
  }
  return static_cast<int>(std::lround(sum / (2 * 3.141592653589793)));
}

double distance_to(const Geometry& g, double x, double y) {
  double nearest = 1e9;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    for (std::size_t i = g.path_begin(path) + 1; i < g.path_end(path); ++i) {
      const double dx = g.x[i] - g.x[i - 1], dy = g.y[i] - g.y[i - 1], length2 = dx * dx + dy * dy;
      double t = length2 > 0 ? ((x - g.x[i - 1]) * dx + (y - g.y[i - 1]) * dy) / length2 : 0;
      t = std::clamp(t, 0.0, 1.0);
      nearest = std::min(nearest, std::hypot(x - g.x[i - 1] - t * dx, y - g.y[i - 1] - t * dy));
    }
  }
  return nearest;
}

TEST(EnclosedLand, KeepsBothHalvesOfABowTie) {
  EXPECT_EQ(area_of(land_of("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))")), 50);
  EXPECT_EQ(area_of(land_of("POLYGON ((0 0, 0 10, 10 0, 10 10, 0 0))")), 50);
}

TEST(EnclosedLand, CountsLandUnderTwoPartsOnceAndKeepsItUnderAHoleOfOneOfThem) {
  EXPECT_EQ(area_of(land_of("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((5 5, 15 5, 15 15, 5 15, 5 5)))")), 175);
  EXPECT_EQ(area_of(land_of("MULTIPOLYGON (((0 0, 20 0, 20 20, 0 20, 0 0), (5 5, 5 15, 15 15, 15 5, 5 5)), "
                            "((4 4, 16 4, 16 16, 4 16, 4 4)))")),
            400);
}

TEST(EnclosedLand, KeepsLandGoneRoundTheOtherWayWhereAsMuchLiesUnderTwoParts) {
  // The turns of the rings sum to the area that is gone round their way: 100.
  EXPECT_EQ(area_of(land_of("MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0)), ((0 0, 10 0, 10 10, 0 10, 0 0)), "
                            "((20 0, 20 10, 30 10, 30 0, 20 0)))")),
            200);
}

TEST(EnclosedLand, CutsHolesThatTouchTheirShellOrOneAnother) {
  for (const char* wkt : {"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (0 5, 5 7, 5 3, 0 5))",
                          "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (0 5, 5 7, 5 0, 0 5))",
                          "POLYGON ((0 0, 20 0, 20 20, 0 20, 0 0), (5 5, 5 10, 10 10, 10 5, 5 5), "
                          "(10 10, 10 15, 15 15, 15 10, 10 10))"}) {
    const Geometry land = land_of(wkt);
    EXPECT_TRUE(valid_by_geos(land)) << wkt;
    EXPECT_EQ(area_of(land), area_of(from_wkt(wkt))) << wkt;
  }
}

TEST(EnclosedLand, LeavesOutWhatHasNoWidth) {
  EXPECT_EQ(area_of(land_of("POLYGON ((0 0, 10 0, 20 0, 10 0, 10 10, 0 10, 0 0))")), 100) << "a spike";
  EXPECT_TRUE(land_of("POLYGON ((0 0, 10 0, 5 0, 0 0))").x.empty());
}

TEST(EnclosedLand, IsValidAndHoldsEveryPointThatTheRingsGoRound) {
  std::mt19937_64 random{11};
  int inside = 0, outside = 0, doubtful = 0;
  for (int round = 0; round < 3000; ++round) {
    Geometry rings{.kind = Kind::multi_polygon};
    const int parts = 1 + static_cast<int>(random() % 3), size = round % 2 == 0 ? 60 : 4000;
    for (int part = 0; part < parts; ++part) {
      const int corners = 3 + static_cast<int>(random() % 9);
      for (int i = 0; i < corners; ++i) {
        rings.x.push_back(static_cast<double>(random() % static_cast<unsigned>(size)));
        rings.y.push_back(static_cast<double>(random() % static_cast<unsigned>(size)));
      }
      const std::size_t first = rings.path_begin(rings.path_ends.size());
      rings.x.push_back(rings.x[first]);
      rings.y.push_back(rings.y[first]);
      rings.close_path();
      rings.close_part();
    }
    const auto land = enclosed_land(rings);
    if (!land) {
      ++doubtful;
      continue;
    }
    ASSERT_TRUE(land->x.empty() || valid_by_geos(*land)) << to_wkt(rings);
    for (int i = 0; i < 40; ++i) {
      const double x = static_cast<double>(random() % static_cast<unsigned>(size)) + 0.5,
                   y = static_cast<double>(random() % static_cast<unsigned>(size)) + 0.5;
      // Crossings move by up to a unit, and what lies on the way with them.
      if (distance_to(rings, x, y) < 2) continue;
      const bool round_it = turns_about(rings, x, y) != 0;
      bool held = false;
      for (std::size_t part = 0; part < land->part_ends.size() && !held; ++part) {
        bool in = side_of_ring(*land, land->path_begin(land->part_begin(part)), land->path_end(land->part_begin(part)),
                               x, y) == Side::inside;
        for (std::size_t path = land->part_begin(part) + 1; path < land->part_end(part); ++path)
          in = in && side_of_ring(*land, land->path_begin(path), land->path_end(path), x, y) == Side::outside;
        held = in;
      }
      ASSERT_EQ(held, round_it) << x << " " << y << " " << to_wkt(rings) << " " << to_wkt(*land);
      ++(round_it ? inside : outside);
    }
  }
  EXPECT_GT(inside, 10'000);
  EXPECT_GT(outside, 10'000);
  EXPECT_LT(doubtful, 150);
}

}  // namespace
}  // namespace tilth::geo
