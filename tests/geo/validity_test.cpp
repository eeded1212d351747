// SPDX-License-Identifier: Apache-2.0
// Validity by exact signs says the same as GEOS, always.
#include "geo/codec.h"
#include "geo/drawn_land.h"
#include "geo/geos_bridge.h"
#include "geo/orientation.h"
#include "geo/predicates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tilth::geo {
namespace {

bool geos_says(const Geometry& g) {
  const geos::Shape shape = geos::shape_of(g);
  return shape && GEOSisValid_r(geos::context(), shape.get()) == 1;
}

struct Tally {
  int valid = 0, invalid = 0, clear = 0;
  void judge(const Geometry& g) {
    const bool expected = geos_says(g);
    EXPECT_EQ(validity(g).valid, expected) << to_wkt(g);
    EXPECT_FALSE(!expected && clearly_valid(g)) << to_wkt(g);
    ++(expected ? valid : invalid);
    if (clearly_valid(g)) ++clear;
  }
};

DrawnLand::Ring tangled(DrawnLand& land, double lon, double lat, double radius, int corners) {
  DrawnLand::Ring ring = land.star(lon, lat, radius, corners);
  const auto last = static_cast<int>(ring.size()) - 1;
  std::swap(ring[static_cast<std::size_t>(land.whole(0, last))], ring[static_cast<std::size_t>(land.whole(0, last))]);
  return ring;
}

TEST(ValidityKernel, AgreesWithGeosOnPlainAndTangledRings) {
  DrawnLand land{11};
  Tally tally;
  for (int i = 0; i < 4000; ++i) {
    const double lon = land.between(-180, 180), lat = land.between(-90, 90), r = std::pow(10, land.between(-6, 0));
    tally.judge(DrawnLand::polygon({land.star(lon, lat, r, land.whole(3, 60))}));
    tally.judge(DrawnLand::polygon({tangled(land, lon, lat, r, land.whole(4, 40))}));
  }
  EXPECT_GT(tally.invalid, 2000);
  EXPECT_EQ(tally.clear, tally.valid);
}

TEST(ValidityKernel, AgreesWithGeosOnRoundedRingsWhichTouchThemselves) {
  DrawnLand land{12};
  Tally tally;
  for (int i = 0; i < 6000; ++i) {
    const double step = 1e-5;
    tally.judge(DrawnLand::polygon(
        {DrawnLand::rounded(land.star(30, 50, step * land.between(1, 12), land.whole(3, 16), 0.1), step)}));
  }
  EXPECT_GT(tally.invalid, 100);
  EXPECT_GT(tally.clear, 3000);
}

TEST(ValidityKernel, AgreesWithGeosOnHolesAndPartsWhereverTheyLie) {
  DrawnLand land{13};
  Tally tally;
  for (int i = 0; i < 4000; ++i) {
    const auto anywhere = [&] {
      return land.star(30 + land.between(-1, 1), 50 + land.between(-1, 1), land.between(0.05, 0.9), land.whole(3, 12));
    };
    tally.judge(DrawnLand::polygon({land.star(30, 50, 1, 12, 0.9), anywhere(), anywhere()}));
    tally.judge(DrawnLand::multi({{anywhere()}, {anywhere()}}));
    tally.judge(DrawnLand::multi({land.holed(30, 50, 1), {land.star(30, 50, land.between(0.05, 1), 8)}}));
    tally.judge(DrawnLand::multi({{land.star(30, 50, 0.2, 8)}, land.holed(30, 50, 1), land.holed(33, 50, 1)}));
  }
  EXPECT_GT(tally.invalid, 1000);
  EXPECT_EQ(tally.clear, tally.valid);
}

TEST(ValidityKernel, AgreesWithGeosOnEveryKindOfTouch) {
  DrawnLand land{14};
  Tally tally;
  for (int i = 0; i < 4000; ++i) {
    tally.judge(DrawnLand::multi({{land.blocks(4, 4)}, {land.blocks(4, 4)}}));
    tally.judge(DrawnLand::polygon({{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, land.blocks(4, 4)}));
    DrawnLand::Ring ring;
    for (int k = land.whole(3, 7); k > 0; --k) ring.emplace_back(land.whole(0, 3), land.whole(0, 3));
    tally.judge(DrawnLand::polygon({ring}));
  }
  EXPECT_GT(tally.invalid, 1000);
}

TEST(ValidityKernel, AgreesWithGeosOnLongRings) {
  DrawnLand land{15};
  Tally tally;
  for (int i = 0; i < 200; ++i) {
    tally.judge(DrawnLand::polygon({land.star(30, 50, 1, land.whole(150, 2000), 0.9)}));
    tally.judge(DrawnLand::polygon({tangled(land, 30, 50, 1, land.whole(150, 600))}));
  }
  EXPECT_GE(tally.clear, 200);
}

TEST(ValidityKernel, DoesNotMindRepeatedVerticesOrVerticesInLine) {
  EXPECT_TRUE(clearly_valid(from_wkt("POLYGON ((0 0, 1 0, 1 0, 2 0, 3 0, 3 3, 0 3, 0 3, 0 0, 0 0))")));
}

TEST(ValidityKernel, FindsASpikeAndARingOfTwoPoints) {
  EXPECT_FALSE(validity(from_wkt("POLYGON ((0 0, 4 0, 6 0, 4 0, 4 4, 0 4, 0 0))")).valid);
  EXPECT_FALSE(validity(from_wkt("POLYGON ((0 0, 1 1, 0 0, 1 1, 0 0))")).valid);
}

TEST(ValidityKernel, JudgesManyOnSeveralThreadsAsOneByOne) {
  DrawnLand land{16};
  std::vector<Geometry> drawn;
  for (int i = 0; i < 3000; ++i) drawn.push_back(DrawnLand::polygon({tangled(land, 30, 50, 1, 6)}));
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  const std::vector<Validity> verdicts = validities(refs, 3);
  for (std::size_t i = 0; i < drawn.size(); ++i) EXPECT_EQ(verdicts[i].valid, validity(drawn[i]).valid);
}

TEST(ValidityKernel, SurvivesCoordinatesOfAnySize) {
  for (const double far : {1e17, 1e150, 1e300, 1e-300}) {
    const Geometry g = DrawnLand::polygon({{{0, 0}, {far, 0}, {far, far}, {0, far}}});
    EXPECT_EQ(validity(g).valid, geos_says(g));
    static_cast<void>(intersects(g, g));
  }
}

TEST(Orientation, IsNeverWrongWhereDoublesAre) {
  // Points on and a hair off the diagonal, which plain arithmetic confuses.
  const double hair = std::numeric_limits<double>::epsilon() / 2;
  for (int i = 0; i < 64; ++i) {
    for (int j = 0; j < 64; ++j) {
      const double turn = orientation(0.5 + i * hair, 0.5 + j * hair, 12, 12, 24, 24);
      EXPECT_EQ((turn > 0) - (turn < 0), (j > i) - (j < i)) << i << " " << j;
    }
  }
  EXPECT_EQ(orientation(1, 1, 2, 2, 3, 3), 0);
  EXPECT_GT(orientation(0, 0, 1, 0, 0, 1), 0);
}

}  // namespace
}  // namespace tilth::geo
