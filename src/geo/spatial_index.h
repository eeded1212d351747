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
    if (nodes_.empty() || window.empty()) return;
    std::uint32_t stack[kFan * kMostLevels];
    std::size_t depth = 0;
    stack[depth++] = static_cast<std::uint32_t>(nodes_.size() - 1);
    while (depth > 0) {
      const Node& node = nodes_[stack[--depth]];
      if (!node.box.meets(window)) continue;
      if (!node.leaf) {
        for (std::uint32_t i = 0; i < node.count; ++i) stack[depth++] = node.first + i;
        continue;
      }
      for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
        if (boxes_[i].meets(window)) visit(numbers_[i]);
      }
    }
  }
  [[nodiscard]] std::vector<std::uint32_t> in(const Box& window) const;  ///< sorted
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  static constexpr std::uint32_t kFan = 8;          // 8: fastest of 4, 8, 16 on a million hazards
  static constexpr std::uint32_t kMostLevels = 12;  // 8^11 boxes are more than 32-bit numbers

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
