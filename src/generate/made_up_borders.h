// SPDX-License-Identifier: Apache-2.0
// The border of the made-up country, and how far its hazards lie from it.
#pragma once

#include "generate/made_up_country.h"
#include "generate/record_writer.h"
#include "geo/line_distance.h"

namespace tilth::generate {

/// The outline of the country as its border line.
void write_border(RecordWriter& writer, const std::vector<MadeUpPlace>& places);

/// That line, to measure from.
geo::LineDistance border_distance(const std::vector<MadeUpPlace>& places);

/// Measures the distances of the hazards among the drafts to it, as the check does.
void write_border_distances(RecordWriter& writer, const geo::LineDistance& border);

}  // namespace tilth::generate
