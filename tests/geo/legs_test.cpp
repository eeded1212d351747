// SPDX-License-Identifier: Apache-2.0
// Outlines walked by bearing and distance: they close where the field closed, and are never made to.
#include "geo/legs.h"

#include "base/problem.h"
#include "geo/area.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <cmath>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

namespace tilth::geo {
namespace {

std::string refusal(const std::string& text) {
  try {
    read_leg(text);
  } catch (const Problem& problem) {
    return std::string{problem.kind().code};
  }
  return "";
}

TEST(Legs, AreReadAsBearingThenDistance) {
  for (const char* text : {"45 120", "45° 120 m", "45, 120", "45,0 120,0", "45;120", "45°00' 120", "45°00'00\" 0.12 km",
                           "٤٥ ١٢٠", "45,120"}) {
    EXPECT_EQ(read_leg(text), (Leg{45, 120})) << text;
  }
  EXPECT_NEAR(read_leg("045°30' 120,5 m").bearing_degrees, 45.5, 1e-12);
  EXPECT_EQ(read_leg("0 0.5").metres, 0.5);
  for (const char* text :
       {"", "45", "N45E 120", "45 120 ft", "-45 120", "45 -120", "45 120 7", "45.5°30' 120", "45°60' 120", "x"}) {
    EXPECT_EQ(refusal(text), "legs.unreadable") << text;
  }
  EXPECT_EQ(refusal("45 1,200"), "coordinates.ambiguous");
}

TEST(Legs, ASquareOfAHundredMetresHasItsAreaAndItsSmallClosureError) {
  const std::vector<Leg> legs{{90, 100}, {180, 100}, {270, 100}, {0, 100}};
  const Traverse walked = traverse(30, 0, legs);
  EXPECT_LT(walked.closure_error_m, 0.001);
  ASSERT_TRUE(walked.area_m2);
  EXPECT_NEAR(*walked.area_m2, 10'000, 0.5);
  EXPECT_EQ(walked.walked_m, 400);
  EXPECT_EQ(walked.outline.x.size(), 5u);
  EXPECT_EQ(walked.outline.x.front(), walked.outline.x.back());
}

TEST(Legs, AGapIsReportedAndStaysWhereItIs) {
  const std::vector<Leg> legs{{90, 100}, {180, 100}, {270, 100}, {0, 98}};
  const Traverse walked = traverse(30, 0, legs);
  EXPECT_NEAR(walked.closure_error_m, 2, 0.001);
  ASSERT_TRUE(walked.closure_ratio);
  EXPECT_NEAR(*walked.closure_ratio, 398 / 2.0, 0.2);
  ASSERT_EQ(walked.outline.x.size(), 6u);  // the start, four ends, and the start again
  EXPECT_NEAR(distance_m(walked.outline.x[3], walked.outline.y[3], walked.outline.x[4], walked.outline.y[4]), 98, 1e-6);
  EXPECT_NEAR(length_m(walked.gap), walked.closure_error_m, 1e-9);
}

TEST(Legs, ADeclinationTurnsTheOutlineAndLeavesItsShape) {
  const std::vector<Leg> legs{{90, 100}, {210, 100}, {330, 100}};
  const Traverse straight = traverse(30, 40, legs), turned = traverse(30, 40, legs, 5.5);
  double there = 0, back = 0;
  GeographicLib::Geodesic::WGS84().Inverse(40, 30, turned.outline.y[1], turned.outline.x[1], there, back);
  EXPECT_NEAR(there, 95.5, 1e-9);
  ASSERT_TRUE(straight.area_m2 && turned.area_m2);
  EXPECT_NEAR(*straight.area_m2, *turned.area_m2, 0.5);
}

TEST(Legs, AnOutlineThatCrossesItselfHasNoArea) {
  const std::vector<Leg> bow{{45, 141.4}, {270, 100}, {135, 141.4}, {270, 100}};
  const Traverse walked = traverse(30, 0, bow);
  EXPECT_FALSE(walked.area_m2);
  EXPECT_GT(walked.walked_m, 0);
}

TEST(Legs, ImpossibleLegsAreNamed) {
  const auto code = [](const std::vector<Leg>& legs, double lon = 30) {
    try {
      traverse(lon, 10, legs);
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
    return std::string{};
  };
  EXPECT_EQ(code({}), "legs.too_few");
  EXPECT_EQ(code({{1, 1}, {2, 2}}), "legs.too_few");
  EXPECT_EQ(code({{1, 1}, {361, 2}, {3, 3}}), "legs.bad_leg");
  EXPECT_EQ(code({{1, 1}, {1, 0}, {3, 3}}), "legs.bad_leg");
  EXPECT_EQ(code({{1, 1}, {1, 1e9}, {3, 3}}), "legs.bad_leg");
  EXPECT_EQ(code({{1, 1}, {1, std::nan("")}, {3, 3}}), "legs.bad_leg");
  EXPECT_EQ(code(std::vector<Leg>(kMaxLegs + 1, Leg{1, 1})), "legs.too_many");
  EXPECT_EQ(code({{90, 50'000}, {0, 10}, {270, 50'000}}, 179.9), "legs.crosses_180");
}

// The polygon is drawn by another hand (angles and radii about a centre), its legs measured by the inverse problem.
RC_GTEST_PROP(Legs, TheLegsOfAnyOutlineCloseWithinAMillimetreAndGiveItsArea, ()) {
  const auto& ellipsoid = GeographicLib::Geodesic::WGS84();
  const double lon = *rc::gen::inRange(-1'700, 1'700) * 0.1, lat = *rc::gen::inRange(-800, 800) * 0.1;
  const int corners = *rc::gen::inRange(3, 30);
  std::vector<double> xs, ys;
  for (int i = 0; i < corners; ++i) {
    double x = 0, y = 0;
    ellipsoid.Direct(lat, lon, 360.0 * i / corners, *rc::gen::inRange(20, 3'000), y, x);
    xs.push_back(x);
    ys.push_back(y);
  }
  std::vector<Leg> legs;
  GeographicLib::PolygonArea oracle{ellipsoid};
  for (int i = 0; i < corners; ++i) {
    const int to = (i + 1) % corners;
    double metres = 0, bearing = 0, end = 0;
    ellipsoid.Inverse(ys[i], xs[i], ys[to], xs[to], metres, bearing, end);
    legs.push_back(read_leg(fmt::format("{:.9f} {:.6f}", bearing < 0 ? bearing + 360 : bearing, metres)));
    oracle.AddPoint(ys[i], xs[i]);
  }
  double perimeter = 0, area = 0;
  oracle.Compute(false, true, perimeter, area);
  const Traverse walked = traverse(xs[0], ys[0], legs);
  RC_ASSERT(walked.closure_error_m < 0.001);
  RC_ASSERT(std::abs(walked.walked_m - perimeter) < 0.001);
  if (walked.area_m2) RC_ASSERT(std::abs(*walked.area_m2 - std::abs(area)) < 0.01 + 1e-6 * std::abs(area));
}

}  // namespace
}  // namespace tilth::geo
