// SPDX-License-Identifier: Apache-2.0
#include "store/known_at.h"

#include <charconv>

namespace tilth::store {

std::optional<std::int64_t> seq_known_at(const Store& store, std::string_view text) {
  if (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || number > store.last_seq()) return std::nullopt;
    return number;
  }
  if (const auto instant = Instant::parse(text)) return store.seq_at(*instant);
  if (const auto date = Date::parse(text)) return store.seq_at(Instant::end_of(*date));
  return std::nullopt;
}

}  // namespace tilth::store
