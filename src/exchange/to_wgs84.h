// SPDX-License-Identifier: Apache-2.0
// Coordinates of a source as the programme keeps them: WGS 84, degrees, longitude before latitude.
#pragma once

#include "geo/geometry.h"

#include <functional>
#include <optional>
#include <string>

namespace tilth::exchange {

/// Turns coordinates of `crs` ("EPSG:28992", WKT; empty: WGS 84 already) in place; empty when there is nothing to do.
/// @throws Problem "geometry.unknown_crs"
std::function<void(geo::Geometry&)> to_wgs84(const std::string& crs);

/// A point from one text: decimal degrees, degrees-minutes-seconds, UTM or MGRS.
std::optional<geo::Geometry> position_from_text(const std::string& text);

}  // namespace tilth::exchange
