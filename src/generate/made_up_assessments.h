// SPDX-License-Identifier: Apache-2.0
// Assessments of the made-up authority: two assessors, two years, another edition, criteria, a review, self-reliance.
#pragma once

#include "generate/made_up_history.h"
#include "generate/record_writer.h"

#include <vector>

namespace tilth::generate {

/// Writes the instruments of examples/instruments, assessments with their answers, and the shares of the self-reliance
/// profile. The worked numbers of methods 4.1 and 4.3 come out of them: 2.48 in 2024 and 2.82 in 2025 by the authority
/// itself, 4.4 by the review.
void write_assessments(RecordWriter& writer, const std::vector<MadeUpOrganisation>& organisations);

}  // namespace tilth::generate
