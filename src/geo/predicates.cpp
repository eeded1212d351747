// SPDX-License-Identifier: Apache-2.0
// Spatial predicates and repair.
#include "geo/predicates.h"

#include "geo/geos_bridge.h"

#include <algorithm>

namespace tilth::geo {
namespace {

using geos::context;
using geos::Shape;

bool is_collection(const GEOSGeometry* shape) { return GEOSGeomTypeId_r(context(), shape) == GEOS_GEOMETRYCOLLECTION; }

/// GEOS relates no collections: their union stands for them, or of mixed dimensions the part of the highest.
Shape relatable(const Geometry& geometry) {
  Shape shape = geos::sound_shape_of(geometry);
  if (!is_collection(shape.get())) return shape;
  Shape merged{GEOSUnaryUnion_r(context(), shape.get())};
  if (merged && !is_collection(merged.get())) return merged;
  const GEOSGeometry* from = merged ? merged.get() : shape.get();
  return geos::shape_of(geos::geometry_of(from, std::max(0, GEOSGeom_getDimensions_r(context(), from))));
}

using Relation = char (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

bool related(const Geometry& a, const Geometry& b, Relation relation) {
  if (!a.box().meets(b.box())) return false;
  const Shape left = relatable(a), right = relatable(b);
  return left && right && relation(context(), left.get(), right.get()) == 1;
}

bool any_part_intersects(const GEOSGeometry* a, const GEOSGeometry* b) {
  if (is_collection(a)) {
    const int n = GEOSGetNumGeometries_r(context(), a);
    for (int i = 0; i < n; ++i) {
      if (any_part_intersects(GEOSGetGeometryN_r(context(), a, i), b)) return true;
    }
    return false;
  }
  if (is_collection(b)) return any_part_intersects(b, a);
  return GEOSIntersects_r(context(), a, b) == 1;
}

}  // namespace

bool intersects(const Geometry& a, const Geometry& b) {
  if (!a.box().meets(b.box())) return false;
  const Shape left = geos::sound_shape_of(a), right = geos::sound_shape_of(b);
  return any_part_intersects(left.get(), right.get());
}

bool disjoint(const Geometry& a, const Geometry& b) { return !intersects(a, b); }
bool equals(const Geometry& a, const Geometry& b) {
  if (a.vertex_count() == 0 || b.vertex_count() == 0) return a.vertex_count() == b.vertex_count();
  return related(a, b, GEOSEquals_r);
}
bool touches(const Geometry& a, const Geometry& b) { return related(a, b, GEOSTouches_r); }
bool crosses(const Geometry& a, const Geometry& b) { return related(a, b, GEOSCrosses_r); }
bool within(const Geometry& a, const Geometry& b) { return related(a, b, GEOSWithin_r); }
bool contains(const Geometry& a, const Geometry& b) { return related(a, b, GEOSContains_r); }
bool overlaps(const Geometry& a, const Geometry& b) { return related(a, b, GEOSOverlaps_r); }

std::optional<Geometry> repaired(const Geometry& geometry) {
  if (validity(geometry).valid) return geometry;
  const Shape sound = geos::sound_shape_of(geometry);
  Geometry mended = geos::geometry_of(sound.get(), geometry.dimension());
  if (mended.empty()) return std::nullopt;
  if (static_cast<int>(geometry.kind) - static_cast<int>(mended.kind) == 3) mended.kind = geometry.kind;  // stays multi
  return mended;
}

}  // namespace tilth::geo
