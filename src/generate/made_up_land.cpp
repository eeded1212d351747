// SPDX-License-Identifier: Apache-2.0
// Outlines of made-up hazards.
#include "generate/made_up_land.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tilth::generate {
namespace {

constexpr double kMetresPerDegree = 111'320.0;
constexpr double kSmallest = 12;  // metres: a site that people would draw
constexpr double kReach = 1.3;    // the furthest vertex, in radii

double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }

void close(geo::Geometry& polygon) {
  polygon.x.push_back(polygon.x.front());
  polygon.y.push_back(polygon.y.front());
  polygon.close_path();
  polygon.close_part();
}

}  // namespace

geo::Geometry MadeUpLand::outline() const {
  geo::Geometry polygon;
  polygon.kind = geo::Kind::polygon;
  polygon.x = x;
  polygon.y = y;
  close(polygon);
  return polygon;
}

geo::Geometry MadeUpLand::sector(std::size_t from, std::size_t to) const {
  if (from == 0 && to == x.size()) return outline();
  geo::Geometry polygon;
  polygon.kind = geo::Kind::polygon;
  polygon.x.push_back(lon);
  polygon.y.push_back(lat);
  for (std::size_t i = from; i <= to; ++i) {
    polygon.x.push_back(x[i % x.size()]);
    polygon.y.push_back(y[i % y.size()]);
  }
  close(polygon);
  return polygon;
}

geo::Geometry MadeUpLand::within(std::size_t at) const {
  const std::size_t next = (at + 1) % x.size();
  return geo::Geometry::point(rounded(lon + ((x[at] + x[next]) / 2 - lon) / 2),
                              rounded(lat + ((y[at] + y[next]) / 2 - lat) / 2));
}

geo::Geometry MadeUpLand::beyond(std::size_t at) const {
  const double dx = x[at] - lon;
  const double dy = y[at] - lat;
  const double stretch = 1.0 + 12.0 / (kMetresPerDegree * std::hypot(dx * std::cos(lat * std::numbers::pi / 180), dy));
  return geo::Geometry::point(rounded(lon + dx * stretch), rounded(lat + dy * stretch));
}

MadeUpLand made_up_land(stats::Rng& rng, double lon, double lat, double median_radius_m, double limit_m) {
  MadeUpLand land;
  land.lon = rounded(lon);
  land.lat = rounded(lat);
  const auto vertices = static_cast<std::size_t>(10 + rng.raw() % 31);
  const double radius = std::min(std::max(rng.lognormal(median_radius_m, 0.8), kSmallest), limit_m / kReach);
  const double squeeze = std::cos(lat * std::numbers::pi / 180);
  for (std::size_t i = 0; i < vertices; ++i) {
    const double turn =
        2 * std::numbers::pi * (static_cast<double>(i) + 0.7 * rng.uniform()) / static_cast<double>(vertices);
    const double reach = radius * (0.6 + (kReach - 0.6) * rng.uniform());
    land.x.push_back(rounded(land.lon + reach * std::cos(turn) / (kMetresPerDegree * squeeze)));
    land.y.push_back(rounded(land.lat + reach * std::sin(turn) / kMetresPerDegree));
  }
  return land;
}

}  // namespace tilth::generate
