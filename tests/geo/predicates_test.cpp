// SPDX-License-Identifier: Apache-2.0
// Spatial predicates, validity and repair on drawn cases.
#include "geo/predicates.h"

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/drawn_land.h"
#include "geo/geos_bridge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace tilth::geo {
namespace {

const Geometry kSquare = from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))");

TEST(Predicates, TellHowTwoGeometriesLie) {
  const Geometry inside = from_wkt("POLYGON ((1 1, 2 1, 2 2, 1 2, 1 1))");
  const Geometry beside = from_wkt("POLYGON ((4 0, 8 0, 8 4, 4 4, 4 0))");
  const Geometry over = from_wkt("POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))");
  const Geometry away = from_wkt("POLYGON ((20 20, 21 20, 21 21, 20 20))");
  EXPECT_TRUE(intersects(kSquare, inside) && intersects(kSquare, beside) && intersects(kSquare, over));
  EXPECT_FALSE(intersects(kSquare, away));
  EXPECT_TRUE(disjoint(kSquare, away));
  EXPECT_TRUE(contains(kSquare, inside) && within(inside, kSquare));
  EXPECT_FALSE(contains(inside, kSquare));
  EXPECT_TRUE(touches(kSquare, beside));
  EXPECT_FALSE(touches(kSquare, over));
  EXPECT_TRUE(overlaps(kSquare, over));
  EXPECT_FALSE(overlaps(kSquare, inside));
  EXPECT_TRUE(crosses(from_wkt("LINESTRING (-1 2, 5 2)"), kSquare));
  EXPECT_TRUE(equals(kSquare, from_wkt("POLYGON ((4 4, 4 0, 0 0, 0 4, 2 4, 4 4))")));
  EXPECT_FALSE(equals(kSquare, over));
}

TEST(Predicates, KnowThatAHoleIsOutside) {
  const Geometry holed = from_wkt("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 7 2, 7 7, 2 7, 2 2))");
  EXPECT_FALSE(intersects(holed, Geometry::point(5, 5)));
  EXPECT_TRUE(intersects(holed, Geometry::point(1, 1)));
  EXPECT_TRUE(intersects(holed, Geometry::point(2, 2)));
  EXPECT_FALSE(contains(holed, from_wkt("POLYGON ((3 3, 4 3, 4 4, 3 3))")));
}

TEST(Predicates, AnswerForCollectionsAndEmpties) {
  const Geometry mixed = from_wkt("GEOMETRYCOLLECTION (POINT (9 9), POLYGON ((1 1, 2 1, 2 2, 1 1)), POINT EMPTY)");
  EXPECT_TRUE(intersects(mixed, kSquare));
  EXPECT_TRUE(intersects(mixed, Geometry::point(9, 9)));
  EXPECT_FALSE(intersects(mixed, Geometry::point(8, 8)));
  const Geometry nothing = from_wkt("POLYGON EMPTY");
  EXPECT_FALSE(intersects(nothing, kSquare));
  EXPECT_TRUE(disjoint(nothing, kSquare));
  EXPECT_TRUE(equals(nothing, from_wkt("POINT EMPTY")));
  EXPECT_FALSE(within(nothing, kSquare));
}

