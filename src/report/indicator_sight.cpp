// SPDX-License-Identifier: Apache-2.0
#include "report/indicator_sight.h"

#include <algorithm>

namespace tilth::report {

using store::may_see;

bool IndicatorSight::sees(const model::Indicator& indicator) const {
  if (indicator.about_people && caller_.highest_class < kWholeView) return false;  // before the disclosure gate
  if (!indicator.computed_by.empty()) return sees_the_whole(caller_);
  if (indicator.representation) {
    const model::Indicator* of = model_.counted_by(indicator);
    const model::RecordType* type = of == nullptr ? nullptr : model_.find_type(of->value.of);
    const auto& group = indicator.representation->group;
    return type != nullptr && sees(*of) && std::all_of(group.begin(), group.end(), [&](const auto& part) {
             return may_ask(caller_, model_, *type, part.first);
           });
  }
  // What an interval is widened by is read of the records of the denominator.
  const model::RecordType* widened = indicator.denominator ? model_.find_type(indicator.denominator->of) : nullptr;
  if (indicator.design_effect && (widened == nullptr || !may_ask(caller_, model_, *widened, *indicator.design_effect)))
    return false;
  return sees(indicator.value) && (!indicator.denominator || sees(*indicator.denominator));
}

bool IndicatorSight::partial(const model::Indicator& indicator) const {
  if (indicator.representation) {
    const model::Indicator* of = model_.counted_by(indicator);
    return of != nullptr && partial(*of);
  }
  const auto hides = [&](const model::Measure& measure) {
    const model::RecordType* type = model_.find_type(measure.of);
    return type != nullptr && !sees_all_rows(caller_, *type);
  };
  return indicator.computed_by.empty() &&
         (hides(indicator.value) || (indicator.denominator && hides(*indicator.denominator)));
}

std::vector<std::string> IndicatorSight::splits(const model::Indicator& indicator) const {
  std::vector<std::string> seen;
  const model::Indicator* of = model_.counted_by(indicator);
  const model::RecordType* type = of == nullptr ? nullptr : model_.find_type(of->value.of);
  for (const std::string& split : indicator.split_by) {
    const bool of_date = split == "year" || split == "month";
    if (type == nullptr || of_date || may_ask(caller_, model_, *type, split)) seen.push_back(split);
  }
  return seen;
}

bool IndicatorSight::sees(const model::Measure& measure) const {
  const model::RecordType* type = model_.find_type(measure.of);
  if (type == nullptr) return sees_the_whole(caller_);
  return may_see(caller_, *type) && (!measure.argument || may_ask(caller_, model_, *type, *measure.argument)) &&
         (!measure.where || may_ask(caller_, model_, *type, *measure.where)) &&
         (measure.dated_by.empty() || may_ask(caller_, model_, *type, measure.dated_by));
}

}  // namespace tilth::report
