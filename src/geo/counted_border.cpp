// SPDX-License-Identifier: Apache-2.0
// The border of one polygon, stretch by stretch, against all that lie over it.
#include "geo/counted_border.h"

#include "geo/rings.h"

#include <algorithm>

namespace tilth::geo {

void CountedBorder::take(const Geometry& polygon, const Box& box, int start) {
  polygon_ = &polygon;
  box_ = box;
  edges_.clear();
  turns_.clear();
  for (std::uint32_t path = 0; path < polygon.path_ends.size(); ++path) {
    each_edge(polygon, polygon.path_begin(path), polygon.path_end(path),
              [&](double x1, double y1, double x2, double y2) {
                edges_.push_back({x1, y1, x2, y2, path, start});
              });
  }
}

bool CountedBorder::meet(const Geometry& other, const Box& other_box, bool first, int step) {
  if (first)
    crossings_.find(*polygon_, box_, other, other_box);
  else
    crossings_.find(other, other_box, *polygon_, box_);
  const int side = first ? 0 : 1;
  return crossings_.walk(
      side, [&](const Crossings::Edge& edge, bool inside, std::span<const Crossings::Crossing* const> crossings) {
        if (inside) edges_[edge.ordinal].count += step;
        for (const Crossings::Crossing* crossing : crossings) {
          turns_.push_back({edge.ordinal, inside ? -step : step, crossing->at[side], crossing->x, crossing->y});
          inside = !inside;
        }
      });
}

void CountedBorder::sort_turns() {
  std::sort(turns_.begin(), turns_.end(),
            [](const Turn& a, const Turn& b) { return a.edge != b.edge ? a.edge < b.edge : a.at < b.at; });
}

}  // namespace tilth::geo
