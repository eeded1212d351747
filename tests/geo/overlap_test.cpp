// SPDX-License-Identifier: Apache-2.0
// Overlap areas against GEOS, on plain and on awkward land.
#include "geo/overlap.h"

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/drawn_land.h"
#include "geo/geos_bridge.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tilth::geo {
namespace {

double by_geos(const Geometry& a, const Geometry& b) {
  const geos::Shape left = geos::sound_shape_of(a), right = geos::sound_shape_of(b);
  const geos::Shape common{GEOSIntersection_r(geos::context(), left.get(), right.get())};
  return area_m2(geos::geometry_of(common.get(), 2));
}

/// Where borders lie on one line, which of the two's corners cut it into geodesics is open: `share` says how much that
/// may matter.
void expect_same(const Geometry& a, const Geometry& b, double share = 1e-9) {
  const double expected = by_geos(a, b), ours = overlap_area_m2(a, b);
  EXPECT_NEAR(ours, expected, share * expected + 1e-5) << to_wkt(a) << "\n" << to_wkt(b);
  EXPECT_NEAR(overlap_area_m2(b, a), ours, share * expected + 1e-6);
  EXPECT_EQ(ours > 0, expected > kLeastOverlapM2) << to_wkt(a) << "\n" << to_wkt(b);
}

TEST(Overlap, AgreesWithGeosOnPlainPairs) {
  DrawnLand land{1};
  for (int i = 0; i < 3000; ++i) {
    const double lon = land.between(-179, 179), lat = land.between(-74, 74), r = std::pow(10, land.between(-5, -1.5));
    const Geometry a = DrawnLand::polygon({land.star(lon, lat, r, land.whole(3, 40))});
    const Geometry b =
        DrawnLand::polygon({land.star(lon + land.between(-r, r), lat + land.between(-r, r), r, land.whole(3, 40))});
    expect_same(a, b);
  }
}

TEST(Overlap, AgreesWithGeosWithHolesAndParts) {
  DrawnLand land{2};
  for (int i = 0; i < 1500; ++i) {
    const double lon = land.between(20, 40), lat = land.between(-60, 60), r = std::pow(10, land.between(-4, -2));
    const Geometry a = DrawnLand::multi(
        {land.holed(lon, lat, r), land.holed(lon + 2.5 * r, lat, r), {land.star(lon, lat, 0.2 * r, 6)}});
    const Geometry b = DrawnLand::polygon(land.holed(lon + land.between(-r, 3 * r), lat + land.between(-r, r), r));
    expect_same(a, b);
  }
}

TEST(Overlap, AgreesWithGeosWhereCoordinatesWereRounded) {
  DrawnLand land{3};
  for (const double step : {1e-4, 1e-5, 1e-6}) {
    for (int i = 0; i < 1500; ++i) {
      const double r = 12 * step;
      const Geometry a = DrawnLand::polygon({DrawnLand::rounded(land.star(30, 50, r, land.whole(3, 12)), step)});
      const Geometry b = DrawnLand::polygon({DrawnLand::rounded(
          land.star(30 + land.between(-r, r), 50 + land.between(-r, r), r, land.whole(3, 12)), step)});
      expect_same(a, b, 1e-6);
    }
  }
}

TEST(Overlap, AgreesWithGeosOnEveryKindOfTouch) {
  DrawnLand land{4};
  for (int i = 0; i < 4000; ++i) {
    const Geometry a = DrawnLand::polygon({DrawnLand::scaled(land.blocks(5, 5), 30, 50, 0.0009765625)});
    const Geometry b = DrawnLand::polygon({DrawnLand::scaled(land.blocks(5, 5), 30, 50, 0.0009765625)});
    expect_same(a, b, 1e-4);
  }
}

TEST(Overlap, OfAPolygonWithItselfIsItsArea) {
  DrawnLand land{5};
  for (int i = 0; i < 300; ++i) {
    const Geometry a = DrawnLand::polygon(land.holed(30, 50, std::pow(10, land.between(-4, -2))));
    EXPECT_NEAR(overlap_area_m2(a, a), area_m2(a), 1e-9 * area_m2(a));
  }
}

TEST(Overlap, IsNothingForNeighboursThatShareABorder) {
  DrawnLand land{6};
  for (int i = 0; i < 300; ++i) {
    // One ragged border, land to the left and to the right of it.
    DrawnLand::Ring border;
    for (int k = 0; k <= 12; ++k) border.emplace_back(30 + land.between(-1e-4, 1e-4), 50 + k * 1e-4);
    DrawnLand::Ring left = border, right = border;
    left.insert(left.end(), {{29.99, 50.0012}, {29.99, 50}});
    right.insert(right.end(), {{30.01, 50.0012}, {30.01, 50}});
    const Geometry a = DrawnLand::polygon({left}), b = DrawnLand::polygon({right});
    EXPECT_EQ(overlap_area_m2(a, b), 0) << to_wkt(a) << "\n" << to_wkt(b);
    EXPECT_EQ(overlap_area_m2(b, a), 0);
  }
}

TEST(Overlap, OfAPolygonThatFillsAHoleIsNothingAndOfOneThatCoversItIsTheRing) {
  const Geometry ring = from_wkt(
      "POLYGON ((30 50, 30.03 50, 30.03 50.03, 30 50.03, 30 50),"
      "(30.01 50.01, 30.02 50.01, 30.02 50.02, 30.01 50.02, 30.01 50.01))");
  const Geometry filling = from_wkt("POLYGON ((30.01 50.01, 30.02 50.01, 30.02 50.02, 30.01 50.02, 30.01 50.01))");
  const Geometry covering = from_wkt("POLYGON ((29 49, 31 49, 31 51, 29 51, 29 49))");
  EXPECT_EQ(overlap_area_m2(ring, filling), 0);
  EXPECT_NEAR(overlap_area_m2(ring, covering), area_m2(ring), 1e-9 * area_m2(ring));
}

TEST(Overlap, OfAnInvalidPolygonIsThatOfItsRepairedCopy) {
  const Geometry bow = from_wkt("POLYGON ((30 50, 30.02 50.02, 30.02 50, 30 50.02, 30 50))");
  const Geometry square = from_wkt("POLYGON ((30 50, 30.02 50, 30.02 50.02, 30 50.02, 30 50))");
  expect_same(bow, square);
  EXPECT_GT(overlap_area_m2(bow, square), 0.4 * area_m2(square));
}

TEST(Overlap, AgreesWithGeosFarNorthOnLongBordersAndOverWholeCountries) {
  DrawnLand land{7};
  for (int i = 0; i < 300; ++i) {
    const double lat = land.between(-89, 89), r = land.between(0.01, 5);
    const Geometry a = DrawnLand::polygon({land.star(30, lat, r, land.whole(3, 40))});
    const Geometry b = DrawnLand::polygon({land.star(30 + land.between(-r, r), lat, r, land.whole(3, 40))});
    if (a.box().north > 90 || a.box().south < -90) continue;
    const double expected = by_geos(a, b);
    EXPECT_NEAR(overlap_area_m2(a, b), expected, 2e-8 * expected + 1e-3) << to_wkt(a) << "\n" << to_wkt(b);
  }
}

TEST(Overlap, OfManyAtOnceIsThatOfEachPair) {
  DrawnLand land{8};
  std::vector<Geometry> drawn;
  for (int i = 0; i < 200; ++i) {
    drawn.push_back(DrawnLand::polygon(land.holed(30 + land.between(0, 0.02), 50 + land.between(0, 0.02), 0.002)));
  }
  drawn.push_back(drawn[3]);
  drawn.push_back(from_wkt("POLYGON ((30 50, 30.02 50.02, 30.02 50, 30 50.02, 30 50))"));
  drawn.push_back(from_wkt("POINT (30.01 50.01)"));
  drawn.push_back(from_wkt("POLYGON EMPTY"));
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  const Layer layer{refs, 2};
  const std::vector<Overlap> found = overlaps(layer, 2);
  EXPECT_EQ(found, overlaps(layer, 1));
  std::vector<Overlap> expected;
  for (std::uint32_t i = 0; i < drawn.size(); ++i) {
    for (std::uint32_t j = i + 1; j < drawn.size(); ++j) {
      const double area = overlap_area_m2(drawn[i], drawn[j]);
      if (area > 0) expected.push_back({i, j, area});
    }
  }
  EXPECT_EQ(found, expected);
  const std::span<const Geometry* const> all{refs};
  const Layer front{all.first(100)}, back{all.subspan(100)};
  for (const Overlap& overlap : overlaps(front, back, 2)) {
    const auto same = std::find_if(found.begin(), found.end(), [&](const Overlap& other) {
      return other.first == overlap.first && other.second == overlap.second + 100;
    });
    ASSERT_NE(same, found.end());
    EXPECT_EQ(same->area_m2, overlap.area_m2);
  }
}

Geometry turned(const Geometry& g, int by) {
  Geometry out = g;
  const auto n = static_cast<int>(g.x.size()) - 1;
  for (int i = 0; i <= n; ++i) {
    const auto from = static_cast<std::size_t>((i + by) % n), to = static_cast<std::size_t>(i);
    out.x[to] = g.x[from], out.y[to] = g.y[from];
  }
  return out;
}

RC_GTEST_PROP(Overlap, DoesNotDependOnTheOrderOfTheTwoNorOnWhereARingStarts, (std::uint64_t seed)) {
  DrawnLand land{seed};
  const double step = 1e-5;
  const Geometry a = DrawnLand::polygon({DrawnLand::rounded(land.star(30, 50, 8 * step, 9), step)});
  const Geometry b = DrawnLand::polygon({DrawnLand::rounded(land.star(30, 50, 8 * step, 9), step)});
  const double area = overlap_area_m2(a, b);
  RC_ASSERT(std::abs(overlap_area_m2(b, a) - area) < 1e-6 * area + 1e-6);
  RC_ASSERT(std::abs(overlap_area_m2(turned(a, land.whole(0, 8)), turned(b, land.whole(0, 8))) - area) <
            1e-6 * area + 1e-6);
  RC_ASSERT(area <= (1 + 1e-6) * std::min(area_m2(a), area_m2(b)) + 1e-6);
}

}  // namespace
}  // namespace tilth::geo
