// SPDX-License-Identifier: Apache-2.0
// Geodesic areas: the local series for what is small, PROJ for the rest.
#include "geo/area.h"

#include "geo/fetch_ahead.h"
#include "geo/local_chart.h"
#include "geo/parallel.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

namespace tilth::geo {
namespace {

constexpr double kChartSpanMetres = 20'000;

const geod_geodesic& ellipsoid() {
  static const geod_geodesic wgs84 = [] {
    geod_geodesic made;
    geod_init(&made, kEquatorRadius, kFlattening);
    return made;
  }();
  return wgs84;
}

double ring_m2_by_proj(const double* x, const double* y, std::size_t n) {
  geod_polygon ring;
  geod_polygon_init(&ring, 0);
  for (std::size_t i = 0; i < n; ++i) geod_polygon_addpoint(&ellipsoid(), &ring, y[i], x[i]);
  double area = 0;
  geod_polygon_compute(&ellipsoid(), &ring, 0, 1, &area, nullptr);
  return std::abs(area);
}

// Two code paths, for processors with 256-bit registers and without, chosen when the program starts. Neither fuses
// multiplications into sums, so both give the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define TILTH_WIDE [[gnu::target_clones("avx2", "default")]]
#else
#define TILTH_WIDE
#endif

struct RingSums {
  double twice, bulge;         // of the signed area
  double far_east, far_north;  // degrees from the origin
  double longest2;             // of the edges, square degrees
};

using Four = double __attribute__((vector_size(32)));

/// Sums over the edges i to i + 1 of count + 1 vertices, four at a time.
TILTH_WIDE RingSums sums_of(const double* x, const double* y, std::size_t count, double lon, double lat, double narrow,
                            const LocalChart::Terms& terms) {
  Four twice{}, bulge{}, far_east{}, far_north{}, longest2{};
  double xs[2][4] = {}, ys[2][4] = {};
  for (std::size_t i = 0; i < count; i += 4) {
    Four x1, y1, x2, y2;
    if (i + 4 <= count) {
      std::memcpy(&x1, x + i, sizeof x1);
      std::memcpy(&y1, y + i, sizeof y1);
      std::memcpy(&x2, x + i + 1, sizeof x2);
      std::memcpy(&y2, y + i + 1, sizeof y2);
    } else {  // the last edges, and then edges of no length
      for (std::size_t k = 0; k < 4; ++k) {
        const std::size_t from = std::min(i + k, count), to = std::min(i + k + 1, count);
        xs[0][k] = x[from], ys[0][k] = y[from], xs[1][k] = x[to], ys[1][k] = y[to];
      }
      std::memcpy(&x1, xs[0], sizeof x1);
      std::memcpy(&y1, ys[0], sizeof y1);
      std::memcpy(&x2, xs[1], sizeof x2);
      std::memcpy(&y2, ys[1], sizeof y2);
    }
    const Four e1 = x1 - lon, n1 = y1 - lat, e2 = x2 - lon, n2 = y2 - lat;
    const Four q1 = n1 * (terms.q[0] + n1 * (terms.q[1] + n1 * (terms.q[2] + n1 * terms.q[3])));
    const Four q2 = n2 * (terms.q[0] + n2 * (terms.q[1] + n2 * (terms.q[2] + n2 * terms.q[3])));
    twice += e1 * q2 - e2 * q1;
    const Four de = x2 - x1, dn = y2 - y1, mid = 0.5 * (n1 + n2);
    const Four east = de * (terms.east + terms.east_slope * mid), north = dn * terms.north;
    bulge += (terms.tangent + terms.tangent_slope * mid) * east * (east * east + 3.0 * north * north);
    const Four wide = de * narrow, length2 = wide * wide + dn * dn;
    longest2 = length2 > longest2 ? length2 : longest2;
    const Four east_of = e2 > 0.0 ? e2 : -e2, north_of = n2 > 0.0 ? n2 : -n2;
    far_east = east_of > far_east ? east_of : far_east;
    far_north = north_of > far_north ? north_of : far_north;
  }
  const auto largest = [](const Four& v) { return std::max(std::max(v[0], v[1]), std::max(v[2], v[3])); };
  return {(twice[0] + twice[1]) + (twice[2] + twice[3]), terms.bulge * ((bulge[0] + bulge[1]) + (bulge[2] + bulge[3])),
          largest(far_east), largest(far_north), largest(longest2)};
}

/// Sign-free. A ring that is left open counts as closed.
double ring_m2(const double* x, const double* y, std::size_t n) {
  if (n < 3) return 0;
  constexpr double kEdge = kChartEdgeMetres / kMetresPerDegree, kSpan = kChartSpanMetres / kMetresPerDegree;
  if (std::abs(y[0]) <= kChartLatitude - kSpan) {
    const LocalChart chart{x[0], y[0]};
    const LocalChart::Terms terms = chart.terms();
    // A degree of longitude where it is longest within the span, as a share of one at the equator.
    const double narrow = terms.east * (1 / kMetresPerDegree) + kSpan * (std::numbers::pi / 180);
    RingSums sums = sums_of(x, y, n - 1, x[0], y[0], narrow, terms);
    if (x[n - 1] != x[0] || y[n - 1] != y[0]) {
      const double x_end[2] = {x[n - 1], x[0]}, y_end[2] = {y[n - 1], y[0]};
      const RingSums closing = sums_of(x_end, y_end, 1, x[0], y[0], narrow, terms);
      sums.twice += closing.twice;
      sums.bulge += closing.bulge;
      sums.longest2 = std::max(sums.longest2, closing.longest2);
    }
    const double area = std::abs(0.5 * sums.twice + sums.bulge);
    if (sums.far_east * narrow <= 0.5 * kSpan && sums.far_north <= 0.5 * kSpan && sums.longest2 <= kEdge * kEdge &&
        std::isfinite(area)) {
      return area;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(x[i]) || !std::isfinite(y[i])) return std::numeric_limits<double>::quiet_NaN();
  }
  return ring_m2_by_proj(x, y, n);
}

}  // namespace

double area_m2(const Geometry& geometry) {
  double sum = 0;
  for (const Geometry& member : geometry.members) sum += area_m2(member);
  if (!geometry.polygonal()) return sum;
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part) {
    double left = 0;
    for (std::size_t path = geometry.part_begin(part); path < geometry.part_end(part); ++path) {
      const std::size_t from = geometry.path_begin(path);
      const double ring = ring_m2(geometry.x.data() + from, geometry.y.data() + from, geometry.path_end(path) - from);
      left += path == geometry.part_begin(part) ? ring : -ring;
    }
    sum += left < 0 ? 0 : left;  // holes larger than their shell; NaN stays
  }
  return sum;
}

