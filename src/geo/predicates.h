// SPDX-License-Identifier: Apache-2.0
// Spatial predicates of CQL2 and the checks, answered by kernels where they are sure and by GEOS where they are not.
#pragma once

#include "geo/geometry.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tilth::geo {

// Planar, edges straight in longitude and latitude (as GeoJSON says and GEOS and PostGIS geometry do). Invalid input is
// repaired for the question alone.
bool intersects(const Geometry& a, const Geometry& b);
bool disjoint(const Geometry& a, const Geometry& b);
bool equals(const Geometry& a, const Geometry& b);
bool touches(const Geometry& a, const Geometry& b);
bool crosses(const Geometry& a, const Geometry& b);
bool within(const Geometry& a, const Geometry& b);
bool contains(const Geometry& a, const Geometry& b);
bool overlaps(const Geometry& a, const Geometry& b);

struct Validity {
  bool valid = true;
  std::string reason;              ///< GEOS' words: "Self-intersection"
  std::optional<double> lon, lat;  ///< where
};
Validity validity(const Geometry& geometry);
/// Of many, in their order.
std::vector<Validity> validities(std::span<const Geometry* const> geometries, unsigned threads = 1);
/// True for a geometry that is valid beyond doubt, by exact arithmetic on flat arrays (reference geo 3.1); false says
/// nothing, GEOS judges then.
bool clearly_valid(const Geometry& geometry);

/// A valid geometry of the same dimension for an invalid one (GEOS make-valid, structure method), to be offered, never
/// applied by itself. Nothing when no polygon or line is left of it.
std::optional<Geometry> repaired(const Geometry& geometry);
/// With its verdict known already.
std::optional<Geometry> repaired(const Geometry& geometry, const Validity& verdict);

/// Area in m2 that a and b share; 0 where either is no polygon.
double overlap_area_m2(const Geometry& a, const Geometry& b);

}  // namespace tilth::geo
