// SPDX-License-Identifier: Apache-2.0
// What is left of land, against GEOS' overlays and against sums that must close.
#include "geo/remainder.h"

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/coverage.h"
#include "geo/drawn_land.h"
#include "geo/overlap.h"
#include "geo/overlay.h"
#include "geo/predicates.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tilth::geo {
namespace {

Footprint footprint_of(const Geometry& g) { return {&g, g.box()}; }

/// The same by building it: within, then less all that is taken.
double by_overlay(const Geometry& land, const Geometry* within, const std::vector<Geometry>& taken) {
  Geometry rest = within != nullptr ? intersection(land, *within) : land;
  for (const Geometry& one : taken) rest = difference(rest, one);
  return area_m2(rest);
}

double by_kernel(const Geometry& land, const Geometry* within, const std::vector<Geometry>& taken) {
  std::vector<Footprint> without;
  for (const Geometry& one : taken) without.push_back(footprint_of(one));
  if (within == nullptr) return remainder_area_m2(footprint_of(land), nullptr, without);
  const Footprint limit = footprint_of(*within);
  return remainder_area_m2(footprint_of(land), &limit, without);
}

void expect_same(const Geometry& land, const Geometry* within, const std::vector<Geometry>& taken, double share) {
  const double whole = area_m2(land);
  EXPECT_NEAR(by_kernel(land, within, taken), by_overlay(land, within, taken), share * whole + 1e-6)
      << to_wkt(land) << (within ? " within " + to_wkt(*within) : "") << " less " << taken.size();
}

class RemainderOf : public testing::TestWithParam<int> {
 protected:
  /// One polygon of the kind that the parameter names, about a place.
  Geometry drawn(double lon, double lat) {
    switch (GetParam()) {
      case 0:  // every digit
        return DrawnLand::polygon({land_.star(lon, lat, 0.001, land_.whole(5, 30))});
      case 1:  // holes
        return DrawnLand::polygon(land_.holed(lon, lat, 0.001));
      case 2:  // several parts, with holes
        return DrawnLand::multi({land_.holed(lon, lat, 0.0007), land_.holed(lon + 0.0015, lat, 0.0007)});
      case 3: {  // rounded, so that corners fall together
        for (;;) {
          Geometry g = DrawnLand::polygon(
              {DrawnLand::rounded(land_.star(30.0005, 50.0005, 2e-4, land_.whole(3, 9), 0.8), 1e-5)});
          if (validity(g).valid) return g;
        }
      }
      default:  // shared borders, shared corners, copies
        return DrawnLand::polygon({DrawnLand::scaled(land_.blocks(6, 6), 30, 50, 0.0001220703125)});
    }
  }
  Geometry drawn() { return drawn(30 + land_.between(0, 0.0015), 50 + land_.between(0, 0.0015)); }

