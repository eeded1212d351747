// SPDX-License-Identifier: Apache-2.0
// Faults of outlines.
#include "geo/shape_faults.h"

#include "geo/area.h"
#include "geo/local_chart.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace tilth::geo {
namespace {

/// One ring or line without the vertex that only closes it.
struct Outline {
  const Geometry& g;
  std::size_t from, count;
  bool ring;

  Outline(const Geometry& geometry, std::size_t path)
      : g(geometry),
        from(geometry.path_begin(path)),
        count(geometry.path_end(path) - from),
        ring(geometry.polygonal()) {
    if (ring && count > 1 && g.x[from] == g.x[from + count - 1] && g.y[from] == g.y[from + count - 1]) --count;
  }
  [[nodiscard]] double x(std::size_t i) const { return g.x[from + i % count]; }
  [[nodiscard]] double y(std::size_t i) const { return g.y[from + i % count]; }
  [[nodiscard]] bool near(std::size_t i, std::size_t j, double degrees) const {
    return std::abs(x(i) - x(j)) <= degrees && std::abs(y(i) - y(j)) <= degrees;
  }
};

std::size_t distinct_vertices(const Outline& o) {
  std::vector<std::pair<double, double>> seen;
  for (std::size_t i = 0; i < o.count && seen.size() < 3; ++i) {
    const std::pair<double, double> vertex{o.x(i), o.y(i)};
    if (std::find(seen.begin(), seen.end(), vertex) == seen.end()) seen.push_back(vertex);
  }
  return seen.size();
}

/// Vertices that say nothing new: in a row, and around a ring's end (last = first, last two = first two).
std::vector<std::size_t> repeated(const Outline& o, double degrees) {
  std::vector<std::size_t> found;
  for (std::size_t i = 1; i < o.count; ++i) {
    if (o.near(i - 1, i, degrees)) found.push_back(i);
  }
  if (!o.ring || o.count < 2) return found;
  if (o.near(o.count - 1, 0, degrees)) {
    if (found.empty() || found.back() != o.count - 1) found.push_back(o.count - 1);
  } else if (o.count >= 5 && o.near(o.count - 2, 0, degrees) && o.near(o.count - 1, 1, degrees)) {
    for (const std::size_t vertex : {o.count - 2, o.count - 1}) {
      if (std::find(found.begin(), found.end(), vertex) == found.end()) found.push_back(vertex);
    }
  }
  return found;
}

/// Degrees between the legs to the vertices before and after; 180 is straight on.
double angle_at(const Outline& o, std::size_t before, std::size_t at, std::size_t after) {
  const double narrow = std::cos(o.y(at) * (std::numbers::pi / 180));
  const double ax = (o.x(before) - o.x(at)) * narrow, ay = o.y(before) - o.y(at);
  const double bx = (o.x(after) - o.x(at)) * narrow, by = o.y(after) - o.y(at);
  return std::abs(std::atan2(ax * by - ay * bx, ax * bx + ay * by)) * (180 / std::numbers::pi);
}

class FaultFinder {
 public:
  explicit FaultFinder(const ShapeLimits& limits) : limits_(limits) {}

  void look(const Geometry& g) {
    for (const Geometry& member : g.members) look(member);
    if (g.kind == Kind::point || g.kind == Kind::multi_point) {
      ring_ += g.path_ends.size();
      return;
    }
    for (std::size_t path = 0; path < g.path_ends.size(); ++path, ++ring_) look(Outline{g, path});
  }
  std::vector<ShapeFault> take() { return std::move(faults_); }

 private:
  void add(FaultKind kind, const Outline& o, std::size_t vertex, double value = 0) {
    ShapeFault fault{.kind = kind, .ring = ring_, .vertex = vertex, .value = value};
    if (std::isfinite(o.x(vertex)) && std::isfinite(o.y(vertex))) fault.lon = o.x(vertex), fault.lat = o.y(vertex);
    faults_.push_back(std::move(fault));
  }

