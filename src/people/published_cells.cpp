// SPDX-License-Identifier: Apache-2.0
// What an outsider can work out from published tables.
#include "people/published_cells.h"

#include "stats/linear_program.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

namespace tilth::people {
namespace {

/// The state and the conditions of a cell in the order of their names, so that tables with other dimensions name the
/// same cell alike.
std::string text_of(std::int64_t state, const std::vector<std::string>& dimensions,
                    const std::vector<std::string>& key) {
  std::vector<std::string> conditions;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (!key[d].empty()) conditions.push_back(dimensions[d] + '\x1f' + key[d] + '\x1e');
  }
  std::sort(conditions.begin(), conditions.end());
  std::string text = state == 0 ? "" : std::to_string(state) + '\x1d';
  for (const std::string& condition : conditions) text += condition;
  return text;
}

// A range is whole numbers: what the solver leaves beside one is rounding.
constexpr double kSolverError = 1e-6;

/// Dimensions that show no sum of their categories: periods.
std::vector<std::size_t> without_total(const PublishedTable& table) {
  std::vector<std::size_t> found;
  for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
    if (std::none_of(table.cells.begin(), table.cells.end(),
                     [&](const PublishedCell& cell) { return cell.key[d].empty(); }))
      found.push_back(d);
  }
  return found;
}

}  // namespace

std::optional<std::vector<int>> PublishedCells::add(const PublishedTable& table) {
  std::vector<int> numbers;
  for (const PublishedCell& cell : table.cells) {
    const auto [at, fresh] =
        numbers_.try_emplace(text_of(table.state, table.dimensions, cell.key), static_cast<int>(size()));
    const auto number = static_cast<std::size_t>(at->second);
    if (fresh) {
      counts_.push_back(cell.count);
      shown_.push_back(cell.shown);
      known_.push_back(false);
    } else {
      if (counts_[number] != cell.count) return std::nullopt;
      // What is public stays public; a primary outranks a secondary.
      if (shown_[number] != Shown::value && cell.shown == Shown::primary) shown_[number] = Shown::primary;
    }
    numbers.push_back(at->second);
  }
  tables_.push_back(table);
  in_tables_ = size();
  return numbers;
}

void PublishedCells::know(const PublishedTable& table) {
  for (const PublishedCell& cell : table.cells) {
    if (cell.shown != Shown::value) continue;
    const int number = numbers_.at(text_of(table.state, table.dimensions, cell.key));
    show(number, Shown::value);
    known_[static_cast<std::size_t>(number)] = true;
  }
}

void PublishedCells::keep(int total, std::vector<int> parts) {
  std::vector<int> sign = parts;
  sign.push_back(total);
  if (kept_.insert(std::move(sign)).second) lines_.push_back({total, std::move(parts)});
}

int PublishedCells::remainder(std::int64_t count, Shown how) {
  counts_.push_back(count);
  shown_.push_back(how);
  known_.push_back(false);
  return static_cast<int>(size()) - 1;
}

bool PublishedCells::bind() {
  std::int64_t limit = 0;
  for (const PublishedTable& table : tables_) limit = std::max(limit, table.k);
  std::map<int, std::set<int>> within;  // larger category -> those inside it, of dimensions that have no total
  for (const PublishedTable& table : tables_) {
    for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
      const bool whole = std::any_of(table.cells.begin(), table.cells.end(),
                                     [&](const PublishedCell& cell) { return cell.key[d].empty(); });
      const auto larger = hierarchy_.find(table.dimensions[d]);
      std::map<int, std::set<int>> sums;
      for (const PublishedCell& cell : table.cells) {
        if (cell.key[d].empty()) continue;
        const int number = numbers_.at(text_of(table.state, table.dimensions, cell.key));
        std::vector<std::string> key = cell.key;
        key[d].clear();
        if (whole) sums[numbers_.at(text_of(table.state, table.dimensions, key))].insert(number);
        if (larger == hierarchy_.end()) continue;
        for (const std::string& around : larger_ones(larger->second, cell.key[d])) {
          key[d] = around;
          const auto found = numbers_.find(text_of(table.state, table.dimensions, key));
          if (found == numbers_.end()) continue;
          (whole ? sums : within)[found->second].insert(number);
          if (!whole) break;  // what lies around that one holds it already
        }
      }
      for (const auto& [total, parts] : sums) keep(total, {parts.begin(), parts.end()});
    }
  }
  for (const auto& [total, parts] : within) {
    std::int64_t rest = count(total);
    for (const int part : parts) rest -= count(part);
    if (rest < 0) return false;
    std::vector<int> all{parts.begin(), parts.end()};
    all.push_back(remainder(rest, rest > 0 && rest < limit ? Shown::primary : Shown::secondary));
    keep(total, std::move(all));
  }
  bind_states(limit);
  std::sort(lines_.begin(), lines_.end(),
            [](const Line& a, const Line& b) { return a.total != b.total ? a.total < b.total : a.parts < b.parts; });
  return true;
}

