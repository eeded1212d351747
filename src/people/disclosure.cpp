// SPDX-License-Identifier: Apache-2.0
// The disclosure gate.
#include "people/disclosure.h"

#include "stats/linear_program.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <stdexcept>

namespace tilth::people {
namespace {

// Found by trying tables of casualties: below these an audit takes seconds, above them minutes.
constexpr std::size_t kMostCells = 4'000;          // of all tables together, for the search by equations
constexpr std::size_t kMostPrimaries = 400;        // kept back for their size
constexpr std::size_t kMostCandidates = 14;        // for the search through all sets
constexpr std::size_t kMostSets = 3'000;           // of those, audited
constexpr std::size_t kMostSecondariesTried = 60;  // to be shown again

/// Secondary cells so that every primary may be anything from 0 to k: for each a change of the table is looked for that
/// keeps all sums, and the cells it moves are kept back. The cheapest change hides the fewest people.
class SecondarySearch {
 public:
  SecondarySearch(PublishedCells& cells, const std::vector<bool>& may_hide, std::int64_t k)
      : cells_(cells), may_hide_(may_hide), k_(k) {
    const auto n = static_cast<int>(cells.size());
    std::vector<double> lower(cells.size() * 2, 0.0), upper(cells.size() * 2, 0.0);
    for (int cell = 0; cell < n; ++cell) {
      if (!movable(cell)) continue;
      upper[up(cell)] = std::numeric_limits<double>::infinity();
      upper[down(cell)] = static_cast<double>(cells.count(cell));
    }
    std::vector<stats::Equation> equations;
    for (const PublishedCells::Line& line : cells.lines()) {
      stats::Equation equation;
      const auto add = [&](int cell, double sign) {
        equation.terms.emplace_back(static_cast<int>(up(cell)), sign);
        equation.terms.emplace_back(static_cast<int>(down(cell)), -sign);
      };
      add(line.total, -1);
      for (const int part : line.parts) add(part, 1);
      equations.push_back(std::move(equation));
    }
    program_ = std::make_unique<stats::LinearProgram>(lower, upper, equations);
  }

  /// False when some primary cannot be protected.
  bool protect_all() {
    std::vector<int> primaries;
    for (int cell = 0; cell < static_cast<int>(cells_.size()); ++cell) {
      if (cells_.shown(cell) == Shown::primary) primaries.push_back(cell);
    }
    // The largest first: what hides them often hides the small ones too.
    std::stable_sort(primaries.begin(), primaries.end(),
                     [&](int a, int b) { return cells_.count(a) > cells_.count(b); });
    return std::all_of(primaries.begin(), primaries.end(), [&](int cell) {
      const auto count = static_cast<double>(cells_.count(cell));
      return move(cell, 0, count) && move(cell, std::max(0.0, static_cast<double>(k_) - count), 0);
    });
  }

 private:
  static std::size_t up(int cell) { return 2 * static_cast<std::size_t>(cell); }
  static std::size_t down(int cell) { return 2 * static_cast<std::size_t>(cell) + 1; }
  [[nodiscard]] bool movable(int cell) const {
    return cells_.shown(cell) != Shown::value || may_hide_[static_cast<std::size_t>(cell)];
  }

  bool move(int cell, double more, double fewer) {
    const auto number_up = static_cast<int>(up(cell)), number_down = static_cast<int>(down(cell));
    program_->bound(number_up, more, more);
    program_->bound(number_down, fewer, fewer);
    stats::Terms costs;
    for (int other = 0; other < static_cast<int>(cells_.size()); ++other) {
      if (!movable(other) || cells_.shown(other) != Shown::value) continue;
      // Empty cells stand as they are where anything else will do.
      const double cost = cells_.count(other) == 0 ? 1e4 : 1 + static_cast<double>(cells_.count(other));
      costs.emplace_back(static_cast<int>(up(other)), cost);
      costs.emplace_back(static_cast<int>(down(other)), cost);
    }
    const auto found = program_->least(costs);
    program_->bound(number_up, 0, std::numeric_limits<double>::infinity());
    program_->bound(number_down, 0, static_cast<double>(cells_.count(cell)));
    if (!found || found->variables.empty()) return false;
    for (int other = 0; other < static_cast<int>(cells_.size()); ++other) {
      if (cells_.shown(other) != Shown::value) continue;
      if (found->variables[up(other)] > 1e-7 || found->variables[down(other)] > 1e-7)
        cells_.show(other, Shown::secondary);
    }
    return true;
  }

