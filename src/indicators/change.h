// SPDX-License-Identifier: Apache-2.0
// How much one indicator is above another of the same unit: a share before and after (methods 3.8).
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// With fewer clusters a side a difference is judged by the clusters' means.
inline constexpr std::size_t kFewClusters = 10;

/// Fills the total, the cells and the warnings of `table`. OTHER_QUESTIONNAIRE where both sides are not comparable.
void work_change(const store::Store& store, const store::Caller& caller, const model::Change& change,
                 const Question& question, const Registry& registry, IndicatorTable& table);

}  // namespace tilth::indicators
