// SPDX-License-Identifier: Apache-2.0
// How far two people agree who coded the statements of evaluations, which CQL2 cannot say.
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// QL4: Cohen's kappa of `theme` and `second_theme` of the evaluation_statement noted in the period (methods 3.1, 4.2),
/// and of each evaluation where they are split so. Missing are those that one person alone coded; NO_DATA where
/// nothing was coded twice, ZERO_DENOMINATOR where all of it is one theme.
Computed second_coder_kappa(const store::Store& store, const store::Caller& caller, const Question& question);

}  // namespace tilth::indicators
