// SPDX-License-Identifier: Apache-2.0
// Crossings of two boundaries, the first shifted by nothing.
#include "geo/crossings.h"

#include "geo/rings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tilth::geo {
namespace {

/// Side of a point of the shifted polygon to a line p to q of the other: the determinant grows by dx d2 - dy d.
bool left_of_second(double turn, double px, double py, double qx, double qy) {
  if (turn != 0) return turn > 0;
  return py != qy ? qy < py : qx > px;
}
/// Side of a point of the other polygon to a line p to q of the shifted one: the same with the sign turned.
bool left_of_first(double turn, double px, double py, double qx, double qy) {
  if (turn != 0) return turn > 0;
  return py != qy ? qy > py : qx < px;
}

/// How far from 1 to 2 the line is met, given the determinants of both ends.
double share(double one, double two) { return std::clamp(one / (one - two), 0.0, 1.0); }

}  // namespace

void Crossings::collect(int side, const Geometry& g, const Box& window) {
  std::vector<Edge>& edges = edges_[side];
  edges.clear();
  std::uint32_t ordinal = 0;
  for (std::size_t path = 0; path < g.path_ends.size(); ++path) {
    const std::size_t first = edges.size();
    bool before = false, first_edge = false, any = false;
    each_edge(g, g.path_begin(path), g.path_end(path), [&](double x1, double y1, double x2, double y2) {
      const double west = std::min(x1, x2), east = std::max(x1, x2), south = std::min(y1, y2), north = std::max(y1, y2);
      const bool in = west <= window.east && window.west <= east && south <= window.north && window.south <= north;
      if (in) {
        edges.push_back({x1, y1, x2, y2, west, south, east, north, static_cast<std::uint32_t>(path), ordinal, before});
      }
      if (!any) first_edge = in;
      any = true;
      before = in;
      ++ordinal;
    });
    if (first_edge && before) edges[first].follows = true;  // the ring's last edge leads to its first
  }
}

void Crossings::cross(std::uint32_t first, std::uint32_t second) {
  const Edge& a = edges_[0][first];
  const Edge& b = edges_[1][second];
  double a1 = orientation(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1), a2 = orientation(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2);
  if (left_of_second(a1, b.x1, b.y1, b.x2, b.y2) == left_of_second(a2, b.x1, b.y1, b.x2, b.y2)) return;
  double b1 = orientation(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1), b2 = orientation(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2);
  if (left_of_first(b1, a.x1, a.y1, a.x2, a.y2) == left_of_first(b2, a.x1, a.y1, a.x2, a.y2)) return;
  // Nearly parallel: the signs are right, the values too rough to say how far along.
  const double sizes = (a.east - a.west + a.north - a.south) * (b.east - b.west + b.north - b.south);
  if (std::abs(a1 - a2) < 1e-6 * sizes) {
    a1 = exact_orientation(b.x1, b.y1, b.x2, b.y2, a.x1, a.y1);
    a2 = exact_orientation(b.x1, b.y1, b.x2, b.y2, a.x2, a.y2);
    b1 = exact_orientation(a.x1, a.y1, a.x2, a.y2, b.x1, b.y1);
    b2 = exact_orientation(a.x1, a.y1, a.x2, a.y2, b.x2, b.y2);
  }
  const double on_a = share(a1, a2), on_b = share(b1, b2);
  const double from_end = share(a2, a1);
  const bool near_start = on_a < 0.5;
  crossings_.push_back({.edge = {first, second},
                        .at = {on_a, on_b},
                        .x = near_start ? a.x1 + on_a * (a.x2 - a.x1) : a.x2 + from_end * (a.x1 - a.x2),
                        .y = near_start ? a.y1 + on_a * (a.y2 - a.y1) : a.y2 + from_end * (a.y1 - a.y2)});
}

