// SPDX-License-Identifier: Apache-2.0
// GEOS overlays that do not give up at the first rounding trouble, and keep land only.
#pragma once

#include "geo/geos_bridge.h"

#include <span>

namespace tilth::geo::geos {

/// Polygons of a shape only, as polygon or multipolygon. Never nothing.
Shape land_of(Shape shape);

// @throws std::runtime_error when GEOS cannot
Shape land_intersection(const GEOSGeometry* a, const GEOSGeometry* b);
Shape land_difference(const GEOSGeometry* a, const GEOSGeometry* b);
Shape land_union(const GEOSGeometry* a, const GEOSGeometry* b);
/// Of valid polygons and multipolygons.
Shape land_union(std::span<const Geometry* const> polygons);

}  // namespace tilth::geo::geos
