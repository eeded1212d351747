// SPDX-License-Identifier: Apache-2.0
// Closed segments against closed segments, then one vertex of each part against the other's land.
#include "geo/segments_meet.h"

#include "geo/predicates.h"
#include "geo/rings.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tilth::geo {
namespace {

struct Segment {
  double x1, y1, x2, y2;
  double west, south, east, north;
};

/// Every segment that meets the window; a point is a segment of no length.
void collect(const Geometry& g, const Box& window, std::vector<Segment>& into) {
  into.clear();
  const auto take = [&](double x1, double y1, double x2, double y2) {
    const Segment s{x1, y1, x2, y2, std::min(x1, x2), std::min(y1, y2), std::max(x1, x2), std::max(y1, y2)};
    if (s.west <= window.east && window.west <= s.east && s.south <= window.north && window.south <= s.north) {
      into.push_back(s);
    }
  };
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const std::size_t from = g.path_begin(path), to = g.path_end(path);
    if (to - from == 1) take(g.x[from], g.y[from], g.x[from], g.y[from]);
    for (std::size_t i = from + 1; i < to; ++i) take(g.x[i - 1], g.y[i - 1], g.x[i], g.y[i]);
  }
}

/// @pre their boxes meet
bool meet(const Segment& a, const Segment& b) {
  const double b1 = orientation(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1);
  const double b2 = orientation(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2);
  if ((b1 > 0 && b2 > 0) || (b1 < 0 && b2 < 0)) return false;
  const double a1 = orientation(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1);
  const double a2 = orientation(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2);
  return !((a1 > 0 && a2 > 0) || (a1 < 0 && a2 < 0));  // in one line, boxes that meet are segments that meet
}

/// Whether a part of `g` begins in the land of `polygon`.
bool some_part_begins_in(const Geometry& g, const Geometry& polygon) {
  if (!polygon.polygonal()) return false;
  for (std::size_t part = 0; part < g.part_ends.size(); ++part) {
    const std::size_t vertex = g.path_begin(g.part_begin(part));
    if (side_of(polygon, g.x[vertex], g.y[vertex]) != Side::outside) return true;
  }
  return false;
}

}  // namespace

bool plain(const Geometry& geometry) {
  if (geometry.kind == Kind::collection || geometry.empty()) return false;
  if (geometry.polygonal()) return clearly_valid(geometry);
  if (!within_kernel_range(geometry.box())) return false;
  for (std::size_t i = 0; i < geometry.x.size(); ++i) {
    if (!std::isfinite(geometry.x[i]) || !std::isfinite(geometry.y[i])) return false;
  }
  return true;
}

std::optional<bool> plain_intersect(const Geometry& a, const Box& a_box, const Geometry& b, const Box& b_box) {
  const Box window{std::max(a_box.west, b_box.west), std::max(a_box.south, b_box.south),
                   std::min(a_box.east, b_box.east), std::min(a_box.north, b_box.north)};
  if (window.west > window.east || window.south > window.north) return false;
  thread_local std::vector<Segment> first, second;
  collect(a, window, first);
  collect(b, window, second);
  constexpr std::size_t kMostPairs = 250'000;
  if (first.size() * second.size() > kMostPairs) return std::nullopt;
  for (const Segment& one : first) {
    for (const Segment& two : second) {
      const bool boxes =
          (one.west <= two.east) & (two.west <= one.east) & (one.south <= two.north) & (two.south <= one.north);
      if (boxes && meet(one, two)) return true;
    }
  }
  return some_part_begins_in(a, b) || some_part_begins_in(b, a);
}

}  // namespace tilth::geo
