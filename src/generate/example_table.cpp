// SPDX-License-Identifier: Apache-2.0
#include "generate/example_table.h"

#include <stdexcept>

namespace tilth::generate {
namespace {

std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{std::string{}}};
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    std::string& cell = rows.back().back();
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        cell += text[++at];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.push_back({std::string{}});
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (rows.back().size() == 1 && rows.back().front().empty()) rows.pop_back();
  return rows;
}

}  // namespace

std::vector<ExampleRow> example_table(std::string_view file) {
  const auto found = example_files().find(std::string{file});
  if (found == example_files().end()) throw std::logic_error("no example " + std::string{file});
  const std::vector<std::vector<std::string>> cells = cells_of(found->second);
  std::vector<ExampleRow> rows;
  for (std::size_t row = 1; row < cells.size(); ++row) {
    ExampleRow& one = rows.emplace_back();
    for (std::size_t column = 0; column < cells.front().size() && column < cells[row].size(); ++column)
      one[cells.front()[column]] = cells[row][column];
  }
  return rows;
}

}  // namespace tilth::generate
