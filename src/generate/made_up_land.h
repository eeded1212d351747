// SPDX-License-Identifier: Apache-2.0
// Outlines of made-up hazards, and their parts as survey and clearance release them.
#pragma once

#include "geo/geometry.h"
#include "stats/rng.h"

#include <vector>

namespace tilth::generate {

/// A star-shaped outline around a centre: vertices counter-clockwise, ring not yet closed. Degrees, seven decimals.
struct MadeUpLand {
  double lon = 0, lat = 0;
  std::vector<double> x, y;

  [[nodiscard]] geo::Geometry outline() const;
  /// The part between the spokes to vertices `from` and `to` (from < to <= number of vertices): centre, from, ..., to.
  /// Parts that meet at a spoke share it exactly and have no land in common.
  [[nodiscard]] geo::Geometry sector(std::size_t from, std::size_t to) const;
  /// A point inside the sector between the spokes to `at` and the next vertex, away from its edges.
  [[nodiscard]] geo::Geometry within(std::size_t at) const;
  /// A point a little outside the outline, beyond vertex `at`: a benchmark where people stand.
  [[nodiscard]] geo::Geometry beyond(std::size_t at) const;
};

/// 10 to 40 vertices around a radius that is log-normal about `median_radius_m`; no vertex is further than `limit_m`
/// from the centre.
MadeUpLand made_up_land(stats::Rng& rng, double lon, double lat, double median_radius_m, double limit_m);

}  // namespace tilth::generate
