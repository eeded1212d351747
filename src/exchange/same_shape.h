// SPDX-License-Identifier: Apache-2.0
// Whether two geometries draw the same: formats turn rings round, start them elsewhere and write other last digits.
#pragma once

#include "geo/geometry.h"

namespace tilth::exchange {

/// Same rings, lines and points to 1e-9 degrees (0.1 mm), whatever the start, the direction and the order of rings, and
/// whether one polygon comes alone or as the only part of several.
bool same_shape(const geo::Geometry& left, const geo::Geometry& right);

}  // namespace tilth::exchange