std::vector<double> areas_m2(std::span<const Geometry* const> geometries, unsigned threads) {
  std::vector<double> areas(geometries.size());
  in_parallel(geometries.size(), threads, 4096, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      fetch_ahead(geometries, i, to);
      areas[i] = area_m2(*geometries[i]);
    }
  });
  return areas;
}

SquareMetres area(const Geometry& geometry) { return SquareMetres::from_double(area_m2(geometry)); }

double length_m(const Geometry& geometry) {
  double sum = 0;
  for (const Geometry& member : geometry.members) sum += length_m(member);
  for (std::size_t path = 0; path < geometry.path_ends.size(); ++path) {
    const std::size_t from = geometry.path_begin(path), to = geometry.path_end(path);
    for (std::size_t i = from + 1; i < to; ++i) {
      sum += distance_m(geometry.x[i - 1], geometry.y[i - 1], geometry.x[i], geometry.y[i]);
    }
    if (geometry.polygonal())
      sum += distance_m(geometry.x[to - 1], geometry.y[to - 1], geometry.x[from], geometry.y[from]);
  }
  return sum;
}

double distance_m(double lon1, double lat1, double lon2, double lat2) {
  double metres = 0;
  geod_inverse(&ellipsoid(), lat1, lon1, lat2, lon2, &metres, nullptr, nullptr);
  return metres;
}

}  // namespace tilth::geo
