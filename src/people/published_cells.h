// SPDX-License-Identifier: Apache-2.0
// What an outsider can work out from published tables: cells, the sums that bind them, and the audit (methods 3.9).
#pragma once

#include "people/count_table.h"

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace tilth::people {

enum class Shown : std::uint8_t {
  value,      ///< published
  primary,    ///< kept back since it is small: 0 < count < k
  secondary,  ///< kept back so that no primary can be worked out; shown by the same sign
};

/// A cell of a table that was published, or is about to be. `key` has a category or "" (total) for each dimension.
struct PublishedCell {
  std::vector<std::string> key;
  std::int64_t count = 0;  ///< the truth, kept back cells too: publications are stored inside the programme
  Shown shown = Shown::value;
};
struct PublishedTable {
  std::vector<std::string> dimensions;
  std::vector<PublishedCell> cells;  ///< inner cells and every total
  std::int64_t k = 0;                ///< the limit it was published under
  std::int64_t state = 0;  ///< 0: the state of knowledge of the table asked for; else a number for another one
};

/// All cells of tables about the same people. A cell that stands in several tables of one state of knowledge is one;
/// sums bind cells to their totals, and larger categories to those they hold. What stands in tables of two states
/// differs by those who came in, or went out, in between.
class PublishedCells {
 public:
  explicit PublishedCells(const Hierarchy& hierarchy) : hierarchy_(hierarchy) {}

  /// Numbers of the table's cells, in their order. A cell that another table showed stays shown; one that another
  /// table kept back is kept back. Nothing when a count contradicts an earlier table: they are not of the same state.
  std::optional<std::vector<int>> add(const PublishedTable& table);
  /// Call when all tables are in. A dimension without a total in its table (a period) binds a larger category to those
  /// inside it and a remainder nobody was shown: the rest of the year, and records of an unknown month. A remainder
  /// below the highest limit of the tables is a primary: it may not be worked out either. False when a larger category
  /// has fewer people than those inside it: the tables are not of the same state.
  ///
  /// A cell of another state is bound to the same cell of state 0, or of a period around it or inside it, by their
  /// difference: a remainder as well, and a primary where it is small, since it counts those who came in or went out.
  /// That it has one sign is granted to the outsider, who may guess that nothing else has changed. What all of it
  /// follows from is known already (`know` before) is given away and no primary.
  [[nodiscard]] bool bind();
  /// What the table shows is known to whoever has it, though another table kept it back. @pre add(table)
  void know(const PublishedTable& table);

  struct Line {
    int total = 0;
    std::vector<int> parts;
  };
  [[nodiscard]] std::size_t size() const { return counts_.size(); }
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  [[nodiscard]] std::int64_t count(int cell) const { return counts_[static_cast<std::size_t>(cell)]; }
  [[nodiscard]] Shown shown(int cell) const { return shown_[static_cast<std::size_t>(cell)]; }
  void show(int cell, Shown how) { shown_[static_cast<std::size_t>(cell)] = how; }

  struct Range {
    int cell = 0;
    double lower = 0, upper = 0;  ///< whole numbers; upper INFINITY when nothing bounds it
  };
  /// For each primary cell the least and the most it may be, for one who knows all that is shown and that no count is
  /// negative. Nothing when a group of cells that hang together has more than `most_cells` kept back.
  /// @param of those alone whose group holds one of these cells; all when empty
  [[nodiscard]] std::optional<std::vector<Range>> audit(std::size_t most_cells, const std::vector<bool>& of = {}) const;
  /// The same for these primaries alone, however many stand beside them.
  [[nodiscard]] std::optional<std::vector<Range>> audit_of(const std::vector<int>& primaries) const;
  /// Number of the group of each kept-back cell, -1 for shown ones: sums bind cells of one group alone.
  [[nodiscard]] std::vector<int> groups() const;
  /// Cells of the tables; those from here on are remainders.
  [[nodiscard]] std::size_t remainders_from() const { return in_tables_; }

 private:
  void keep(int total, std::vector<int> parts);
  int remainder(std::int64_t count, Shown how);
  void bind_states(std::int64_t limit);
  /// @param only these primaries; all of the group when empty
  [[nodiscard]] std::optional<std::vector<Range>> ranges(const std::vector<int>& group, int wanted,
                                                         std::size_t most_cells, const std::set<int>& only = {}) const;
  const Hierarchy& hierarchy_;
  std::unordered_map<std::string, int> numbers_;  ///< canonical text of the cell's conditions -> number
  std::vector<std::int64_t> counts_;
  std::vector<Shown> shown_;
  std::vector<PublishedTable> tables_;
  std::vector<bool> known_;  ///< shown to whoever has the tables given to know()
  std::size_t in_tables_ = 0;
  std::vector<Line> lines_;
  std::set<std::vector<int>> kept_;  ///< each line once: its parts, then its total
};

/// True when an outsider's range of every primary cell reaches down to 0 and up to k at least.
bool protects(const std::vector<PublishedCells::Range>& ranges, std::int64_t k);

}  // namespace tilth::people
