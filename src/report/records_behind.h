// SPDX-License-Identifier: Apache-2.0
// The filter of the records behind a figure: one click leads from the figure to them.
#pragma once

#include "indicators/indicators.h"

#include <string>
#include <utility>
#include <vector>

namespace tilth::report {

/// {"type", "filter"} as CQL2 text for the record table. Null where rows are no records, and where a part of the cell
/// cannot be said as a filter: records beside those of the figure would mislead.
/// @param cell split -> value as the indicator's cell has it; empty: the total
Json records_behind(const model::Model& model, const model::Indicator& indicator, const indicators::Question& question,
                    const std::vector<std::pair<std::string, std::string>>& cell);

}  // namespace tilth::report
