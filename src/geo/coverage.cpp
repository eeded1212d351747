// SPDX-License-Identifier: Apache-2.0
// Coverage by Green's theorem: each border stretch counts for the level that begins there.
#include "geo/coverage.h"

#include "geo/area.h"
#include "geo/components.h"
#include "geo/counted_border.h"
#include "geo/fetch_ahead.h"
#include "geo/hilbert.h"
#include "geo/land_shape.h"
#include "geo/local_chart.h"
#include "geo/overlap.h"
#include "geo/parallel.h"
#include "geo/ring_signs.h"
#include "geo/rings.h"
#include "geo/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tilth::geo {
namespace {

/// What the borders with so many others above them add up to.
struct Level {
  double area = 0;                  // m2, with geodesic edges
  double flat = 0;                  // m2, with edges straight in longitude and latitude
  double drift_x = 0, drift_y = 0;  // 0 when the borders close

  Level& operator+=(const Level& o) {
    area += o.area, flat += o.flat, drift_x += o.drift_x, drift_y += o.drift_y;
    return *this;
  }
};
using Levels = std::vector<Level>;

void add(Levels& sum, const Levels& more) {
  if (sum.size() < more.size()) sum.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) sum[i] += more[i];
}

/// The borders of one polygon, stretch by stretch, against all that lie over it.
class BorderCount {
 public:
  /// Nothing where the kernel cannot: a polygon far north or south, too large, or with borders too long.
  std::optional<Levels> operator()(const Layer& layer, std::uint32_t number, std::span<const std::uint32_t> others,
                                   double reference_lon) {
    const Geometry& g = layer.sound(number);
    const Box& box = layer.box(number);
    if (!within_kernel_range(box) || box.north > kChartLatitude || box.south < -kChartLatitude) return std::nullopt;
    if (box.east - box.west > kChartSpan || box.north - box.south > kChartSpan) return std::nullopt;
    border_.take(g, box);
    for (const std::uint32_t other : others) fetch(layer.sound(other));
    for (const std::uint32_t other : others) {
      if (!within_kernel_range(layer.box(other))) return std::nullopt;
      if (!border_.meet(layer.sound(other), layer.box(other), number < other, 1)) return std::nullopt;
    }
    return sums(g, LocalChart{0.5 * (box.west + box.east), 0.5 * (box.south + box.north)}, reference_lon);
  }

 private:
  std::optional<Levels> sums(const Geometry& g, const LocalChart& chart, double reference_lon) {
    Levels levels;
    double sign = 1, longest = 0;
    std::uint32_t path = ~0U;
    const double shift = chart.lon() - reference_lon;
    const auto stretch = [&](int over, double x1, double y1, double x2, double y2) {
      const auto level =
          static_cast<std::size_t>(std::max(over, 0));  // rounding may change the turns of a hair's breadth
      if (levels.size() <= level) levels.resize(level + 1);
      const double e1 = x1 - chart.lon(), n1 = y1 - chart.lat(), e2 = x2 - chart.lon(), n2 = y2 - chart.lat();
      // The integral of longitude over Q, so that no polygon needs to know another's chart.
      const double middle = shift + 0.5 * (e1 + e2);
      levels[level].area += sign * (middle * (chart.q(n2) - chart.q(n1)) + chart.bulge(e1, n1, e2, n2));
      levels[level].flat += sign * middle * (n2 - n1);
      levels[level].drift_x += sign * (x2 - x1);
      levels[level].drift_y += sign * (y2 - y1);
      longest = std::max({longest, std::abs(x2 - x1), std::abs(y2 - y1)});
    };
    border_.each_stretch([&](std::uint32_t of, int over, double x1, double y1, double x2, double y2) {
      if (of != path) sign = ring_sign(g, path = of);
      stretch(over, x1, y1, x2, y2);
    });
    if (longest > kChartPiece) return std::nullopt;
    return levels;
  }

  CountedBorder border_;
};

using LevelShapes = std::vector<geos::Shape>;  // covered at least once, twice, ...

bool is_empty(const geos::Shape& shape) { return GEOSisEmpty_r(geos::context(), shape.get()) == 1; }

/// At least k times by both together is at least i times by one and k - i times by the other, for some i.
LevelShapes merged(const LevelShapes& one, const LevelShapes& other) {
  LevelShapes out;
  for (std::size_t k = 1; k <= one.size() + other.size(); ++k) {
    geos::Shape level{GEOSGeom_createEmptyPolygon_r(geos::context())};
    const auto add = [&level](const geos::Shape& more) {
      if (!is_empty(more)) level = geos::land_union(level.get(), more.get());
    };
    if (k <= one.size()) add(one[k - 1]);
    if (k <= other.size()) add(other[k - 1]);
    for (std::size_t i = 1; i < k && i <= one.size(); ++i) {
      if (k - i <= other.size()) add(geos::land_intersection(one[i - 1].get(), other[k - i - 1].get()));
    }
    if (is_empty(level)) break;
    out.push_back(std::move(level));
  }
  return out;
}

LevelShapes levels_of(std::span<const Geometry* const> polygons) {
  LevelShapes levels;
  if (polygons.size() == 1) {
    if (!polygons[0]->empty()) levels.push_back(geos::shape_of(*polygons[0]));
    return levels;
  }
  const std::size_t half = polygons.size() / 2;
  return merged(levels_of(polygons.first(half)), levels_of(polygons.subspan(half)));
}

