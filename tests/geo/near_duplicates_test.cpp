// SPDX-License-Identifier: Apache-2.0
// The same outline however it was drawn, and outlines that are only almost the same.
#include "geo/near_duplicates.h"

#include "geo/codec.h"
#include "geo/drawn_land.h"

#include <gtest/gtest.h>

namespace tilth::geo {
namespace {

TEST(SameOutline, DoesNotMindWhereARingStartsWhichWayItRunsOrHowPartsAreOrdered) {
  const Geometry one = from_wkt(
      "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (5 5, 6 5, 6 6, 5 5)), ((20 0, 21 0, 21 1, 20 "
      "0)))");
  const Geometry two = from_wkt(
      "MULTIPOLYGON (((21 1, 20 0, 21 0, 21 1)), ((9 9, 9 0, 0 0, 0 9, 9 9), (6 6, 5 5, 6 5, 6 6), (2 2, 2 1, 1 1, 2 "
      "2)))");
  EXPECT_TRUE(same_outline(one, two));
  EXPECT_EQ(outline_key(one), outline_key(two));
  EXPECT_TRUE(same_outline(from_wkt("LINESTRING (0 0, 1 1, 2 0)"), from_wkt("LINESTRING (2 0, 1 1, 0 0)")));
  EXPECT_TRUE(same_outline(from_wkt("POLYGON ((0 0, 1 0, 1 0, 1 1, 0 0))"),
                           from_wkt("POLYGON ((0 0, 1 0.00000001, 1 1, 0 0))")));
}

TEST(SameOutline, TellsOutlinesApart) {
  const Geometry one = from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
  for (const char* other : {"POLYGON ((0 0, 1 0, 1 1.000001, 0 0))", "LINESTRING (0 0, 1 0, 1 1, 0 0)", "POLYGON EMPTY",
                            "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))", "MULTIPOINT (0 0, 1 0, 1 1)"}) {
    EXPECT_FALSE(same_outline(one, from_wkt(other))) << other;
    EXPECT_NE(outline_key(one), outline_key(from_wkt(other))) << other;
  }
  // The same corners in another order are another outline.
  EXPECT_FALSE(
      same_outline(from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"), from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))")));
}

TEST(SameOutline, GroupsDuplicatesAndLeavesEmptiesAlone) {
  DrawnLand land{31};
  std::vector<Geometry> drawn;
  for (int i = 0; i < 100; ++i) drawn.push_back(DrawnLand::polygon({land.star(30, 50, 0.01, 12)}));
  drawn[70] = drawn[20];
  drawn[90] = drawn[20];
  drawn[41] = drawn[40];
  std::reverse(drawn[41].x.begin(), drawn[41].x.end());
  std::reverse(drawn[41].y.begin(), drawn[41].y.end());
  drawn[1] = drawn[2] = Geometry{.kind = Kind::polygon};
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  EXPECT_EQ(same_outlines(refs, 2), (std::vector<std::vector<std::uint32_t>>{{20, 70, 90}, {40, 41}}));
}

TEST(NearDuplicates, AreThoseWhoseLandIsAlmostTheSame) {
  DrawnLand land{32};
  std::vector<Geometry> drawn = {DrawnLand::polygon({land.star(30, 50, 0.001, 20, 0.8)})};
  drawn.push_back(drawn[0]);
  drawn.push_back(drawn[0]);
  for (double& x : drawn[1].x) x += 1e-6;
  for (double& x : drawn[2].x) x += 1e-3;
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  const Layer layer{refs};
  const auto found = near_duplicates(layer, overlaps(layer));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first, 0u);
  EXPECT_EQ(found[0].second, 1u);
  EXPECT_GT(found[0].likeness, 0.99);
  EXPECT_LT(found[0].likeness, 1);
}

}  // namespace
}  // namespace tilth::geo
