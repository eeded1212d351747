// SPDX-License-Identifier: Apache-2.0
#include "indicators/representation.h"

#include "stats/fisher_exact.h"

#include <algorithm>
#include <cmath>

namespace tilth::indicators {
namespace {

using Key = std::vector<std::string>;

/// How many of the group, and how many of whom it is known whether they are of it.
struct Heads {
  std::int64_t group = 0, all = 0, records = 0;
  std::string reason;

  void add(const Figure& figure, bool in_group) {
    if (!figure.value) {
      reason = figure.reason_if_null.empty() ? "NO_DATA" : figure.reason_if_null;
      return;
    }
    const auto people = static_cast<std::int64_t>(std::llround(*figure.value));
    all += people;
    records += figure.n;
    if (in_group) group += people;
  }
};

class Traits {
 public:
  Traits(const model::Representation& wanted, std::size_t from) : wanted_(wanted), from_(from) {}

  [[nodiscard]] bool known(const Key& key) const {
    return std::none_of(key.begin() + static_cast<std::ptrdiff_t>(from_), key.end(), [&](const std::string& value) {
      return value == "(not recorded)" ||
             std::find(wanted_.not_known.begin(), wanted_.not_known.end(), value) != wanted_.not_known.end();
    });
  }
  [[nodiscard]] bool of_group(const Key& key) const {
    for (std::size_t i = 0; i < wanted_.group.size(); ++i)
      if (key[from_ + i] != wanted_.group[i].second) return false;
    return true;
  }

 private:
  const model::Representation& wanted_;
  std::size_t from_;
};

Figure ratio(const Heads& part, const Heads& whole) {
  Figure figure;
  figure.n = part.records;
  for (const Heads* heads : {&part, &whole}) {
    if (heads->reason.empty()) continue;
    figure.reason_if_null = heads->reason;
    return figure;
  }
  const stats::TwoByTwo table{.group_with = part.group,
                              .group_without = whole.group - part.group,
                              .others_with = part.all - part.group,
                              .others_without = whole.all - whole.group - (part.all - part.group)};
  const auto ratio = stats::representation_ratio(table);
  const auto test = stats::fisher_exact(table);
  if (!ratio || !test) {
    figure.reason_if_null = "ZERO_DENOMINATOR";
    return figure;
  }
  figure.value = *ratio;
  figure.shares = GroupShares{.group_in_part = part.group,
                              .part = part.all,
                              .group = whole.group,
                              .all = whole.all,
                              .odds_ratio = test->odds_ratio,
                              .p = test->p};
  return figure;
}

}  // namespace

Represented represented(const model::Representation& wanted, std::size_t splits, const PeopleCounted& people) {
  Represented made;
  if (!people.reason_if_null.empty()) {
    made.total.reason_if_null = people.reason_if_null;
    return made;
  }
  Heads whole;
  const Traits of_all{wanted, 0}, of_part{wanted, splits};
  for (const auto& [key, figure] : people.margins)
    if (of_all.known(key)) whole.add(figure, of_all.of_group(key));
  if (people.rolled_up && people.margins.empty()) whole.reason = "KEPT_BACK";
  std::map<Key, Heads> parts;
  for (const auto& [key, figure] : people.counts)
    if (of_part.known(key))
      parts[Key(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(splits))].add(figure, of_part.of_group(key));
  for (auto& [key, part] : parts) {
    if (people.rolled_up) part.reason = "KEPT_BACK";
    made.cells.push_back({key, ratio(part, whole)});
  }
  made.total.n = whole.records;
  made.total.reason_if_null = whole.reason.empty() ? whole.all == 0 ? "NO_DATA" : "OF_PARTS" : whole.reason;
  if (whole.reason.empty() && whole.all > 0)
    made.total.shares =
        GroupShares{.group_in_part = whole.group, .part = whole.all, .group = whole.group, .all = whole.all};
  return made;
}

}  // namespace tilth::indicators
