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
      if (c == ',' && cells.size() < 4)
        cells.emplace_back();
      else
        cells.back() += c;
    }
    const std::optional<Uuid> record = cells.size() == 4 ? Uuid::parse(cells[2]) : std::nullopt;
    if (!record) throw Problem{"check.bad_truth", {{"line", number}}};
    faults.push_back({cells[0], cells[1], *record});
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
    KindScore& kind = kinds[fault.kind];
    kind.kind = fault.kind;
    kind.rule = fault.rule;
    ++kind.planted;
    if (!found.contains({fault.rule, fault.record}) && !found.contains({fault.rule, Uuid{}}))
      kind.missed.push_back(fault.record);
    sites.insert(site_of(fault.record));
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

}  // namespace tilth::report
