// SPDX-License-Identifier: Apache-2.0
// The outline of one hazard's open land.
#include "release/land_shape.h"

#include "geo/area.h"
#include "geo/overlap.h"
#include "geo/overlay.h"
#include "geo/remainder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tilth::release {
namespace {

constexpr std::size_t kFew = 48;     // below this a scan of boxes beats the grid
constexpr int kCells = 32;           // the grid's side
constexpr std::size_t kTangle = 24;  // more overlapping releases than this at one place: make the outline
constexpr double kTouch = 1e-4;      // m2: two polygons that share less only touch
constexpr double kInside = 1e-8;     // share of a polygon outside that is rounding

bool covers(double part, double whole) { return part >= whole * (1 - kInside) - kTouch; }

int cell(double value, double low, double high) {
  if (!(high > low)) return 0;
  return std::clamp(static_cast<int>((value - low) / (high - low) * kCells), 0, kCells - 1);
}

geo::GeometryPtr shared(geo::Geometry geometry) {
  return geometry.empty() ? nullptr : std::make_shared<const geo::Geometry>(std::move(geometry));
}

geo::Geometry united(const geo::Geometry& a, const geo::Geometry& b) {
  const std::array<const geo::Geometry*, 2> both = {&a, &b};
  return geo::union_of(both);
}

}  // namespace

LandShape LandShape::anywhere(const geo::Box& extent) {
  LandShape shape;
  shape.anywhere_ = true;
  shape.extent_ = extent;
  return shape;
}

void LandShape::index(std::uint32_t removed) {
  const geo::Box& box = removed_[removed].land.box;
  const int west = cell(box.west, extent_.west, extent_.east), east = cell(box.east, extent_.west, extent_.east);
  const int south = cell(box.south, extent_.south, extent_.north),
            north = cell(box.north, extent_.south, extent_.north);
  for (int y = south; y <= north; ++y)
    for (int x = west; x <= east; ++x)
      cells_[static_cast<std::size_t>(y) * kCells + static_cast<std::size_t>(x)].push_back(removed);
}

void LandShape::candidates(const geo::Box& box, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (cells_.empty()) {
    for (std::uint32_t i = 0; i < removed_.size(); ++i)
      if (removed_[i].land.box.meets(box)) out.push_back(i);
    return;
  }
  const int west = cell(box.west, extent_.west, extent_.east), east = cell(box.east, extent_.west, extent_.east);
  const int south = cell(box.south, extent_.south, extent_.north),
            north = cell(box.north, extent_.south, extent_.north);
  for (int y = south; y <= north; ++y)
    for (int x = west; x <= east; ++x)
      for (const std::uint32_t i : cells_[static_cast<std::size_t>(y) * kCells + static_cast<std::size_t>(x)])
        if (removed_[i].land.box.meets(box)) out.push_back(i);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void LandShape::compact() {
  if (removed_.empty()) return;
  std::vector<const geo::Geometry*> polygons;
  polygons.reserve(removed_.size());
  for (const Removed& removed : removed_) polygons.push_back(removed.land.polygon.get());
  geo::GeometryPtr gone = base_ || anywhere_ ? shared(geo::union_of(polygons)) : nullptr;
  removed_.clear();
  cells_.clear();
  if (gone && anywhere_) {
    removed_.push_back({std::move(gone), true});
  } else if (gone && base_) {
    base_ = shared(geo::difference(*base_.polygon, *gone));
  }
}

double LandShape::add(const geo::GeometryPtr& land) {
  const double whole = geo::area_m2(*land);
  if (anywhere_) return whole;
  const Land more{land};
  if (empty()) {
    base_ = ever_ = more;
    extent_ = more.box;
    return whole;
  }
  compact();
  const double known = base_ ? geo::overlap_area_m2(more.footprint(), base_.footprint()) : 0;
  base_ = base_ ? shared(united(*land, *base_.polygon)) : more;
  ever_ = ever_ ? shared(united(*land, *ever_.polygon)) : more;
  extent_ = base_.box;
  return covers(known, whole) ? 0 : std::max(0.0, whole - known);
}

double LandShape::fresh_part(const geo::Footprint& land, double in_base, bool inside) {
  std::vector<std::uint32_t> near;
  candidates(land.box, near);
  double lost = 0;
  std::vector<geo::Footprint> over;
  bool plain = true;
  for (const std::uint32_t i : near) {
    const geo::Footprint removed = removed_[i].land.footprint();
    const double both = geo::overlap_area_m2(land, removed);
    if (both <= kTouch) continue;
    plain = plain && (inside || removed_[i].inside);
    lost += both;
    over.push_back(removed);
  }
  if (over.empty()) return in_base;
  // What several releases took from this one adds up only where they do not lie over one another.
  for (std::size_t a = 0; plain && a < over.size(); ++a)
    for (std::size_t b = a + 1; plain && b < over.size(); ++b) plain = geo::overlap_area_m2(over[a], over[b]) <= kTouch;
  if (plain) return std::max(0.0, in_base - lost);
  const geo::Footprint base = base_.footprint();
  return geo::remainder_area_m2(land, anywhere_ || inside ? nullptr : &base, over);
}

LandShape::Taken LandShape::take(const geo::GeometryPtr& polygon) {
  Taken taken{.whole = geo::area_m2(*polygon)};
  Land land{polygon};
  std::vector<std::uint32_t> near;
  candidates(land.box, near);
  if (near.size() > kTangle) compact();
  double in_base = taken.whole;
  if (!anywhere_) in_base = base_ ? geo::overlap_area_m2(land.footprint(), base_.footprint()) : 0;
  taken.ever =
      ever_.polygon == base_.polygon || anywhere_ ? in_base : geo::overlap_area_m2(land.footprint(), ever_.footprint());
  const bool inside = covers(in_base, taken.whole);
  if (inside) in_base = taken.whole;
  if (covers(taken.ever, taken.whole)) taken.ever = taken.whole;
  taken.fresh = in_base > 0 ? fresh_part(land.footprint(), in_base, inside) : 0;
  if (taken.fresh <= kTouch) taken.fresh = 0;
  removed_.push_back({std::move(land), inside});
  if (!cells_.empty()) {
    index(static_cast<std::uint32_t>(removed_.size() - 1));
  } else if (removed_.size() > kFew) {
    cells_.resize(static_cast<std::size_t>(kCells) * kCells);
    for (std::uint32_t i = 0; i < removed_.size(); ++i) index(i);
  }
  return taken;
}

geo::GeometryPtr LandShape::cut(const geo::Geometry* limit) {
  compact();
  if (!base_) return nullptr;
  if (limit == nullptr) return std::exchange(base_, {}).polygon;
  geo::GeometryPtr piece = shared(geo::intersection(*base_.polygon, *limit));
  if (piece) base_ = shared(geo::difference(*base_.polygon, *limit));
  return piece;
}

geo::GeometryPtr LandShape::open_part(const geo::Geometry& land) {
  compact();
  return base_ ? shared(geo::intersection(*base_.polygon, land)) : nullptr;
}

geo::GeometryPtr LandShape::open() {
  compact();
  return base_.polygon;
}

}  // namespace tilth::release
