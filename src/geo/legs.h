// SPDX-License-Identifier: Apache-2.0
// An outline walked by compass and tape: from a start point along bearings and distances, with its closure error.
#pragma once

#include "geo/geometry.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace tilth::geo {

struct Leg {
  double bearing_degrees = 0;  ///< clockwise from north, 0 to 360
  double metres = 0;

  bool operator==(const Leg&) const = default;
};

inline constexpr double kMaxLegMetres = 100'000;
inline constexpr std::size_t kMaxLegs = 10'000;

/// "45 120", "45° 120 m", "045°30' 120,5", "45.5 1.2 km": the bearing, then the distance.
/// @throws Problem "legs.unreadable", "coordinates.ambiguous", "coordinates.unreadable", "coordinates.too_long"
Leg read_leg(std::string_view utf8);

struct Traverse {
  /// A polygon: the start, the end of each leg, and straight back to the start. Nothing is shifted to make it close: a
  /// gap of a millimetre or more stays as an edge of its own.
  Geometry outline;
  Geometry gap;                         ///< the line from where the last leg ends to the start
  double walked_m = 0;                  ///< the sum of the legs
  double closure_error_m = 0;           ///< from where the last leg ends to the start
  std::optional<double> closure_ratio;  ///< walked over closure error, the N of 1:N; nothing where the error is 0
  std::optional<double> area_m2;        ///< of the outline; nothing where it crosses itself
};

/// Geodesics on the WGS 84 ellipsoid, each with the leg's bearing at its beginning. `declination_degrees`, east
/// positive, is added to every bearing: 0 where the bearings count from true north.
/// @throws Problem "legs.too_few" for fewer than 3, "legs.too_many", "legs.bad_leg" with its number,
/// "legs.crosses_180" for an outline that no box can hold
Traverse traverse(double lon, double lat, std::span<const Leg> legs, double declination_degrees = 0);

}  // namespace tilth::geo
