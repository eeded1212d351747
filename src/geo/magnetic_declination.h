// SPDX-License-Identifier: Apache-2.0
// How far a compass points from true north, by the World Magnetic Model (NOAA and BGS).
#pragma once

#include "base/date.h"

#include <string>
#include <vector>

namespace tilth::geo {

struct MagneticDeclination {
  double degrees = 0;  ///< added to a magnetic bearing it gives the true one: positive where the needle points east
  double horizontal_nt = 0;  ///< the force that turns the needle; below 6000 nT a compass is not to be relied on
  std::string model;         ///< "WMM-2025"
};

/// At `height_m` above the ellipsoid in the middle of `day`. The editions of 2015 (as corrected in 2018), 2020 and 2025
/// are built in, each for the five years that begin with its own; no edition is stretched over its end.
/// @throws Problem "magnetic.date_outside" before 2015, after 2029, or for a date not known to the day;
/// "magnetic.near_pole" where the horizontal force is below 2000 nT (the model's blackout zone)
MagneticDeclination magnetic_declination(double lon, double lat, double height_m, Date day);
/// The same for a moment in decimal years, 2025.5.
MagneticDeclination magnetic_declination(double lon, double lat, double height_m, double year);

/// The editions' coefficients as JSON texts, built into the program.
const std::vector<std::string>& magnetic_coefficients();

}  // namespace tilth::geo
