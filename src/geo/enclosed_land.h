// SPDX-License-Identifier: Apache-2.0
// The land inside rings on a grid of whole numbers, however they cross and overlap.
#pragma once

#include "geo/geometry.h"

#include <optional>

namespace tilth::geo {

/// All land that the rings go round, in either direction: where the sum of their turns is not zero. Shells turn the one
/// way and holes the other, so a bow-tie keeps both its halves and parts over one another are one. A multi-polygon on
/// the same grid, valid, in no particular turn of its rings; crossings between grid points are snapped to it. Empty
/// arrays where the rings go round nothing. Nothing at all where the outcome is not valid, or which hole is in which
/// shell takes more than a look: GEOS mends then.
/// @pre closed rings, whole numbers below 2^24
std::optional<Geometry> enclosed_land(const Geometry& rings);

}  // namespace tilth::geo
