// SPDX-License-Identifier: Apache-2.0
// Where the indicators of frameworks stand on the way from their baseline to their target (methods 5.2).
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// target_path, target_ratio and target_chance: over the records of framework_indicator that state baseline and target
/// with their years, and their framework_value up to the question's end. Of parts alone, split by `indicator`.
void add_target_computations(Registry& registry);

}  // namespace tilth::indicators
