// SPDX-License-Identifier: Apache-2.0
// What indicators of meetings count that CQL2 cannot say.
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// Different people who attended meetings against those of the meeting before each: by registrations where there are
/// some, else by the number that the one before reported. A meeting where nobody is known to have been says nothing.
Computed meeting_growth(const store::Store& store, const store::Caller& caller, const Question& question);

}  // namespace tilth::indicators
