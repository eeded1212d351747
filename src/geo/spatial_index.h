// SPDX-License-Identifier: Apache-2.0
// Which boxes meet: a packed Hilbert R-tree for windows, a banded sweep for all pairs (reference geo 3.2).
#pragma once

#include "geo/geometry.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tilth::geo {

/// Built once from boxes, then only read; any number of threads may ask. An empty box is never found.
class SpatialIndex {
 public:
  SpatialIndex() = default;
  explicit SpatialIndex(std::span<const Box> boxes);

  /// Calls visit(number) for each box that meets the window, in no order that means anything.
  template <typename Visit>
  void each(const Box& window, Visit&& visit) const {
    if (nodes_.empty() || window.empty() || !nodes_.back().box.meets(window)) return;
    std::uint32_t stack[kFan * kMostLevels];
    std::size_t depth = 0;
    stack[depth++] = static_cast<std::uint32_t>(nodes_.size() - 1);
    while (depth > 0) {
      const Node& node = nodes_[stack[--depth]];
      if (node.leaf) {
        for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
          if (meet(boxes_[i], window)) visit(numbers_[i]);
        }
      } else {
        for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
          if (meet(nodes_[i].box, window)) stack[depth++] = i;
        }
      }
    }
  }
  [[nodiscard]] std::vector<std::uint32_t> in(const Box& window) const;  ///< sorted
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  static constexpr std::uint32_t kFan = 4;          // 4: fastest of 4, 8, 16 for points in 100,000 hazards
  static constexpr std::uint32_t kMostLevels = 17;  // 4^16 boxes are all that 32-bit numbers can count

  /// Box::meets() without four branches that no processor can foresee.
  static bool meet(const Box& a, const Box& b) {
    return (a.west <= b.east) & (b.west <= a.east) & (a.south <= b.north) & (b.south <= a.north);
  }

  struct Node {
    Box box;
    std::uint32_t first = 0;  // of its boxes, or of its nodes
    std::uint32_t count = 0;
    bool leaf = true;
  };
  std::vector<Box> boxes_;              // in Hilbert order
  std::vector<std::uint32_t> numbers_;  // which box each was
  std::vector<Node> nodes_;             // leaves first, the root last
};

/// Every pair of boxes that meet, the smaller number first, sorted.
std::vector<std::pair<std::uint32_t, std::uint32_t>> meeting_pairs(std::span<const Box> boxes, unsigned threads = 1);

}  // namespace tilth::geo
