// SPDX-License-Identifier: Apache-2.0
// The disclosure gate.
#include "people/disclosure.h"

#include "people/protecting_moves.h"
#include "stats/linear_program.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
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
constexpr std::size_t kMostProofs = 15'000;        // ranges worked out for them: a second
constexpr std::size_t kMostSecondariesTried = 60;  // to be shown again
constexpr std::size_t kMostWork = 60'000;          // cells times small ones: three seconds; 450'000 took twenty
constexpr std::size_t kMostAudited = 240'000;      // as much, once and without a search: about as long
constexpr std::size_t kMostSolved = 300;           // kept back in a group that boxes protect: exact within a second
constexpr std::size_t kMostSolvedPrimaries = 60;

/// A table among those published earlier.
struct Together {
  PublishedCells cells;
  std::vector<int> own;        ///< numbers of the table's cells, in their order
  std::vector<bool> may_hide;  ///< by number: cells of the table that nobody was shown
  std::vector<bool> changed;  ///< by number: cells of sums that hold through this table alone. What hangs together with
                              ///< none of them is as it was when it was published
};

/// Sums by the cells of the tables in them; a remainder has no name that two audits share.
using Sums = std::set<std::pair<int, std::vector<int>>>;
std::pair<int, std::vector<int>> sum_of(const PublishedCells::Line& line, int tables) {
  std::vector<int> parts = line.parts;
  std::erase_if(parts, [&](int part) { return part >= tables; });
  return {line.total < tables ? line.total : -1, std::move(parts)};
}

std::optional<Together> together(const PublishedTable& table, const Hierarchy& hierarchy,
                                 const std::vector<const PublishedTable*>& earlier) {
  PublishedCells before{hierarchy};
  for (const PublishedTable* one : earlier)
    if (!before.add(*one)) return std::nullopt;
  for (const PublishedTable* one : earlier) before.know(*one);
  Together all{.cells = before, .own = {}, .may_hide = {}, .changed = {}};
  if (!before.bind()) return std::nullopt;
  const std::size_t known = all.cells.size();
  auto own = all.cells.add(table);
  if (!own || !all.cells.bind()) return std::nullopt;
  all.own = *std::move(own);
  Sums sums;
  for (const PublishedCells::Line& line : before.lines()) sums.insert(sum_of(line, static_cast<int>(known)));
  all.changed.assign(all.cells.size(), false);
  for (const PublishedCells::Line& line : all.cells.lines()) {
    if (sums.contains(sum_of(line, static_cast<int>(all.cells.remainders_from())))) continue;
    all.changed[static_cast<std::size_t>(line.total)] = true;
    for (const int part : line.parts) all.changed[static_cast<std::size_t>(part)] = true;
  }
  all.may_hide.assign(all.cells.size(), false);
  for (const int cell : all.own) {
    // What was shown once can be hidden no more.
    if (static_cast<std::size_t>(cell) < known) continue;
    all.changed[static_cast<std::size_t>(cell)] = true;
    all.may_hide[static_cast<std::size_t>(cell)] = all.cells.shown(cell) == Shown::value;
  }
  return all;
}

/// Small cells of the groups in which the table changes anything.
std::vector<int> small_ones(const Together& all) {
  const std::vector<int> group = all.cells.groups();
  std::set<int> asked;
  for (std::size_t cell = 0; cell < group.size(); ++cell)
    if (all.changed[cell]) asked.insert(group[cell]);
  std::vector<int> found;
  for (std::size_t cell = 0; cell < group.size(); ++cell) {
    const auto number = static_cast<int>(cell);
    if (all.cells.shown(number) == Shown::primary && asked.contains(group[cell])) found.push_back(number);
  }
  return found;
}

