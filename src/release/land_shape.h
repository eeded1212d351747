// SPDX-License-Identifier: Apache-2.0
// The outline of one hazard's open land as it grows, is released and moves on; answers in m2.
#pragma once

#include "geo/footprint.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace tilth::release {

/// Areas are geodesic m2 on WGS 84, not yet rounded. The land given must be valid polygons or multipolygons.
///
/// What is released is kept as a list and taken off by area alone as long as the products of a hazard do not lie over
/// one another in a tangle; the outline itself is only made when something needs it.
class LandShape {
 public:
  /// No land yet.
  LandShape() = default;
  /// Land without a known outline: everything that is released here was open the first time. `extent` bounds what
  /// comes.
  static LandShape anywhere(const geo::Box& extent);

  [[nodiscard]] bool empty() const { return !anywhere_ && !base_ && !ever_; }

  /// Land that is hazardous from now on, released before or not. Answers the m2 that were not open.
  double add(const geo::GeometryPtr& land);

  struct Taken {
    double whole = 0;  ///< of the polygon
    double fresh = 0;  ///< open until now
    double ever = 0;   ///< inside land that is or was the hazard's
  };
  Taken take(const geo::GeometryPtr& land);

  /// Takes open land off and hands it over: the part inside `limit`, or all of it without one.
  geo::GeometryPtr cut(const geo::Geometry* limit);

  /// The open part of `land`; nothing changes.
  geo::GeometryPtr open_part(const geo::Geometry& land);
  /// Null when nothing is open.
  geo::GeometryPtr open();

 private:
  /// Land and its box; null for none.
  struct Land {
    geo::GeometryPtr polygon;
    geo::Box box;

    Land() = default;
    Land(geo::GeometryPtr of) : polygon(std::move(of)) {
      if (polygon) box = polygon->box();
    }
    explicit operator bool() const { return polygon != nullptr; }
    [[nodiscard]] geo::Footprint footprint() const { return {polygon.get(), box}; }
  };
  struct Removed {
    Land land;
    bool inside;  ///< no part of it was outside base_
  };
  void compact();
  void index(std::uint32_t removed);
  void candidates(const geo::Box& box, std::vector<std::uint32_t>& out) const;
  double fresh_part(const geo::Footprint& land, double in_base, bool inside);

  bool anywhere_ = false;
  geo::Box extent_;
  Land base_;  ///< open land before removed_
  Land ever_;  ///< all land that was ever the hazard's
  std::vector<Removed> removed_;
  std::vector<std::vector<std::uint32_t>> cells_;  ///< of removed_, once there are many
};

}  // namespace tilth::release
