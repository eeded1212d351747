// SPDX-License-Identifier: Apache-2.0
// How much one indicator is above another of the same unit.
#include "indicators/change.h"

#include "indicators/measuring.h"
#include "stats/share_difference.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

namespace tilth::indicators {
namespace {

constexpr const char* kNotRecorded = "(not recorded)";

/// What one side was asked, cluster by cluster.
struct Side {
  std::map<std::string, std::set<std::string>> same;  ///< values of `same`, by `within`
  std::vector<double> means;                          ///< of the clusters, 0 to 1
  bool recorded = true;                               ///< every answer says its cluster
  std::optional<double> stated;                       ///< clusters, as the surveys state them

  /// So few that their means decide; never for a sample without clusters.
  [[nodiscard]] bool few() const {
    const bool clustered = stated || (recorded && !means.empty());
    const bool few_recorded = recorded && means.size() < kFewClusters;
    return clustered && ((stated && *stated < static_cast<double>(kFewClusters)) || few_recorded);
  }
};

/// Both sides of each cell, and of the total (the empty key).
using Sides = std::map<Key, std::array<Side, 2>>;

Sides sides_of(const store::Store& store, const store::Caller& caller, const model::Change& change,
               const Question& question, const Registry& registry) {
  Sides sides;
  std::vector<std::string> more;
  if (!change.same.empty()) more = {change.within, change.same};
  if (!change.cluster.empty()) more.insert(more.end(), {change.clusters, change.cluster});
  if (more.empty()) return sides;
  Question asked = question;
  asked.split_by.insert(asked.split_by.end(), more.begin(), more.end());
  const auto own = static_cast<std::ptrdiff_t>(question.split_by.size());
  for (const std::size_t side : {0U, 1U}) {
    model::Indicator of = *store.model()->find_indicator(side == 0 ? change.from : change.to);
    of.split_by.insert(of.split_by.end(), more.begin(), more.end());
    for (const Cell& cell : compute(store, caller, of, asked, registry).cells) {
      if (!cell.figure.value || cell.figure.n == 0) continue;
      std::set<Key> keys{Key{}, Key(cell.key.begin(), cell.key.begin() + own)};
      for (const Key& key : keys) {
        Side& at = sides[key][side];
        auto part = cell.key.begin() + own;
        if (!change.same.empty()) {
          at.same[part[0]].insert(part[1]);
          part += 2;
        }
        if (change.cluster.empty()) continue;
        double stated = 0;
        const std::string& text = part[0];
        if (std::from_chars(text.data(), text.data() + text.size(), stated).ec == std::errc{})
          at.stated = std::min(at.stated.value_or(stated), stated);
        at.recorded = at.recorded && part[1] != kNotRecorded;
        at.means.push_back(*cell.figure.value / of.scale);
      }
    }
  }
  return sides;
}

bool comparable(const std::array<Side, 2>& sides) {
  std::map<std::string, std::set<std::string>> all = sides[0].same;
  for (const auto& [within, values] : sides[1].same) all[within].insert(values.begin(), values.end());
  return std::all_of(all.begin(), all.end(), [](const auto& one) { return one.second.size() < 2; });
}

class Changes {
 public:
  Changes(Sides sides, double scale, std::vector<Warning>& warnings)
      : sides_(std::move(sides)), scale_(scale), warnings_(warnings) {}

  Figure of(const Key& key, const Figure& from, const Figure& to, const Figure* design_effect) {
    Figure made;
    made.n = from.n + to.n;
    made.n_missing = from.n_missing + to.n_missing;
    made.records = to.records;
    for (const Figure* one : {&from, &to, design_effect}) {
      if (one == nullptr || one->value) continue;
      made.reason_if_null = one->reason_if_null;
      return made;
    }
    static const std::array<Side, 2> kNone;
    const auto found = sides_.find(key);
    const std::array<Side, 2>& sides = found == sides_.end() ? kNone : found->second;
    if (!comparable(sides)) {
      made.reason_if_null = "OTHER_QUESTIONNAIRE";
      return made;
    }
    made.value = *to.value - *from.value;
    if (!from.lower || !to.lower || from.n == 0 || to.n == 0) return made;
    if (sides[0].few() || sides[1].few())
      by_clusters(sides, made);
    else
      by_people(from, to, design_effect == nullptr ? 1 : std::max(1.0, *design_effect->value), made);
    return made;
  }

 private:
  void warn(Warning::Kind kind) {
    const Warning warning{.kind = kind, .values = {}};
    if (std::find(warnings_.begin(), warnings_.end(), warning) == warnings_.end()) warnings_.push_back(warning);
  }

  void by_clusters(const std::array<Side, 2>& sides, Figure& made) {
    const bool recorded = sides[0].recorded && sides[1].recorded;
    const auto found = recorded ? stats::compare_clusters(sides[0].means, sides[1].means) : std::nullopt;
    warn(found ? Warning::Kind::by_clusters : Warning::Kind::too_few_clusters);
    if (!found) return;
    made.lower = found->lower * scale_;
    made.upper = found->upper * scale_;
  }

  /// Newcombe's interval.
  void by_people(const Figure& from, const Figure& to, double design_effect, Figure& made) const {
    const auto round = [&](const Figure& share) {
      const auto asked = static_cast<double>(share.n);
      return stats::Round{std::round(*share.value / scale_ * asked), asked};
    };
    const auto interval = stats::share_difference(round(from), round(to), design_effect);
    if (!interval) return;
    made.lower = interval->lower * scale_;
    made.upper = interval->upper * scale_;
  }

  Sides sides_;
  double scale_;
  std::vector<Warning>& warnings_;
};

}  // namespace

void work_change(const store::Store& store, const store::Caller& caller, const model::Change& change,
                 const Question& question, const Registry& registry, IndicatorTable& table) {
  const auto tables = [&](const std::string& id) -> std::optional<IndicatorTable> {
    if (id.empty()) return std::nullopt;
    return compute(store, caller, *store.model()->find_indicator(id), question, registry);
  };
  const auto from = tables(change.from), to = tables(change.to), wide = tables(change.design_effect);
  for (const IndicatorTable* one : {&*from, &*to})
    for (const Warning& warning : one->warnings)
      if (std::find(table.warnings.begin(), table.warnings.end(), warning) == table.warnings.end())
        table.warnings.push_back(warning);
  Changes changes{sides_of(store, caller, change, question, registry), from->indicator->scale, table.warnings};
  table.total = changes.of({}, from->total, to->total, wide ? &wide->total : nullptr);
  static const Figure kNothing{.reason_if_null = "NO_DATA"};
  const auto cell = [](const std::optional<IndicatorTable>& of, const Key& key) -> const Figure& {
    const auto found =
        std::find_if(of->cells.begin(), of->cells.end(), [&](const Cell& one) { return one.key == key; });
    return found == of->cells.end() ? kNothing : found->figure;
  };
  std::set<Key> keys;
  for (const auto* one : {&from, &to})
    for (const Cell& known : (*one)->cells) keys.insert(known.key);
  for (const Key& key : keys)
    table.cells.push_back({key, changes.of(key, cell(from, key), cell(to, key), wide ? &cell(wide, key) : nullptr)});
}

}  // namespace tilth::indicators
