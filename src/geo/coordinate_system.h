// SPDX-License-Identifier: Apache-2.0
// What a coordinate system of the EPSG register says about itself: its axes, its unit, where it is meant to be used.
#pragma once

#include "geo/geometry.h"

#include <optional>
#include <string>

namespace tilth::geo {

struct CoordinateSystem {
  std::string name;             ///< "Amersfoort / RD New"
  bool geographic = false;      ///< degrees of latitude and longitude, not eastings and northings
  bool in_degrees = false;      ///< of a geographic system; a few count in grads
  bool east_first = false;      ///< the register's own order of its axes
  bool east_and_north = false;  ///< the axes count towards the east and the north; some count south or west
  Box area;                     ///< where it is meant to be used, degrees; west > east where that crosses 180
};

/// Of a two-dimensional system, `crs` as "EPSG:28992". @throws Problem "geometry.unknown_crs"
CoordinateSystem coordinate_system(const std::string& crs);

/// How well the step to WGS 84 is known at easting x and northing y (or longitude and latitude), metres, as stated in
/// the register for the step that to_wgs84() takes there with the grids installed; 0 where there is no other datum.
/// Nothing where no step is known, or only the one that leaves the datum out of account: hundreds of metres, unnoticed.
/// @throws Problem "geometry.unknown_crs"
std::optional<double> datum_accuracy_m(const std::string& crs, double x, double y);

}  // namespace tilth::geo