TEST(Predicates, StillFindAHazardWhoseRingCollapsed) {
  const Geometry window = from_wkt("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
  EXPECT_TRUE(intersects(from_wkt("POLYGON ((1 1, 2 2, 1 1))"), window));
  EXPECT_TRUE(intersects(from_wkt("POLYGON ((1 1))"), window));
  EXPECT_TRUE(intersects(from_wkt("POLYGON ((1 1, 3 1, 1 3, 3 3, 1 1))"), window));
  EXPECT_TRUE(intersects(from_wkt("LINESTRING (1 1)"), window));
  EXPECT_FALSE(intersects(from_wkt("POLYGON ((11 1, 12 2, 11 1))"), window));
}

TEST(Predicates, SurviveCoordinatesThatAreNoNumbers) {
  Geometry broken = kSquare;
  broken.x[1] = std::numeric_limits<double>::quiet_NaN();
  broken.y[2] = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(validity(broken).valid);
  static_cast<void>(intersects(broken, kSquare));
  static_cast<void>(repaired(broken));
  static_cast<void>(overlap_area_m2(broken, kSquare));
}

TEST(Validity, NamesTheReasonAndThePlace) {
  const Validity bow = validity(from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"));
  EXPECT_FALSE(bow.valid);
  EXPECT_EQ(bow.reason, "Self-intersection");
  EXPECT_EQ(bow.lon, 1);
  EXPECT_EQ(bow.lat, 1);
  EXPECT_EQ(validity(from_wkt("POLYGON ((0 0, 2 0, 2 2))")).reason, "Ring is not closed");
  EXPECT_EQ(validity(from_wkt("POLYGON ((0 0, 2 0, 0 0))")).reason, "Too few points in geometry component");
  EXPECT_EQ(validity(from_wkt("LINESTRING (0 0)")).reason, "Too few points in geometry component");
  EXPECT_EQ(validity(from_wkt("POLYGON ((0 0, 9 0, 9 9, 0 0), (20 20, 21 20, 21 21, 20 20))")).reason,
            "Hole lies outside shell");
  EXPECT_TRUE(validity(kSquare).valid);
  EXPECT_TRUE(validity(from_wkt("POLYGON EMPTY")).valid);
  EXPECT_TRUE(validity(Geometry::point(1, 2)).valid);
}

TEST(Repair, OffersAValidPolygonAndNothingWhereNoneIsLeft) {
  const auto bow = repaired(from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"));
  ASSERT_TRUE(bow);
  EXPECT_EQ(bow->kind, Kind::multi_polygon);
  EXPECT_TRUE(validity(*bow).valid);
  EXPECT_EQ(repaired(kSquare), kSquare);
  EXPECT_FALSE(repaired(from_wkt("POLYGON ((0 0, 2 0, 0 0))")));
  const auto closed = repaired(from_wkt("POLYGON ((0 0, 2 0, 2 2))"));
  ASSERT_TRUE(closed);
  EXPECT_TRUE(equals(*closed, from_wkt("POLYGON ((0 0, 2 0, 2 2, 0 0))")));
  const auto multi = repaired(from_wkt("MULTIPOLYGON (((0 0, 2 0, 2 2)))"));
  ASSERT_TRUE(multi);
  EXPECT_EQ(multi->kind, Kind::multi_polygon);
}

TEST(Overlap, IsTheSharedAreaInSquareMetres) {
  const Geometry a = from_wkt("POLYGON ((30 50, 30.01 50, 30.01 50.01, 30 50.01, 30 50))");
  const Geometry b = from_wkt("POLYGON ((30.005 50.005, 30.02 50.005, 30.02 50.02, 30.005 50.02, 30.005 50.005))");
  const Geometry common = from_wkt("POLYGON ((30.005 50.005, 30.01 50.005, 30.01 50.01, 30.005 50.01, 30.005 50.005))");
  EXPECT_NEAR(overlap_area_m2(a, b), area_m2(common), 1e-3);
  EXPECT_NEAR(overlap_area_m2(a, a), area_m2(a), 1e-6);
  EXPECT_EQ(overlap_area_m2(a, Geometry::point(30.005, 50.005)), 0);
  EXPECT_EQ(overlap_area_m2(a, from_wkt("POLYGON ((30.01 50, 30.02 50, 30.02 50.01, 30.01 50.01, 30.01 50))")), 0);
}

/// Any kind of geometry on a small grid, so that everything touches everything.
Geometry drawn(DrawnLand& land) {
  const auto path = [&](int corners) {
    std::string text = "(";
    for (int i = 0; i < corners; ++i)
      text += (i > 0 ? "," : "") + std::to_string(land.whole(0, 5)) + " " + std::to_string(land.whole(0, 5));
    return text + ")";
  };
  switch (land.whole(0, 6)) {
    case 0:
      return Geometry::point(land.whole(0, 5), land.whole(0, 5));
    case 1:
      return from_wkt("LINESTRING " + path(land.whole(2, 5)));
    case 2:
      return from_wkt("MULTIPOINT " + path(3));
    case 3:
      return DrawnLand::polygon({land.star(land.between(0, 5), land.between(0, 5), 2, 7)});
    case 4:
      return DrawnLand::polygon(land.holed(2.5, 2.5, 2.5));
    case 5:
      return DrawnLand::multi({{land.star(1, 1, 1, 6)}, {land.star(4, 4, 1, 6)}});
    default:
      return DrawnLand::polygon({land.blocks(5, 5)});
  }
}

void expect_as_geos(const Geometry& a, const Geometry& b) {
  if (!validity(a).valid || !validity(b).valid) return;  // ours answer for a repaired copy then
  const geos::Shape left = geos::shape_of(a), right = geos::shape_of(b);
  ASSERT_TRUE(left && right);
  const auto said = [&](auto relation) { return relation(geos::context(), left.get(), right.get()) == 1; };
  const std::string pair = to_wkt(a) + "\n" + to_wkt(b);
  EXPECT_EQ(intersects(a, b), said(GEOSIntersects_r)) << pair;
  EXPECT_EQ(disjoint(a, b), said(GEOSDisjoint_r)) << pair;
  EXPECT_EQ(within(a, b), said(GEOSWithin_r)) << pair;
  EXPECT_EQ(contains(a, b), said(GEOSContains_r)) << pair;
  EXPECT_EQ(touches(a, b), said(GEOSTouches_r)) << pair;
  EXPECT_EQ(crosses(a, b), said(GEOSCrosses_r)) << pair;
  EXPECT_EQ(overlaps(a, b), said(GEOSOverlaps_r)) << pair;
  EXPECT_EQ(equals(a, b), said(GEOSEquals_r)) << pair;
}

TEST(Predicates, SayWhatGeosSaysOfEveryKindOfPair) {
  DrawnLand land{51};
  for (int i = 0; i < 6000; ++i) expect_as_geos(drawn(land), drawn(land));
}

TEST(Predicates, SayTheSameWhenOneSideStaysAndTheOtherChangesAsInAFilter) {
  DrawnLand land{52};
  for (int filter = 0; filter < 40; ++filter) {
    const Geometry constant = filter % 4 == 0 ? DrawnLand::polygon({land.star(2.5, 2.5, 2.5, 400, 0.9)}) : drawn(land);
    Geometry row;  // one place in memory, as a reader that reuses its row has it
    for (int i = 0; i < 60; ++i) {
      row = drawn(land);
      expect_as_geos(row, constant);
      expect_as_geos(constant, row);
    }
  }
}

TEST(Predicates, DoNotMistakeANewGeometryForTheOneThatWasKept) {
  Geometry changing = kSquare;
  const Geometry point = Geometry::point(9, 9);
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(intersects(changing, point));
  for (double& x : changing.x) x += 7;
  for (double& y : changing.y) y += 7;
  EXPECT_TRUE(intersects(changing, point));
}

}  // namespace
}  // namespace tilth::geo
