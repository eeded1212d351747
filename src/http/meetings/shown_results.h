// SPDX-License-Identifier: Apache-2.0
// Results of a poll for everybody. What is shown once stays known: a poll that is opened again and closed again would
// tell by the difference how the last few answered, so what is shown of it differs by five people or not at all.
#pragma once

#include "http/meetings/poll_results.h"
#include "http/services.h"

namespace tilth::http::meetings {

/// Results of fewer are not shown to everybody, nor differences of fewer: in a small circle they tell who answered
/// what.
inline constexpr std::int64_t kFewestShown = 5;

/// Counts a closed poll and puts what everybody may read into it: its counts; the counts that were shown last where
/// those are of nearly as many people, or any that were shown before. Fewer than kFewestShown people are not counted at
/// all. @returns whether answers have come or gone since what is shown
bool count_for_everybody(Services& services, Poll& poll);

}  // namespace tilth::http::meetings
