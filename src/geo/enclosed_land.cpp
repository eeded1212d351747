// SPDX-License-Identifier: Apache-2.0
// By Boost.Polygon, whose sweep works in whole numbers; its rings are cut where they touch themselves.
#include "geo/enclosed_land.h"

#include "geo/predicates.h"

#include <boost/polygon/polygon.hpp>

#include <unordered_map>

namespace tilth::geo {
namespace {

namespace bp = boost::polygon;
using Point = bp::point_data<int>;
using LandSet = bp::polygon_set_data<int>;
using Part = bp::polygon_with_holes_data<int>;
using Ring = std::vector<Point>;

/// Twice the area, positive against the clock. The last vertex need not repeat the first.
template <typename Points>
std::int64_t turn_of(const Points& points) {
  std::int64_t sum = 0;
  auto last = points.end();
  --last;
  for (auto at = points.begin(); at != points.end(); last = at++)
    sum += std::int64_t{last->x()} * at->y() - std::int64_t{at->x()} * last->y();
  return sum;
}

std::vector<Part> parts_of(const std::vector<Ring>& rings, const bp::direction_1d& direction) {
  LandSet set;
  for (const Ring& ring : rings) set.insert_vertex_sequence(ring.begin(), ring.end(), direction, false);
  std::vector<Part> parts;
  set.get(parts);
  return parts;
}

/// Rings that visit no vertex twice, for one that may.
void cut(const Ring& ring, std::vector<Ring>& into) {
  std::unordered_map<std::int64_t, std::size_t> at;
  Ring path;
  const auto key = [](const Point& p) { return (std::int64_t{p.x()} << 32) ^ static_cast<std::uint32_t>(p.y()); };
  for (const Point& point : ring) {
    const auto seen = at.find(key(point));
    if (seen == at.end()) {
      at.emplace(key(point), path.size());
      path.push_back(point);
      continue;
    }
    Ring loop(path.begin() + static_cast<std::ptrdiff_t>(seen->second), path.end());
    for (std::size_t i = seen->second + 1; i < path.size(); ++i) at.erase(key(path[i]));
    path.resize(seen->second + 1);
    if (turn_of(loop) != 0) into.push_back(std::move(loop));
  }
  if (path.size() > 2 && turn_of(path) != 0) into.push_back(std::move(path));
}

void append(const Ring& ring, Geometry& out) {
  for (const Point& point : ring) {
    out.x.push_back(point.x());
    out.y.push_back(point.y());
  }
  out.x.push_back(ring.front().x());
  out.y.push_back(ring.front().y());
  out.close_path();
}

/// False where it takes more than a look at the rings to say which hole is in which shell.
bool append(const Part& part, Geometry& out) {
  std::vector<Ring> shells, holes;
  std::vector<Ring> rings;
  cut(Ring(part.begin(), part.end()), rings);
  if (rings.empty()) return true;
  const bool up = turn_of(Ring(part.begin(), part.end())) > 0;
  for (Ring& ring : rings) ((turn_of(ring) > 0) == up ? shells : holes).push_back(std::move(ring));
  for (auto hole = part.begin_holes(); hole != part.end_holes(); ++hole) {
    rings.clear();
    cut(Ring(hole->begin(), hole->end()), rings);
    for (Ring& ring : rings) holes.push_back(std::move(ring));
  }
  if (shells.size() > 1 && !holes.empty()) return false;
  for (const Ring& shell : shells) {
    append(shell, out);
    for (const Ring& hole : holes) append(hole, out);
    out.close_part();
  }
  return true;
}

}  // namespace

std::optional<Geometry> enclosed_land(const Geometry& geometry) {
  std::vector<Ring> rings;
  for (std::size_t path = 0; path < geometry.path_ends.size(); ++path) {
    Ring ring;
    for (std::size_t i = geometry.path_begin(path); i + 1 < geometry.path_end(path); ++i)
      ring.emplace_back(static_cast<int>(geometry.x[i]), static_cast<int>(geometry.y[i]));
    if (ring.size() < 3) continue;
    rings.push_back(std::move(ring));
  }
  // Each direction by itself: what the one goes round is not to be taken off what the other does.
  std::vector<Part> parts = parts_of(rings, bp::COUNTERCLOCKWISE);
  const std::vector<Part> others = parts_of(rings, bp::CLOCKWISE);
  if (parts.empty()) {
    parts = others;
  } else if (!others.empty()) {
    LandSet all;
    all.insert(parts.begin(), parts.end());
    all.insert(others.begin(), others.end());
    parts.clear();
    all.get(parts);
  }
  Geometry land;
  land.kind = Kind::multi_polygon;
  for (const Part& part : parts) {
    if (!append(part, land)) return std::nullopt;
  }
  if (!land.x.empty() && !validity(land).valid) return std::nullopt;
  return land;
}

}  // namespace tilth::geo