  void look(const Outline& o) {
    const std::size_t legs = o.ring ? o.count : o.count - 1;
    if (distinct_vertices(o) < (o.ring ? 3U : 2U)) add(FaultKind::few_vertices, o, 0);
    for (const std::size_t vertex : repeated(o, limits_.repeat_degrees)) add(FaultKind::repeated_vertex, o, vertex);
    for (std::size_t i = 0; i < legs; ++i) {
      const double dx = o.x(i + 1) - o.x(i), dy = o.y(i + 1) - o.y(i);
      if ((std::abs(dx) + std::abs(dy)) * kMetresPerDegree <= limits_.leg_m) continue;  // too short whatever its way
      const double metres = distance_m(o.x(i), o.y(i), o.x(i + 1), o.y(i + 1));
      if (metres > limits_.leg_m) add(FaultKind::long_leg, o, i, metres);
    }
    spikes(o);
  }

  /// Repeated vertices do not hide a spike: each leg goes to the next vertex elsewhere.
  void spikes(const Outline& o) {
    corners_.clear();
    for (std::size_t i = 0; i < o.count; ++i) {
      if (corners_.empty() || o.x(i) != o.x(corners_.back()) || o.y(i) != o.y(corners_.back())) corners_.push_back(i);
    }
    const std::size_t n = corners_.size();
    if (n < 3) return;
    for (std::size_t i = o.ring ? 0 : 1; i < (o.ring ? n : n - 1); ++i) {
      const double degrees = angle_at(o, corners_[(i + n - 1) % n], corners_[i], corners_[(i + 1) % n]);
      if (degrees < limits_.spike_degrees) add(FaultKind::spike, o, corners_[i], degrees);
    }
  }

  ShapeLimits limits_;
  std::size_t ring_ = 0;
  std::vector<std::size_t> corners_;
  std::vector<ShapeFault> faults_;
};

}  // namespace

std::vector<ShapeFault> shape_faults(const Geometry& geometry, const ShapeLimits& limits, const Validity* known) {
  FaultFinder finder{limits};
  finder.look(geometry);
  std::vector<ShapeFault> faults = finder.take();
  const Validity verdict = known != nullptr ? *known : validity(geometry);
  if (!verdict.valid) {
    faults.insert(faults.begin(),
                  {.kind = FaultKind::invalid, .lon = verdict.lon, .lat = verdict.lat, .reason = verdict.reason});
  }
  return faults;
}

std::optional<Geometry> without_repeated_vertices(const Geometry& geometry, double repeat_degrees) {
  Geometry out{.kind = geometry.kind};
  bool changed = false;
  for (const Geometry& member : geometry.members) {
    auto mended = without_repeated_vertices(member, repeat_degrees);
    changed = changed || mended;
    out.members.push_back(mended ? *std::move(mended) : member);
  }
  if (geometry.kind == Kind::point || geometry.kind == Kind::multi_point) return std::nullopt;
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part) {
    for (std::size_t path = geometry.part_begin(part); path < geometry.part_end(part); ++path) {
      const Outline o{geometry, path};
      const std::vector<std::size_t> drop = repeated(o, repeat_degrees);
      const std::size_t first = out.x.size();
      for (std::size_t i = 0; i < o.count; ++i) {
        if (std::find(drop.begin(), drop.end(), i) != drop.end()) continue;
        out.x.push_back(o.x(i));
        out.y.push_back(o.y(i));
      }
      if (!drop.empty() && out.x.size() - first < (o.ring ? 3U : 2U)) return std::nullopt;
      changed = changed || !drop.empty();
      if (o.count < geometry.path_end(path) - o.from) {  // it was closed
        out.x.push_back(out.x[first]);
        out.y.push_back(out.y[first]);
      }
      out.close_path();
    }
    out.close_part();
  }
  return changed ? std::optional{std::move(out)} : std::nullopt;
}

}  // namespace tilth::geo
