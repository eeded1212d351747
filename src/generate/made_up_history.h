// SPDX-License-Identifier: Apache-2.0
// Ten years of one made-up site: found, surveyed, released; its tasks, visits, accidents and people.
#pragma once

#include "generate/generate.h"
#include "generate/made_up_account.h"
#include "generate/made_up_country.h"
#include "generate/made_up_plots.h"
#include "generate/record_writer.h"
#include "geo/line_distance.h"
#include "stats/rng.h"

#include <string>
#include <vector>

namespace tilth::generate {

struct MadeUpOrganisation {
  Uuid id;
  std::string name;
  std::string kind;
};

inline constexpr std::uint64_t kFewestSites = 2;  ///< the first shows people, the second work

/// Writes the organisations with their accreditations, the ordnance models, and the gazetteer. The first organisation
/// is the authority; the last has no accreditation yet and works nowhere.
std::vector<MadeUpOrganisation> write_organisations(RecordWriter& writer, std::uint64_t seed);
void write_ordnance_models(RecordWriter& writer);
void write_places(RecordWriter& writer, const std::vector<MadeUpPlace>& places);

/// Writes everything about site number `number` on its plot and books its land; returns how many faults it planted (0
/// or 1), of which the account knows nothing.
int write_site(RecordWriter& writer, std::uint64_t number, const Options& options, MadeUpPlots& plots,
               const std::vector<MadeUpPlace>& places, const std::vector<MadeUpOrganisation>& organisations,
               const geo::LineDistance& border, MadeUpAccount& account);

}  // namespace tilth::generate
