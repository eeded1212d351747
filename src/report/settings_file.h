// SPDX-License-Identifier: Apache-2.0
// Reviewed files that say how figures and records are told to another system (IATI, DHIS2): read, and refused whole.
#pragma once

#include "model/yaml_tree.h"

#include <filesystem>

namespace tilth::report {

/// The one document of a settings file.
/// @throws Problem "export.settings_unsound" when it cannot be read or is none
model::Tree read_settings(const std::filesystem::path& file, model::Problems& problems);

/// @throws Problem "export.settings_unsound" with the first problem and how many there are, if there are any
void refuse_unsound(const std::filesystem::path& file, model::Problems& problems);

}  // namespace tilth::report
