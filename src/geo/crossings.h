// SPDX-License-Identifier: Apache-2.0
// Where the boundaries of two polygons cross, and which stretches of each lie inside the other (reference geo 3.3).
#pragma once

#include "geo/geometry.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tilth::geo {

/// Finds the crossings of two valid polygons or multipolygons. There is no doubtful case: the first polygon counts as
/// shifted by an infinitely small step (d, d2), east and far less north, which decides every touch, shared vertex and
/// shared border one way and the same way everywhere. Areas change by nothing when a polygon moves by nothing, so what
/// is summed from the stretches is right all the same. All signs come from exact orientation.
///
/// Reused from pair to pair, so that nothing is allocated; one thread each.
class Crossings {
 public:
  struct Edge {
    double x1, y1, x2, y2;
    double west, south, east, north;
    std::uint32_t path;     ///< of the polygon
    std::uint32_t ordinal;  ///< among all edges of the polygon that have a length
    bool follows;           ///< the edge before it in its ring is in the window too
  };
  struct Crossing {
    std::uint32_t edge[2];  ///< in edges(0), edges(1)
    double at[2];           ///< 0..1 along each
    double x, y;            ///< one place for both boundaries, so that pieces close
  };

  /// Takes up two polygons. Only edges that meet the common box matter.
  /// @pre both valid (even-odd is then inside), coordinates within_kernel_range(), boxes that meet
  void find(const Geometry& first, const Box& first_box, const Geometry& second, const Box& second_box);

  [[nodiscard]] const std::vector<Edge>& edges(int side) const { return edges_[side]; }

  /// Calls visit(edge, inside, crossings) for the edges of one side (0 or 1) in the window: whether the edge starts
  /// inside the other polygon, and where it crosses, in order. Edges that are left out lie outside the other polygon.
  /// False when a walk around a ring does not come back to where it started, which would be a fault of the kernel.
  template <typename Visit>
  bool walk(int side, Visit&& visit) {
    order_by(side);
    const std::vector<Edge>& edges = edges_[side];
    bool closes = true;
    for (std::size_t low = 0; low < edges.size();) {
      std::size_t high = low, start = low;
      while (high < edges.size() && edges[high].path == edges[low].path) ++high;
      while (start < high && edges[start].follows) ++start;
      const bool whole = start == high;
      if (whole) start = low;
      const bool at_start = whole && starts_inside(side, edges[start]);
      bool inside = at_start;
      for (std::size_t k = 0; k < high - low; ++k) {
        const std::size_t i = start + k < high ? start + k : start + k - (high - low);
        if (!edges[i].follows && !(whole && k == 0)) {
          closes = closes && !inside;
          inside = false;
        }
        const std::span<const Crossing* const> on_edge = crossings_of(i);
        visit(edges[i], inside, on_edge);
        inside = inside != (on_edge.size() % 2 == 1);
      }
      closes = closes && inside == at_start;
      low = high;
    }
    return closes;
  }

 private:
  void collect(int side, const Geometry& g, const Box& window);
  void cross(std::uint32_t first, std::uint32_t second);
  void cross_all();
  void order_by(int side);
  [[nodiscard]] std::span<const Crossing* const> crossings_of(std::size_t edge) const {
    return {order_.data() + order_ends_[edge], order_ends_[edge + 1] - order_ends_[edge]};
  }
  [[nodiscard]] bool starts_inside(int side, const Edge& edge) const;

  const Geometry* polygon_[2] = {nullptr, nullptr};
  std::vector<Edge> edges_[2];
  std::vector<Crossing> crossings_;
  std::vector<const Crossing*> order_;
  std::vector<std::uint32_t> order_ends_;
  std::vector<std::uint32_t> sweep_[2];
};

}  // namespace tilth::geo
