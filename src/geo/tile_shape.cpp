// SPDX-License-Identifier: Apache-2.0
// Projecting, clipping, rounding, simplifying, and mending what rounding broke (reference geo 3.9).
#include "geo/tile_shape.h"

#include "geo/enclosed_land.h"
#include "geo/geos_bridge.h"
#include "geo/predicates.h"
#include "geo/rings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tilth::geo {
namespace {

constexpr double kRadian = std::numbers::pi / 180;

/// std::round for what a tile's grid can hold, without a call.
double whole(double x) { return static_cast<double>(static_cast<std::int64_t>(x < 0 ? x - 0.5 : x + 0.5)); }

/// Twice the area; positive for a shell (y points south).
double turn_of(const double* x, const double* y, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < n; ++i) sum += x[i] * y[i + 1] - x[i + 1] * y[i];
  return sum;
}

double distance2_to_segment(double px, double py, double ax, double ay, double bx, double by) {
  const double dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((px - ax) * dx + (py - ay) * dy) / length2 : 0;
  t = std::clamp(t, 0.0, 1.0);
  const double ex = px - ax - t * dx, ey = py - ay - t * dy;
  return ex * ex + ey * ey;
}

void append_ring(Geometry& out, const double* x, const double* y, std::size_t n, bool shell) {
  const bool turned = (turn_of(x, y, n) > 0) != shell;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t from = turned ? n - 1 - i : i;
    out.x.push_back(x[from]);
    out.y.push_back(y[from]);
  }
  out.close_path();
}

/// One unit wide from a to b: what stays of land that rounding would swallow.
void append_sliver(Geometry& out, double ax, double ay, double bx, double by) {
  std::array<double, 5> x{}, y{};
  if (ax == bx && ay == by) {
    x = {ax, ax + 1, ax + 1, ax, ax};
    y = {ay, ay, ay + 1, ay + 1, ay};
  } else {
    const bool along = std::abs(bx - ax) >= std::abs(by - ay);
    const double nx = along ? 0 : 1, ny = along ? 1 : 0;
    x = {ax, bx, bx + nx, ax + nx, ax};
    y = {ay, by, by + ny, ay + ny, ay};
  }
  append_ring(out, x.data(), y.data(), x.size(), true);
  out.close_part();
}

void clear(Geometry& geometry, Kind kind) {
  geometry.kind = kind;
  geometry.x.clear();
  geometry.y.clear();
  geometry.path_ends.clear();
  geometry.part_ends.clear();
  geometry.members.clear();
}

}  // namespace

TileShaper::TileShaper(const TilePlace& tile, TileGrid grid)
    : set_(tile.set), grid_(grid), low_(-grid.buffer), high_(grid.extent + grid.buffer) {
  const double units = std::ldexp(static_cast<double>(grid.extent), tile.level);
  scale_u_ = units * set_->columns / 360;
  offset_u_ = 180 * scale_u_ - static_cast<double>(tile.column) * grid.extent;
  scale_v_ = units;
  offset_v_ = -static_cast<double>(tile.row) * grid.extent;
}

std::span<const TileShape> TileShaper::shapes(const Geometry& geometry) {
  count_ = 0;
  add(geometry);
  return {made_.data(), count_};
}

TileShape& TileShaper::next() {
  if (count_ == made_.size()) made_.emplace_back();
  TileShape& shape = made_[count_];
  shape.dust = false;
  return shape;
}

void TileShaper::add(const Geometry& geometry) {
  for (const Geometry& member : geometry.members) add(member);
  if (geometry.x.empty()) return;
  project(geometry);
  if (reach_.west > high_ || reach_.east < low_ || reach_.south > high_ || reach_.north < low_) return;
  to_clip_ = reach_.west < low_ || reach_.east > high_ || reach_.south < low_ || reach_.north > high_;
  TileShape& shape = next();
  const int dimension = geometry.dimension();
  clear(shape.geometry, dimension == 0 ? Kind::multi_point : dimension == 1 ? Kind::multi_line : Kind::multi_polygon);
  bool some = false;
  if (dimension == 0) {
    some = add_points(shape);
  } else if (dimension == 1) {
    some = add_lines(geometry, shape);
  } else {
    some = add_polygons(geometry, shape);
  }
  if (!some) return;
  if (shape.geometry.part_ends.size() == 1)
    shape.geometry.kind = static_cast<Kind>(static_cast<int>(shape.geometry.kind) - 3);
  ++count_;
}

