// SPDX-License-Identifier: Apache-2.0
// Geodesic areas: the local series for what is small, PROJ for the rest.
#include "geo/area.h"

#include "geo/local_chart.h"
#include "geo/parallel.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>

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

/// Sign-free. A vertex that repeats the first one at the end changes nothing.
double ring_m2(const double* x, const double* y, std::size_t n) {
  while (n > 1 && x[n - 1] == x[0] && y[n - 1] == y[0]) --n;
  if (n < 3) return 0;
  double west = x[0], east = x[0], south = y[0], north = y[0], longest2 = 0;
  bool finite = std::isfinite(x[0]) && std::isfinite(y[0]);
  const double nearest = std::cos(std::max(0.0, std::abs(y[0]) - 0.2) * (std::numbers::pi / 180));
  double x1 = x[n - 1], y1 = y[n - 1];
  for (std::size_t i = 0; i < n; ++i) {
    const double x2 = x[i], y2 = y[i];
    west = std::min(west, x2);
    east = std::max(east, x2);
    south = std::min(south, y2);
    north = std::max(north, y2);
    const double dx = (x2 - x1) * nearest, dy = y2 - y1;
    longest2 = std::max(longest2, dx * dx + dy * dy);
    finite = finite && std::isfinite(x2) && std::isfinite(y2);
    x1 = x2, y1 = y2;
  }
  if (!finite) return std::numeric_limits<double>::quiet_NaN();
  constexpr double kEdge = kChartEdgeMetres / kMetresPerDegree, kSpan = kChartSpanMetres / kMetresPerDegree;
  if (longest2 > kEdge * kEdge || north - south > kSpan || (east - west) * nearest > kSpan || north > kChartLatitude ||
      south < -kChartLatitude) {
    return ring_m2_by_proj(x, y, n);
  }
  const LocalChart chart{0.5 * (west + east), 0.5 * (south + north)};
  double e1 = x[n - 1] - chart.lon(), n1 = y[n - 1] - chart.lat(), q1 = chart.q(n1);
  double twice = 0, bulges = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double e2 = x[i] - chart.lon(), n2 = y[i] - chart.lat(), q2 = chart.q(n2);
    twice += LocalChart::cross(e1, q1, e2, q2);
    bulges += chart.bulge(e1, n1, e2, n2);
    e1 = e2, n1 = n2, q1 = q2;
  }
  return std::abs(0.5 * twice + bulges);
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
    for (std::size_t i = from; i < to; ++i) areas[i] = area_m2(*geometries[i]);
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
