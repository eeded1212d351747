// SPDX-License-Identifier: Apache-2.0
// Made-up people of the themes: survivors and services, risk education, community engagement, staff.
#pragma once

#include "generate/made_up_history.h"
#include "generate/made_up_themes.h"

#include <vector>

namespace tilth::generate {

/// Drafts what the people of one site lived through, and adds to what the site has drafted already: cases of its
/// casualties, destinations of its sessions, who reported its spot tasks; the caller flushes.
void write_people_themes(RecordWriter& writer, stats::Rng& rng, const ThemeSite& site,
                         const std::vector<MadeUpPlace>& places);

/// What belongs to no site: the directory of services, messages, terms, staff and policies, surveys before and after.
/// A little of each in a programme of fewer than 2,000 records.
void write_people_of_country(RecordWriter& writer, stats::Rng& rng, const std::vector<MadeUpPlace>& places,
                             const std::vector<MadeUpOrganisation>& organisations, std::uint64_t records);

}  // namespace tilth::generate
