// SPDX-License-Identifier: Apache-2.0
// One cell of a CSV file that people open with a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace tilth {

/// The text as RFC 4180 has it, quoted where it must be. What a spreadsheet would take for a formula begins with an
/// apostrophe instead; a negative number is none.
std::string csv_cell(std::string_view text);

}  // namespace tilth
