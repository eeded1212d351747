// SPDX-License-Identifier: Apache-2.0
// What every geometry that could be read must survive.
#pragma once

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/near_duplicates.h"
#include "geo/predicates.h"
#include "geo/shape_faults.h"
#include "must.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

// GEOS 3.11.1 loses a few bytes when its buffer gives up inside make-valid.
extern "C" __attribute__((used)) inline const char* __lsan_default_suppressions() {
  return "leak:BufferBuilder::createSubgraphs";
}

namespace tilth::geo {

using fuzz::must;

/// Coordinates for which GEOS' own arithmetic can be trusted.
inline bool on_earth(const Geometry& geometry) {
  const auto fits = [](double v) { return v == 0 || (std::abs(v) > 1e-9 && std::abs(v) < 1e3); };
  return std::all_of(geometry.x.begin(), geometry.x.end(), fits) &&
         std::all_of(geometry.y.begin(), geometry.y.end(), fits) &&
         std::all_of(geometry.members.begin(), geometry.members.end(), on_earth);
}

/// Writes it in every form and reads it back, then asks what the checks ask. Small ones only, so that a fuzzer does not
/// spend its time in GEOS.
inline void ask_everything(const Geometry& geometry) {
  must(from_wkb(to_wkb(geometry)) == geometry);
  must(from_gpkg(to_gpkg(geometry)) == geometry);
  must(from_wkt(to_wkt(geometry)) == geometry);
  must(from_geojson(to_geojson(geometry)) == geometry);
  std::string text;
  append_geojson(text, geometry);
  if (geometry.vertex_count() > 64 || geometry.members.size() > 8) return;
  static_cast<void>(area_m2(geometry));
  static_cast<void>(length_m(geometry));
  static_cast<void>(outline_key(geometry));
  const Validity verdict = validity(geometry);
  must(verdict.valid || !verdict.reason.empty());
  static_cast<void>(shape_faults(geometry, {}, &verdict));
  static_cast<void>(without_repeated_vertices(geometry));
  if (const auto mended = repaired(geometry)) must(mended->vertex_count() > 0 || geometry.vertex_count() == 0);
  static const Geometry square = from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))");
  const bool meets = intersects(geometry, square);
  must(intersects(square, geometry) == meets || !on_earth(geometry));
  static_cast<void>(within(geometry, square));
  static_cast<void>(overlap_area_m2(geometry, square));
}

}  // namespace tilth::geo
