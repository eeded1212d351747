// SPDX-License-Identifier: Apache-2.0
// What the records of a site say beside its story: how work was done, in what condition things were, who was counted.
#pragma once

#include "generate/made_up_themes.h"
#include "generate/record_writer.h"

#include <cstdint>
#include <string_view>

namespace tilth::generate {

/// Fills further fields of what the site has drafted, and drafts counts of the people whom its work reached. Draws from
/// numbers of its own, so that the story of a seed does not depend on what is told of it. The caller flushes.
void write_details(RecordWriter& writer, std::uint64_t seed, const ThemeSite& site, std::string_view contamination);

}  // namespace tilth::generate
