// SPDX-License-Identifier: Apache-2.0
// Large tables: people moved between cells so that every published number stays as it is (methods 3.9).
#pragma once

#include "people/published_cells.h"

#include <array>
#include <map>
#include <unordered_map>
#include <vector>

namespace tilth::people {

/// What proves that a primary may be anything from 0 to k: two other tables that an outsider cannot tell from the true
/// one, in which it is 0 and at least k. Each is the true one with people moved around the corners of boxes; along some
/// dimensions a box gives to one category what it takes from another, along the rest it changes the totals as well, so
/// that these are kept back too. Nothing has to be solved, so that a table of 10,000 cells takes seconds;
/// more cells are kept back than must be, and a primary without such boxes has no proof though it may be safe.
class ProtectingMoves {
 public:
  /// @param numbers of the lattice's cells in `cells` @param may_hide by number in `cells`
  ProtectingMoves(PublishedCells& cells, const Lattice& lattice, const std::vector<int>& numbers,
                  const std::vector<bool>& may_hide, std::int64_t k);

  static constexpr std::size_t kMostWithout = 2;  ///< primaries without a box that are worth solving
  /// Keeps back what the boxes need. Gives those of `wanted` (primaries, by number in `cells`) that find none, and
  /// gives up when they are more than kMostWithout.
  std::vector<int> protect(const std::vector<int>& wanted);

 private:
  struct Step {
    int cell;
    std::int64_t sign;
  };
  using Box = std::vector<Step>;
  struct Target {
    std::size_t at = 0;  ///< the lattice's cell that is moved
    std::int64_t down = 0, up = 0;
  };
  bool target_of(int cell, Target& target) const;
  bool move(std::size_t at, std::int64_t people, bool up);
  bool best_box(std::size_t at, bool up, std::int64_t people, Box& best, std::int64_t& fits) const;
  /// @param sums dimensions along which the category and the total are moved alike
  bool cheapest(std::size_t at, const std::vector<bool>& sums, bool up, std::int64_t people, Box& best,
                std::int64_t& fits) const;
  static constexpr std::size_t kMostEdges = 8;  ///< dimensions of a table
  struct Edges {
    std::size_t start = 0;               ///< a corner: a cell of the lattice
    std::size_t count = 0, turning = 0;  ///< how many, and by bits which turn to another category, not to the total
    std::array<std::size_t, kMostEdges> by{};  ///< from a corner to the next
  };
  /// Steps of a box, and how many people it moves; false when it may not be used or keeps back `most` people or more.
  bool box(const Edges& edges, std::int64_t sign, Box& steps, std::int64_t& fits, double& cost, double most) const;

  PublishedCells& cells_;
  const Lattice& lattice_;
  const std::vector<int>& numbers_;
  const std::vector<bool>& may_hide_;
  std::int64_t k_;
  std::unordered_map<int, std::size_t> at_;  ///< number -> the lattice's cell
  std::vector<bool> fixed_;                  ///< by number: a sum beyond the table would not survive
  std::map<int, std::vector<Step>> after_;   ///< remainders that take up a change of a cell
  std::map<int, Step> remainder_of_;  ///< remainder -> the lattice's cell that moves it; its index, not its number
  std::vector<std::vector<int>> lines_of_;  ///< by number: lines that the cell is in
  std::vector<std::int64_t> moved_;         ///< by number, in the table that is being made
  mutable std::size_t tried_ = 0;           ///< corners looked at
};

}  // namespace tilth::people