void TileShaper::project(const Geometry& g) {
  const std::size_t n = g.x.size();
  x_.resize(n);
  y_.resize(n);
  double west = g.x[0], east = g.x[0], south = g.y[0], north = g.y[0];
  for (std::size_t i = 0; i < n; ++i) {
    west = std::min(west, g.x[i]);
    east = std::max(east, g.x[i]);
    south = std::min(south, g.y[i]);
    north = std::max(north, g.y[i]);
  }
  for (std::size_t i = 0; i < n; ++i) x_[i] = g.x[i] * scale_u_ + offset_u_;
  if (!set_->mercator) {
    const double down = -scale_v_ / 180, at = scale_v_ / 2 + offset_v_;
    for (std::size_t i = 0; i < n; ++i) y_[i] = g.y[i] * down + at;
  } else if (north - south < 0.1 && north < 80 && south > -80) {
    // v by its Taylor series about the middle: at 0.05 degrees and 80 north the fifth term is below 1e-12 of the plane.
    const double middle = (south + north) / 2, s = std::sin(middle * kRadian), c2 = 1 - s * s,
                 secant = 1 / std::sqrt(c2);
    const double tangent2 = s * s / c2, tangent = s * secant;
    const double k = -scale_v_ / (2 * std::numbers::pi);
    const double v0 = tile_v(*set_, middle) * scale_v_ + offset_v_;
    const double v1 = k * secant * kRadian;
    const double v2 = k * secant * tangent / 2 * kRadian * kRadian;
    const double v3 = k * secant * (1 + 2 * tangent2) / 6 * kRadian * kRadian * kRadian;
    const double v4 = k * secant * tangent * (5 + 6 * tangent2) / 24 * kRadian * kRadian * kRadian * kRadian;
    for (std::size_t i = 0; i < n; ++i) {
      const double d = g.y[i] - middle;
      y_[i] = v0 + d * (v1 + d * (v2 + d * (v3 + d * v4)));
    }
  } else {
    for (std::size_t i = 0; i < n; ++i) y_[i] = tile_v(*set_, g.y[i]) * scale_v_ + offset_v_;
  }
  reach_ = {};
  for (std::size_t i = 0; i < n; ++i) reach_.add(x_[i], y_[i]);
}

bool TileShaper::add_points(TileShape& out) const {
  for (std::size_t i = 0; i < x_.size(); ++i) {
    if (x_[i] < low_ || x_[i] > high_ || y_[i] < low_ || y_[i] > high_) continue;
    out.geometry.x.push_back(whole(x_[i]));
    out.geometry.y.push_back(whole(y_[i]));
    out.geometry.close_path();
    out.geometry.close_part();
  }
  return !out.geometry.x.empty();
}

