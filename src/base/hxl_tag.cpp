// SPDX-License-Identifier: Apache-2.0
#include "base/hxl_tag.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace tilth {
namespace {

bool is_name(std::string_view text) {
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text[0])) == 0) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace

std::optional<std::string> hxl_tag(std::string_view cell) {
  std::string text;
  bool gap = false;  // blanks may stand beside # and +, not inside a name
  for (const char c : cell) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      gap = !text.empty();
      continue;
    }
    if (gap && c != '+' && text.back() != '+') return std::nullopt;
    gap = false;
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (text.size() < 2 || text.size() > 200 || text[0] != '#') return std::nullopt;
  std::vector<std::string> parts;
  std::size_t begin = 1;
  while (true) {
    const std::size_t end = text.find('+', begin);
    parts.push_back(text.substr(begin, end == std::string::npos ? std::string::npos : end - begin));
    if (!is_name(parts.back())) return std::nullopt;
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  std::sort(parts.begin() + 1, parts.end());
  std::string tag = "#" + parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) tag += "+" + parts[i];
  return tag;
}

}  // namespace tilth
