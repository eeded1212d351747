// SPDX-License-Identifier: Apache-2.0
// Making polygons ready.
#include "geo/layer.h"

#include "geo/fetch_ahead.h"
#include "geo/geos_bridge.h"
#include "geo/parallel.h"

#include <stdexcept>

namespace tilth::geo {

const Geometry& sound_polygon(const Geometry& geometry, bool valid, std::unique_ptr<Geometry>& keep) {
  if (geometry.polygonal() && valid) return geometry;
  keep = std::make_unique<Geometry>(Geometry{.kind = Kind::polygon});
  if (geometry.dimension() < 2) return *keep;
  geos::Shape shape = geos::sound_shape_of(geometry);
  if (GEOSGeomTypeId_r(geos::context(), shape.get()) == GEOS_GEOMETRYCOLLECTION) {
    const Geometry polygons = geos::geometry_of(shape.get(), 2);
    shape = geos::shape_of(polygons);
    geos::Shape merged{shape ? GEOSUnaryUnion_r(geos::context(), shape.get()) : nullptr};
    if (!merged) return *keep;
    shape = std::move(merged);
  }
  *keep = geos::geometry_of(shape.get(), 2);
  return *keep;
}

Layer::Layer(std::span<const Geometry* const> geometries, unsigned threads)
    : sound_(geometries.size()), boxes_(geometries.size()), stand_ins_(geometries.size()) {
  in_parallel(geometries.size(), threads, 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      fetch_ahead(geometries, i, to);
      take(i, *geometries[i], validity(*geometries[i]).valid);
    }
  });
}

Layer::Layer(std::span<const Geometry* const> geometries, std::span<const Validity> verdicts, unsigned threads)
    : sound_(geometries.size()), boxes_(geometries.size()), stand_ins_(geometries.size()) {
  if (verdicts.size() != geometries.size()) throw std::invalid_argument{"one verdict a geometry"};
  in_parallel(geometries.size(), threads, 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      fetch_ahead(geometries, i, to);
      take(i, *geometries[i], verdicts[i].valid);
    }
  });
}

void Layer::take(std::size_t i, const Geometry& geometry, bool valid) {
  sound_[i] = &sound_polygon(geometry, valid, stand_ins_[i]);
  boxes_[i] = sound_[i]->box();
}

}  // namespace tilth::geo
