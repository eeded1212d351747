// SPDX-License-Identifier: Apache-2.0
// Validity: what is clear by exact orientation signs; every doubtful case is GEOS' to judge, so its words are the same
// as in QGIS and PostGIS.
#include "geo/fetch_ahead.h"
#include "geo/geos_bridge.h"
#include "geo/parallel.h"
#include "geo/predicates.h"
#include "geo/rings.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tilth::geo {
namespace {

using geos::context;
using geos::Shape;

Validity invalid(std::string reason, double lon, double lat) {
  Validity result{.valid = false, .reason = std::move(reason)};
  if (std::isfinite(lon) && std::isfinite(lat)) {
    result.lon = lon;
    result.lat = lat;
  }
  return result;
}

/// What keeps GEOS from holding the geometry at all, in the words GEOS has for it.
std::optional<Validity> unholdable(const Geometry& g) {
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const std::size_t from = g.path_begin(path), last = g.path_end(path) - 1;
    double sum_x = 0, sum_y = 0;  // stay 0 unless something is no finite number
    for (std::size_t i = from; i <= last; ++i) sum_x += 0 * g.x[i], sum_y += 0 * g.y[i];
    for (std::size_t i = from; i <= last && (sum_x != 0 || sum_y != 0); ++i) {
      if (!std::isfinite(g.x[i]) || !std::isfinite(g.y[i])) return invalid("Invalid Coordinate", g.x[i], g.y[i]);
    }
    if (g.kind == Kind::point || g.kind == Kind::multi_point) continue;
    if (!g.polygonal()) {
      if (last == from) return invalid("Too few points in geometry component", g.x[from], g.y[from]);
      continue;
    }
    if (g.x[from] != g.x[last] || g.y[from] != g.y[last]) return invalid("Ring is not closed", g.x[last], g.y[last]);
    if (last - from < 3) return invalid("Too few points in geometry component", g.x[from], g.y[from]);
  }
  for (const Geometry& member : g.members) {
    if (auto found = unholdable(member)) return found;
  }
  return std::nullopt;
}

Validity validity_by_geos(const Geometry& geometry) {
  const Shape shape = geos::shape_of(geometry);
  if (!shape) return {.valid = false, .reason = geos::take_error()};
  char* words = nullptr;
  GEOSGeometry* place = nullptr;
  const char verdict = GEOSisValidDetail_r(context(), shape.get(), 0, &words, &place);
  const Shape where{place};
  Validity result;
  if (verdict != 1) {
    result.valid = false;
    result.reason = words != nullptr ? words : geos::take_error();
    double lon = 0, lat = 0;
    if (where && GEOSGeomGetX_r(context(), where.get(), &lon) == 1 &&
        GEOSGeomGetY_r(context(), where.get(), &lat) == 1) {
      result.lon = lon;
      result.lat = lat;
    }
  }
  if (words != nullptr) GEOSFree_r(context(), words);
  return result;
}

