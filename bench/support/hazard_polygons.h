// SPDX-License-Identifier: Apache-2.0
// Made-up hazard polygons for benches: clustered as real ones are, the same for the same seed on any machine.
#pragma once

#include "geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

namespace tilth::bench {

/// Fixed seed, written out here because the standard library's distributions differ between machines.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t word() {  // splitmix64 (Steele, Lea, Flood 2014)
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  double share() { return static_cast<double>(word() >> 11) * 0x1p-53; }
  double between(double low, double high) { return low + share() * (high - low); }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(share() * static_cast<double>(n)); }
  double normal() { return std::sqrt(-2 * std::log(1 - share())) * std::cos(2 * std::numbers::pi * share()); }

 private:
  std::uint64_t state_;
};

enum class Mix {
  plain,      ///< one ring each, every digit of a double
  realistic,  ///< holes, several parts, borders shared with a neighbour, coordinates rounded to 5 or 6 decimals
};

/// Polygons of 10 to 40 vertices, log-normal in size about a radius of 80 m, in groups of about 1,250 that scatter over
/// 2 to 5 km, within 22-40 E and 44.5-52 N. In both mixes 0.5 % are exact copies of an earlier one, 0.5 % copies moved
/// by 1 cm, 1 % bow-ties. In the realistic mix 15 % have holes, 8 % several parts, 20 % come in pairs that share a
/// ragged border; half of the rest is rounded to 5 decimals and half to 6.
inline std::vector<geo::Geometry> hazard_polygons(std::size_t count, Mix mix = Mix::plain,
                                                  std::uint64_t seed = 20261124) {
  constexpr double kMetresNorth = 111'200;
  Dice dice{seed};
  struct Cluster {
    double lon, lat, spread_m;
  };
  std::vector<Cluster> clusters(std::max<std::size_t>(1, count / 1250));
  for (Cluster& c : clusters) c = {dice.between(22, 40), dice.between(44.5, 52), dice.between(1750, 5250)};
  using Ring = std::vector<std::pair<double, double>>;  // metres about a centre

  const auto star = [&](double radius, double east, double north, double least) {
    Ring ring(10 + dice.below(31));
    const double turn = dice.share();
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const double angle = 2 * std::numbers::pi * (static_cast<double>(i) + turn) / static_cast<double>(ring.size());
      const double r = radius * dice.between(least, 1);
      ring[i] = {east + r * std::cos(angle), north + r * std::sin(angle)};
    }
    return ring;
  };
  std::vector<geo::Geometry> made;
  made.reserve(count + 1);
  double lon = 0, lat = 0, narrow = 1, step = 0;
  const auto append = [&](geo::Geometry& g, Ring ring) {
    ring.push_back(ring.front());
    for (const auto& [east, north] : ring) {
      double x = lon + east / (kMetresNorth * narrow), y = lat + north / kMetresNorth;
      if (step > 0) x = std::round(x * step) / step, y = std::round(y * step) / step;
      if (g.path_ends.empty() || g.x.size() == g.path_ends.back() || x != g.x.back() || y != g.y.back()) {
        g.x.push_back(x), g.y.push_back(y);
      }
    }
    g.close_path();
  };
  const auto polygon = [&](const Ring& ring) {
    geo::Geometry g{.kind = geo::Kind::polygon};
    append(g, ring);
    g.close_part();
    return g;
  };
  while (made.size() < count) {
    const Cluster& c = clusters[dice.below(clusters.size())];
    lat = c.lat + dice.normal() * c.spread_m / kMetresNorth;
    narrow = std::cos(lat * std::numbers::pi / 180);
    lon = c.lon + dice.normal() * c.spread_m / (kMetresNorth * narrow);
    const double radius = std::min(80 * std::exp(0.6 * dice.normal()), 2000.0), kind = dice.share();
    step = mix == Mix::plain ? 0 : dice.share() < 0.5 ? 1e5 : 1e6;
    if (made.size() > 100 && kind < 0.01) {  // copies
      geo::Geometry copy = made[dice.below(made.size())];
      if (kind < 0.005) {
        for (std::size_t i = 0; i < copy.x.size(); ++i) copy.x[i] += 1e-7, copy.y[i] += 1e-7;
      }
      made.push_back(std::move(copy));
      continue;
    }
    if (kind < 0.02) {  // a bow-tie: two vertices a third of the way round exchanged
      Ring ring = star(radius, 0, 0, 0.5);
      const std::size_t i = dice.below(ring.size());
      std::swap(ring[i], ring[(i + ring.size() / 3) % ring.size()]);
      made.push_back(polygon(ring));
      continue;
    }
    if (mix == Mix::plain || kind >= 0.35) {
      made.push_back(polygon(star(radius, 0, 0, 0.5)));
    } else if (kind < 0.15) {  // a hole, sometimes two
      geo::Geometry g{.kind = geo::Kind::polygon};
      append(g, star(radius, 0, 0, 0.8));
      append(g, star(radius * 0.25, radius * 0.3, 0, 0.5));
      if (dice.share() < 0.3) append(g, star(radius * 0.2, -radius * 0.3, 0, 0.5));
      g.close_part();
      made.push_back(std::move(g));
    } else if (kind < 0.23) {  // two to four parts
      geo::Geometry g{.kind = geo::Kind::multi_polygon};
      for (std::size_t part = 0, parts = 2 + dice.below(3); part < parts; ++part) {
        append(g, star(radius, static_cast<double>(part) * 2.1 * radius, 0, 0.5));
        g.close_part();
      }
      made.push_back(std::move(g));
    } else {  // two neighbours along one ragged border
      Ring west, east;
      for (int k = 0; k <= 8; ++k) west.emplace_back(dice.between(-0.2, 0.2) * radius, (k / 4.0 - 1) * radius);
      east = west;
      west.insert(west.end(), {{-radius, radius}, {-radius, 0}, {-radius, -radius}});
      east.insert(east.end(), {{radius, radius}, {radius, 0}, {radius, -radius}});
      made.push_back(polygon(west));
      made.push_back(polygon(east));
    }
  }
  made.resize(count);
  return made;
}

/// Points scattered as the polygons are: each near a corner of one of them, within 200 m.
inline void points_near(std::span<const geo::Geometry> polygons, std::size_t count, std::vector<double>& lon,
                        std::vector<double>& lat, std::uint64_t seed = 7) {
  Dice dice{seed};
  for (std::size_t i = 0; i < count; ++i) {
    const geo::Geometry& g = polygons[dice.below(polygons.size())];
    const std::size_t vertex = dice.below(g.x.size());
    lon.push_back(g.x[vertex] + dice.between(-0.002, 0.002));
    lat.push_back(g.y[vertex] + dice.between(-0.002, 0.002));
  }
}

}  // namespace tilth::bench
