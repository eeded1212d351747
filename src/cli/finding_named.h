// SPDX-License-Identifier: Apache-2.0
// A finding as people name it on a command line: by its id, or the beginning of one.
#pragma once

#include "store/store.h"

#include <string>
#include <string_view>

namespace tilth::cli {

/// @param rule findings of this rule alone; "" of any
/// @throws Problem "finding.unknown" where none or several begin so, or fewer than 8 letters are given
store::SavedFinding finding_named(const store::Store& store, const std::string& text, std::string_view rule = "");

/// The beginning that tables show, and that is enough to name it.
std::string short_id(const Uuid& id);

}  // namespace tilth::cli