void Crossings::cross_all() {
  const std::vector<Edge>&first = edges_[0], &second = edges_[1];
  constexpr std::size_t kMostForAllPairs = 4096;
  if (first.size() * second.size() <= kMostForAllPairs) {
    for (std::uint32_t i = 0; i < first.size(); ++i) {
      const Edge& a = first[i];
      for (std::uint32_t j = 0; j < second.size(); ++j) {
        const Edge& b = second[j];
        if (a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north) cross(i, j);
      }
    }
    return;
  }
  for (int side : {0, 1}) {
    sweep_[side].resize(edges_[side].size());
    std::iota(sweep_[side].begin(), sweep_[side].end(), 0U);
    std::sort(sweep_[side].begin(), sweep_[side].end(),
              [&, side](std::uint32_t i, std::uint32_t j) { return edges_[side][i].west < edges_[side][j].west; });
  }
  const auto scan = [this](const Edge& edge, int others, std::size_t from, const auto& found) {
    for (std::size_t k = from; k < sweep_[others].size(); ++k) {
      const Edge& other = edges_[others][sweep_[others][k]];
      if (other.west > edge.east) break;
      if (other.south <= edge.north && edge.south <= other.north) found(sweep_[others][k]);
    }
  };
  for (std::size_t i = 0, j = 0; i < first.size() && j < second.size();) {
    const std::uint32_t a = sweep_[0][i], b = sweep_[1][j];
    if (first[a].west <= second[b].west) {
      scan(first[a], 1, j, [&](std::uint32_t other) { cross(a, other); });
      ++i;
    } else {
      scan(second[b], 0, i, [&](std::uint32_t other) { cross(other, b); });
      ++j;
    }
  }
}

void Crossings::find(const Geometry& first, const Box& first_box, const Geometry& second, const Box& second_box) {
  polygon_[0] = &first;
  polygon_[1] = &second;
  const Box window{std::max(first_box.west, second_box.west), std::max(first_box.south, second_box.south),
                   std::min(first_box.east, second_box.east), std::min(first_box.north, second_box.north)};
  collect(0, first, window);
  collect(1, second, window);
  crossings_.clear();
  cross_all();
}

void Crossings::order_by(int side) {
  order_.clear();
  for (const Crossing& crossing : crossings_) order_.push_back(&crossing);
  std::sort(order_.begin(), order_.end(), [side](const Crossing* one, const Crossing* two) {
    if (one->edge[side] != two->edge[side]) return one->edge[side] < two->edge[side];
    if (one->at[side] != two->at[side]) return one->at[side] < two->at[side];
    return one->edge[1 - side] < two->edge[1 - side];  // the same order on every run
  });
  order_ends_.assign(edges_[side].size() + 1, 0);
  for (const Crossing& crossing : crossings_) ++order_ends_[crossing.edge[side] + 1];
  for (std::size_t i = 1; i < order_ends_.size(); ++i) order_ends_[i] += order_ends_[i - 1];
}

bool Crossings::starts_inside(int side, const Edge& edge) const {
  const Geometry& other = *polygon_[1 - side];
  const double x = edge.x1, y = edge.y1;
  bool inside = false;
  for (std::size_t path = 0; path < other.path_ends.size(); ++path) {
    each_edge(other, other.path_begin(path), other.path_end(path), [&](double x1, double y1, double x2, double y2) {
      // A vertex of the shifted polygon lies a hair north of one at the same latitude.
      const bool above1 = side == 0 ? y1 <= y : y1 < y, above2 = side == 0 ? y2 <= y : y2 < y;
      if (above1 == above2 || (x1 < x && x2 < x)) return;
      const double turn = orientation(x1, y1, x2, y2, x, y);
      const bool left = side == 0 ? left_of_second(turn, x1, y1, x2, y2) : left_of_first(turn, x1, y1, x2, y2);
      if (left == above1) inside = !inside;
    });
  }
  return inside;
}

}  // namespace tilth::geo
