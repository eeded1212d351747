// SPDX-License-Identifier: Apache-2.0
// The state of the data behind an indicator.
#include "report/quality_beside.h"

#include <set>

namespace tilth::report {

QualityBeside::QualityBeside(const store::Store& store) {
  const std::optional<Json> last = store.setting(kLastCheck);
  if (!last) return;
  checked_at_ = last->value("operation", std::int64_t{0});
  for (const store::SavedFinding& saved : store.findings()) {
    if (saved.state != "open") continue;
    DataQuality& of_type = by_type_[saved.finding.type];
    if (saved.finding.severity == Severity::error) ++of_type.errors;
    if (saved.finding.severity == Severity::warning) ++of_type.warnings;
  }
}

std::optional<DataQuality> QualityBeside::of(const model::Indicator& indicator) const {
  if (!checked_at_) return std::nullopt;
  std::set<std::string> types{indicator.value.of};
  if (indicator.denominator) types.insert(indicator.denominator->of);
  if (types.contains("land_ledger") || indicator.computed_by.starts_with("completion_"))
    types.insert({"hazard", "area_change", "land_release_product"});
  DataQuality sum{.checked_at = *checked_at_};
  for (const std::string& type : types) {
    const auto found = by_type_.find(type);
    if (found == by_type_.end()) continue;
    sum.errors += found->second.errors;
    sum.warnings += found->second.warnings;
  }
  return sum;
}

Json to_json(const std::optional<DataQuality>& quality) {
  if (!quality) return {};
  return {{"open_errors", quality->errors}, {"open_warnings", quality->warnings}, {"checked_at", quality->checked_at}};
}

}  // namespace tilth::report