/// With GEOS, for groups that the kernel leaves: neighbours first, then ever larger parts of the group.
std::vector<double> coverage_by_geos(std::vector<const Geometry*> polygons) {
  std::vector<std::pair<std::uint64_t, const Geometry*>> order;
  for (const Geometry* polygon : polygons) {
    const Box box = polygon->box();
    order.emplace_back(hilbert_key(0.5 * (box.west + box.east), 0.5 * (box.south + box.north)), polygon);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < order.size(); ++i) polygons[i] = order[i].second;
  std::vector<double> areas;
  for (const geos::Shape& level : levels_of(polygons)) areas.push_back(area_m2(geos::geometry_of(level.get(), 2)));
  return areas;
}

struct Neighbours {
  std::vector<std::uint32_t> numbers;
  std::vector<std::size_t> ends;

  Neighbours(std::size_t count, std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs)
      : numbers(2 * pairs.size()), ends(count + 1, 0) {
    for (const auto& [a, b] : pairs) ++ends[a + 1], ++ends[b + 1];
    for (std::size_t i = 0; i < count; ++i) ends[i + 1] += ends[i];
    std::vector<std::size_t> next{ends.begin(), ends.end() - 1};
    for (const auto& [a, b] : pairs) numbers[next[a]++] = b, numbers[next[b]++] = a;
  }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t i) const {
    return {numbers.data() + ends[i], ends[i + 1] - ends[i]};
  }
};

/// What one thread found of one group.
struct Share {
  std::uint32_t group;
  bool doubtful = false;
  Levels levels;
};

/// Areas of a group by level; nothing where the sums do not close.
std::optional<std::vector<double>> settled(const Levels& levels, const Box& box) {
  const double span = std::max(box.east - box.west, box.north - box.south);
  const LocalChart chart{box.west, std::clamp(0.5 * (box.south + box.north), -kChartLatitude, kChartLatitude)};
  std::vector<double> areas;
  for (const Level& level : levels) {
    if (std::abs(level.drift_x) + std::abs(level.drift_y) > 1e-10 * span) return std::nullopt;
    const bool none = level.flat * chart.square_degree_m2() < kLeastOverlapM2;
    areas.push_back(none ? 0 : std::max(0.0, level.area));
  }
  return areas;
}

}  // namespace

std::vector<double> coverage_m2(const Layer& layer, unsigned threads) {
  const auto pairs = meeting_pairs(layer.boxes(), threads);
  const Components groups = components_of(layer.size(), pairs);
  const Neighbours neighbours{layer.size(), pairs};
  std::vector<Box> boxes(groups.count());
  std::vector<std::uint32_t> group_of(layer.size());
  for (std::uint32_t i = 0; i < groups.count(); ++i) {
    for (const std::uint32_t number : groups.group(i)) {
      group_of[number] = i;
      const Box& box = layer.box(number);
      if (box.empty()) continue;
      boxes[i].add(box.west, box.south);
      boxes[i].add(box.east, box.north);
    }
  }
  constexpr std::size_t kGrain = 256;
  std::vector<std::vector<Share>> shares((layer.size() + kGrain - 1) /
                                         kGrain);  // by piece: the same sums on any threads
  in_parallel(layer.size(), threads, kGrain, [&](unsigned, std::size_t from, std::size_t to) {
    thread_local BorderCount count;
    auto& found = shares[from / kGrain];
    for (std::size_t i = from; i < to; ++i) {
      const std::uint32_t number = groups.numbers[i], group = group_of[number];
      if (layer.box(number).empty()) continue;
      if (found.empty() || found.back().group != group) found.push_back({.group = group});
      Share& share = found.back();
      if (share.doubtful) continue;
      const Box& box = boxes[group];
      const auto levels = count(layer, number, neighbours.of(number), 0.5 * (box.west + box.east));
      if (levels) add(share.levels, *levels);
      share.doubtful = !levels;
    }
  });
  std::vector<Share> sums(groups.count());
  for (const auto& found : shares) {
    for (const Share& share : found) {
      add(sums[share.group].levels, share.levels);
      sums[share.group].doubtful = sums[share.group].doubtful || share.doubtful;
    }
  }
  std::vector<std::vector<double>> areas(groups.count());
  in_parallel(groups.count(), threads, 64, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const auto figures = sums[i].doubtful ? std::nullopt : settled(sums[i].levels, boxes[i]);
      if (figures) {
        areas[i] = *figures;
        continue;
      }
      std::vector<const Geometry*> members;
      for (const std::uint32_t number : groups.group(i)) members.push_back(&layer.sound(number));
      areas[i] = coverage_by_geos(std::move(members));
    }
  });
  std::vector<double> total;
  for (const auto& group : areas) {
    if (total.size() < group.size()) total.resize(group.size());
    for (std::size_t k = 0; k < group.size(); ++k) total[k] += group[k];
  }
  while (!total.empty() && total.back() == 0) total.pop_back();
  return total;
}

double union_area_m2(const Layer& layer, unsigned threads) {
  const std::vector<double> covered = coverage_m2(layer, threads);
  return covered.empty() ? 0 : covered.front();
}

}  // namespace tilth::geo
