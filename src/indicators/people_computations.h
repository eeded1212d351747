// SPDX-License-Identifier: Apache-2.0
// Indicators about services and risk education where people need them, which CQL2 cannot say.
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// VA7, `with: {km, days}`: pairs of a place and a component of assistance with a need that is not met and no provider
/// of it in that place or within that distance, verified in so many days before the period's end (or today).
Figure places_without_provider(const store::Store& store, const store::Caller& caller, const Question& question);

/// E9, `with: {days}`: of the places where in the period an accident happened, a hazard was found or returns were
/// expected, the share where each such event was followed, or accompanied, by a face-to-face session there or for
/// people who go there, within so many days. An event whose days are not over yet, and which has no session, is
/// missing.
Figure eore_in_priority_places(const store::Store& store, const store::Caller& caller, const Question& question);

void add_people_computations(Registry& registry);

}  // namespace tilth::indicators
