// SPDX-License-Identifier: Apache-2.0
// Overlays by GEOS' OverlayNG, snapped to a finer and then a coarser grid where plain arithmetic fails.
#include "geo/overlay.h"

#include "geo/components.h"
#include "geo/land_shape.h"
#include "geo/parallel.h"
#include "geo/spatial_index.h"

#include <cmath>
#include <stdexcept>

namespace tilth::geo {
namespace geos {
namespace {

using Plain = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
using Snapped = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double);

constexpr double kGrids[] = {1e-12, 1e-11, 1e-10, 1e-9};  // degrees; the last is a tenth of a millimetre

[[noreturn]] void give_up() { throw std::runtime_error{"GEOS cannot overlay: " + take_error()}; }

/// The land of a shape with each coordinate on the coarsest grid, made valid anew.
Shape rounded(const GEOSGeometry* shape) {
  Geometry land = geometry_of(shape, 2);
  for (auto* coordinates : {&land.x, &land.y}) {
    for (double& value : *coordinates) value = std::nearbyint(value * 1e9) / 1e9;
  }
  return land_of(sound_shape_of(land));
}

Shape overlay(const GEOSGeometry* a, const GEOSGeometry* b, Plain plain, Snapped snapped) {
  Shape result{plain(context(), a, b)};
  for (const double grid : kGrids) {
    if (result) break;
    result.reset(snapped(context(), a, b, grid));
  }
  if (!result) {  // numbers such as 1e-300 defeat GEOS' own snapping
    const Shape left = rounded(a), right = rounded(b);
    result.reset(plain(context(), left.get(), right.get()));
  }
  if (!result) give_up();
  return land_of(std::move(result));
}

}  // namespace

Shape land_of(Shape shape) {
  const int type = shape ? GEOSGeomTypeId_r(context(), shape.get()) : GEOS_POINT;
  if (type == GEOS_POLYGON || type == GEOS_MULTIPOLYGON) return shape;
  Shape land = shape ? shape_of(geometry_of(shape.get(), 2)) : nullptr;
  return land ? std::move(land) : Shape{GEOSGeom_createEmptyPolygon_r(context())};
}

Shape land_intersection(const GEOSGeometry* a, const GEOSGeometry* b) {
  return overlay(a, b, GEOSIntersection_r, GEOSIntersectionPrec_r);
}
Shape land_difference(const GEOSGeometry* a, const GEOSGeometry* b) {
  return overlay(a, b, GEOSDifference_r, GEOSDifferencePrec_r);
}
Shape land_union(const GEOSGeometry* a, const GEOSGeometry* b) { return overlay(a, b, GEOSUnion_r, GEOSUnionPrec_r); }

Shape land_union(std::span<const Geometry* const> polygons) {
  std::vector<Shape> shapes;
  for (const Geometry* polygon : polygons) {
    if (polygon->empty()) continue;  // GEOS 3.11.1 mishandles empties in unions
    shapes.push_back(shape_of(*polygon));
    if (!shapes.back()) give_up();
  }
  const Shape all = collection_of(std::move(shapes), GEOS_GEOMETRYCOLLECTION);
  Shape result{GEOSUnaryUnion_r(context(), all.get())};
  for (const double grid : kGrids) {
    if (result) break;
    result.reset(GEOSUnaryUnionPrec_r(context(), all.get(), grid));
  }
  if (!result) {
    std::vector<Shape> snapped;
    for (const Geometry* polygon : polygons) {
      if (!polygon->empty()) snapped.push_back(rounded(shape_of(*polygon).get()));
    }
    const Shape again = collection_of(std::move(snapped), GEOS_GEOMETRYCOLLECTION);
    result.reset(GEOSUnaryUnion_r(context(), again.get()));
  }
  if (!result) give_up();
  return land_of(std::move(result));
}

}  // namespace geos

namespace {

Geometry overlaid(const Geometry& a, const Geometry& b,
                  geos::Shape (*overlay)(const GEOSGeometry*, const GEOSGeometry*)) {
  std::unique_ptr<Geometry> keep_a, keep_b;
  const geos::Shape left = geos::shape_of(sound_polygon(a, validity(a).valid, keep_a));
  const geos::Shape right = geos::shape_of(sound_polygon(b, validity(b).valid, keep_b));
  return geos::geometry_of(overlay(left.get(), right.get()).get(), 2);
}

}  // namespace

Geometry intersection(const Geometry& a, const Geometry& b) {
  if (!a.box().meets(b.box())) return {.kind = Kind::polygon};
  return overlaid(a, b, geos::land_intersection);
}

Geometry difference(const Geometry& a, const Geometry& b) { return overlaid(a, b, geos::land_difference); }

Geometry union_of(std::span<const Geometry* const> geometries, unsigned threads) {
  return union_of(Layer{geometries, threads}, threads);
}

Geometry union_of(const Layer& layer, unsigned threads) {
  const Components groups = components_of(layer.size(), meeting_pairs(layer.boxes(), threads));
  std::vector<Geometry> unions(groups.count());
  in_parallel(groups.count(), threads, 8, [&](unsigned, std::size_t from, std::size_t to) {
    std::vector<const Geometry*> members;
    for (std::size_t i = from; i < to; ++i) {
      members.clear();
      for (const std::uint32_t number : groups.group(i)) members.push_back(&layer.sound(number));
      unions[i] = members.size() == 1 ? *members[0] : geos::geometry_of(geos::land_union(members).get(), 2);
    }
  });
  Geometry all;
  for (const Geometry& one : unions) {
    const auto vertices = static_cast<std::uint32_t>(all.x.size()),
               paths = static_cast<std::uint32_t>(all.path_ends.size());
    all.x.insert(all.x.end(), one.x.begin(), one.x.end());
    all.y.insert(all.y.end(), one.y.begin(), one.y.end());
    for (const std::uint32_t end : one.path_ends) all.path_ends.push_back(vertices + end);
    for (const std::uint32_t end : one.part_ends) all.part_ends.push_back(paths + end);
  }
  all.kind = all.part_ends.size() > 1 ? Kind::multi_polygon : Kind::polygon;
  return all;
}

}  // namespace tilth::geo