void PublishedCells::bind_states(std::int64_t limit) {
  std::set<std::int64_t> others;
  for (const PublishedTable& table : tables_)
    if (table.state != 0) others.insert(table.state);
  if (others.empty()) return;
  const auto number = [&](std::int64_t state, const PublishedTable& table, const std::vector<std::string>& key) {
    const auto found = numbers_.find(text_of(state, table.dimensions, key));
    return found == numbers_.end() ? -1 : found->second;
  };
  // The cell of another state that holds this one, or is held by it: the same conditions, or a period around.
  const auto counterpart = [&](const PublishedTable& table, const std::vector<std::size_t>& periods,
                               const PublishedCell& cell, std::int64_t state) {
    if (const int same = number(state, table, cell.key); same >= 0) return same;
    for (const std::size_t d : periods) {
      const auto larger = hierarchy_.find(table.dimensions[d]);
      if (larger == hierarchy_.end()) continue;
      std::vector<std::string> key = cell.key;
      for (const std::string& around : larger_ones(larger->second, cell.key[d])) {
        key[d] = around;
        if (number(table.state, table, key) >= 0) return -1;  // that one is held against the other state itself
        if (const int found = number(state, table, key); found >= 0) return found;
      }
    }
    return -1;
  };
  std::map<std::pair<int, std::int64_t>, std::set<int>> held;  // a cell, the other state -> what it holds of that
  for (const PublishedTable& table : tables_) {
    const std::vector<std::size_t> periods = without_total(table);
    for (const PublishedCell& cell : table.cells) {
      const int own = numbers_.at(text_of(table.state, table.dimensions, cell.key));
      if (table.state != 0) {
        if (const int now = counterpart(table, periods, cell, 0); now >= 0) held[{now, table.state}].insert(own);
        continue;
      }
      for (const std::int64_t state : others) {
        const int then = counterpart(table, periods, cell, state);
        if (then >= 0 && number(state, table, cell.key) != then) held[{then, 0}].insert(own);
      }
    }
  }
  for (const auto& [of, parts] : held) {
    int whole = of.first;
    std::int64_t rest = count(whole);
    bool known = known_[static_cast<std::size_t>(whole)];
    for (const int part : parts) {
      rest -= count(part);
      known = known && known_[static_cast<std::size_t>(part)];
    }
    const std::int64_t people = rest < 0 ? -rest : rest;
    const Shown how = known ? Shown::value : people > 0 && people < limit ? Shown::primary : Shown::secondary;
    std::vector<int> all{parts.begin(), parts.end()};
    if (rest < 0) {  // more were there than are: the parts are the whole, and hold it beside those who went out
      if (parts.size() > 1) {
        const int together = remainder(count(whole) + people, known ? Shown::value : Shown::secondary);
        keep(together, std::move(all));
        all = {together};
      }
      std::swap(whole, all.front());
    }
    all.push_back(remainder(people, how));
    keep(whole, std::move(all));
  }
}

