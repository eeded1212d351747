// SPDX-License-Identifier: Apache-2.0
// How an answer names the operations of one act, so that they can be taken back together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilth::http {

/// Operations of one act: those after `before` up to `last` that the act of the last one made.
struct BatchName {
  std::int64_t before = 0, last = 0;
  [[nodiscard]] std::string text() const;                        ///< "120-133"
  static std::optional<BatchName> parse(std::string_view text);  ///< at most kMostOperations
  static constexpr std::int64_t kMostOperations = 100'000;
};

}  // namespace tilth::http
