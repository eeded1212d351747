// SPDX-License-Identifier: Apache-2.0
// Settings of the programme as it is served.
#pragma once

#include "store/programme_title.h"

#include <string>
#include <vector>

namespace tilth::http {

/// The store's setting that keeps them; {"public_view": true} lets people without an account look.
inline constexpr const char* kSettings = store::kProgrammeSettings;

/// title, public_view, languages, base_maps, community (open, telephone), meeting_pages, changed, changed_by; what
/// nobody has set is the model's.
Json settings_of(const store::Store& store);

/// The origins of base maps that come from other hosts, each once: what pages may fetch beside this server.
std::vector<std::string> base_map_origins(const store::Store& store);

}  // namespace tilth::http