std::vector<int> PublishedCells::groups() const {
  std::vector<int> root(size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](int cell) {
    while (root[static_cast<std::size_t>(cell)] != cell) {
      auto& up = root[static_cast<std::size_t>(cell)];
      cell = up = root[static_cast<std::size_t>(up)];
    }
    return cell;
  };
  for (const Line& line : lines_) {
    int first = shown(line.total) != Shown::value ? line.total : -1;
    for (const int part : line.parts) {
      if (shown(part) == Shown::value) continue;
      if (first < 0) first = part;
      root[static_cast<std::size_t>(find(part))] = find(first);
    }
  }
  std::vector<int> group(size(), -1);
  for (std::size_t cell = 0; cell < size(); ++cell) {
    if (shown_[cell] != Shown::value) group[cell] = find(static_cast<int>(cell));
  }
  return group;
}

std::optional<std::vector<PublishedCells::Range>> PublishedCells::ranges(const std::vector<int>& group, int wanted,
                                                                         std::size_t most_cells,
                                                                         const std::set<int>& only) const {
  std::vector<int> cells, place(size(), -1);
  for (std::size_t cell = 0; cell < size(); ++cell) {
    if (group[cell] != wanted) continue;
    place[cell] = static_cast<int>(cells.size());
    cells.push_back(static_cast<int>(cell));
  }
  if (cells.size() > most_cells) return std::nullopt;
  std::vector<stats::Equation> equations;
  for (const Line& line : lines_) {
    stats::Equation equation;
    const auto add = [&](int cell, double sign) {
      if (const int at = place[static_cast<std::size_t>(cell)]; at >= 0) {
        equation.terms.emplace_back(at, sign);
      } else {
        equation.value -= sign * static_cast<double>(count(cell));  // shown: no line ties two groups
      }
    };
    add(line.total, -1);
    for (const int part : line.parts) add(part, 1);
    if (!equation.terms.empty()) equations.push_back(std::move(equation));
  }
  stats::LinearProgram program{std::vector<double>(cells.size(), 0.0),
                               std::vector<double>(cells.size(), std::numeric_limits<double>::infinity()), equations};
  std::vector<Range> found;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (shown(cells[i]) != Shown::primary || (!only.empty() && !only.contains(cells[i]))) continue;
    const stats::Terms one{{static_cast<int>(i), 1.0}};
    const auto least = program.least(one), most = program.most(one);
    // The truth solves the equations; a solver that finds nothing has failed, and then nothing is proved.
    if (!least || !most) return std::nullopt;
    found.push_back({cells[i], std::ceil(least->value - kSolverError), std::floor(most->value + kSolverError)});
  }
  return found;
}

std::optional<std::vector<PublishedCells::Range>> PublishedCells::audit(std::size_t most_cells,
                                                                        const std::vector<bool>& of) const {
  const std::vector<int> group = groups();
  std::set<int> wanted, asked;
  for (std::size_t cell = 0; cell < of.size(); ++cell)
    if (of[cell]) asked.insert(group[cell]);
  for (std::size_t cell = 0; cell < size(); ++cell) {
    if (shown_[cell] == Shown::primary && (of.empty() || asked.contains(group[cell]))) wanted.insert(group[cell]);
  }
  std::vector<Range> all;
  for (const int one : wanted) {
    const auto found = ranges(group, one, most_cells);
    if (!found) return std::nullopt;
    all.insert(all.end(), found->begin(), found->end());
  }
  std::sort(all.begin(), all.end(), [](const Range& a, const Range& b) { return a.cell < b.cell; });
  return all;
}

std::optional<std::vector<PublishedCells::Range>> PublishedCells::audit_of(const std::vector<int>& primaries) const {
  const std::vector<int> group = groups();
  std::map<int, std::set<int>> asked;
  for (const int cell : primaries) asked[group[static_cast<std::size_t>(cell)]].insert(cell);
  std::vector<Range> all;
  for (const auto& [one, only] : asked) {
    const auto found = ranges(group, one, size(), only);
    if (!found) return std::nullopt;
    all.insert(all.end(), found->begin(), found->end());
  }
  return all;
}

bool protects(const std::vector<PublishedCells::Range>& ranges, std::int64_t k) {
  return std::all_of(ranges.begin(), ranges.end(), [&](const PublishedCells::Range& range) {
    return range.lower <= 0 && range.upper >= static_cast<double>(k);
  });
}

}  // namespace tilth::people
