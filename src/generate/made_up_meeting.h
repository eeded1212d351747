// SPDX-License-Identifier: Apache-2.0
// A made-up conference whose answers give the statistics that a meeting report must show, and its follow-up.
#pragma once

#include "generate/record_writer.h"

#include <vector>

namespace tilth::generate {

/// Four meetings in a row. The second has everything; the third still takes answers and the fourth registrations, so
/// that neither is in any figure yet. Whole: 921 of 1,000 registered people from 106 countries
/// came, 95 people spoke in 6 plenaries and 12 side events, half of the plenary speakers of known sex are women; the
/// survey gives 80 % good or excellent for the organisation and for the plenaries, 96 % for the best plenary, and
/// 72 % excellent with 22 % good for the best side event. Otherwise a meeting of a dozen people. Nobody is real.
/// @param owners organisations that actions are given to; at least one
void write_meetings(RecordWriter& writer, bool whole, const std::vector<Uuid>& owners);

}  // namespace tilth::generate
