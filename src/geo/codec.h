// SPDX-License-Identifier: Apache-2.0
// Geometry in and out: WKB (ISO), GeoPackage blob, WKT, GeoJSON.
#pragma once

#include "base/json.h"
#include "geo/geometry.h"

#include <string>
#include <string_view>

namespace tilth::geo {

// Every reader throws Problem{"geometry.unreadable"} with the reason and the place, and bounds its memory by the
// input's size. Heights and measures are read and left out (`dropped_z`, where given, becomes true). NaN coordinates of
// a WKB empty point give an empty geometry; infinities and other NaNs are refused.
Geometry from_wkb(std::string_view wkb, bool* dropped_z = nullptr);
Geometry from_gpkg(std::string_view blob, bool* dropped_z = nullptr);  ///< header "GP", any envelope, either byte order
Geometry from_wkt(std::string_view wkt, bool* dropped_z = nullptr);    ///< EWKT "SRID=4326;" prefix accepted for 4326
Geometry from_geojson(const Json& tree, bool* dropped_z = nullptr);

std::string to_wkb(const Geometry& geometry);   ///< little endian
std::string to_gpkg(const Geometry& geometry);  ///< srs_id 4326, xy envelope except for points
std::string to_wkt(const Geometry& geometry);   ///< shortest digits that read back the same
Json to_geojson(const Geometry& geometry);
void append_geojson(std::string& out, const Geometry& geometry, int decimals = 7);

}  // namespace tilth::geo
