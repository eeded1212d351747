// SPDX-License-Identifier: Apache-2.0
// Overlap areas by Green's theorem: the boundary of each polygon inside the other, summed in square metres.
#include "geo/overlap.h"

#include "geo/area.h"
#include "geo/crossings.h"
#include "geo/fetch_ahead.h"
#include "geo/land_shape.h"
#include "geo/local_chart.h"
#include "geo/parallel.h"
#include "geo/ring_signs.h"
#include "geo/rings.h"
#include "geo/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tilth::geo {
namespace {

double overlap_by_geos(const Geometry& a, const Geometry& b) {
  const geos::Shape left = geos::shape_of(a), right = geos::shape_of(b);
  return area_m2(geos::geometry_of(geos::land_intersection(left.get(), right.get()).get(), 2));
}

/// The kernel of one thread.
class PairArea {
 public:
  /// Nothing where the kernel cannot: far north or south, a window or a piece too large, or sums that do not close.
  std::optional<double> operator()(const Geometry& a, const Box& a_box, const Geometry& b, const Box& b_box) {
    const double west = std::max(a_box.west, b_box.west), east = std::min(a_box.east, b_box.east);
    const double south = std::max(a_box.south, b_box.south), north = std::min(a_box.north, b_box.north);
    if (!within_kernel_range(a_box) || !within_kernel_range(b_box)) return std::nullopt;
    if (east - west > kChartSpan || north - south > kChartSpan) return std::nullopt;
    if (north > kChartLatitude || south < -kChartLatitude) return std::nullopt;
    crossings_.find(a, a_box, b, b_box);
    const LocalChart chart{0.5 * (west + east), 0.5 * (south + north)};
    longest_ = flat_ = drift_x_ = drift_y_ = 0;
    const auto first = side_area(0, a, chart), second = side_area(1, b, chart);
    if (!first || !second) return std::nullopt;
    const double span = std::max(east - west, north - south);
    if (longest_ > kChartPiece || std::abs(drift_x_) + std::abs(drift_y_) > 1e-10 * span) return std::nullopt;
    // Neighbours along one line with different corners share nothing, though their geodesics differ by a hair; drawn
    // straight they cancel.
    if (0.5 * flat_ * chart.square_degree_m2() < kLeastOverlapM2) return 0;
    return std::max(0.0, *first + *second);
  }

 private:
  std::optional<double> side_area(int side, const Geometry& g, const LocalChart& chart) {
    double total = 0, ring = 0, ring_flat = 0, ring_x = 0, ring_y = 0;
    std::uint32_t path = 0;
    const auto finish_ring = [&] {
      if (ring == 0 && ring_flat == 0 && ring_x == 0 && ring_y == 0) return;
      const double sign = ring_sign(g, path);
      total += sign * ring;
      flat_ += sign * ring_flat;
      drift_x_ += sign * ring_x;
      drift_y_ += sign * ring_y;
      ring = ring_flat = ring_x = ring_y = 0;
    };
    const auto piece = [&](double x1, double y1, double x2, double y2) {
      const double e1 = x1 - chart.lon(), n1 = y1 - chart.lat(), e2 = x2 - chart.lon(), n2 = y2 - chart.lat();
      ring += chart.edge(e1, n1, e2, n2);
      ring_flat += e1 * n2 - e2 * n1;
      ring_x += x2 - x1;
      ring_y += y2 - y1;
      longest_ = std::max({longest_, std::abs(x2 - x1), std::abs(y2 - y1)});
    };
    const bool closes = crossings_.walk(
        side, [&](const Crossings::Edge& edge, bool inside, std::span<const Crossings::Crossing* const> crossings) {
          if (edge.path != path) {
            finish_ring();
            path = edge.path;
          }
          double x = edge.x1, y = edge.y1;
          for (const Crossings::Crossing* crossing : crossings) {
            if (inside) piece(x, y, crossing->x, crossing->y);
            x = crossing->x, y = crossing->y;
            inside = !inside;
          }
          if (inside) piece(x, y, edge.x2, edge.y2);
        });
    finish_ring();
    return closes ? std::optional{total} : std::nullopt;
  }

  Crossings crossings_;
  double longest_ = 0, flat_ = 0, drift_x_ = 0, drift_y_ = 0;
};

double pair_area(const Geometry& a, const Box& a_box, const Geometry& b, const Box& b_box) {
  thread_local PairArea kernel;
  const auto area = kernel(a, a_box, b, b_box);
  return area ? *area : overlap_by_geos(a, b);
}

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::vector<Overlap> sharing(const Layer& one, const Layer& other, const Pairs& pairs, unsigned threads) {
  const std::vector<double> areas = overlap_areas_m2(one, other, pairs, threads);
  std::vector<Overlap> found;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (areas[i] > 0) found.push_back({pairs[i].first, pairs[i].second, areas[i]});
  }
  return found;
}

}  // namespace

std::vector<double> overlap_areas_m2(const Layer& one, const Layer& other,
                                     std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs, unsigned threads) {
  std::vector<double> areas(pairs.size());
  in_parallel(pairs.size(), threads, 512, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (i + 4 < to) {
        fetch(one.sound(pairs[i + 4].first));
        fetch(other.sound(pairs[i + 4].second));
      }
      const auto [a, b] = pairs[i];
      areas[i] = pair_area(one.sound(a), one.box(a), other.sound(b), other.box(b));
    }
  });
  return areas;
}

std::vector<Overlap> overlaps(const Layer& layer, unsigned threads) {
  return sharing(layer, layer, meeting_pairs(layer.boxes(), threads), threads);
}

std::vector<Overlap> overlaps(const Layer& one, const Layer& other, unsigned threads) {
  const SpatialIndex index{other.boxes()};
  Pairs pairs;
  for (std::uint32_t i = 0; i < one.size(); ++i) {
    for (const std::uint32_t j : index.in(one.box(i))) pairs.emplace_back(i, j);
  }
  return sharing(one, other, pairs, threads);
}

double overlap_area_m2(const Geometry& a, const Geometry& b) {
  if (a.dimension() < 2 || b.dimension() < 2 || !a.box().meets(b.box())) return 0;
  std::unique_ptr<Geometry> keep_a, keep_b;
  const Geometry& left = sound_polygon(a, validity(a).valid, keep_a);
  const Geometry& right = sound_polygon(b, validity(b).valid, keep_b);
  return overlap_area_m2({&left, left.box()}, {&right, right.box()});
}

double overlap_area_m2(const Footprint& a, const Footprint& b) {
  return a.box.meets(b.box) ? pair_area(*a.polygon, a.box, *b.polygon, b.box) : 0;
}

}  // namespace tilth::geo
