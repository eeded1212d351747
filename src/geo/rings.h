// SPDX-License-Identifier: Apache-2.0
// Walks over the rings of a polygon and tells inside from outside, exactly.
#pragma once

#include "geo/geometry.h"
#include "geo/orientation.h"

#include <algorithm>

namespace tilth::geo {

/// What the kernels ask of coordinates, so that products neither overflow nor lose their last digits.
inline bool within_kernel_range(const Box& box) {
  return box.west >= -1000 && box.east <= 1000 && box.south >= -1000 && box.north <= 1000;
}

/// Calls visit(x1, y1, x2, y2) for every edge of the ring or line [from, to); edges of no length are left out.
template <typename Visit>
void each_edge(const Geometry& g, std::size_t from, std::size_t to, Visit&& visit) {
  for (std::size_t i = from + 1; i < to; ++i) {
    const double x1 = g.x[i - 1], y1 = g.y[i - 1], x2 = g.x[i], y2 = g.y[i];
    if (x1 != x2 || y1 != y2) visit(x1, y1, x2, y2);
  }
}

enum class Side : std::uint8_t { outside, boundary, inside };

/// Where a point lies to one closed ring, by counting edges that a ray to the east crosses.
inline Side side_of_ring(const Geometry& g, std::size_t from, std::size_t to, double x, double y) {
  bool inside = false;
  for (std::size_t i = from + 1; i < to; ++i) {
    const double y1 = g.y[i - 1], y2 = g.y[i];
    if ((y1 < y) == (y2 < y) && y1 != y && y2 != y) continue;
    const double x1 = g.x[i - 1], x2 = g.x[i];
    if (x1 < x && x2 < x) continue;
    if ((x1 == x && y1 == y) || (x2 == x && y2 == y)) return Side::boundary;
    if (y1 == y && y2 == y) {
      if (std::min(x1, x2) <= x && x <= std::max(x1, x2)) return Side::boundary;
      continue;
    }
    const bool up = y1 <= y && y < y2, down = y2 <= y && y < y1;
    if (!up && !down) continue;
    const double turn = orientation(x1, y1, x2, y2, x, y);
    if (turn == 0) return Side::boundary;
    if ((turn > 0) == up) inside = !inside;
  }
  return inside ? Side::inside : Side::outside;
}

/// The same to a whole polygon or multipolygon, even-odd over all its rings.
inline Side side_of(const Geometry& g, double x, double y) {
  bool inside = false;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const Side side = side_of_ring(g, g.path_begin(path), g.path_end(path), x, y);
    if (side == Side::boundary) return side;
    if (side == Side::inside) inside = !inside;
  }
  return inside ? Side::inside : Side::outside;
}

}  // namespace tilth::geo
