// SPDX-License-Identifier: Apache-2.0
// Coordinates of any coordinate system as the programme keeps them (WGS 84, degrees, longitude before latitude), and
// back.
#pragma once

#include "geo/geometry.h"

#include <functional>
#include <string>

namespace tilth::geo {

/// What turns coordinates of `crs` ("EPSG:28992", WKT) in place, easting or longitude first. Empty when they are WGS 84
/// already (also when `crs` is empty). The result is of the calling thread alone.
/// @throws Problem "geometry.unknown_crs"; the result throws "geometry.unreadable" for coordinates that the system does
/// not reach
std::function<void(Geometry&)> to_wgs84(const std::string& crs);
/// The way back, with the same promises.
std::function<void(Geometry&)> from_wgs84(const std::string& crs);

}  // namespace tilth::geo
