// SPDX-License-Identifier: Apache-2.0
// How much of an area is left once others are taken off, without building what is left.
#pragma once

#include "geo/footprint.h"

#include <span>

namespace tilth::geo {

/// The land of `land` that lies within `within` (anywhere when null) and in none of `without`, in m2.
///
/// By the rule of overlaps() (Green's theorem over border stretches, reference geo 3.3): corners are those of all
/// polygons and the crossings of their edges, drawn straight in longitude and latitude; between corners edges are
/// geodesics. GEOS answers where the kernel cannot: far north or south, land too large for its chart, or sums that do
/// not close.
/// @throws std::runtime_error when GEOS cannot do it even after snapping coordinates to 1e-9 degrees
double remainder_area_m2(const Footprint& land, const Footprint* within, std::span<const Footprint> without);

}  // namespace tilth::geo