namespace {

/// The piece of a segment inside the square (Liang and Barsky 1984): false where there is none.
bool clipped(double low, double high, double& ax, double& ay, double& bx, double& by) {
  double from = 0, to = 1;
  const double dx = bx - ax, dy = by - ay;
  const auto side = [&](double p, double q) {
    if (p == 0) return q >= 0;
    const double t = q / p;
    if (p < 0)
      from = std::max(from, t);
    else
      to = std::min(to, t);
    return from <= to;
  };
  if (!side(-dx, ax - low) || !side(dx, high - ax) || !side(-dy, ay - low) || !side(dy, high - ay)) return false;
  const double x0 = ax, y0 = ay;
  if (to < 1) bx = x0 + to * dx, by = y0 + to * dy;
  if (from > 0) ax = x0 + from * dx, ay = y0 + from * dy;
  return true;
}

/// Marks what Douglas and Peucker (1973) keep between two vertices that stay.
void mark_kept(const std::vector<double>& x, const std::vector<double>& y, std::size_t first, std::size_t last,
               double tolerance2, std::vector<char>& keep, std::vector<std::pair<std::size_t, std::size_t>>& stack) {
  stack.clear();
  stack.emplace_back(first, last);
  while (!stack.empty()) {
    const auto [from, to] = stack.back();
    stack.pop_back();
    double worst = tolerance2;
    std::size_t at = 0;
    for (std::size_t i = from + 1; i < to; ++i) {
      const double away = distance2_to_segment(x[i], y[i], x[from], y[from], x[to], y[to]);
      if (away > worst) {
        worst = away;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = 1;
    stack.emplace_back(from, at);
    stack.emplace_back(at, to);
  }
}

void keep_marked(std::vector<double>& x, std::vector<double>& y, const std::vector<char>& keep) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (keep[i] == 0) continue;
    x[kept] = x[i];
    y[kept++] = y[i];
  }
  x.resize(kept);
  y.resize(kept);
}

}  // namespace

bool TileShaper::add_lines(const Geometry& geometry, TileShape& out) {
  Geometry& g = out.geometry;
  const auto flush = [&] {
    if (ring_.x.empty()) return;
    if (ring_.x.size() == 1) {  // shorter than the grid: one unit of it stays
      ring_.x.push_back(ring_.x[0] + 1);
      ring_.y.push_back(ring_.y[0]);
    }
    keep_.assign(ring_.x.size(), 0);
    keep_.front() = keep_.back() = 1;
    mark_kept(ring_.x, ring_.y, 0, ring_.x.size() - 1, 0.25, keep_, stack_);
    keep_marked(ring_.x, ring_.y, keep_);
    g.x.insert(g.x.end(), ring_.x.begin(), ring_.x.end());
    g.y.insert(g.y.end(), ring_.y.begin(), ring_.y.end());
    g.close_path();
    g.close_part();
    ring_.x.clear();
    ring_.y.clear();
  };
  const auto put = [&](double x, double y) {
    x = whole(x), y = whole(y);
    if (!ring_.x.empty() && ring_.x.back() == x && ring_.y.back() == y) return;
    ring_.x.push_back(x);
    ring_.y.push_back(y);
  };
  ring_.x.clear();
  ring_.y.clear();
  std::size_t begin = 0;
  for (const std::size_t end : geometry.path_ends) {
    double last_x = 0, last_y = 0;
    for (std::size_t i = begin + 1; i < end; ++i) {
      double ax = x_[i - 1], ay = y_[i - 1], bx = x_[i], by = y_[i];
      if (to_clip_ && !clipped(low_, high_, ax, ay, bx, by)) continue;
      if (ring_.x.empty() || ax != last_x || ay != last_y) {
        flush();
        put(ax, ay);
      }
      put(bx, by);
      last_x = bx, last_y = by;
    }
    flush();
    begin = end;
  }
  return !g.x.empty();
}

