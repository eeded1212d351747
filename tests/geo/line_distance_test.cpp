// SPDX-License-Identifier: Apache-2.0
// Metres to the nearest line, against points laid out by hand.
#include "geo/line_distance.h"

#include "geo/area.h"
#include "geo/codec.h"

#include <gtest/gtest.h>

namespace tilth::geo {
namespace {

GeometryPtr shape(const char* wkt) { return std::make_shared<const Geometry>(from_wkt(wkt)); }

double metres(const LineDistance& lines, const char* wkt) { return lines.nearest(*shape(wkt)).value().metres; }

TEST(LineDistance, IsThatToTheNearestPointOfTheLineAndNotToItsEnds) {
  // A border along the parallel of 10 N and one far away.
  const std::vector<GeometryPtr> lines{shape("LINESTRING(20 10, 40 10)"), shape("LINESTRING(20 60, 40 60)")};
  const LineDistance border{lines};
  const double expected = distance_m(30.1, 10.03, 30.1, 10);
  EXPECT_NEAR(metres(border, "POINT(30.1 10.03)"), expected, 1);
  EXPECT_NEAR(expected, 3318, 2);  // 0.03 degrees of latitude at 10 N
  const auto found = border.nearest(*shape("POINT(30.1 10.03)"));
  EXPECT_NEAR(found->lon, 30.1, 1e-6);
  EXPECT_NEAR(found->lat, 10, 1e-6);
}

TEST(LineDistance, OfAnOutlineIsThatOfItsNearestEdge) {
  const std::vector<GeometryPtr> lines{shape("LINESTRING(30 9, 30 11)")};
  const LineDistance border{lines};
  // The western edge lies 0.02 degrees east of the line, with no vertex near the latitude of its vertices.
  EXPECT_NEAR(metres(border, "POLYGON((30.02 10, 30.03 10, 30.03 10.01, 30.02 10.01, 30.02 10))"),
              distance_m(30, 10.005, 30.02, 10.005), 1);
  EXPECT_EQ(metres(border, "POLYGON((29.99 10, 30.01 10, 30.01 10.01, 29.99 10.01, 29.99 10))"), 0);
}

TEST(LineDistance, OfManyPiecesIsThatOfTheNearestOne) {
  std::string wkt = "LINESTRING(";
  for (int i = 0; i <= 2000; ++i) wkt += (i ? ", " : "") + std::to_string(20 + i * 0.01) + (i % 2 ? " 10.001" : " 10");
  const std::vector<GeometryPtr> lines{shape((wkt + ")").c_str())};
  const LineDistance border{lines};
  for (const double lon : {20.0, 27.31, 33.33, 40.0}) {
    const Geometry at = Geometry::point(lon, 10.05);
    EXPECT_NEAR(border.nearest(at)->metres, distance_m(lon, 10.05, lon, 10.0005), 70) << lon;
  }
}

TEST(LineDistance, IsUnknownWithoutALineOrAShape) {
  EXPECT_FALSE(LineDistance{{}}.nearest(Geometry::point(1, 1)));
  const std::vector<GeometryPtr> lines{nullptr, shape("LINESTRING(30 9, 30 11)")};
  EXPECT_FALSE(LineDistance{lines}.nearest(Geometry{}));
}

}  // namespace
}  // namespace tilth::geo
