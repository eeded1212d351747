// SPDX-License-Identifier: Apache-2.0
#include "http/accepted_languages.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tilth::http {

std::vector<std::string> accepted_languages(std::string_view header) {
  std::vector<std::pair<double, std::string>> asked;
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string_view item = header.substr(0, comma);
    header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
    while (item.starts_with(' ')) item.remove_prefix(1);
    double quality = 1;
    if (const std::size_t mark = item.find(";q="); mark != std::string_view::npos)
      quality = std::strtod(std::string{item.substr(mark + 3)}.c_str(), nullptr);
    std::string tag{item.substr(0, item.find_first_of("; "))};
    if (quality > 0 && !tag.empty()) asked.emplace_back(quality, std::move(tag));
  }
  std::stable_sort(asked.begin(), asked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> tags;
  for (auto& [quality, tag] : asked) tags.push_back(std::move(tag));
  return tags;
}

}  // namespace tilth::http
