// SPDX-License-Identifier: Apache-2.0
// Area, length and distance on the WGS 84 ellipsoid; edges are geodesics.
#pragma once

#include "base/units.h"
#include "geo/geometry.h"

#include <span>
#include <vector>

namespace tilth::geo {

/// Area in m2 of polygons, holes taken off, each ring by its own sign-free area (so ring order does not matter);
/// 0 for points and lines. Short edges by the local series (reference geo 3.5), the rest by PROJ's geodesic polygon.
/// The polygons are taken as given: an invalid ring gives the area its signed rings enclose, so check validity first.
double area_m2(const Geometry& geometry);
std::vector<double> areas_m2(std::span<const Geometry* const> geometries, unsigned threads = 1);
SquareMetres area(const Geometry& geometry);  ///< rounded to hundredths of m2

double length_m(const Geometry& geometry);  ///< of lines, and of polygons' rings
double distance_m(double lon1, double lat1, double lon2, double lat2);

}  // namespace tilth::geo
