// SPDX-License-Identifier: Apache-2.0
// Polygons cut by polygons, by GEOS.
#include "geo/plain_overlay.h"

#include "base/problem.h"
#include "geo/geos_bridge.h"

namespace tilth::geo {
namespace {

Geometry polygons_of(geos::Shape shape) {
  if (!shape) throw Problem{"geometry.unreadable", {{"reason", geos::take_error()}, {"place", "overlay"}}};
  return geos::geometry_of(shape.get(), 2);
}

}  // namespace

Geometry intersection(const Geometry& a, const Geometry& b) {
  const geos::Shape x = geos::sound_shape_of(a), y = geos::sound_shape_of(b);
  return polygons_of(geos::Shape{GEOSIntersection_r(geos::context(), x.get(), y.get())});
}

Geometry difference(const Geometry& a, const Geometry& b) {
  const geos::Shape x = geos::sound_shape_of(a), y = geos::sound_shape_of(b);
  return polygons_of(geos::Shape{GEOSDifference_r(geos::context(), x.get(), y.get())});
}

Geometry union_of(const std::vector<const Geometry*>& polygons) {
  std::vector<geos::Shape> shapes;
  shapes.reserve(polygons.size());
  for (const Geometry* polygon : polygons) shapes.push_back(geos::sound_shape_of(*polygon));
  const geos::Shape all = geos::collection_of(std::move(shapes), GEOS_GEOMETRYCOLLECTION);
  return polygons_of(geos::Shape{GEOSUnaryUnion_r(geos::context(), all.get())});
}

}  // namespace tilth::geo
