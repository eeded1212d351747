// SPDX-License-Identifier: Apache-2.0
// Faults of outlines, one at a time, and what must not be called one.
#include "geo/shape_faults.h"

#include "geo/codec.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tilth::geo {
namespace {

std::vector<FaultKind> kinds(const char* wkt) {
  std::vector<FaultKind> out;
  for (const ShapeFault& fault : shape_faults(from_wkt(wkt))) out.push_back(fault.kind);
  return out;
}
using Kinds = std::vector<FaultKind>;

TEST(ShapeFaults, AreNoneForASoundHazard) {
  EXPECT_EQ(kinds("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50.001, 30 50))"), Kinds{});
  EXPECT_EQ(kinds("LINESTRING (30 50, 30.001 50, 30.001 50.001)"), Kinds{});
  EXPECT_EQ(kinds("POINT (30 50)"), Kinds{});
  EXPECT_EQ(kinds("POLYGON EMPTY"), Kinds{});
}

TEST(ShapeFaults, FindRingsOfFewerThanThreeVertices) {
  EXPECT_EQ(kinds("POLYGON ((30 50, 30.001 50, 30 50))"), (Kinds{FaultKind::invalid, FaultKind::few_vertices}));
  EXPECT_EQ(kinds("LINESTRING (30 50)"), (Kinds{FaultKind::invalid, FaultKind::few_vertices}));
}

TEST(ShapeFaults, FindRepeatedVerticesWithinTheToleranceAndNotBeyond) {
  const auto faults =
      shape_faults(from_wkt("POLYGON ((30 50, 30.001 50, 30.0010005 50, 30.001 50.001, 30 50.001, 30 50))"));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].kind, FaultKind::repeated_vertex);
  EXPECT_EQ(faults[0].ring, 0u);
  EXPECT_EQ(faults[0].vertex, 2u);
  EXPECT_EQ(faults[0].lon, 30.0010005);
  EXPECT_EQ(kinds("POLYGON ((30 50, 30.001 50, 30.001002 50, 30.001 50.001, 30 50.001, 30 50))"), Kinds{});
}

TEST(ShapeFaults, FindTheFirstVertexAgainAtTheEndButNotTheOneThatClosesTheRing) {
  EXPECT_EQ(kinds("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50.001, 30 50.0000005, 30 50))"),
            Kinds{FaultKind::repeated_vertex});
  const auto twice =
      shape_faults(from_wkt("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50.001, 30 50, 30.001 50, 30 50))"));
  EXPECT_EQ(std::count_if(twice.begin(), twice.end(),
                          [](const ShapeFault& f) { return f.kind == FaultKind::repeated_vertex; }),
            2);
}

TEST(ShapeFaults, MeasureTheClosingLegToo) {
  const auto faults =
      shape_faults(from_wkt("POLYGON ((30 50, 30.06 50, 30.1 50.02, 30.1 50.05, 30 50))"), {.leg_m = 5000});
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].kind, FaultKind::long_leg);
  EXPECT_EQ(faults[0].vertex, 3u);
  EXPECT_NEAR(faults[0].value, 9060, 30);
}

TEST(ShapeFaults, FindASpikeEvenBehindARepeatedVertex) {
  const auto faults =
      shape_faults(from_wkt("POLYGON ((30 50, 30.002 50, 30.002 50, 30.001 50.000001, 30.001 50.001, 30 50))"));
  EXPECT_TRUE(std::any_of(faults.begin(), faults.end(),
                          [](const ShapeFault& f) { return f.kind == FaultKind::spike && f.value < 1; }));
}

TEST(ShapeFaults, CountRingsOverAllPartsAndMembers) {
  const auto faults = shape_faults(from_wkt(
      "GEOMETRYCOLLECTION (POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50)), LINESTRING (30 50, 30 50, 30.001 50))"));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].ring, 1u);
  EXPECT_EQ(faults[0].vertex, 1u);
}

TEST(ShapeFaults, SurviveCoordinatesThatAreNoNumbers) {
  Geometry g = from_wkt("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50))");
  for (const double odd : {std::nan(""), std::numeric_limits<double>::infinity(), 1e300}) {
    g.x[1] = odd;
    EXPECT_FALSE(shape_faults(g).empty());
  }
}

TEST(RepeatedVertices, AreLeftOutOfTheOfferedOutline) {
  const auto mended = without_repeated_vertices(
      from_wkt("POLYGON ((30 50, 30.001 50, 30.001 50, 30.001 50.001, 30 50.0000001, 30 50))"));
  ASSERT_TRUE(mended);
  EXPECT_EQ(to_wkt(*mended), "POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50))");
  EXPECT_FALSE(without_repeated_vertices(from_wkt("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50))")));
  EXPECT_FALSE(without_repeated_vertices(from_wkt("POLYGON ((30 50, 30 50, 30 50, 30 50))")));
}

}  // namespace
}  // namespace tilth::geo
