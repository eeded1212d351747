// SPDX-License-Identifier: Apache-2.0
// The border of one polygon, cut where it goes in under others or comes out, with a count kept along it.
#pragma once

#include "geo/crossings.h"

#include <cstdint>
#include <vector>

namespace tilth::geo {

/// Says of every stretch of a border how many other polygons lie over it, or whether it lies where it should. What the
/// kernels of coverage.h and remainder.h sum. Reused from polygon to polygon, so that nothing is allocated; one thread
/// each.
class CountedBorder {
 public:
  /// Takes up the border of a polygon; its stretches count `start`.
  /// @pre valid, its box within_kernel_range()
  void take(const Geometry& polygon, const Box& box, int start = 0);

  /// Adds `step` to the count of each stretch inside the other polygon. `first` says which of the two counts as shifted
  /// (Crossings): so that all pairs of a group agree, the polygons of a group have an order, and first is the earlier.
  /// False when the walk does not close, which would be a fault of the kernel.
  /// @pre valid, its box within_kernel_range() and meeting the border's
  bool meet(const Geometry& other, const Box& other_box, bool first, int step);

  /// Calls visit(path, count, x1, y1, x2, y2) for every stretch, ring by ring and in the order of each.
  template <typename Visit>
  void each_stretch(Visit&& visit) {
    sort_turns();
    auto turn = turns_.begin();
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      const Edge& edge = edges_[i];
      int count = edge.count;
      double x = edge.x1, y = edge.y1;
      for (; turn != turns_.end() && turn->edge == i; ++turn) {
        visit(edge.path, count, x, y, turn->x, turn->y);
        x = turn->x, y = turn->y;
        count += turn->step;
      }
      visit(edge.path, count, x, y, edge.x2, edge.y2);
    }
  }

 private:
  struct Edge {
    double x1, y1, x2, y2;
    std::uint32_t path;
    int count;  ///< at its start
  };
  struct Turn {  ///< where an edge goes in under another polygon or comes out
    std::uint32_t edge;
    int step;
    double at, x, y;
  };
  void sort_turns();

  const Geometry* polygon_ = nullptr;
  Box box_;
  Crossings crossings_;
  std::vector<Edge> edges_;
  std::vector<Turn> turns_;
};

}  // namespace tilth::geo
