// SPDX-License-Identifier: Apache-2.0
// Spatial predicates, validity and repair.
#include "geo/predicates.h"

#include "geo/area.h"
#include "geo/geos_bridge.h"

#include <cmath>

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

Validity invalid(std::string reason, double lon, double lat) {
  Validity result{.valid = false, .reason = std::move(reason)};
  if (std::isfinite(lon) && std::isfinite(lat)) {
    result.lon = lon;
    result.lat = lat;
  }
  return result;
}

/// What keeps GEOS from holding the geometry at all, in the words GEOS has for it.
std::optional<Validity> unholdable(const Geometry& g) {
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const std::size_t from = g.path_begin(path), last = g.path_end(path) - 1;
    for (std::size_t i = from; i <= last; ++i) {
      if (!std::isfinite(g.x[i]) || !std::isfinite(g.y[i])) return invalid("Invalid Coordinate", g.x[i], g.y[i]);
    }
    if (g.dimension() == 0) continue;
    if (!g.polygonal()) {
      if (last == from) return invalid("Too few points in geometry component", g.x[from], g.y[from]);
      continue;
    }
    if (g.x[from] != g.x[last] || g.y[from] != g.y[last]) return invalid("Ring is not closed", g.x[last], g.y[last]);
    if (last - from < 3) return invalid("Too few points in geometry component", g.x[from], g.y[from]);
  }
  for (const Geometry& member : g.members) {
    if (auto found = unholdable(member)) return found;
  }
  return std::nullopt;
}

Validity validity_by_geos(const Geometry& geometry) {
  const Shape shape = geos::shape_of(geometry);
  if (!shape) return {.valid = false, .reason = geos::take_error()};
  char* words = nullptr;
  GEOSGeometry* place = nullptr;
  const char verdict = GEOSisValidDetail_r(context(), shape.get(), 0, &words, &place);
  const Shape where{place};
  Validity result;
  if (verdict != 1) {
    result.valid = false;
    result.reason = words != nullptr ? words : geos::take_error();
    double lon = 0, lat = 0;
    if (where && GEOSGeomGetX_r(context(), where.get(), &lon) == 1 &&
        GEOSGeomGetY_r(context(), where.get(), &lat) == 1) {
      result.lon = lon;
      result.lat = lat;
    }
  }
  if (words != nullptr) GEOSFree_r(context(), words);
  return result;
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

Validity validity(const Geometry& geometry) {
  if (auto found = unholdable(geometry)) return *found;
  return validity_by_geos(geometry);
}

std::optional<Geometry> repaired(const Geometry& geometry) {
  if (validity(geometry).valid) return geometry;
  const Shape sound = geos::sound_shape_of(geometry);
  Geometry mended = geos::geometry_of(sound.get(), geometry.dimension());
  if (mended.empty()) return std::nullopt;
  if (static_cast<int>(geometry.kind) - static_cast<int>(mended.kind) == 3) mended.kind = geometry.kind;  // stays multi
  return mended;
}

double overlap_area_m2(const Geometry& a, const Geometry& b) {
  if (a.dimension() < 2 || b.dimension() < 2 || !a.box().meets(b.box())) return 0;
  const Shape left = relatable(a), right = relatable(b);
  if (!left || !right) return 0;
  const Shape common{GEOSIntersection_r(context(), left.get(), right.get())};
  return common ? area_m2(geos::geometry_of(common.get(), 2)) : 0;
}

}  // namespace tilth::geo
