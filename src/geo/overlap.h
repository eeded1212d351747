// SPDX-License-Identifier: Apache-2.0
// How much land two polygons share, without building the shared polygon.
#pragma once

#include "geo/footprint.h"
#include "geo/layer.h"

#include <span>
#include <vector>

namespace tilth::geo {

/// Shared land below this counts as none: 1 mm2, far below what any coordinate can say.
inline constexpr double kLeastOverlapM2 = 1e-6;

struct Overlap {
  std::uint32_t first, second;  ///< numbers in the layer(s)
  double area_m2;
  bool operator==(const Overlap&) const = default;
};

/// Every pair of a layer that shares land, first < second, sorted.
///
/// The area is that of the polygon whose corners are the corners of both and the crossings of their edges, drawn
/// straight in longitude and latitude; between corners its edges are geodesics, as area_m2() measures it.
std::vector<Overlap> overlaps(const Layer& layer, unsigned threads = 1);

/// Every pair with the first in one layer and the second in the other, sorted.
std::vector<Overlap> overlaps(const Layer& one, const Layer& other, unsigned threads = 1);

/// Of pairs that are known to be worth asking (their boxes meet). Zero where they share nothing.
std::vector<double> overlap_areas_m2(const Layer& one, const Layer& other,
                                     std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs,
                                     unsigned threads = 1);

/// Of one pair; 0 where their boxes do not meet.
double overlap_area_m2(const Footprint& a, const Footprint& b);

}  // namespace tilth::geo
