// SPDX-License-Identifier: Apache-2.0
// Land as geometry: what two areas share, what is left of one, what many cover together.
#pragma once

#include "geo/layer.h"

#include <span>

namespace tilth::geo {

// The answers are valid polygons or multipolygons, empty where no land is left; shared borders and points are no land.
// Invalid input is repaired for the question alone. Only where an area is enough, overlap.h and coverage.h are faster.
// @throws std::runtime_error when GEOS cannot do it even after snapping coordinates to 1e-9 degrees

Geometry intersection(const Geometry& a, const Geometry& b);
Geometry difference(const Geometry& a, const Geometry& b);
/// All the land that any of them covers, put together group by group of geometries whose boxes meet.
Geometry union_of(std::span<const Geometry* const> geometries, unsigned threads = 1);
Geometry union_of(const Layer& layer, unsigned threads = 1);

}  // namespace tilth::geo
