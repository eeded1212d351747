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

/// The conditions of a cell in the order of their names, so that tables with other dimensions name the same cell alike.
std::string text_of(const std::vector<std::string>& dimensions, const std::vector<std::string>& key) {
  std::vector<std::string> conditions;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (!key[d].empty()) conditions.push_back(dimensions[d] + '\x1f' + key[d] + '\x1e');
  }
  std::sort(conditions.begin(), conditions.end());
  std::string text;
  for (const std::string& condition : conditions) text += condition;
  return text;
}

// A range is whole numbers: what the solver leaves beside one is rounding.
constexpr double kSolverError = 1e-6;

}  // namespace

std::optional<std::vector<int>> PublishedCells::add(const PublishedTable& table) {
  std::vector<int> numbers;
  for (const PublishedCell& cell : table.cells) {
    const auto [at, fresh] = numbers_.try_emplace(text_of(table.dimensions, cell.key), static_cast<int>(size()));
    const auto number = static_cast<std::size_t>(at->second);
    if (fresh) {
      counts_.push_back(cell.count);
      shown_.push_back(cell.shown);
    } else {
      if (counts_[number] != cell.count) return std::nullopt;
      // What is public stays public; a primary outranks a secondary.
      if (shown_[number] != Shown::value && cell.shown == Shown::primary) shown_[number] = Shown::primary;
    }
    numbers.push_back(at->second);
  }
  tables_.push_back(table);
  return numbers;
}

void PublishedCells::know(const PublishedTable& table) {
  for (const PublishedCell& cell : table.cells)
    if (cell.shown == Shown::value) show(numbers_.at(text_of(table.dimensions, cell.key)), Shown::value);
}

bool PublishedCells::bind() {
  std::int64_t limit = 0;
  for (const PublishedTable& table : tables_) limit = std::max(limit, table.k);
  std::set<std::vector<int>> known;
  const auto keep = [&](int total, std::vector<int> parts) {
    std::vector<int> sign = parts;
    sign.push_back(total);
    if (known.insert(std::move(sign)).second) lines_.push_back({total, std::move(parts)});
  };
  std::map<int, std::set<int>> within;  // larger category -> those inside it, of dimensions that have no total
  for (const PublishedTable& table : tables_) {
    for (std::size_t d = 0; d < table.dimensions.size(); ++d) {
      const bool whole = std::any_of(table.cells.begin(), table.cells.end(),
                                     [&](const PublishedCell& cell) { return cell.key[d].empty(); });
      const auto larger = hierarchy_.find(table.dimensions[d]);
      std::map<int, std::set<int>> sums;
      for (const PublishedCell& cell : table.cells) {
        if (cell.key[d].empty()) continue;
        const int number = numbers_.at(text_of(table.dimensions, cell.key));
        std::vector<std::string> key = cell.key;
        key[d].clear();
        if (whole) sums[numbers_.at(text_of(table.dimensions, key))].insert(number);
        if (larger == hierarchy_.end()) continue;
        for (const std::string& around : larger_ones(larger->second, cell.key[d])) {
          key[d] = around;
          const auto found = numbers_.find(text_of(table.dimensions, key));
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
    all.push_back(static_cast<int>(size()));
    counts_.push_back(rest);
    shown_.push_back(rest > 0 && rest < limit ? Shown::primary : Shown::secondary);
    keep(total, std::move(all));
  }
  std::sort(lines_.begin(), lines_.end(),
            [](const Line& a, const Line& b) { return a.total != b.total ? a.total < b.total : a.parts < b.parts; });
  return true;
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
                                                                         std::size_t most_cells) const {
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
    if (shown(cells[i]) != Shown::primary) continue;
    const stats::Terms one{{static_cast<int>(i), 1.0}};
    const auto least = program.least(one), most = program.most(one);
    // The truth solves the equations; a solver that finds nothing has failed, and then nothing is proved.
    if (!least || !most) return std::nullopt;
    found.push_back({cells[i], std::ceil(least->value - kSolverError), std::floor(most->value + kSolverError)});
  }
  return found;
}

std::optional<std::vector<PublishedCells::Range>> PublishedCells::audit(std::size_t most_cells) const {
  const std::vector<int> group = groups();
  std::set<int> wanted;
  for (std::size_t cell = 0; cell < size(); ++cell) {
    if (shown_[cell] == Shown::primary) wanted.insert(group[cell]);
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

bool protects(const std::vector<PublishedCells::Range>& ranges, std::int64_t k) {
  return std::all_of(ranges.begin(), ranges.end(), [&](const PublishedCells::Range& range) {
    return range.lower <= 0 && range.upper >= static_cast<double>(k);
  });
}

}  // namespace tilth::people