  PublishedCells& cells_;
  const std::vector<bool>& may_hide_;
  std::int64_t k_;
  std::unique_ptr<stats::LinearProgram> program_;
};

bool sound(const PublishedCells& cells, std::int64_t k) {
  const auto ranges = cells.audit(kMostCells);
  return ranges && protects(*ranges, k);
}

/// Tries every set of cells in the order of the people it hides, up to `most` people; true when one protects.
bool smallest_set(PublishedCells& cells, const std::vector<int>& candidates, std::int64_t k, std::int64_t most) {
  struct Set {
    std::int64_t people = 0;
    std::uint32_t members = 0;
    std::size_t next = 0;  ///< candidates from here on may still join
    bool operator>(const Set& other) const {
      return people != other.people ? people > other.people : members > other.members;
    }
  };
  std::priority_queue<Set, std::vector<Set>, std::greater<>> queue;
  queue.push({});
  for (std::size_t tried = 0; !queue.empty() && tried < kMostSets; ++tried) {
    const Set set = queue.top();
    queue.pop();
    if (set.people >= most) return false;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      cells.show(candidates[i], (set.members >> i & 1) != 0 ? Shown::secondary : Shown::value);
    if (sound(cells, k)) return true;
    for (std::size_t i = set.next; i < candidates.size(); ++i)
      queue.push({set.people + cells.count(candidates[i]), set.members | std::uint32_t{1} << i, i + 1});
  }
  return false;
}

/// Keeps back what must be in `cells`, of which those in `own` may be hidden. False when it cannot be done or proved.
bool keep_back(PublishedCells& cells, const std::vector<int>& own, std::int64_t k) {
  std::vector<bool> may_hide(cells.size(), false);
  std::size_t primaries = 0;
  for (int cell = 0; cell < static_cast<int>(cells.size()); ++cell) primaries += cells.shown(cell) == Shown::primary;
  if (primaries > kMostPrimaries || cells.size() > kMostCells) return false;
  for (const int cell : own) may_hide[static_cast<std::size_t>(cell)] = cells.shown(cell) == Shown::value;
  if (sound(cells, k)) return true;

  SecondarySearch search{cells, may_hide, k};
  if (!search.protect_all() || !sound(cells, k)) return false;

  // Each change was cheap on its own; together they may hide more than they must.
  std::vector<int> hidden;
  std::int64_t people = 0;
  for (const int cell : own) {
    if (cells.shown(cell) == Shown::secondary && may_hide[static_cast<std::size_t>(cell)]) {
      hidden.push_back(cell);
      people += cells.count(cell);
    }
  }
  std::stable_sort(hidden.begin(), hidden.end(), [&](int a, int b) { return cells.count(a) > cells.count(b); });
  if (hidden.size() <= kMostSecondariesTried) {
    std::erase_if(hidden, [&](int cell) {
      cells.show(cell, Shown::value);
      if (sound(cells, k)) {
        people -= cells.count(cell);
        return true;
      }
      cells.show(cell, Shown::secondary);
      return false;
    });
  }
  std::vector<int> candidates;
  for (const int cell : own) {
    // Cells that hide as many people as the set at hand can be in no smaller one.
    if (may_hide[static_cast<std::size_t>(cell)] && cells.count(cell) > 0 && cells.count(cell) < people)
      candidates.push_back(cell);
  }
  if (candidates.size() > kMostCandidates) return true;
  const std::vector<int> before = hidden;
  if (!smallest_set(cells, candidates, k, people)) {
    for (const int cell : candidates) cells.show(cell, Shown::value);
    for (const int cell : before) cells.show(cell, Shown::secondary);
  }
  return true;
}

PublishedTable drawn(const Lattice& lattice, std::int64_t k) {
  PublishedTable table;
  table.k = k;
  for (const Dimension& dimension : lattice.dimensions()) table.dimensions.push_back(dimension.name);
  for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
    const std::int64_t count = lattice.count(cell);
    table.cells.push_back({lattice.key(cell), count, count > 0 && count < k ? Shown::primary : Shown::value});
  }
  return table;
}

/// Whether those who have tables of a lower limit as well still cannot work out what those kept back.
bool safe_with_lower_limits(const PublishedTable& table, const GatePolicy& policy,
                            const std::vector<PublishedTable>& earlier) {
  std::set<std::int64_t> limits;
  for (const PublishedTable& one : earlier)
    if (one.k < policy.k) limits.insert(one.k);
  return std::all_of(limits.begin(), limits.end(), [&](std::int64_t limit) {
    PublishedCells cells{policy.hierarchy};
    std::vector<const PublishedTable*> known{&table};
    for (const PublishedTable& one : earlier)
      if (one.k >= limit) known.push_back(&one);
    for (const PublishedTable* one : known)
      if (!cells.add(*one)) return false;
    for (const PublishedTable* one : known) cells.know(*one);
    if (!cells.bind()) return false;
    auto ranges = cells.audit(kMostCells);
    if (!ranges) return false;
    // What has fewer than the lower limit was small to them; the rest they may know.
    std::erase_if(*ranges, [&](const PublishedCells::Range& range) { return cells.count(range.cell) >= limit; });
    return protects(*ranges, limit);
  });
}

std::optional<GateResult> tried(const CountTable& table, const GatePolicy& policy,
                                const std::vector<PublishedTable>& earlier) {
  GateResult result;
  result.table = drawn(Lattice{table}, policy.k);
  PublishedCells cells{policy.hierarchy};
  std::int64_t k = policy.k;
  for (const PublishedTable& one : earlier) {
    if (one.k < policy.k) continue;  // went to fewer readers
    if (!cells.add(one)) return std::nullopt;
    // What was kept back earlier under a higher limit stays as wide as it was promised.
    k = std::max(k, one.k);
  }
  for (const PublishedTable& one : earlier)
    if (one.k >= policy.k) cells.know(one);
  const std::size_t known = cells.size();  // a cell that was shown once can be hidden no more
  std::vector<bool> is_public(known);
  for (std::size_t cell = 0; cell < known; ++cell)
    is_public[cell] = cells.shown(static_cast<int>(cell)) == Shown::value;
  const auto own = cells.add(result.table);
  if (!own || !cells.bind()) return std::nullopt;
  std::vector<int> may_hide = *own;
  std::erase_if(may_hide, [&](int cell) {
    return static_cast<std::size_t>(cell) < known && is_public[static_cast<std::size_t>(cell)];
  });
  if (!keep_back(cells, may_hide, k)) return std::nullopt;
  const auto ranges = cells.audit(kMostCells);
  if (!ranges || !protects(*ranges, k)) return std::nullopt;
  for (std::size_t i = 0; i < own->size(); ++i) {
    result.table.cells[i].shown = cells.shown((*own)[i]);
    const auto range = std::find_if(ranges->begin(), ranges->end(),
                                    [&](const PublishedCells::Range& r) { return r.cell == (*own)[i]; });
    if (range != ranges->end()) result.ranges.push_back({static_cast<int>(i), range->lower, range->upper});
  }
  if (!safe_with_lower_limits(result.table, policy, earlier)) return std::nullopt;
  return result;
}

/// The next coarser table: the longest dimension whose categories have larger ones is merged into those; where there is
/// none, the longest is left out. Nothing when there is no dimension left.
std::optional<CountTable> coarser(const CountTable& table, const GatePolicy& policy, RollUp& how) {
  std::vector<std::size_t> longest_first;  // a period is the question itself: it is never given up
  for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
    if (table.dimensions[d].total) longest_first.push_back(d);
  }
  std::stable_sort(longest_first.begin(), longest_first.end(), [&](std::size_t a, std::size_t b) {
    return table.dimensions[a].categories.size() > table.dimensions[b].categories.size();
  });
  for (const std::size_t d : longest_first) {
    const auto larger = policy.hierarchy.find(table.dimensions[d].name);
    if (larger == policy.hierarchy.end()) continue;
    CountTable fewer = merged(table, d, larger->second);
    if (fewer.dimensions[d].categories == table.dimensions[d].categories) continue;
    how = {table.dimensions[d].name, false};
    return fewer;
  }
  if (longest_first.empty()) return std::nullopt;
  how = {table.dimensions[longest_first[0]].name, true};
  return without(table, longest_first[0]);
}

}  // namespace

GateResult pass_gate(const CountTable& table, const GatePolicy& policy, const std::vector<PublishedTable>& earlier) {
  if (policy.k < 2) throw std::invalid_argument("a gate that keeps nothing back");
  std::vector<RollUp> rolled_up;
  std::optional<CountTable> now = table;
  while (now) {
    if (auto result = tried(*now, policy, earlier)) {
      result->rolled_up = std::move(rolled_up);
      const auto shows_people = [](const PublishedCell& cell) { return cell.shown == Shown::value && cell.count > 0; };
      const bool nobody = result->table.cells.back().count == 0;  // a table of nobody hides nothing
      if (!nobody && std::none_of(result->table.cells.begin(), result->table.cells.end(), shows_people)) {
        result->table.cells.clear();
        result->ranges.clear();
        result->withheld = true;
      }
      return *std::move(result);
    }
    RollUp how;
    now = coarser(*now, policy, how);
    if (now) rolled_up.push_back(how);
  }
  GateResult nothing;
  nothing.rolled_up = std::move(rolled_up);
  nothing.withheld = true;
  return nothing;
}

}  // namespace tilth::people
