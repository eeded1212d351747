// SPDX-License-Identifier: Apache-2.0
#include "exchange/same_shape.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tilth::exchange {
namespace {

using Vertex = std::pair<long long, long long>;
using Path = std::vector<Vertex>;

constexpr double kPerDegree = 1e9;
constexpr long long kTolerance = 1;  // two roundings of one figure may fall apart by one

bool near(const Vertex& a, const Vertex& b) {
  return std::llabs(a.first - b.first) <= kTolerance && std::llabs(a.second - b.second) <= kTolerance;
}

/// A ring from its lowest vertex on, counter-clockwise, without its closing vertex.
Path normal_ring(Path ring) {
  if (ring.size() > 1 && near(ring.front(), ring.back())) ring.pop_back();
  std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
  long double area = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vertex& a = ring[i];
    const Vertex& b = ring[(i + 1) % ring.size()];
    area += static_cast<long double>(a.first) * b.second - static_cast<long double>(b.first) * a.second;
  }
  if (area < 0 && ring.size() > 1) std::reverse(ring.begin() + 1, ring.end());
  return ring;
}

void collect(const geo::Geometry& geometry, std::vector<std::pair<int, Path>>& paths) {
  for (const geo::Geometry& member : geometry.members) collect(member, paths);
  const int dimension = geometry.members.empty() ? geometry.dimension() : 0;
  std::size_t begin = 0;
  for (const std::uint32_t end : geometry.path_ends) {
    Path path;
    for (std::size_t i = begin; i < end; ++i) {
      path.emplace_back(std::llround(geometry.x[i] * kPerDegree), std::llround(geometry.y[i] * kPerDegree));
    }
    paths.emplace_back(dimension, dimension == 2 ? normal_ring(std::move(path)) : std::move(path));
    begin = end;
  }
}

}  // namespace

bool same_shape(const geo::Geometry& left, const geo::Geometry& right) {
  if (left.vertex_count() != right.vertex_count()) return false;
  std::vector<std::pair<int, Path>> a, b;
  collect(left, a);
  collect(right, b);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
    return one.first == other.first &&
           std::equal(one.second.begin(), one.second.end(), other.second.begin(), other.second.end(), near);
  });
}

}  // namespace tilth::exchange
