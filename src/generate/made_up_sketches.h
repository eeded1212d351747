// SPDX-License-Identifier: Apache-2.0
// Sketch maps that communities drew: one picture, and where it lies at each site that has an assessment.
#pragma once

#include "generate/made_up_themes.h"

#include <string>

namespace tilth::generate {

/// A drawing of a village as a PNG: river, road, houses, and the place that people avoid.
std::string made_up_sketch();

/// Lays the sketch on the ground about the site's point, for the community assessments among the drafts.
void write_sketches(RecordWriter& writer, const ThemeSite& site);

/// Keeps the picture that the records name.
void keep_sketch(store::Store& store, const store::Batch& batch);

}  // namespace tilth::generate
