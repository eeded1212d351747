// SPDX-License-Identifier: Apache-2.0
// Which way a ring runs, and so whether what its edges enclose is added or taken off.
#pragma once

#include "geo/geometry.h"

#include <algorithm>

namespace tilth::geo {

/// Twice the signed area in degrees about the first vertex; positive anticlockwise.
inline double ring_turn(const Geometry& g, std::size_t path) {
  const std::size_t from = g.path_begin(path), to = g.path_end(path);
  const double x0 = g.x[from], y0 = g.y[from];
  double turn = 0;
  for (std::size_t i = from + 2; i < to; ++i) {
    turn += (g.x[i - 1] - x0) * (g.y[i] - y0) - (g.x[i] - x0) * (g.y[i - 1] - y0);
  }
  return turn;
}

/// +1 where the ring runs as the rule asks (shell anticlockwise, hole clockwise), -1 where the other way round.
inline double ring_sign(const Geometry& g, std::size_t path) {
  const auto part = std::upper_bound(g.part_ends.begin(), g.part_ends.end(), path);
  const bool shell = part == g.part_ends.begin() ? path == 0 : path == *(part - 1);
  return (ring_turn(g, path) > 0) == shell ? 1 : -1;
}

}  // namespace tilth::geo