/// Sutherland and Hodgman (1974), one side after the other; an edge along the square may be run through twice, which
/// the check of validity finds.
void TileShaper::clip_ring() {
  const auto against = [&](auto inside, auto cut) {
    other_.x.clear();
    other_.y.clear();
    const std::size_t n = ring_.x.size();
    for (std::size_t i = 0; i + 1 < n; ++i) {
      const double ax = ring_.x[i], ay = ring_.y[i], bx = ring_.x[i + 1], by = ring_.y[i + 1];
      const bool a_in = inside(ax, ay), b_in = inside(bx, by);
      if (a_in) {
        other_.x.push_back(ax);
        other_.y.push_back(ay);
      }
      if (a_in != b_in) {
        const auto [x, y] = cut(ax, ay, bx, by);
        other_.x.push_back(x);
        other_.y.push_back(y);
      }
    }
    if (!other_.x.empty()) {
      other_.x.push_back(other_.x.front());
      other_.y.push_back(other_.y.front());
    }
    std::swap(ring_, other_);
  };
  const auto cut_x = [](double at) {
    return [at](double ax, double ay, double bx, double by) {
      return std::pair{at, ay + (at - ax) / (bx - ax) * (by - ay)};
    };
  };
  const auto cut_y = [](double at) {
    return [at](double ax, double ay, double bx, double by) {
      return std::pair{ax + (at - ay) / (by - ay) * (bx - ax), at};
    };
  };
  const double low = low_, high = high_;
  against([low](double x, double) { return x >= low; }, cut_x(low));
  against([high](double x, double) { return x <= high; }, cut_x(high));
  against([low](double, double y) { return y >= low; }, cut_y(low));
  against([high](double, double y) { return y <= high; }, cut_y(high));
}

/// The polygons with rounded rings, simplified where tolerance > 0. Rings that collapse leave a sliver (shells) or
/// nothing (holes). False when nothing is left.
bool TileShaper::outline(const Geometry& geometry, double tolerance, Geometry& out) {
  clear(out, Kind::multi_polygon);
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part) {
    bool shell = true;
    for (std::size_t path = geometry.part_begin(part); path < geometry.part_end(part); ++path) {
      const std::size_t from = geometry.path_begin(path), to = geometry.path_end(path);
      ring_.x.assign(x_.begin() + static_cast<std::ptrdiff_t>(from), x_.begin() + static_cast<std::ptrdiff_t>(to));
      ring_.y.assign(y_.begin() + static_cast<std::ptrdiff_t>(from), y_.begin() + static_cast<std::ptrdiff_t>(to));
      if (ring_.x.front() != ring_.x.back() || ring_.y.front() != ring_.y.back()) {
        ring_.x.push_back(ring_.x.front());
        ring_.y.push_back(ring_.y.front());
      }
      if (to_clip_) clip_ring();
      if (ring_.x.empty()) {
        if (shell) break;  // its holes are away too
        continue;
      }
      std::size_t n = 0;
      for (std::size_t i = 0; i < ring_.x.size(); ++i) {
        const double x = whole(ring_.x[i]), y = whole(ring_.y[i]);
        if (n > 0 && ring_.x[n - 1] == x && ring_.y[n - 1] == y) continue;
        ring_.x[n] = x;
        ring_.y[n++] = y;
      }
      ring_.x.resize(n);
      ring_.y.resize(n);
      // The vertex farthest from the first: both stay.
      std::size_t far = 0;
      double farthest = 0;
      for (std::size_t i = 1; i < n; ++i) {
        const double dx = ring_.x[i] - ring_.x[0], dy = ring_.y[i] - ring_.y[0], away = dx * dx + dy * dy;
        if (away > farthest) {
          farthest = away;
          far = i;
        }
      }
      const double ax = ring_.x[0], ay = ring_.y[0], bx = ring_.x[far], by = ring_.y[far];
      if (n > 4 && tolerance > 0) {
        keep_.assign(n, 0);
        keep_.front() = keep_.back() = keep_[far] = 1;
        mark_kept(ring_.x, ring_.y, 0, far, tolerance * tolerance, keep_, stack_);
        mark_kept(ring_.x, ring_.y, far, n - 1, tolerance * tolerance, keep_, stack_);
        keep_marked(ring_.x, ring_.y, keep_);
        n = ring_.x.size();
      }
      const bool collapsed = n < 4 || turn_of(ring_.x.data(), ring_.y.data(), n) == 0;
      if (!collapsed) {
        append_ring(out, ring_.x.data(), ring_.y.data(), n, shell);
      } else if (shell) {
        append_sliver(out, ax, ay, bx, by);
        break;
      }
      shell = false;
    }
    if (!out.path_ends.empty() && (out.part_ends.empty() || out.part_ends.back() != out.path_ends.size()))
      out.close_part();
  }
  return !out.x.empty();
}

