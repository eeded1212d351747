// SPDX-License-Identifier: Apache-2.0
// How far something lies from the nearest of some lines, such as a country's border.
#pragma once

#include "geo/geometry.h"

#include <optional>
#include <span>
#include <vector>

namespace tilth::geo {

/// Built once from lines (of polygons: their rings), then only read; any number of threads may ask.
class LineDistance {
 public:
  explicit LineDistance(std::span<const GeometryPtr> lines);

  struct Nearest {
    double metres = 0;        ///< on the ellipsoid, between outlines; 0 where they meet
    double lon = 0, lat = 0;  ///< on the line
  };
  /// Nothing without a line, or for an empty shape. Which point is the nearest is looked for on a plane about the
  /// shape: good to 0.1 % of the distance within a degree of it. Nothing is looked for across the antimeridian.
  [[nodiscard]] std::optional<Nearest> nearest(const Geometry& shape) const;

 private:
  struct Segment {
    double x1, y1, x2, y2;  // degrees
  };
  struct Piece {
    Box box;
    std::size_t from, to;
  };
  void add(const Geometry& line);

  std::vector<Segment> segments_;
  std::vector<Piece> pieces_;
};

}  // namespace tilth::geo
