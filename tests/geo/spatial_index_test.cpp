// SPDX-License-Identifier: Apache-2.0
// Boxes found by the index and the sweep are those found by looking at each.
#include "geo/spatial_index.h"

#include "geo/hilbert.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

namespace tilth::geo {
namespace {

std::vector<Box> random_boxes(std::uint64_t seed, std::size_t n, double widest) {
  std::mt19937_64 random{seed};
  std::uniform_real_distribution<double> lon{-180, 180}, lat{-90, 90}, size{0, widest};
  std::vector<Box> boxes(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double west = lon(random), south = lat(random);
    boxes[i].add(west, south);
    boxes[i].add(west + size(random), south + size(random));
    if (i % 50 == 7) boxes[i] = Box{};
    if (i % 50 == 8) boxes[i].north = boxes[i].south, boxes[i].east = boxes[i].west;
    if (i % 50 == 9 && i > 0) boxes[i] = boxes[i - 3];
  }
  return boxes;
}

TEST(SpatialIndex, FindsExactlyTheBoxesThatMeetTheWindow) {
  for (const std::size_t n : {0u, 1u, 3u, 4u, 5u, 16u, 17u, 3000u}) {
    const std::vector<Box> boxes = random_boxes(n, n, 10);
    const SpatialIndex index{boxes};
    for (const Box& window : random_boxes(99, 200, 60)) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t i = 0; i < n; ++i) {
        if (!boxes[i].empty() && !window.empty() && boxes[i].meets(window)) expected.push_back(i);
      }
      EXPECT_EQ(index.in(window), expected);
    }
  }
}

TEST(SpatialIndex, PairsEveryTwoBoxesThatMeetOnceAndNoOthers) {
  for (const double widest : {0.01, 1.0, 30.0}) {
    for (const std::size_t n : {0u, 1u, 2u, 1500u}) {
      std::vector<Box> boxes = random_boxes(n + 1, n, widest);
      if (n > 100) boxes[11] = Box{-180, -90, 180, 90};
      std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
      for (std::uint32_t i = 0; i < n; ++i) {
        for (std::uint32_t j = i + 1; j < n; ++j) {
          if (!boxes[i].empty() && !boxes[j].empty() && boxes[i].meets(boxes[j])) expected.emplace_back(i, j);
        }
      }
      EXPECT_EQ(meeting_pairs(boxes, 1), expected);
      EXPECT_EQ(meeting_pairs(boxes, 3), expected);
    }
  }
}

TEST(SpatialIndex, PairsBoxesThatOnlyTouch) {
  const std::vector<Box> boxes = {{0, 0, 1, 1}, {1, 1, 2, 2}, {2.5, 0, 3, 1}};
  EXPECT_EQ(meeting_pairs(boxes), (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}}));
}

TEST(SpatialIndex, SurvivesBoxesWithoutBounds) {
  const double inf = std::numeric_limits<double>::infinity();
  const std::vector<Box> boxes = {{-inf, -inf, inf, inf}, {0, 0, 1, 1}, {0, -1e308, 1, 1e308}};
  EXPECT_EQ(meeting_pairs(boxes).size(), 3u);
  EXPECT_EQ(SpatialIndex{boxes}.in({0, 0, 1, 1}).size(), 3u);
}

TEST(Hilbert, StepsFromEachCellToANeighbourAndVisitsAll) {
  // The 64 cells of the third order, by the first six bits of the key.
  std::vector<std::pair<std::uint64_t, std::pair<int, int>>> cells;
  for (int x = 0; x < 8; ++x) {
    for (int y = 0; y < 8; ++y)
      cells.push_back({hilbert_key(-180 + 45 * (x + 0.5), -90 + 22.5 * (y + 0.5)) >> 56, {x, y}});
  }
  std::sort(cells.begin(), cells.end());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(cells[i].first, i);
    if (i == 0) continue;
    EXPECT_EQ(std::abs(cells[i].second.first - cells[i - 1].second.first) +
                  std::abs(cells[i].second.second - cells[i - 1].second.second),
              1);
  }
}

TEST(Hilbert, TakesPlacesOutOfRangeAndNoNumbers) {
  EXPECT_EQ(hilbert_key(-1e9, -1e9), hilbert_key(-180, -90));
  EXPECT_EQ(hilbert_key(1e9, 1e9), hilbert_key(180, 90));
  EXPECT_EQ(hilbert_key(std::nan(""), std::nan("")), 0u);
  EXPECT_LT(hilbert_key(180, -90), std::uint64_t{1} << 62);
}

}  // namespace
}  // namespace tilth::geo
