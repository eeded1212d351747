// SPDX-License-Identifier: Apache-2.0
// Polygons to try kernels on: plain ones, and every way that surveyed land is awkward.
#pragma once

#include "geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

namespace tilth::geo {

class DrawnLand {
 public:
  explicit DrawnLand(std::uint64_t seed) : random_(seed) {}

  double between(double low, double high) { return std::uniform_real_distribution<double>{low, high}(random_); }
  int whole(int low, int high) { return std::uniform_int_distribution<int>{low, high}(random_); }

  using Ring = std::vector<std::pair<double, double>>;

  static void append(Geometry& g, Ring ring) {
    ring.push_back(ring.front());
    for (const auto& [x, y] : ring) g.x.push_back(x), g.y.push_back(y);
    g.close_path();
  }
  static Geometry polygon(const std::vector<Ring>& rings) {
    Geometry g{.kind = Kind::polygon};
    for (const Ring& ring : rings) append(g, ring);
    g.close_part();
    return g;
  }
  static Geometry multi(const std::vector<std::vector<Ring>>& parts) {
    Geometry g{.kind = Kind::multi_polygon};
    for (const auto& part : parts) {
      for (const Ring& ring : part) append(g, ring);
      g.close_part();
    }
    return g;
  }

  /// Seen whole from its centre, so simple; clockwise half of the time.
  Ring star(double lon, double lat, double radius, int corners, double least = 0.4) {
    Ring ring;
    const double turn = between(0, 1);
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * std::numbers::pi * (i + turn) / corners, r = radius * between(least, 1);
      ring.emplace_back(lon + r * std::cos(angle), lat + r * std::sin(angle));
    }
    if (whole(0, 1) == 1) std::reverse(ring.begin(), ring.end());
    return ring;
  }
  static Ring rounded(Ring ring, double step) {
    for (auto& [x, y] : ring) x = std::round(x / step) * step, y = std::round(y / step) * step;
    return ring;
  }
  /// A ring around a hole that lies well inside it.
  std::vector<Ring> holed(double lon, double lat, double radius) {
    return {star(lon, lat, radius, whole(5, 30), 0.8), star(lon, lat, radius * 0.6, whole(3, 20), 0.5)};
  }
  /// Cells of a grid of whole steps: every touch there is.
  Ring blocks(int width, int height) {
    const int w = whole(0, width - 1), s = whole(0, height - 1), e = whole(w + 1, width), n = whole(s + 1, height);
    if (whole(0, 2) == 0) {  // an L
      const int x = whole(w, e), y = whole(s, n);
      if (x > w && x < e && y > s && y < n) {
        return {{w, s}, {e, s}, {e, y}, {x, y}, {x, n}, {w, n}};
      }
    }
    return {{w, s}, {e, s}, {e, n}, {w, n}};
  }
  static Ring scaled(Ring ring, double lon, double lat, double step) {
    for (auto& [x, y] : ring) x = lon + x * step, y = lat + y * step;
    return ring;
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace tilth::geo
