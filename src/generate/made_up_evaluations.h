// SPDX-License-Identifier: Apache-2.0
// Evaluations of the made-up programme: sources, what they say under themes, a second coder, recommendations.
#pragma once

#include "generate/made_up_country.h"
#include "generate/record_writer.h"

namespace tilth::generate {

/// Two evaluations of twelve sources and forty statements each.
void write_evaluations(RecordWriter& writer, const std::vector<MadeUpPlace>& places, const Uuid& authority,
                       const Uuid& evaluator);

}  // namespace tilth::generate
