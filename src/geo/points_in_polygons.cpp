// SPDX-License-Identifier: Apache-2.0
// Points in polygons: an R-tree or a sweep for which, a ray through one strip for whether.
#include "geo/points_in_polygons.h"

#include "geo/bands.h"
#include "geo/fetch_ahead.h"
#include "geo/parallel.h"
#include "geo/rings.h"

#include <algorithm>
#include <stdexcept>

namespace tilth::geo {
namespace {

constexpr std::uint32_t kNoStrips = ~0U;
constexpr double kMostWithoutStrips = 48;  // vertices; below, a walk around the ring is as fast
constexpr double kWalksThatStripsCost = 16;

std::size_t strip_of(double lat, double south, double per_degree, std::size_t count) {
  const double at = (lat - south) * per_degree;
  if (!(at > 0)) return 0;
  return std::min(static_cast<std::size_t>(at), count - 1);
}

}  // namespace

PolygonSides::Strips PolygonSides::strips_of(const Geometry& polygon, const Box& box) {
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

PolygonSides::PolygonSides(const Layer& layer, unsigned threads, double questions)
    : layer_(&layer), strips_number_(layer.size(), kNoStrips) {
  // However few the questions are on average, all of them may be of one polygon: a very large one has strips always.
  const double most = kMostWithoutStrips * std::clamp(kWalksThatStripsCost / questions, 1.0, kWalksThatStripsCost);
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < layer.size(); ++i) {
    if (static_cast<double>(layer.sound(i).x.size()) <= most) continue;
    strips_number_[i] = static_cast<std::uint32_t>(large.size());
    large.push_back(i);
  }
  strips_.resize(large.size());
  in_parallel(large.size(), threads, 64, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) strips_[i] = strips_of(layer.sound(large[i]), layer.box(large[i]));
  });
}

bool PolygonSides::covers(std::uint32_t number, double lon, double lat) const {
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

namespace {

struct Point {
  double lon, lat;
  std::uint32_t number;
};
struct Span {  // a box, but for the band that it stands in
  double west, east, south, north;
  std::uint32_t number;
};

/// Things by band: which each() says, in the order of their numbers.
template <typename Thing>
struct Banded {
  std::vector<std::size_t> ends;
  std::vector<Thing> things;

  /// each(put) calls put(first band, last band, thing) for everything there is, the same each time.
  Banded(std::size_t bands, const auto& each) : ends(bands + 1, 0) {
    each([&](std::size_t first, std::size_t last, const Thing&) {
      for (std::size_t band = first; band <= last; ++band) ++ends[band + 1];
    });
    for (std::size_t band = 0; band < bands; ++band) ends[band + 1] += ends[band];
    things.resize(ends.back());
    std::vector<std::size_t> next{ends.begin(), ends.end() - 1};
    each([&](std::size_t first, std::size_t last, const Thing& thing) {
      for (std::size_t band = first; band <= last; ++band) things[next[band]++] = thing;
    });
  }
  [[nodiscard]] std::span<Thing> of(std::size_t band) {
    return {things.data() + ends[band], ends[band + 1] - ends[band]};
  }
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> points_in_polygons(std::span<const double> lon,
                                                                        std::span<const double> lat, const Layer& layer,
                                                                        unsigned threads) {
  if (lon.size() != lat.size()) throw std::invalid_argument{"one latitude a longitude"};
  const PolygonSides sides{
      layer, threads, static_cast<double>(lon.size()) / static_cast<double>(std::max<std::size_t>(1, layer.size()))};
  const std::span<const Box> boxes = layer.boxes();
  Box all;
  for (const Box& box : boxes) all.add(box.west, box.south), all.add(box.east, box.north);
  const Bands bands = bands_for(boxes);
  Banded<Point> points{
      bands.count, [&](const auto& put) {
        for (std::uint32_t i = 0; i < lon.size(); ++i) {
          // False for what is no number too.
          if (!(lon[i] >= all.west && lon[i] <= all.east && lat[i] >= all.south && lat[i] <= all.north)) continue;
          const std::size_t band = bands.of(lat[i]);
          put(band, band, Point{lon[i], lat[i], i});
        }
      }};
  Banded<Span> spans{
      bands.count, [&](const auto& put) {
        for (std::uint32_t i = 0; i < boxes.size(); ++i) {
          const Box& box = boxes[i];
          if (box.empty()) continue;
          put(bands.of(box.south), bands.of(box.north), Span{box.west, box.east, box.south, box.north, i});
        }
      }};
  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  std::vector<Pairs> found(std::max(threads, 1U));
  in_parallel(bands.count, threads, 16, [&](unsigned thread, std::size_t from, std::size_t to) {
    struct Near {
      Point point;
      std::uint32_t polygon;
    };
    thread_local std::vector<Span> open;
    thread_local std::vector<Near> near;
    for (std::size_t band = from; band < to; ++band) {
      const std::span<Point> here = points.of(band);
      const std::span<Span> over = spans.of(band);
      if (here.empty() || over.empty()) continue;
      std::sort(here.begin(), here.end(), [](const Point& a, const Point& b) { return a.lon < b.lon; });
      std::sort(over.begin(), over.end(), [](const Span& a, const Span& b) { return a.west < b.west; });
      open.clear();
      near.clear();
      auto next = over.begin();
      for (const Point& point : here) {
        for (; next != over.end() && next->west <= point.lon; ++next) open.push_back(*next);
        for (std::size_t k = 0; k < open.size();) {
          const Span& span = open[k];
          if (span.east < point.lon) {  // passed: no later point lies in it
            open[k] = open.back();
            open.pop_back();
            continue;
          }
          if ((span.south <= point.lat) & (point.lat <= span.north)) near.push_back({point, span.number});
          ++k;
        }
      }
      for (std::size_t k = 0; k < near.size(); ++k) {
        if (k + 12 < near.size()) __builtin_prefetch(&layer.sound(near[k + 12].polygon));
        if (k + 6 < near.size()) fetch(layer.sound(near[k + 6].polygon));
        const auto& [point, polygon] = near[k];
        if (sides.covers(polygon, point.lon, point.lat)) found[thread].emplace_back(point.number, polygon);
      }
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
    if (to - from > 1)
      std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(from), pairs.begin() + static_cast<std::ptrdiff_t>(to));
  }
  return pairs;
}

}  // namespace tilth::geo