/// Secondary cells so that every primary may be anything from 0 to k: for each a change of the table is looked for that
/// keeps all sums, and the cells it moves are kept back. The cheapest change hides the fewest people.
class SecondarySearch {
 public:
  SecondarySearch(PublishedCells& cells, const std::vector<bool>& may_hide, std::int64_t k) : cells_(cells), k_(k) {
    place_.assign(cells.size(), -1);
    for (int cell = 0; cell < static_cast<int>(cells.size()); ++cell) {
      if (cells.shown(cell) == Shown::value && !may_hide[static_cast<std::size_t>(cell)]) continue;
      place_[static_cast<std::size_t>(cell)] = static_cast<int>(movable_.size());
      movable_.push_back(cell);
    }
    std::vector<double> lower(movable_.size() * 2, 0.0), upper(movable_.size() * 2);
    for (const int cell : movable_) {
      upper[up(cell)] = std::numeric_limits<double>::infinity();
      upper[down(cell)] = static_cast<double>(cells.count(cell));
    }
    std::vector<stats::Equation> equations;
    for (const PublishedCells::Line& line : cells.lines()) {
      stats::Equation equation;
      const auto add = [&](int cell, double sign) {
        if (place_[static_cast<std::size_t>(cell)] < 0) return;
        equation.terms.emplace_back(static_cast<int>(up(cell)), sign);
        equation.terms.emplace_back(static_cast<int>(down(cell)), -sign);
      };
      add(line.total, -1);
      for (const int part : line.parts) add(part, 1);
      if (!equation.terms.empty()) equations.push_back(std::move(equation));
    }
    program_ = std::make_unique<stats::LinearProgram>(lower, upper, equations);
  }

  /// False when some primary cannot be protected.
  bool protect_all(std::vector<int> primaries) {
    // The largest first: what hides them often hides the small ones too.
    std::stable_sort(primaries.begin(), primaries.end(),
                     [&](int a, int b) { return cells_.count(a) > cells_.count(b); });
    return std::all_of(primaries.begin(), primaries.end(), [&](int cell) {
      const auto count = static_cast<double>(cells_.count(cell));
      return move(cell, 0, count) && move(cell, std::max(0.0, static_cast<double>(k_) - count), 0);
    });
  }

 private:
  [[nodiscard]] std::size_t up(int cell) const {
    return 2 * static_cast<std::size_t>(place_[static_cast<std::size_t>(cell)]);
  }
  [[nodiscard]] std::size_t down(int cell) const { return up(cell) + 1; }

  bool move(int cell, double more, double fewer) {
    const auto number_up = static_cast<int>(up(cell)), number_down = static_cast<int>(down(cell));
    program_->bound(number_up, more, more);
    program_->bound(number_down, fewer, fewer);
    stats::Terms costs;
    for (const int other : movable_) {
      if (cells_.shown(other) != Shown::value) continue;
      // Empty cells stand as they are where anything else will do.
      const double cost = cells_.count(other) == 0 ? 1e4 : 1 + static_cast<double>(cells_.count(other));
      costs.emplace_back(static_cast<int>(up(other)), cost);
      costs.emplace_back(static_cast<int>(down(other)), cost);
    }
    const auto found = program_->least(costs);
    program_->bound(number_up, 0, std::numeric_limits<double>::infinity());
    program_->bound(number_down, 0, static_cast<double>(cells_.count(cell)));
    if (!found || found->variables.empty()) return false;
    for (const int other : movable_) {
      if (cells_.shown(other) != Shown::value) continue;
      if (found->variables[up(other)] > 1e-7 || found->variables[down(other)] > 1e-7)
        cells_.show(other, Shown::secondary);
    }
    return true;
  }

  PublishedCells& cells_;
  std::int64_t k_;
  std::vector<int> movable_, place_;  ///< cells that are kept back or may be; by number: its place among them, or -1
  std::unique_ptr<stats::LinearProgram> program_;
};

bool sound(const Together& all, std::int64_t k) {
  const auto ranges = all.cells.audit(kMostCells, all.changed);
  return ranges && protects(*ranges, k);
}

/// Tries every set of cells in the order of the people it hides, up to `most` people; true when one protects.
bool smallest_set(Together& all, const std::vector<int>& candidates, std::int64_t k, std::int64_t most) {
  PublishedCells& cells = all.cells;
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
  const std::size_t sets = std::min(kMostSets, kMostProofs / std::max<std::size_t>(1, small_ones(all).size()));
  for (std::size_t tried = 0; !queue.empty() && tried < sets; ++tried) {
    const Set set = queue.top();
    queue.pop();
    if (set.people >= most) return false;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      cells.show(candidates[i], (set.members >> i & 1) != 0 ? Shown::secondary : Shown::value);
    if (sound(all, k)) return true;
    for (std::size_t i = set.next; i < candidates.size(); ++i)
      queue.push({set.people + cells.count(candidates[i]), set.members | std::uint32_t{1} << i, i + 1});
  }
  return false;
}

