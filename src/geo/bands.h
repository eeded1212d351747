// SPDX-License-Identifier: Apache-2.0
// Bands of latitude, for sweeps over many boxes.
#pragma once

#include "geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace tilth::geo {

struct Bands {
  double south, height;
  std::size_t count;

  [[nodiscard]] std::size_t of(double lat) const {
    const double at = (lat - south) / height;
    return at >= static_cast<double>(count - 1) ? count - 1 : static_cast<std::size_t>(std::max(at, 0.0));
  }
};

/// Bands as high as the boxes are on average, so that there are at most about two entries a box.
inline Bands bands_for(std::span<const Box> boxes) {
  double south = std::numeric_limits<double>::infinity(), north = -south, heights = 0;
  std::size_t n = 0;
  for (const Box& box : boxes) {
    if (box.empty()) continue;
    south = std::min(south, box.south);
    north = std::max(north, box.north);
    heights += std::min(box.north - box.south, 360.0);
    ++n;
  }
  const double extent = north - south;
  if (n == 0 || !(extent > 0) || !std::isfinite(extent)) return {0, 1, 1};
  const double height = std::max(heights / static_cast<double>(n), extent / static_cast<double>(n));
  const double count = std::clamp(extent / height, 1.0, 1e6);
  return {south, extent / count, static_cast<std::size_t>(count)};
}

}  // namespace tilth::geo
