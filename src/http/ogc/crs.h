// SPDX-License-Identifier: Apache-2.0
// Coordinate reference systems by reference (OGC 18-058r1, Features Part 2).
#pragma once

#include "geo/geometry.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::ogc {

inline constexpr std::string_view kCrs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// One that items are given in: CRS84, EPSG:4326, EPSG:3857, and the zones of UTM on WGS 84.
struct Crs {
  std::string uri;
  std::string code;          ///< "EPSG:32636"; empty for longitude and latitude
  bool north_first = false;  ///< its own order of axes is latitude before longitude
  bool degrees = true;

  /// Turns WGS 84, longitude first, into this system and its order of axes, in place. Of the calling thread alone.
  [[nodiscard]] std::function<void(geo::Geometry&)> from_wgs84() const;
  [[nodiscard]] std::function<void(geo::Geometry&)> to_wgs84() const;
  [[nodiscard]] int decimals() const { return degrees ? 7 : 3; }
};

/// Of a URI (http://www.opengis.net/def/crs/...), a URN, a safe CURIE "[EPSG:3857]" or "EPSG:3857".
std::optional<Crs> find_crs(std::string_view name);
/// @throws Problem "ogc.bad_parameter"
Crs crs_of(std::string_view parameter, std::string_view name);

/// What is advertised: CRS84, EPSG:4326 and 3857, and the UTM zones that land in `extent` lies in, at most eight.
std::vector<std::string> crs_uris(const std::optional<geo::Box>& extent);

/// A `bbox` of four or six numbers in a system, as boxes in WGS 84: west > east where it crosses the antimeridian.
/// @throws Problem "ogc.bad_parameter"
geo::Box box_of(std::string_view text, const Crs& crs);

}  // namespace tilth::http::ogc
