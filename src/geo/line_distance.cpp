// SPDX-License-Identifier: Apache-2.0
#include "geo/line_distance.h"

#include "geo/area.h"
#include "geo/local_chart.h"

#include <algorithm>
#include <cmath>

namespace tilth::geo {
namespace {

constexpr std::size_t kPiece = 32;  // segments: a border of 10,000 vertices is 300 boxes to look at

struct Spot {
  double x, y;  // metres from the middle of the shape
};
struct Edge {
  Spot a, b;
};
struct Best {
  double squared = std::numeric_limits<double>::infinity();
  Spot of_shape{}, of_line{};
};

double squared(const Spot& a, const Spot& b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

Spot nearest_on(const Edge& edge, const Spot& spot) {
  const double dx = edge.b.x - edge.a.x, dy = edge.b.y - edge.a.y, length = dx * dx + dy * dy;
  if (length == 0) return edge.a;
  const double along = std::clamp(((spot.x - edge.a.x) * dx + (spot.y - edge.a.y) * dy) / length, 0.0, 1.0);
  return {edge.a.x + along * dx, edge.a.y + along * dy};
}

double side(const Edge& edge, const Spot& spot) {
  return (edge.b.x - edge.a.x) * (spot.y - edge.a.y) - (edge.b.y - edge.a.y) * (spot.x - edge.a.x);
}

/// Two edges that cross have no end as their nearest point.
std::optional<Spot> crossing(const Edge& edge, const Edge& line) {
  const double a = side(line, edge.a), b = side(line, edge.b), c = side(edge, line.a), d = side(edge, line.b);
  if (a * b >= 0 || c * d >= 0) return std::nullopt;
  const double along = a / (a - b);
  return Spot{edge.a.x + along * (edge.b.x - edge.a.x), edge.a.y + along * (edge.b.y - edge.a.y)};
}

void improve(Best& best, const Spot& of_shape, const Spot& of_line) {
  const double distance = squared(of_shape, of_line);
  if (distance < best.squared) best = {distance, of_shape, of_line};
}

void look(Best& best, const Edge& edge, const Edge& line) {
  if (const auto met = crossing(edge, line)) return improve(best, *met, *met);
  for (const Spot& spot : {edge.a, edge.b}) improve(best, spot, nearest_on(line, spot));
  for (const Spot& spot : {line.a, line.b}) improve(best, nearest_on(edge, spot), spot);
}

/// The plane about a shape: metres east and north of the middle of its box.
class Plane {
 public:
  explicit Plane(const Box& box)
      : lon_((box.west + box.east) / 2), lat_((box.south + box.north) / 2), terms_(LocalChart{lon_, lat_}.terms()) {}

  [[nodiscard]] Spot spot(double lon, double lat) const {
    return {(lon - lon_) * terms_.east, (lat - lat_) * terms_.north};
  }
  [[nodiscard]] double lon(const Spot& spot) const { return lon_ + spot.x / terms_.east; }
  [[nodiscard]] double lat(const Spot& spot) const { return lat_ + spot.y / terms_.north; }
  /// The square of the gap between two boxes, in m2; no distance between what lies in them is smaller.
  [[nodiscard]] double gap(const Box& a, const Box& b) const {
    const double x = std::max({0.0, a.west - b.east, b.west - a.east}) * terms_.east;
    const double y = std::max({0.0, a.south - b.north, b.south - a.north}) * terms_.north;
    return x * x + y * y;
  }

 private:
  double lon_, lat_;
  LocalChart::Terms terms_;
};

void edges_of(const Geometry& shape, const Plane& plane, std::vector<Edge>& edges) {
  for (const Geometry& member : shape.members) edges_of(member, plane, edges);
  for (std::size_t path = 0; path < shape.path_ends.size(); ++path) {
    const std::size_t from = shape.path_begin(path), to = shape.path_end(path);
    for (std::size_t i = from; i < to; ++i) {
      if (i + 1 == to && to - from > 1) break;
      const std::size_t next = std::min(i + 1, to - 1);
      edges.push_back({plane.spot(shape.x[i], shape.y[i]), plane.spot(shape.x[next], shape.y[next])});
    }
  }
}

}  // namespace

LineDistance::LineDistance(std::span<const GeometryPtr> lines) {
  for (const GeometryPtr& line : lines)
    if (line) add(*line);
  for (std::size_t from = 0; from < segments_.size(); from += kPiece) {
    Piece piece{{}, from, std::min(from + kPiece, segments_.size())};
    for (std::size_t i = piece.from; i < piece.to; ++i) {
      piece.box.add(segments_[i].x1, segments_[i].y1);
      piece.box.add(segments_[i].x2, segments_[i].y2);
    }
    pieces_.push_back(piece);
  }
}

void LineDistance::add(const Geometry& line) {
  for (const Geometry& member : line.members) add(member);
  for (std::size_t path = 0; path < line.path_ends.size(); ++path)
    for (std::size_t i = line.path_begin(path); i + 1 < line.path_end(path); ++i)
      segments_.push_back({line.x[i], line.y[i], line.x[i + 1], line.y[i + 1]});
}

std::optional<LineDistance::Nearest> LineDistance::nearest(const Geometry& shape) const {
  const Box box = shape.box();
  if (pieces_.empty() || box.empty()) return std::nullopt;
  const Plane plane{box};
  std::vector<Edge> edges;
  edges_of(shape, plane, edges);
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < pieces_.size(); ++i) order.emplace_back(plane.gap(pieces_[i].box, box), i);
  std::sort(order.begin(), order.end());
  Best best;
  for (const auto& [gap, number] : order) {
    if (gap >= best.squared) break;
    for (std::size_t i = pieces_[number].from; i < pieces_[number].to; ++i) {
      const Segment& segment = segments_[i];
      const Edge line{plane.spot(segment.x1, segment.y1), plane.spot(segment.x2, segment.y2)};
      for (const Edge& edge : edges) look(best, edge, line);
    }
  }
  const double lon = plane.lon(best.of_line), lat = plane.lat(best.of_line);
  return Nearest{distance_m(plane.lon(best.of_shape), plane.lat(best.of_shape), lon, lat), lon, lat};
}

}  // namespace tilth::geo
