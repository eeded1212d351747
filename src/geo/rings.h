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

/// Counts the edges that a ray from a point to the east crosses; no edge is counted twice where two meet.
class EastwardRay {
 public:
  EastwardRay(double x, double y) : x_(x), y_(y) {}

  void pass(double x1, double y1, double x2, double y2) {
    const bool below = (y1 < y_) & (y2 < y_), above = (y1 > y_) & (y2 > y_), west = (x1 < x_) & (x2 < x_);
    if (below | above | west) return;  // one branch, taken almost always
    if ((x1 == x_ && y1 == y_) || (x2 == x_ && y2 == y_)) boundary_ = true;
    if (y1 == y2) {
      if (std::min(x1, x2) <= x_ && x_ <= std::max(x1, x2)) boundary_ = true;
      return;
    }
    const bool up = y1 <= y_ && y_ < y2, down = y2 <= y_ && y_ < y1;
    if (!up && !down) return;
    const double turn = orientation(x1, y1, x2, y2, x_, y_);
    if (turn == 0) boundary_ = true;
    if ((turn > 0) == up) inside_ = !inside_;
  }
  [[nodiscard]] Side side() const { return boundary_ ? Side::boundary : inside_ ? Side::inside : Side::outside; }

 private:
  double x_, y_;
  bool inside_ = false, boundary_ = false;
};

/// Where a point lies to one closed ring.
inline Side side_of_ring(const Geometry& g, std::size_t from, std::size_t to, double x, double y) {
  EastwardRay ray{x, y};
  for (std::size_t i = from + 1; i < to; ++i) ray.pass(g.x[i - 1], g.y[i - 1], g.x[i], g.y[i]);
  return ray.side();
}

/// Where a point lies to a valid polygon or multipolygon, even-odd over all its rings.
inline Side side_of(const Geometry& g, double x, double y) {
  EastwardRay ray{x, y};
  std::size_t i = 0;
  for (const std::uint32_t end : g.path_ends) {
    for (++i; i < end; ++i) ray.pass(g.x[i - 1], g.y[i - 1], g.x[i], g.y[i]);
  }
  return ray.side();
}

}  // namespace tilth::geo
