// SPDX-License-Identifier: Apache-2.0
// What column headers and common values mean, in the five languages that sources come in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tilth::exchange {

/// The notions that a header speaks of, from its words: "fecha_accidente" -> date, accident.
/// Headers cut short by the ten characters of a shapefile are known by their beginning.
std::vector<std::string_view> notions_of_header(std::string_view header);

/// The notion of a value in a list: "Hombre" -> male; empty when it is none that is known.
std::string_view notion_of_value(std::string_view value);

}  // namespace tilth::exchange
