// SPDX-License-Identifier: Apache-2.0
// GEOS by its re-entrant C interface: one context a thread, geometries that free themselves, conversion both ways.
#pragma once

#include "geo/geometry.h"

#include <geos_c.h>

#include <memory>
#include <string>
#include <vector>

namespace tilth::geo::geos {

/// This thread's context. Its messages are kept, never printed.
GEOSContextHandle_t context();
/// The last error GEOS told this thread of, and forgets it.
std::string take_error();

struct Destroy {
  void operator()(GEOSGeometry* shape) const { GEOSGeom_destroy_r(context(), shape); }
};
using Shape = std::unique_ptr<GEOSGeometry, Destroy>;

/// The geometry as it is; nothing when GEOS cannot hold it (a ring that is open or has fewer than 4 vertices, a line of
/// one vertex).
Shape shape_of(const Geometry& geometry);

/// A valid shape that stands for the geometry in a question: vertices that are no numbers left out, rings closed,
/// invalid parts made valid by the structure method, what collapses kept as line or point; the convex hull where GEOS
/// can mend it in no way. Never nothing.
Shape sound_shape_of(const Geometry& geometry);

/// The parts of one dimension of a shape, as a point, line or polygon, or the multi kind where there are several.
Geometry geometry_of(const GEOSGeometry* shape, int dimension);
/// The whole shape, whatever it holds.
Geometry geometry_of(const GEOSGeometry* shape);

/// Takes shapes into one multi shape or collection.
Shape collection_of(std::vector<Shape> shapes, int type);
/// Make-valid by the structure method; nothing when GEOS fails.
Shape made_valid(const GEOSGeometry* shape, bool keep_collapsed);

}  // namespace tilth::geo::geos
