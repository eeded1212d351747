// SPDX-License-Identifier: Apache-2.0
// Points in polygons: the R-tree for which, a ray through one strip for whether.
#include "geo/points_in_polygons.h"

#include "geo/fetch_ahead.h"
#include "geo/hilbert.h"
#include "geo/parallel.h"
#include "geo/rings.h"

#include <algorithm>
#include <stdexcept>

namespace tilth::geo {
namespace {

constexpr std::uint32_t kNoStrips = ~0U;
constexpr std::size_t kMostWithoutStrips = 48;  // vertices; below, a walk around the ring is as fast

std::size_t strip_of(double lat, double south, double per_degree, std::size_t count) {
  const double at = (lat - south) * per_degree;
  if (!(at > 0)) return 0;
  return std::min(static_cast<std::size_t>(at), count - 1);
}

}  // namespace

PolygonIndex::Strips PolygonIndex::strips_of(const Geometry& polygon, const Box& box) {
  double climbed = 0;
  std::size_t begin = 0;
  for (const std::uint32_t end : polygon.path_ends) {
    for (std::size_t i = begin + 1; i < end; ++i) climbed += std::abs(polygon.y[i] - polygon.y[i - 1]);
    begin = end;
  }
  const double height = box.north - box.south, n = static_cast<double>(polygon.x.size());
  // So many that an edge stands in three strips on average, however the border zigzags.
  const auto count = static_cast<std::size_t>(std::clamp(climbed > 0 ? 2 * n * height / climbed : 1.0, 1.0, n));
  Strips strips{.south = box.south, .per_degree = height > 0 ? static_cast<double>(count) / height : 0};
  const auto each_strip = [&](const auto& visit) {
    std::size_t from = 0;
    for (const std::uint32_t end : polygon.path_ends) {
      for (std::size_t i = from + 1; i < end; ++i) {
        const auto [low, high] = std::minmax(polygon.y[i - 1], polygon.y[i]);
        const std::size_t last = strip_of(high, strips.south, strips.per_degree, count);
        for (std::size_t s = strip_of(low, strips.south, strips.per_degree, count); s <= last; ++s) visit(s, i);
      }
      from = end;
    }
  };
  strips.ends.assign(count + 1, 0);
  each_strip([&](std::size_t strip, std::size_t) { ++strips.ends[strip + 1]; });
  for (std::size_t i = 0; i < count; ++i) strips.ends[i + 1] += strips.ends[i];
  strips.vertices.resize(strips.ends.back());
  std::vector<std::uint32_t> next{strips.ends.begin(), strips.ends.end() - 1};
  each_strip([&](std::size_t strip, std::size_t vertex) {
    strips.vertices[next[strip]++] = static_cast<std::uint32_t>(vertex);
  });
  return strips;
}

PolygonIndex::PolygonIndex(const Layer& layer, unsigned threads)
    : layer_(&layer), index_(layer.boxes()), strips_number_(layer.size(), kNoStrips) {
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < layer.size(); ++i) {
    if (layer.sound(i).x.size() <= kMostWithoutStrips) continue;
    strips_number_[i] = static_cast<std::uint32_t>(large.size());
    large.push_back(i);
  }
  strips_.resize(large.size());
  in_parallel(large.size(), threads, 64, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) strips_[i] = strips_of(layer.sound(large[i]), layer.box(large[i]));
  });
}

bool PolygonIndex::covers(std::uint32_t number, double lon, double lat) const {
  const Geometry& polygon = layer_->sound(number);
  const Box& box = layer_->box(number);
  if (!(box.west <= lon && lon <= box.east && box.south <= lat && lat <= box.north)) return false;
  if (strips_number_[number] == kNoStrips) return side_of(polygon, lon, lat) != Side::outside;
  const Strips& strips = strips_[strips_number_[number]];
  const std::size_t strip = strip_of(lat, strips.south, strips.per_degree, strips.ends.size() - 1);
  EastwardRay ray{lon, lat};
  for (std::uint32_t k = strips.ends[strip]; k < strips.ends[strip + 1]; ++k) {
    const std::uint32_t i = strips.vertices[k];
    ray.pass(polygon.x[i - 1], polygon.y[i - 1], polygon.x[i], polygon.y[i]);
  }
  return ray.side() != Side::outside;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> points_in_polygons(std::span<const double> lon,
                                                                        std::span<const double> lat,
                                                                        const PolygonIndex& polygons,
                                                                        unsigned threads) {
  if (lon.size() != lat.size()) throw std::invalid_argument{"one latitude a longitude"};
  // Along the Hilbert curve, so that one point's polygons are still at hand for the next: its first 32 bits, and which.
  std::vector<std::uint64_t> order(lon.size());
  in_parallel(order.size(), threads, 65536, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) order[i] = (hilbert_key(lon[i], lat[i]) >> 30 << 32) | i;
  });
  std::sort(order.begin(), order.end());
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  std::vector<Pairs> found(std::max(threads, 1U));
  in_parallel(order.size(), threads, 1024, [&](unsigned thread, std::size_t from, std::size_t to) {
    thread_local Pairs candidates;
    candidates.clear();
    for (std::size_t k = from; k < to; ++k) {
      const auto i = static_cast<std::uint32_t>(order[k]);
      polygons.each_near(lon[i], lat[i], [&](std::uint32_t number) { candidates.emplace_back(i, number); });
    }
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      if (k + 4 < candidates.size()) fetch(polygons.layer().sound(candidates[k + 4].second));
      const auto [i, number] = candidates[k];
      if (polygons.covers(number, lon[i], lat[i])) found[thread].emplace_back(i, number);
    }
  });
  std::vector<std::size_t> next(lon.size() + 1, 0);
  for (const Pairs& some : found) {
    for (const auto& pair : some) ++next[pair.first + 1];
  }
  for (std::size_t i = 0; i < lon.size(); ++i) next[i + 1] += next[i];
  Pairs pairs(next.back());
  for (const Pairs& some : found) {
    for (const auto& pair : some) pairs[next[pair.first]++] = pair;
  }
  for (std::size_t from = 0, to = 0; from < pairs.size(); from = to) {
    while (to < pairs.size() && pairs[to].first == pairs[from].first) ++to;
    std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(from), pairs.begin() + static_cast<std::ptrdiff_t>(to));
  }
  return pairs;
}

}  // namespace tilth::geo
