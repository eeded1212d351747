// SPDX-License-Identifier: Apache-2.0
// What is left, by Green's theorem: the border of the land where it is in and not taken, the borders of what limits it
// inside it, and those of what is taken the other way round.
#include "geo/remainder.h"

#include "geo/area.h"
#include "geo/counted_border.h"
#include "geo/geos_bridge.h"
#include "geo/land_shape.h"
#include "geo/local_chart.h"
#include "geo/overlap.h"
#include "geo/ring_signs.h"
#include "geo/rings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace tilth::geo {
namespace {

/// The kernel of one thread.
class Remainder {
 public:
  /// Nothing where the kernel cannot.
  std::optional<double> operator()(const Footprint& land, const Footprint* within, std::span<const Footprint> without) {
    Box window = land.box;
    if (within != nullptr) {
      window = {std::max(window.west, within->box.west), std::max(window.south, within->box.south),
                std::min(window.east, within->box.east), std::min(window.north, within->box.north)};
    }
    if (window.empty() || window.south > window.north) return 0;
    if (window.east - window.west > kChartSpan || window.north - window.south > kChartSpan) return std::nullopt;
    if (window.north > kChartLatitude || window.south < -kChartLatitude) return std::nullopt;
    members_.clear();
    members_.push_back({land, true});
    if (within != nullptr) members_.push_back({*within, true});
    for (const Footprint& one : without) {
      if (one.box.meets(window)) members_.push_back({one, false});
    }
    for (const Member& member : members_) {
      if (!within_kernel_range(member.footprint.box)) return std::nullopt;
    }
    const LocalChart chart{0.5 * (window.west + window.east), 0.5 * (window.south + window.north)};
    sum_ = {};
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (!add_border(i, chart)) return std::nullopt;
    }
    const double span = std::max(window.east - window.west, window.north - window.south);
    if (sum_.longest > kChartPiece || std::abs(sum_.drift_x) + std::abs(sum_.drift_y) > 1e-10 * span)
      return std::nullopt;
    // Borders that run along one line with different corners leave nothing, though their geodesics differ by a hair.
    if (0.5 * sum_.flat * chart.square_degree_m2() < kLeastOverlapM2) return 0;
    return std::max(0.0, sum_.area);
  }

 private:
  struct Member {
    Footprint footprint;
    bool inside;  ///< what is left lies inside it, not outside
  };
  struct Sum {
    double area = 0;                  // m2, with geodesic edges
    double flat = 0;                  // twice square degrees, with straight edges
    double drift_x = 0, drift_y = 0;  // 0 when the borders close
    double longest = 0;               // degrees
  };

  /// A border counts where it lies inside each that has to hold it and outside each that is taken off.
  bool add_border(std::size_t number, const LocalChart& chart) {
    const auto& [footprint, inside] = members_[number];
    const bool keep = inside;  // clang 14 lets no lambda capture a structured binding
    const geo::Geometry& polygon = *footprint.polygon;
    int missing = 0;
    for (std::size_t i = 0; i < members_.size(); ++i) missing += i != number && members_[i].inside ? 1 : 0;
    border_.take(*footprint.polygon, footprint.box, missing);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const Member& other = members_[i];
      if (i == number || !other.footprint.box.meets(footprint.box)) continue;
      if (!border_.meet(*other.footprint.polygon, other.footprint.box, number < i, other.inside ? -1 : 1)) return false;
    }
    std::uint32_t path = ~0U;
    double sign = 1;
    border_.each_stretch([&](std::uint32_t of, int count, double x1, double y1, double x2, double y2) {
      if (count != 0) return;
      if (of != path) sign = ring_sign(polygon, path = of) * (keep ? 1 : -1);
      const double e1 = x1 - chart.lon(), n1 = y1 - chart.lat(), e2 = x2 - chart.lon(), n2 = y2 - chart.lat();
      sum_.area += sign * chart.edge(e1, n1, e2, n2);
      sum_.flat += sign * (e1 * n2 - e2 * n1);
      sum_.drift_x += sign * (x2 - x1);
      sum_.drift_y += sign * (y2 - y1);
      sum_.longest = std::max({sum_.longest, std::abs(x2 - x1), std::abs(y2 - y1)});
    });
    return true;
  }

  CountedBorder border_;
  std::vector<Member> members_;
  Sum sum_;
};

double remainder_by_geos(const Footprint& land, const Footprint* within, std::span<const Footprint> without) {
  geos::Shape rest = geos::shape_of(*land.polygon);
  if (within != nullptr) rest = geos::land_intersection(rest.get(), geos::shape_of(*within->polygon).get());
  std::vector<const Geometry*> taken;
  for (const Footprint& one : without) taken.push_back(one.polygon);
  if (!taken.empty()) rest = geos::land_difference(rest.get(), geos::land_union(taken).get());
  return area_m2(geos::geometry_of(rest.get(), 2));
}

}  // namespace

double remainder_area_m2(const Footprint& land, const Footprint* within, std::span<const Footprint> without) {
  if (land.polygon->empty() || (within != nullptr && within->polygon->empty())) return 0;
  thread_local Remainder kernel;
  const auto area = kernel(land, within, without);
  return area ? *area : remainder_by_geos(land, within, without);
}

}  // namespace tilth::geo
