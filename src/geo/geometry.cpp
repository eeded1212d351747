// SPDX-License-Identifier: Apache-2.0
// Counts and bounds of a geometry.
#include "geo/geometry.h"

#include <algorithm>

namespace tilth::geo {

std::size_t Geometry::vertex_count() const {
  std::size_t count = x.size();
  for (const Geometry& member : members) count += member.vertex_count();
  return count;
}

Box Geometry::box() const {
  Box box;
  for (std::size_t i = 0; i < x.size(); ++i) box.add(x[i], y[i]);
  for (const Geometry& member : members) {
    const Box inner = member.box();
    if (inner.empty()) continue;
    box.add(inner.west, inner.south);
    box.add(inner.east, inner.north);
  }
  return box;
}

int Geometry::dimension() const {
  switch (kind) {
    case Kind::point:
    case Kind::multi_point:
      return 0;
    case Kind::line:
    case Kind::multi_line:
      return 1;
    case Kind::polygon:
    case Kind::multi_polygon:
      return 2;
    case Kind::collection:
      break;
  }
  int largest = 0;
  for (const Geometry& member : members) largest = std::max(largest, member.dimension());
  return largest;
}

Geometry Geometry::point(double lon, double lat) {
  return Geometry{.kind = Kind::point, .x = {lon}, .y = {lat}, .path_ends = {1}, .part_ends = {1}};
}

}  // namespace tilth::geo
