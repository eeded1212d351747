// SPDX-License-Identifier: Apache-2.0
// What is odd about the outline of one record, vertex by vertex (quality rules G01, G02, G05, G09).
#pragma once

#include "geo/geometry.h"
#include "geo/predicates.h"

#include <optional>
#include <string>
#include <vector>

namespace tilth::geo {

enum class FaultKind : std::uint8_t {
  few_vertices,     ///< a ring with fewer than 3 distinct vertices, a line with fewer than 2 (G01)
  invalid,          ///< GEOS' verdict; `reason` has its words (G02)
  spike,            ///< the outline comes back on itself at a vertex, whether or not that is invalid (G02)
  repeated_vertex,  ///< one vertex entered twice in a row, or a ring's first again before its end (G05)
  long_leg,         ///< two vertices too far apart, the closing edge included; `value` is metres (G09)
};

struct ShapeFault {
  FaultKind kind;
  std::size_t ring = 0;    ///< from 0, over all rings or lines; of a collection over all members
  std::size_t vertex = 0;  ///< from 0, in its ring; of a leg where it starts
  std::optional<double> lon, lat;
  double value = 0;    ///< metres of a long leg, degrees between the legs of a spike
  std::string reason;  ///< of `invalid`
};

struct ShapeLimits {
  double repeat_degrees = 1e-6;  ///< vertices nearer than this in both directions are one
  double leg_m = 5'000;
  double spike_degrees = 1;
};

/// In the order of rings and vertices, the verdict first. `known` spares asking for the validity again.
std::vector<ShapeFault> shape_faults(const Geometry& geometry, const ShapeLimits& limits = {},
                                     const Validity* known = nullptr);

/// The geometry without its repeated vertices, rings still closed; nothing when it has none, or when too few would be
/// left. To be offered, never applied by itself.
std::optional<Geometry> without_repeated_vertices(const Geometry& geometry, double repeat_degrees = 1e-6);

}  // namespace tilth::geo
