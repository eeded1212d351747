// SPDX-License-Identifier: Apache-2.0
#include "base/csv_cell.h"

namespace tilth {

std::string csv_cell(std::string_view text) {
  const bool negative = text.size() > 1 && text[1] >= '0' && text[1] <= '9';
  std::string cell{text};
  if (!text.empty() && (std::string_view{"=+@\t\r"}.find(text[0]) != std::string_view::npos ||
                        (text[0] == '-' && text.size() > 1 && !negative)))
    cell.insert(cell.begin(), '\'');
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace tilth
