// SPDX-License-Identifier: Apache-2.0
// Whether two outlines have a point in common, exactly.
#pragma once

#include "geo/geometry.h"

#include <optional>

namespace tilth::geo {

/// What the exact answer below can be given for: finite coordinates in kernel range, polygons valid beyond doubt, no
/// collections.
bool plain(const Geometry& geometry);

/// Whether two plain geometries have a point in common, borders included; nothing where it would take long.
/// @pre both plain, not empty
std::optional<bool> plain_intersect(const Geometry& a, const Box& a_box, const Geometry& b, const Box& b_box);

}  // namespace tilth::geo
