// SPDX-License-Identifier: Apache-2.0
// What the made-up country meant to release in which year.
#pragma once

#include "generate/made_up_account.h"
#include "generate/record_writer.h"

namespace tilth::generate {

/// A plan that was replaced and the plan in force, somewhat more hopeful than what the sites release: of land with
/// mines what the extension plans; `sites` gives the size of the country.
void write_plans(RecordWriter& writer, const MadeUpAccount& account, std::uint64_t sites);

}  // namespace tilth::generate
