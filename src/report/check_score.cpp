// SPDX-License-Identifier: Apache-2.0
// How good the checks are.
#include "report/check_score.h"

#include "base/problem.h"

#include <algorithm>
#include <map>
#include <set>

namespace tilth::report {
namespace {

std::string site_of(const Uuid& record) { return record.text().substr(0, 13); }  // 12 digits and a hyphen

}  // namespace

std::int64_t CheckScore::planted() const {
  std::int64_t all = 0;
  for (const KindScore& kind : kinds) all += kind.planted;
  return all;
}

std::int64_t CheckScore::missed() const {
  std::int64_t all = 0;
  for (const KindScore& kind : kinds) all += static_cast<std::int64_t>(kind.missed.size());
  return all;
}

std::vector<KnownFault> read_truth(std::istream& file) {
  std::vector<KnownFault> faults;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (number == 1 || line.empty()) continue;
    std::vector<std::string> cells{""};
    for (const char c : line) {
      if (c == ',' && cells.size() < 5)
        cells.emplace_back();
      else
        cells.back() += c;
    }
    const std::optional<Uuid> record = cells.size() == 5 ? Uuid::parse(cells[2]) : std::nullopt;
    const std::optional<Uuid> other = record && !cells[3].empty() ? Uuid::parse(cells[3]) : Uuid{};
    if (!record || !other) throw Problem{"check.bad_truth", {{"line", number}}};
    faults.push_back({cells[0], cells[1], *record, *other});
  }
  return faults;
}

CheckScore score_check(const std::vector<KnownFault>& faults, const std::vector<Finding>& findings) {
  std::set<std::pair<std::string, Uuid>> found;  // rule, record; nil for a finding about no record
  for (const Finding& finding : findings) {
    if (finding.records.empty()) found.emplace(finding.rule, Uuid{});
    for (const Uuid& record : finding.records) found.emplace(finding.rule, record);
  }
  CheckScore score;
  std::map<std::string, KindScore> kinds;
  std::set<std::string> sites, rules;
  std::set<std::pair<std::string, std::string>> expected;  // rule, site
  for (const KnownFault& fault : faults) {
    sites.insert(site_of(fault.record));
    if (!fault.other.is_nil()) continue;
    KindScore& kind = kinds[fault.kind];
    kind.kind = fault.kind;
    kind.rule = fault.rule;
    ++kind.planted;
    if (!found.contains({fault.rule, fault.record}) && !found.contains({fault.rule, Uuid{}}))
      kind.missed.push_back(fault.record);
    rules.insert(fault.rule);
    expected.emplace(fault.rule, site_of(fault.record));
  }
  for (auto& [name, kind] : kinds) score.kinds.push_back(std::move(kind));
  for (const Finding& finding : findings) {
    const auto names = [&](const auto& holds) {
      return std::any_of(finding.records.begin(), finding.records.end(), holds);
    };
    if (names([&](const Uuid& record) {
          return expected.contains({finding.rule, site_of(record)});
        }) ||
        (finding.records.empty() && rules.contains(finding.rule)))
      ++score.expected;
    else if (names([&](const Uuid& record) { return sites.contains(site_of(record)); }))
      ++score.in_its_train;
    else
      score.false_alarms.push_back(finding);
  }
  return score;
}

stats::LinkageQuality score_pairs(const std::vector<KnownFault>& faults, std::string_view rule,
                                  const std::vector<people::ProposedPair>& pairs) {
  std::set<std::pair<Uuid, Uuid>> truth;
  for (const KnownFault& fault : faults)
    if (fault.rule == rule && !fault.other.is_nil())
      truth.emplace(std::min(fault.record, fault.other), std::max(fault.record, fault.other));
  const auto found = std::count_if(pairs.begin(), pairs.end(), [&](const people::ProposedPair& pair) {
    return truth.contains({std::min(pair.one, pair.other), std::max(pair.one, pair.other)});
  });
  return stats::linkage_quality(static_cast<std::int64_t>(pairs.size()), static_cast<std::int64_t>(truth.size()),
                                found);
}

}  // namespace tilth::report
