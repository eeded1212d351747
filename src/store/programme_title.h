// SPDX-License-Identifier: Apache-2.0
// What a programme calls itself, on its pages and on its reports.
#pragma once

#include "store/store.h"

#include <string>

namespace tilth::store {

/// The setting that keeps what managers set: title, languages and what the server needs (http/settings.h).
inline constexpr const char* kProgrammeSettings = "server/settings";

/// The title that a manager gave it; else the name of its model.
std::string programme_title(const Store& store);

}  // namespace tilth::store