/// Too large to solve: boxes, which prove what they protect. What they leave in small groups is worked out all the
/// same.
std::optional<std::vector<PublishedCells::Range>> kept_back_by_boxes(Together& all, const Lattice& lattice,
                                                                     std::int64_t k) {
  const std::vector<int> small = small_ones(all);
  const std::vector<int> without = ProtectingMoves{all.cells, lattice, all.own, all.may_hide, k}.protect(small);
  const std::vector<int> group = all.cells.groups();
  std::map<int, std::size_t> cells, primaries;
  for (const int one : group) ++cells[one];
  for (const int one : small) ++primaries[group[static_cast<std::size_t>(one)]];
  // A few without boxes may be safe all the same behind what the others keep back, and behind what was kept back
  // before.
  std::size_t work = 0;
  for (const int one : without) {
    const std::size_t beside = cells[group[static_cast<std::size_t>(one)]];
    if (beside > kMostCells) return std::nullopt;  // one program of 12'000 cells takes seconds
    work += beside;
  }
  if (without.size() > ProtectingMoves::kMostWithout || work > kMostAudited) return std::nullopt;
  std::vector<PublishedCells::Range> ranges;
  if (!without.empty()) {
    auto exact = all.cells.audit_of(without);
    if (!exact || !protects(*exact, k)) return std::nullopt;
    ranges = *std::move(exact);
  }
  const std::set<int> done{without.begin(), without.end()};
  std::vector<bool> solved(all.cells.size(), false);
  for (const int one : small) {
    if (done.contains(one)) continue;
    const int of = group[static_cast<std::size_t>(one)];
    if (cells[of] > kMostSolved || primaries[of] > kMostSolvedPrimaries)
      ranges.push_back({one, 0, static_cast<double>(k)});
    else
      solved[static_cast<std::size_t>(one)] = true;
  }
  if (std::find(solved.begin(), solved.end(), true) != solved.end()) {
    const auto exact = all.cells.audit(kMostSolved, solved);
    if (!exact || !protects(*exact, k)) return std::nullopt;
    for (const PublishedCells::Range& range : *exact)
      if (!done.contains(range.cell)) ranges.push_back(range);
  }
  return ranges;
}

