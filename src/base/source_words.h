// SPDX-License-Identifier: Apache-2.0
// Where a report, a figure or an indicator comes from, in words.
#pragma once

#include <string>
#include <string_view>

namespace tilth {

/// "IMAS 07.13, 2017 (to be checked with the standard)"; without what is empty.
/// @param to_check what is said of a source that nobody has checked; empty for one that is
inline std::string source_words(std::string_view source, std::string_view edition, std::string_view to_check) {
  std::string words{source};
  if (!edition.empty()) words.append(", ").append(edition);
  if (!to_check.empty()) words.append(" (").append(to_check).append(")");
  return words;
}

}  // namespace tilth