  DrawnLand land_{31};
};

TEST_P(RemainderOf, LandIsWhatOverlaysLeave) {
  for (int round = 0; round < 400; ++round) {
    const Geometry land = drawn(), within = drawn();
    std::vector<Geometry> taken;
    for (int i = land_.whole(0, 5); i > 0; --i) taken.push_back(drawn());
    // Where borders run along one another, which corners cut them into geodesics is open (docs/formulas.md).
    const double share = GetParam() < 3 ? 1e-9 : 2e-5;
    expect_same(land, nullptr, taken, share);
    expect_same(land, &within, taken, share);
  }
}

TEST_P(RemainderOf, LandAndWhatIsTakenAddUpWhateverTheirOrder) {
  for (int round = 0; round < 200; ++round) {
    const Geometry land = drawn();
    std::vector<Geometry> taken;
    for (int i = land_.whole(1, 6); i > 0; --i) taken.push_back(drawn());
    std::vector<const Geometry*> all;
    for (const Geometry& one : taken) all.push_back(&one);
    const double others = union_area_m2(Layer{all});
    all.push_back(&land);
    const double together = union_area_m2(Layer{all}), left = by_kernel(land, nullptr, taken);
    EXPECT_NEAR(left, together - others, 2e-5 * together + 1e-6);
    EXPECT_LE(left, area_m2(land) * (1 + 2e-5));
    std::reverse(taken.begin(), taken.end());
    EXPECT_NEAR(by_kernel(land, nullptr, taken), left, 2e-5 * together + 1e-6);
  }
}

std::string name_of(const testing::TestParamInfo<int>& kind) {
  constexpr const char* kNames[] = {"Plain", "Holed", "Parted", "Rounded", "Bordering"};
  return kNames[kind.param];
}
INSTANTIATE_TEST_SUITE_P(Every, RemainderOf, testing::Range(0, 5), name_of);

TEST(Remainder, OfLandThatIsTakenWholeIsNone) {
  DrawnLand draw{32};
  for (int i = 0; i < 100; ++i) {
    const Geometry land = DrawnLand::polygon(draw.holed(30, 50, 0.001));
    EXPECT_EQ(by_kernel(land, nullptr, {land}), 0);
    EXPECT_EQ(by_kernel(land, nullptr, {land, land}), 0);
    EXPECT_NEAR(by_kernel(land, &land, {}), area_m2(land), 1e-9 * area_m2(land));
  }
}

TEST(Remainder, OfLandBesideItsLimitIsNoneAndBesideWhatIsTakenIsWhole) {
  const Geometry land = from_wkt("POLYGON ((30 50, 30.001 50, 30.001 50.001, 30 50.001, 30 50))"),
                 east = from_wkt("POLYGON ((30.001 50, 30.002 50, 30.002 50.001, 30.001 50.001, 30.001 50))"),
                 far = from_wkt("POLYGON ((40 50, 40.002 50, 40.002 50.001, 40.001 50.001, 40 50))"),
                 none = from_wkt("POLYGON EMPTY");
  EXPECT_EQ(by_kernel(land, &east, {}), 0);
  EXPECT_EQ(by_kernel(land, &far, {}), 0);
  EXPECT_EQ(by_kernel(land, &none, {}), 0);
  EXPECT_EQ(by_kernel(none, nullptr, {land}), 0);
  EXPECT_NEAR(by_kernel(land, nullptr, {east, far, none}), area_m2(land), 1e-9 * area_m2(land));
}

TEST(Remainder, OfLandTooLargeForTheChartIsAskedOfGeos) {
  const Geometry land = from_wkt("POLYGON ((30 50, 34 50, 34 54, 30 54, 30 50))"),
                 taken = from_wkt("POLYGON ((32 50, 36 50, 36 54, 32 54, 32 50))"),
                 within = from_wkt("POLYGON ((30 50, 33 50, 33 54, 30 54, 30 50))");
  EXPECT_NEAR(by_kernel(land, nullptr, {taken}), by_overlay(land, nullptr, {taken}), 1);
  EXPECT_NEAR(by_kernel(land, &within, {taken}), by_overlay(land, &within, {taken}), 1);
  EXPECT_GT(by_kernel(land, &within, {taken}), 0.4 * area_m2(land));
}

TEST(Remainder, OfAPairIsTheLandLessWhatTheyShare) {
  DrawnLand draw{33};
  for (int i = 0; i < 300; ++i) {
    const Geometry a = DrawnLand::polygon({draw.star(30, 50, 0.001, draw.whole(5, 30))}),
                   b = DrawnLand::polygon({draw.star(30.0005, 50, 0.001, draw.whole(5, 30))});
    const double shared = overlap_area_m2(footprint_of(a), footprint_of(b));
    EXPECT_EQ(shared, overlap_area_m2(a, b));
    EXPECT_NEAR(by_kernel(a, nullptr, {b}) + shared, area_m2(a), 5e-6 * area_m2(a));  // what cut edges bulge less
  }
}

}  // namespace
}  // namespace tilth::geo
