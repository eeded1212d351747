// SPDX-License-Identifier: Apache-2.0
// Whether a text says anything.
#pragma once

#include <string_view>

namespace tilth {

/// Nothing but white space of any script, and letters that nobody sees: no reason, though it has a length.
bool is_blank(std::string_view utf8);

}  // namespace tilth
