// SPDX-License-Identifier: Apache-2.0
// The institutions of the made-up country: money, coordination, treaties, plans, laws, strategies, trials; and what
// single sites add to them.
#pragma once

#include "generate/made_up_country.h"
#include "generate/made_up_history.h"
#include "generate/made_up_themes.h"
#include "generate/record_writer.h"

#include <vector>

namespace tilth::generate {

/// Smaller programmes have no institutions: they would be most of it.
inline constexpr std::uint64_t kWithInstitutions = 1000;

/// Writes what a programme has once. Every figure in it is made up and agrees with the others: shares add up to 100,
/// nothing is passed on that was not received, reports are on time.
void write_institutions(RecordWriter& writer, const std::vector<MadeUpOrganisation>& organisations,
                        const std::vector<MadeUpPlace>& places);

/// Adds what a site's hazard and product give to them: the distance to the border, a rank, a threat assessment, the
/// inspection of a product, its part in a development goal. The hazard must be among the writer's drafts.
void write_site_institutions(RecordWriter& writer, const ThemeSite& site);

}  // namespace tilth::generate
