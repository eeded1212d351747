// SPDX-License-Identifier: Apache-2.0
// The state of the data behind an indicator.
#include "report/quality_beside.h"

#include "report/person_pairs.h"

#include <set>

namespace tilth::report {
namespace {

/// Of a figure that is made of another, those behind that one.
std::set<std::string> types_behind(const model::Model& model, const model::Indicator& indicator) {
  const model::Indicator* of = model.counted_by(indicator);
  if (of == nullptr) return {};
  std::set<std::string> types{of->value.of};
  if (of->denominator) types.insert(of->denominator->of);
  return types;
}

}  // namespace

QualityBeside::QualityBeside(const store::Store& store) : model_(store.model()) {
  const auto& model = model_;
  const std::vector<store::SavedFinding> all = store.findings();
  std::set<std::string> decided;
  for (const store::SavedFinding& saved : all)
    if (saved.state == "accepted" && is_pair(*model, saved.finding)) decided.insert(saved.finding.type);
  for (const std::string& type : decided) {
    const PeopleBehind people = people_behind(store, {}, *model->find_type(type), all);
    second_records_[type] = people.records - people.most;
  }
  const std::optional<Json> last = store.setting(kLastCheck);
  if (!last) return;
  checked_at_ = last->value("operation", std::int64_t{0});
  for (const store::SavedFinding& saved : all) {
    if (saved.state != "open") continue;
    DataQuality& of_type = by_type_[saved.finding.type];
    if (saved.finding.severity == Severity::error) ++of_type.errors;
    if (saved.finding.severity == Severity::warning) ++of_type.warnings;
  }
}

std::int64_t QualityBeside::second_records(const model::Indicator& indicator) const {
  std::int64_t all = 0;
  for (const std::string& type : types_behind(*model_, indicator))
    if (const auto found = second_records_.find(type); found != second_records_.end()) all += found->second;
  return all;
}

std::optional<DataQuality> QualityBeside::of(const model::Indicator& indicator) const {
  if (!checked_at_) return std::nullopt;
  std::set<std::string> types = types_behind(*model_, indicator);
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
