// SPDX-License-Identifier: Apache-2.0
// What the made-up country meant to release in which year.
#pragma once

#include "generate/record_writer.h"

namespace tilth::generate {

/// A plan that was replaced and the plan in force, somewhat more hopeful than what the sites release; `sites` gives the
/// size of the country.
void write_plans(RecordWriter& writer, std::uint64_t sites);

}  // namespace tilth::generate