/// The edges of all rings, those of no length left out, and their boxes as floats rounded outward.
class EdgeBoard {
 public:
  /// False where a ring has fewer than three edges.
  bool take(const Geometry& g) {
    edges_.clear();
    ring_ends_.clear();
    for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
      const std::size_t before = edges_.size();
      each_edge(g, g.path_begin(path), g.path_end(path), [this](double x1, double y1, double x2, double y2) {
        edges_.push_back({x1, y1, x2, y2});
      });
      if (edges_.size() - before < 3) return false;
      ring_ends_.push_back(edges_.size());
    }
    return true;
  }

  /// No two edges meet but where one ends and the next begins, and none folds back on the one before.
  bool clear() { return all_joints_clear() && (edges_.size() <= kMostForAllPairs ? all_pairs_clear() : sweep_clear()); }

 private:
  struct Edge {
    double x1, y1, x2, y2;
  };
  static constexpr std::size_t kMostForAllPairs = 192;  // a sweep is faster from about here

  /// One vertex in common: they meet elsewhere only if in line and folded.
  static bool joint_clear(const Edge& a, const Edge& b) {
    if (orientation(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2) != 0) return true;
    const bool forward_x = (a.x2 > a.x1 && b.x2 > b.x1) || (a.x2 < a.x1 && b.x2 < b.x1);
    const bool forward_y = (a.y2 > a.y1 && b.y2 > b.y1) || (a.y2 < a.y1 && b.y2 < b.y1);
    return forward_x || forward_y;
  }
  bool all_joints_clear() const {
    std::size_t begin = 0;
    for (const std::size_t end : ring_ends_) {
      for (std::size_t i = begin; i < end; ++i) {
        if (!joint_clear(edges_[i], edges_[i + 1 < end ? i + 1 : begin])) return false;
      }
      begin = end;
    }
    return true;
  }
  [[nodiscard]] bool joined(std::size_t i, std::size_t j) const {  // i < j
    if (j == i + 1) return std::find(ring_ends_.begin(), ring_ends_.end(), j) == ring_ends_.end();
    const auto end = std::upper_bound(ring_ends_.begin(), ring_ends_.end(), i);
    const std::size_t begin = end == ring_ends_.begin() ? 0 : *(end - 1);
    return i == begin && j + 1 == *end;
  }
  static bool apart(const Edge& a, const Edge& b) {
    const double b1 = orientation(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1);
    const double b2 = orientation(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2);
    if ((b1 > 0 && b2 > 0) || (b1 < 0 && b2 < 0)) return true;
    const double a1 = orientation(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1);
    const double a2 = orientation(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2);
    return (a1 > 0 && a2 > 0) || (a1 < 0 && a2 < 0);
  }
  [[nodiscard]] bool pair_clear(std::size_t i, std::size_t j) const {
    return apart(edges_[i], edges_[j]) || joined(i, j);
  }

  bool all_pairs_clear() {
    const std::size_t n = edges_.size(), padded = (n + 3) / 4 * 4;
    for (auto* side : {&west_, &south_, &east_, &north_}) side->resize(padded);
    double x0 = edges_[0].x1, y0 = edges_[0].y1;
    for (const Edge& edge : edges_) x0 = std::min(x0, edge.x1), y0 = std::min(y0, edge.y1);
    constexpr float kLess = 1 - 2e-7F, kMore = 1 + 2e-7F;  // more than the rounding of a double to a float
    for (std::size_t i = 0; i < n; ++i) {
      const Edge& e = edges_[i];
      west_[i] = static_cast<float>(std::min(e.x1, e.x2) - x0) * kLess;
      east_[i] = static_cast<float>(std::max(e.x1, e.x2) - x0) * kMore;
      south_[i] = static_cast<float>(std::min(e.y1, e.y2) - y0) * kLess;
      north_[i] = static_cast<float>(std::max(e.y1, e.y2) - y0) * kMore;
    }
    for (std::size_t i = n; i < padded; ++i) {
      west_[i] = south_[i] = std::numeric_limits<float>::infinity();
      east_[i] = north_[i] = -std::numeric_limits<float>::infinity();
    }
    std::size_t ring = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      if (i == ring_ends_[ring]) ++ring;
      const std::size_t next = i + 1 == ring_ends_[ring] ? i + 1 : i + 2;  // the edge it leads to is no question
      for (std::size_t block = next / 4 * 4; block < n; block += 4) {
        unsigned meeting = meeting_of_four(i, block);
        if (block < next) meeting &= ~0U << (next - block);
        for (; meeting != 0; meeting &= meeting - 1) {
          if (!pair_clear(i, block + static_cast<unsigned>(std::countr_zero(meeting)))) return false;
        }
      }
    }
    return true;
  }
  /// Which of the boxes block to block + 3 meet box i, as bits.
  [[nodiscard]] unsigned meeting_of_four(std::size_t i, std::size_t block) const {
#if defined(__SSE2__)
    const __m128 x = _mm_and_ps(_mm_cmple_ps(_mm_loadu_ps(&west_[block]), _mm_set1_ps(east_[i])),
                                _mm_cmpge_ps(_mm_loadu_ps(&east_[block]), _mm_set1_ps(west_[i])));
    const __m128 y = _mm_and_ps(_mm_cmple_ps(_mm_loadu_ps(&south_[block]), _mm_set1_ps(north_[i])),
                                _mm_cmpge_ps(_mm_loadu_ps(&north_[block]), _mm_set1_ps(south_[i])));
    return static_cast<unsigned>(_mm_movemask_ps(_mm_and_ps(x, y)));
#else
    unsigned bits = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t j = block + k;
      const bool meets =
          west_[j] <= east_[i] && east_[j] >= west_[i] && south_[j] <= north_[i] && north_[j] >= south_[i];
      bits |= static_cast<unsigned>(meets) << k;
    }
    return bits;
