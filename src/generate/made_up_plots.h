// SPDX-License-Identifier: Apache-2.0
// Where made-up sites lie: each on a plot of its own, so that no two hazards share land however many there are.
#pragma once

#include "generate/made_up_country.h"
#include "stats/rng.h"

#include <vector>

namespace tilth::generate {

/// A square piece of a community.
struct Plot {
  const MadeUpPlace* place = nullptr;
  double lon = 0, lat = 0;  ///< centre, degrees
  double side_m = 0;
};

/// Hands out plots in the order they are asked for. A third of the communities are contaminated, some much more than
/// others; a very large programme fills more of them, with smaller plots. Memory: one counter a community.
class MadeUpPlots {
 public:
  MadeUpPlots(const std::vector<MadeUpPlace>& places, std::uint64_t sites);

  /// @throws std::length_error when the country is full
  Plot next(stats::Rng& rng);
  [[nodiscard]] double side_m() const { return side_m_; }

 private:
  struct Community {
    const MadeUpPlace* place;
    std::uint64_t columns, rows, step;  // step: prime to the number of plots, so that all are visited
    std::uint64_t used = 0;
  };
  std::vector<Community> communities_;
  double side_m_ = 0;
};

}  // namespace tilth::generate