/// Keeps back what must be, and nothing that need not be where that can be tried. False when it cannot be done or
/// proved.
bool keep_back(Together& all, std::int64_t k) {
  PublishedCells& cells = all.cells;
  const std::vector<int>& own = all.own;
  const std::vector<bool>& may_hide = all.may_hide;
  if (sound(all, k)) return true;

  SecondarySearch search{cells, may_hide, k};
  if (!search.protect_all(small_ones(all)) || !sound(all, k)) return false;

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
      if (sound(all, k)) {
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
  if (!smallest_set(all, candidates, k, people)) {
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

/// Ranges of all that the table changes; nothing where that would take more than some seconds.
std::optional<std::vector<PublishedCells::Range>> audited(const Together& all) {
  const std::vector<int> group = all.cells.groups();
  std::map<int, std::size_t> cells;
  for (const int one : group) ++cells[one];
  std::size_t work = 0;
  for (const int one : small_ones(all)) work += cells[group[static_cast<std::size_t>(one)]];
  if (work > kMostAudited) return std::nullopt;
  return all.cells.audit(kMostCells, all.changed);
}

/// Whether those who have tables of a lower limit as well still cannot work out what those kept back.
bool safe_with_lower_limits(const PublishedTable& table, const GatePolicy& policy,
                            const std::vector<PublishedTable>& earlier) {
  std::set<std::int64_t> limits;
  for (const PublishedTable& one : earlier)
    if (one.k < policy.k) limits.insert(one.k);
  return std::all_of(limits.begin(), limits.end(), [&](std::int64_t limit) {
    std::vector<const PublishedTable*> known;
    for (const PublishedTable& one : earlier)
      if (one.k >= limit) known.push_back(&one);
    auto all = together(table, policy.hierarchy, known);
    if (!all) return false;
    all->cells.know(table);
    auto ranges = audited(*all);
    if (!ranges) return false;
    // What has fewer than the lower limit was small to them; the rest they may know.
    std::erase_if(*ranges, [&](const PublishedCells::Range& range) { return all->cells.count(range.cell) >= limit; });
    return protects(*ranges, limit);
  });
}

/// Whether equations can be solved for all that the table changes.
bool solvable(const Together& all, const GatePolicy& policy) {
  std::size_t movable = 0;
  for (std::size_t cell = 0; cell < all.cells.size(); ++cell)
    movable += all.cells.shown(static_cast<int>(cell)) != Shown::value || all.may_hide[cell];
  const std::size_t small = small_ones(all).size();
  return movable <= std::min(kMostCells, policy.most_solved) && small <= kMostPrimaries && movable * small <= kMostWork;
}

std::optional<GateResult> tried(const CountTable& table, const GatePolicy& policy,
                                const std::vector<PublishedTable>& earlier) {
  GateResult result;
  const Lattice lattice{table};
  result.table = drawn(lattice, policy.k);
  std::int64_t k = policy.k;
  std::vector<const PublishedTable*> known;
  for (const PublishedTable& one : earlier) {
    if (one.k < policy.k) continue;  // went to fewer readers
    known.push_back(&one);
    // What was kept back earlier under a higher limit stays as wide as it was promised.
    k = std::max(k, one.k);
  }
  auto all = together(result.table, policy.hierarchy, known);
  if (!all) return std::nullopt;
  std::optional<std::vector<PublishedCells::Range>> ranges;
  if (solvable(*all, policy)) {
    if (!keep_back(*all, k)) return std::nullopt;
    ranges = all->cells.audit(kMostCells, all->changed);
  } else {
    ranges = kept_back_by_boxes(*all, lattice, k);
    result.by_boxes = true;
  }
  if (!ranges || !protects(*ranges, k)) return std::nullopt;
  std::map<int, PublishedCells::Range> of_cell;
  for (const PublishedCells::Range& range : *ranges) of_cell[range.cell] = range;
  for (std::size_t i = 0; i < all->own.size(); ++i) {
    result.table.cells[i].shown = all->cells.shown(all->own[i]);
    if (const auto range = of_cell.find(all->own[i]); range != of_cell.end())
      result.ranges.push_back({static_cast<int>(i), range->second.lower, range->second.upper});
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

/// The table with small places and the like merged: all of them, or where more than half are small.
CountTable without_small_categories(CountTable table, const GatePolicy& policy, bool all,
                                    std::vector<RollUp>& rolled_up) {
  for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
    const auto larger = policy.hierarchy.find(table.dimensions[d].name);
    if (!table.dimensions[d].total || larger == policy.hierarchy.end()) continue;
    std::size_t held = 0, small = 0;
    for (const std::int64_t people : people_in(table, d)) {
      held += people > 0;
      small += people > 0 && people < policy.k;
    }
    if (!all && small * 2 <= held) continue;
    CountTable fewer = merged_small(table, d, larger->second, policy.k);
    if (fewer.dimensions[d].categories == table.dimensions[d].categories) continue;
    rolled_up.push_back({table.dimensions[d].name, false});
    table = std::move(fewer);
  }
  return table;
}

}  // namespace

GateResult pass_gate(const CountTable& table, const GatePolicy& policy, const std::vector<PublishedTable>& earlier) {
  if (policy.k < 2) throw std::invalid_argument("a gate that keeps nothing back");
  std::vector<RollUp> rolled_up;
  // A table that was asked for is shown as it was asked for, where it can be. A large one of mostly small places is not
  // tried: it would be looked through for long, and kept back for the most part.
  const bool large = Lattice{table}.size() > policy.most_solved;  // throws where sizes disagree
  std::optional<CountTable> now = table;
  if (policy.roll_up_small || large) now = without_small_categories(table, policy, policy.roll_up_small, rolled_up);
  bool merged_small_ones = policy.roll_up_small;
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
    if (!merged_small_ones) {
      merged_small_ones = true;
      const std::size_t before = rolled_up.size();
      now = without_small_categories(*std::move(now), policy, true, rolled_up);
      if (rolled_up.size() > before) continue;
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

bool may_show_all(const PublishedTable& table, const GatePolicy& policy, const std::vector<PublishedTable>& earlier) {
  std::set<std::int64_t> limits{policy.k};
  for (const PublishedTable& one : earlier)
    if (one.k < policy.k) limits.insert(one.k);
  return std::all_of(limits.begin(), limits.end(), [&](std::int64_t limit) {
    std::vector<const PublishedTable*> known;
    std::int64_t most = limit;
    for (const PublishedTable& one : earlier) {
      if (one.k < limit) continue;
      known.push_back(&one);
      if (limit == policy.k) most = std::max(most, one.k);
    }
    if (known.empty()) return true;
    const auto all = together(table, policy.hierarchy, known);
    if (!all) return false;
    for (const int cell : all->own)
      if (all->cells.shown(cell) != Shown::value) return false;
    auto ranges = audited(*all);
    if (!ranges) return false;
    std::erase_if(*ranges, [&](const PublishedCells::Range& range) { return all->cells.count(range.cell) >= most; });
    return protects(*ranges, most);
  });
}

}  // namespace tilth::people