namespace {

/// Whether rings go round more than holes take.
bool land_left(const Geometry& g) {
  double left = 0;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const std::size_t from = g.path_begin(path);
    left += turn_of(&g.x[from], &g.y[from], g.path_end(path) - from);
  }
  return left != 0;
}

Geometry snapped_by_geos(const Geometry& rounded) {
  const geos::Shape sound = geos::sound_shape_of(rounded);
  const geos::Shape snapped{GEOSGeom_setPrecision_r(geos::context(), sound.get(), 1, 0)};
  return snapped ? geos::geometry_of(snapped.get(), 2) : Geometry{};
}

}  // namespace

bool TileShaper::add_polygons(const Geometry& geometry, TileShape& out) {
  if (reach_.east - reach_.west <= grid_.dust && reach_.north - reach_.south <= grid_.dust) {
    const double x = std::floor((reach_.west + reach_.east) / 2 / kDustSide) * kDustSide;
    const double y = std::floor((reach_.south + reach_.north) / 2 / kDustSide) * kDustSide;
    const std::array<double, 5> xs{x, x + kDustSide, x + kDustSide, x, x}, ys{y, y, y + kDustSide, y + kDustSide, y};
    append_ring(out.geometry, xs.data(), ys.data(), xs.size(), true);
    out.geometry.close_part();
    out.dust = true;
    return true;
  }
  for (const double tolerance : {0.5, 1.0, 2.0}) {
    if (!outline(geometry, tolerance, out.geometry)) return false;
    if (clearly_valid(out.geometry)) return true;
  }
  // Bow-ties, parts over one another, clipped rings that run along the edge twice.
  if (!outline(geometry, 0, out.geometry)) return false;
  const Geometry rounded = out.geometry;
  std::optional<Geometry> land = enclosed_land(rounded);
  if (!land) land = snapped_by_geos(rounded);
  clear(out.geometry, Kind::multi_polygon);
  for (std::size_t part = 0; part < land->part_ends.size(); ++part) {
    for (std::size_t path = land->part_begin(part); path < land->part_end(part); ++path) {
      const std::size_t from = land->path_begin(path), n = land->path_end(path) - from;
      append_ring(out.geometry, &land->x[from], &land->y[from], n, path == land->part_begin(part));
    }
    out.geometry.close_part();
  }
  if (out.geometry.x.empty()) {
    if (to_clip_ && !land_left(rounded)) return false;  // the tile lies in a hole
    const std::size_t last = rounded.x.size() - 1;
    append_sliver(out.geometry, rounded.x[0], rounded.y[0], rounded.x[last / 2], rounded.y[last / 2]);
  }
  return true;
}

bool TileShaper::label_point(const Geometry& g, double& x, double& y) const {
  if (!g.polygonal() || g.x.empty()) return false;
  // The middle of the longest stretch inside along the parallel through the box's middle; a little off it where a
  // vertex lies there.
  const Box box = g.box();
  const double lat = box.south + (box.north - box.south) * 0.50000123;
  thread_local std::vector<double> crossings;
  crossings.clear();
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    each_edge(g, g.path_begin(path), g.path_end(path), [&](double x1, double y1, double x2, double y2) {
      if ((y1 <= lat) != (y2 <= lat)) crossings.push_back(x1 + (lat - y1) / (y2 - y1) * (x2 - x1));
    });
  }
  std::sort(crossings.begin(), crossings.end());
  double widest = -1, lon = 0;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    if (crossings[i + 1] - crossings[i] > widest) {
      widest = crossings[i + 1] - crossings[i];
      lon = (crossings[i] + crossings[i + 1]) / 2;
    }
  }
  if (widest < 0) return false;
  x = std::floor(lon * scale_u_ + offset_u_);
  y = std::floor(tile_v(*set_, lat) * scale_v_ + offset_v_);
  return x >= 0 && x < grid_.extent && y >= 0 && y < grid_.extent;
}

}  // namespace tilth::geo
