// SPDX-License-Identifier: Apache-2.0
// The check of a whole programme with what the ledger finds.
#include "report/whole_check.h"

#include "people/linkage_rule.h"
#include "release/ledger_reader.h"
#include "report/quality_beside.h"
#include "report/treaty_area.h"

#include <algorithm>

namespace tilth::report {

quality::CheckResult whole_check(const store::Store& store, const store::Caller& caller, quality::CheckOptions options,
                                 Progress& progress) {
  if (store.model()->find_type("hazard") != nullptr) {
    const release::LandHistory history = release::read_land_history(store, caller, std::nullopt, progress);
    const auto ledger = std::make_shared<const release::Ledger>(release::Ledger::of(history, {}, progress));
    options.from_ledger = ledger->findings();
    for (Finding& finding : treaty_area_findings(store, caller, ledger, progress))
      options.from_ledger->push_back(std::move(finding));
  }
  return quality::check(store, caller, options, progress);
}

std::vector<store::SavedFinding> save_check(store::Store& store, const quality::CheckResult& checked) {
  const auto of_these_rules = [&](const Finding& finding) {
    return std::binary_search(checked.rules.begin(), checked.rules.end(), finding.rule);
  };
  std::vector<Finding> found;
  std::copy_if(checked.findings.begin(), checked.findings.end(), std::back_inserter(found), of_these_rules);
  store.save_findings(checked.rules, found);
  std::size_t rules = 0;
  for (const model::RecordType& type : store.model()->types)
    for (const model::Rule& rule : type.rules) rules += rule.check == people::kSamePersonCheck ? 0 : 1;
  if (checked.rules.size() >= rules) store.put_setting(kLastCheck, {{"operation", store.last_seq()}});
  std::vector<store::SavedFinding> saved = store.findings();
  std::erase_if(saved, [&](const store::SavedFinding& one) { return !of_these_rules(one.finding); });
  return saved;
}

}  // namespace tilth::report
