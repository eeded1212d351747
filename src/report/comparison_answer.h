// SPDX-License-Identifier: Apache-2.0
// The evaluator's calculator: whether answers, rates or values differ by more than chance, and what a sample says of
// all (methods 3.2, 3.7, 3.8, 5.1). Nothing is stored.
#pragma once

#include "base/json.h"
#include "report/calculator_fault.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace tilth::report {

struct ComparisonParameter {
  std::string_view name;  ///< the option of the command and the parameter of the address
  std::string_view what;
};
/// All that may be asked; docs/commands/compare.md shows an example of each.
std::span<const ComparisonParameter> comparison_parameters();

/// Answers by their names, and `notes`: "no_cause" (a difference says that answers changed, not why) and
/// "self_selected" (of those who answered, who chose to); or the first value that has no answer. Numbers and lists have
/// bounds, so that any answer is found at once and is a number.
/// @param told what was given, by parameter; several questions may be asked at once
std::variant<Json, CalculatorFault> comparison_json(const std::map<std::string, std::string>& told);

}  // namespace tilth::report
