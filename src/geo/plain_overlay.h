// SPDX-License-Identifier: Apache-2.0
// Polygons cut by polygons, by GEOS; edges are straight in longitude and latitude.
#pragma once

#include "geo/geometry.h"

#include <vector>

namespace tilth::geo {

// The polygonal part of the answer, empty when there is none. Invalid input is repaired for the question alone.
Geometry intersection(const Geometry& a, const Geometry& b);
Geometry difference(const Geometry& a, const Geometry& b);
Geometry union_of(const std::vector<const Geometry*>& polygons);

}  // namespace tilth::geo
