// SPDX-License-Identifier: Apache-2.0
#include "base/csv_cell.h"

#include <charconv>

namespace tilth {

std::string csv_cell(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  std::string cell{text};
  if (!text.empty() && (std::string_view{"=+@\t\r"}.find(text[0]) != std::string_view::npos ||
                        (text[0] == '-' && text.size() > 1 && !number)))
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
