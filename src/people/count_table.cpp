// SPDX-License-Identifier: Apache-2.0
// Counts of people by several properties, with every total.
#include "people/count_table.h"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

namespace tilth::people {
namespace {

/// The same people under other categories: `position` gives an inner cell's place in the new table.
CountTable regrouped(const CountTable& table, std::vector<Dimension> dimensions,
                     const std::function<std::size_t(const std::vector<std::size_t>&)>& place) {
  CountTable result{std::move(dimensions), {}};
  std::size_t size = 1;
  for (const Dimension& d : result.dimensions) size *= d.categories.size();
  result.counts.assign(size, 0);
  std::vector<std::size_t> at(table.dimensions.size());
  for (const std::int64_t count : table.counts) {
    result.counts[place(at)] += count;
    for (std::size_t d = at.size(); d-- > 0;) {
      if (++at[d] < table.dimensions[d].categories.size()) break;
      at[d] = 0;
    }
  }
  return result;
}

}  // namespace

Lattice::Lattice(const CountTable& table) : dimensions_(table.dimensions), strides_(table.dimensions.size()) {
  std::size_t inner = 1, all = 1;
  for (std::size_t d = dimensions_.size(); d-- > 0;) {
    strides_[d] = all;
    inner *= dimensions_[d].categories.size();
    all *= dimensions_[d].positions();
  }
  if (inner != table.counts.size()) throw std::invalid_argument("a table of counts with cells too few or too many");
  if (std::any_of(table.counts.begin(), table.counts.end(), [](std::int64_t n) { return n < 0; }))
    throw std::invalid_argument("a count below 0");
  counts_.assign(all, 0);
  std::size_t next = 0;
  for (std::size_t cell = 0; cell < all; ++cell) {
    bool total = false;
    for (std::size_t d = 0; d < dimensions_.size(); ++d) total = total || is_total(cell, d);
    if (!total) counts_[cell] = table.counts[next++];
  }
  // One dimension after the other: once its totals are there, the next one's sums run over them too.
  for (std::size_t d = 0; d < dimensions_.size(); ++d) {
    const std::size_t n = dimensions_[d].categories.size();
    for (std::size_t cell = 0; cell < all; ++cell) {
      if (!is_total(cell, d)) continue;
      bool later_total = false;
      for (std::size_t e = d + 1; e < dimensions_.size(); ++e) later_total = later_total || is_total(cell, e);
      if (later_total) continue;
      for (std::size_t i = 1; i <= n; ++i) counts_[cell] += counts_[cell - i * strides_[d]];
    }
  }
}

std::vector<std::string> Lattice::key(std::size_t cell) const {
  std::vector<std::string> key;
  for (std::size_t d = 0; d < dimensions_.size(); ++d)
    key.push_back(is_total(cell, d) ? "" : dimensions_[d].categories[static_cast<std::size_t>(position(cell, d))]);
  return key;
}

std::vector<std::string> larger_ones(const std::map<std::string, std::string>& larger, const std::string& category) {
  std::vector<std::string> around;
  for (auto found = larger.find(category); found != larger.end(); found = larger.find(found->second)) {
    if (found->second == category || std::find(around.begin(), around.end(), found->second) != around.end()) break;
    around.push_back(found->second);
  }
  return around;
}

CountTable merged(const CountTable& table, std::size_t dimension, const std::map<std::string, std::string>& larger) {
  std::vector<Dimension> dimensions = table.dimensions;
  std::vector<std::string>& categories = dimensions[dimension].categories;
  std::set<std::string> later;  // larger ones that hold larger ones of these: they would be half full
  for (const std::string& category : categories) {
    const std::vector<std::string> around = larger_ones(larger, category);
    if (around.size() > 1) later.insert(around.begin() + 1, around.end());
  }
  std::vector<std::size_t> becomes;
  std::vector<std::string> now;
  for (const std::string& category : categories) {
    const auto found = larger.find(category);
    const std::string& name = found == larger.end() || later.contains(found->second) ? category : found->second;
    const auto at = std::find(now.begin(), now.end(), name);
    becomes.push_back(static_cast<std::size_t>(at - now.begin()));
    if (at == now.end()) now.push_back(name);
  }
  categories = now;
  return regrouped(table, dimensions, [&](const std::vector<std::size_t>& at) {
    std::size_t cell = 0;
    for (std::size_t d = 0; d < at.size(); ++d)
      cell = cell * dimensions[d].categories.size() + (d == dimension ? becomes[at[d]] : at[d]);
    return cell;
  });
}

std::vector<std::int64_t> people_in(const CountTable& table, std::size_t dimension) {
  std::size_t stride = 1;
  for (std::size_t d = dimension + 1; d < table.dimensions.size(); ++d) stride *= table.dimensions[d].categories.size();
  const std::size_t n = table.dimensions[dimension].categories.size();
  std::vector<std::int64_t> people(n, 0);
  for (std::size_t cell = 0; cell < table.counts.size(); ++cell) people[cell / stride % n] += table.counts[cell];
  return people;
}

CountTable merged_small(const CountTable& table, std::size_t dimension,
                        const std::map<std::string, std::string>& larger, std::int64_t k) {
  CountTable now = table;
  for (;;) {
    const std::vector<std::int64_t> people = people_in(now, dimension);
    const std::vector<std::string>& categories = now.dimensions[dimension].categories;
    std::set<std::string> wholes;  // that small categories lie in
    for (std::size_t i = 0; i < categories.size(); ++i) {
      if (people[i] == 0 || people[i] >= k) continue;
      if (const auto around = larger_ones(larger, categories[i]); !around.empty()) wholes.insert(around.front());
    }
    std::map<std::string, std::string> into;
    for (const std::string& category : categories) {
      for (const std::string& around : larger_ones(larger, category)) {
        if (around != category && wholes.contains(around))
          into[category] = around;  // the largest of them holds the rest
      }
    }
    if (into.empty()) return now;
    now = merged(now, dimension, into);
  }
}

CountTable without(const CountTable& table, std::size_t dimension) {
  std::vector<Dimension> dimensions = table.dimensions;
  dimensions.erase(dimensions.begin() + static_cast<std::ptrdiff_t>(dimension));
  return regrouped(table, dimensions, [&](const std::vector<std::size_t>& at) {
    std::size_t cell = 0;
    for (std::size_t d = 0; d < at.size(); ++d) {
      if (d != dimension) cell = cell * table.dimensions[d].categories.size() + at[d];
    }
    return cell;
  });
}

}  // namespace tilth::people
