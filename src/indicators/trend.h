// SPDX-License-Identifier: Apache-2.0
// An indicator's yearly figures carried on, and whether a target is met so (methods 5.1).
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// Fills the total and the warnings of `table`: the figure of the year with its 95 % prediction interval, or the chance
/// of the target in percent. Only whole years up to the question's end count; of sums and counts a year without records
/// is 0 between others, and unknown after the last. NO_DATA for fewer than three years, or without a target or a time
/// to go.
void work_trend(const store::Store& store, const store::Caller& caller, const model::Trend& trend,
                const Question& question, const Registry& registry, IndicatorTable& table);

}  // namespace tilth::indicators