#endif
  }

  /// By edges sorted from west to east; gives up (not clear) where too many lie above one another.
  bool sweep_clear() {
    order_.resize(edges_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    const auto west = [this](std::uint32_t i) { return std::min(edges_[i].x1, edges_[i].x2); };
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return west(a) < west(b); });
    std::size_t looks_left = 256 * edges_.size();
    for (std::size_t one = 0; one < order_.size(); ++one) {
      const Edge& a = edges_[order_[one]];
      const double east = std::max(a.x1, a.x2), south = std::min(a.y1, a.y2), north = std::max(a.y1, a.y2);
      for (std::size_t two = one + 1; two < order_.size() && west(order_[two]) <= east; ++two) {
        if (--looks_left == 0) return false;
        const Edge& b = edges_[order_[two]];
        if (std::min(b.y1, b.y2) > north || std::max(b.y1, b.y2) < south) continue;
        const auto [i, j] = std::minmax(order_[one], order_[two]);
        if (!pair_clear(i, j)) return false;
      }
    }
    return true;
  }

  std::vector<Edge> edges_;
  std::vector<std::size_t> ring_ends_;
  std::vector<float> west_, south_, east_, north_;
  std::vector<std::uint32_t> order_;
};

bool in_ring(const Geometry& g, std::size_t ring, std::size_t of_ring) {
  const std::size_t vertex = g.path_begin(of_ring);
  return side_of_ring(g, g.path_begin(ring), g.path_end(ring), g.x[vertex], g.y[vertex]) == Side::inside;
}

/// Of rings that do not meet: holes in their shell and not in one another, no part inside another's land.
bool well_nested(const Geometry& g) {
  constexpr std::size_t kMostRings = 64;
  if (g.path_ends.size() == 1) return true;
  if (g.path_ends.size() > kMostRings) return false;
  for (std::size_t part = 0; part < g.part_ends.size(); ++part) {
    const std::size_t shell = g.part_begin(part);
    for (std::size_t hole = shell + 1; hole < g.part_end(part); ++hole) {
      if (!in_ring(g, shell, hole)) return false;
      for (std::size_t other = shell + 1; other < g.part_end(part); ++other) {
        if (other != hole && in_ring(g, other, hole)) return false;
      }
    }
    for (std::size_t other = 0; other < g.part_ends.size(); ++other) {
      if (other == part || !in_ring(g, shell, g.part_begin(other))) continue;
      bool in_hole = false;
      for (std::size_t hole = shell + 1; hole < g.part_end(part) && !in_hole; ++hole) {
        in_hole = in_ring(g, hole, g.part_begin(other));
      }
      if (!in_hole) return false;
    }
  }
  return true;
}

bool rings_clearly_valid(const Geometry& g) {
  const Box box = g.box();  // beyond degrees too: outlines on the grid of a map tile are judged here
  if (!(box.west >= -1e6 && box.east <= 1e6 && box.south >= -1e6 && box.north <= 1e6)) return false;
  thread_local EdgeBoard board;
  return board.take(g) && board.clear() && well_nested(g);
}

/// @pre not unholdable
bool beyond_doubt(const Geometry& geometry) {
  if (geometry.vertex_count() == 0) return true;
  switch (geometry.kind) {
    case Kind::point:
    case Kind::multi_point:
      return true;
    case Kind::polygon:
    case Kind::multi_polygon:
      return rings_clearly_valid(geometry);
    case Kind::collection:
      return std::all_of(geometry.members.begin(), geometry.members.end(), beyond_doubt);
    default:
      return false;
  }
}

}  // namespace

bool clearly_valid(const Geometry& geometry) { return !unholdable(geometry) && beyond_doubt(geometry); }

Validity validity(const Geometry& geometry) {
  if (auto found = unholdable(geometry)) return *found;
  return beyond_doubt(geometry) ? Validity{} : validity_by_geos(geometry);
}

std::vector<Validity> validities(std::span<const Geometry* const> geometries, unsigned threads) {
  std::vector<Validity> results(geometries.size());
  in_parallel(geometries.size(), threads, 1024, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      fetch_ahead(geometries, i, to);
      results[i] = validity(*geometries[i]);
    }
  });
  return results;
}

}  // namespace tilth::geo
