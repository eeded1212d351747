// SPDX-License-Identifier: Apache-2.0
// Reads a report's document, and checks what it names against the rest of the model.
#pragma once

#include "model/report.h"
#include "model/yaml_tree.h"

namespace tilth::model {

Report read_report(const Tree& tree, Problems& problems);

/// @pre types, lists and indicators are read
void check_report(const Model& model, const Report& report, Problems& problems);

}  // namespace tilth::model
