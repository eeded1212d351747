// SPDX-License-Identifier: Apache-2.0
// The disclosure gate: every published table about people passes it (methods 3.9; DESIGN 8).
#pragma once

#include "people/published_cells.h"

#include <string>
#include <vector>

namespace tilth::people {

struct GatePolicy {
  std::int64_t k = 10;  ///< cells of 1 to k-1 people are kept back; 10 for the public, 5 for partners inside
  Hierarchy hierarchy;  ///< what places, months and the like roll up to
  /// Categories of too few people are merged into larger ones at once (methods 3.9), not kept back one by one. Unasked
  /// it is done where the table cannot be shown otherwise, and in a table too large to be solved of whose categories
  /// more than half are small.
  bool roll_up_small = false;
  /// Tables with more cells that are kept back or may be are protected by boxes (people/protecting_moves.h).
  std::size_t most_solved = 4'000;
};

/// What was given up so that the rest could be shown.
struct RollUp {
  std::string dimension;
  bool dropped = false;  ///< left out whole; else its categories were merged into their larger ones
};

struct GateResult {
  PublishedTable table;                       ///< cells in the order of the lattice; nothing in it when `withheld`
  std::vector<PublishedCells::Range> ranges;  ///< by cell number of `table`: what an outsider knows of each primary
  std::vector<RollUp> rolled_up;
  bool by_boxes = false;  ///< too large to be solved: `ranges` are what was proved, and may be wider
  bool withheld = false;  ///< even the total is too small, or nothing can be shown beside what was published earlier
};

/// Keeps back small cells, and others so that no small one can be worked out: an outsider's range of each reaches from
/// 0 to k at least, whatever was published `earlier` about the same people. What the table says beside one of another
/// state of knowledge counts as well: how many came in or went out in between is a cell like any other. Tables of a
/// lower limit went to fewer readers (partners inside): they are no excuse to show a small cell to all, and those
/// readers, who have both, learn no more of what was kept back from them either. The ranges are worked out exactly;
/// where a table is too large for that, each small cell gets two tables as a proof that nobody can tell from the true
/// one, and where it finds none the table is rolled up until it does (fails closed). The same table and policy give the
/// same result.
/// @throws std::invalid_argument when k < 2 or the table's sizes disagree
GateResult pass_gate(const CountTable& table, const GatePolicy& policy,
                     const std::vector<PublishedTable>& earlier = {});

/// Whether the table may be shown as it is, small cells too, as what records say of which each is one among enough: no
/// cell that was kept back earlier is in it or can be worked out by it, at any limit.
bool may_show_all(const PublishedTable& table, const GatePolicy& policy, const std::vector<PublishedTable>& earlier);

}  // namespace tilth::people
