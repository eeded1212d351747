// SPDX-License-Identifier: Apache-2.0
// Whole figures that add up as they are shown.
#include "release/largest_remainder.h"

#include "stats/rng.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace tilth::release {
namespace {

TEST(WholeMetres, AddUpAsShownWhereRoundingEachWouldNot) {
  // 10.4 + 10.4 + 10.4 = 31.2: each rounded gives 30, the line says 31.
  const std::vector<SquareMetres> figures(3, SquareMetres::from_double(10.4));
  EXPECT_EQ(whole_metres(figures, 31), (std::vector<std::int64_t>{11, 10, 10}));
}

TEST(WholeMetres, LeaveWholeAndEmptyFiguresAsTheyAre) {
  const std::vector<SquareMetres> figures{SquareMetres{}, SquareMetres::from_double(5), SquareMetres::from_double(0.5),
                                          SquareMetres::from_double(-2)};
  EXPECT_EQ(whole_metres(figures, 4), (std::vector<std::int64_t>{0, 5, 1, -2}));
}

TEST(WholeMetres, AddUpForAnyLineOfAnAccount) {
  stats::Rng rng{11};
  for (int round = 0; round < 2000; ++round) {
    std::vector<SquareMetres> figures;
    SquareMetres opening = SquareMetres::from_hundredths(static_cast<std::int64_t>(rng.raw() % 100'000)),
                 closing = opening;
    for (std::uint64_t i = 0, n = 1 + rng.raw() % 8; i < n; ++i) {
      const auto hundredths = static_cast<std::int64_t>(rng.raw() % 10'000) - (i % 2 == 0 ? 0 : 10'000);
      figures.push_back(SquareMetres::from_hundredths(hundredths));
      closing += figures.back();
    }
    const std::int64_t sum = whole_metres(closing) - whole_metres(opening);
    const std::vector<std::int64_t> whole = whole_metres(figures, sum);
    EXPECT_EQ(std::accumulate(whole.begin(), whole.end(), std::int64_t{0}), sum);
    for (std::size_t i = 0; i < whole.size(); ++i)
      EXPECT_LT(std::abs(static_cast<double>(whole[i]) - figures[i].as_double()), 1.0);
  }
}

}  // namespace
}  // namespace tilth::release
