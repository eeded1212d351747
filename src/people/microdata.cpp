// SPDX-License-Identifier: Apache-2.0
// Records of people without names.
#include "people/microdata.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>

namespace tilth::people {
namespace {

// Found by trying: with more, the audit beside earlier tables is no matter of seconds.
constexpr std::size_t kMostCells = 100'000;

PublishedTable all_shown(const CountTable& records, std::int64_t k) {
  const Lattice lattice{records};
  PublishedTable table;
  table.k = k;
  for (const Dimension& dimension : records.dimensions) table.dimensions.push_back(dimension.name);
  for (std::size_t cell = 0; cell < lattice.size(); ++cell)
    table.cells.push_back({lattice.key(cell), lattice.count(cell)});
  return table;
}

bool enough(const Exposure& exposure, const RecordsPolicy& policy) {
  return exposure.k >= policy.k && exposure.risk <= policy.risk && (policy.sensitive.empty() || exposure.l >= policy.l);
}

/// The next coarser records: the property with the most values is merged into larger ones, or left out.
std::optional<CountTable> coarser(const CountTable& records, const RecordsPolicy& policy, RollUp& how) {
  std::optional<std::size_t> longest;
  for (std::size_t d = 0; d < records.dimensions.size(); ++d) {
    const Dimension& one = records.dimensions[d];
    if (!one.total || policy.sensitive.contains(one.name)) continue;
    if (!longest || one.categories.size() > records.dimensions[*longest].categories.size()) longest = d;
  }
  if (!longest) return std::nullopt;
  const std::string name = records.dimensions[*longest].name;
  if (const auto larger = policy.hierarchy.find(name); larger != policy.hierarchy.end()) {
    CountTable fewer = merged(records, *longest, larger->second);
    if (fewer.dimensions[*longest].categories != records.dimensions[*longest].categories) {
      how = {name, false};
      return fewer;
    }
  }
  how = {name, true};
  return without(records, *longest);
}

}  // namespace

Exposure exposure(const CountTable& records, const std::set<std::string>& sensitive) {
  struct Class {
    std::int64_t records = 0;
    std::map<std::size_t, std::set<std::size_t>> values;  // of a sensitive dimension
  };
  std::map<std::vector<std::size_t>, Class> classes;
  std::vector<std::size_t> at(records.dimensions.size(), 0);
  Exposure found;
  for (const std::int64_t count : records.counts) {
    if (count > 0) {
      std::vector<std::size_t> key;
      for (std::size_t d = 0; d < at.size(); ++d)
        if (!sensitive.contains(records.dimensions[d].name)) key.push_back(at[d]);
      Class& of = classes[key];
      of.records += count;
      for (std::size_t d = 0; d < at.size(); ++d)
        if (sensitive.contains(records.dimensions[d].name)) of.values[d].insert(at[d]);
      found.records += count;
    }
    for (std::size_t d = at.size(); d-- > 0;) {
      if (++at[d] < records.dimensions[d].categories.size()) break;
      at[d] = 0;
    }
  }
  found.classes = static_cast<std::int64_t>(classes.size());
  for (const auto& [_, one] : classes) {
    found.k = found.k == 0 ? one.records : std::min(found.k, one.records);
    found.unique += one.records == 1;
    for (const auto& [dimension, values] : one.values) {
      const auto distinct = static_cast<std::int64_t>(values.size());
      found.l = found.l == 0 ? distinct : std::min(found.l, distinct);
    }
  }
  // Each class of f records adds f times 1 / f.
  if (found.records > 0) found.risk = static_cast<double>(found.classes) / static_cast<double>(found.records);
  return found;
}

RecordsResult pass_records(const CountTable& records, const RecordsPolicy& policy,
                           const std::vector<PublishedTable>& earlier) {
  if (policy.k < 2 || policy.l < 1 || !(policy.risk > 0)) throw std::invalid_argument("records that anybody may see");
  RecordsResult result;
  std::optional<CountTable> now = records;
  while (now) {
    const Exposure is = exposure(*now, policy.sensitive);
    if (is.records > 0 && enough(is, policy) && now->counts.size() <= kMostCells) {
      PublishedTable table = all_shown(*now, policy.k);
      if (may_show_all(table, {.k = policy.k, .hierarchy = policy.hierarchy}, earlier)) {
        result.records = *std::move(now);
        result.table = std::move(table);
        result.exposure = is;
        return result;
      }
    }
    RollUp how;
    now = coarser(*now, policy, how);
    if (now) result.rolled_up.push_back(how);
  }
  result.exposure = exposure(records, policy.sensitive);
  result.withheld = true;
  return result;
}

}  // namespace tilth::people
