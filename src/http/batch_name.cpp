// SPDX-License-Identifier: Apache-2.0
#include "http/batch_name.h"

#include <charconv>
#include <system_error>

namespace tilth::http {

std::string BatchName::text() const { return std::to_string(before) + "-" + std::to_string(last); }

std::optional<BatchName> BatchName::parse(std::string_view text) {
  BatchName name;
  const auto number = [&](std::int64_t& into) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), into);
    if (fault != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
  };
  if (!number(name.before) || !text.starts_with('-')) return std::nullopt;
  text.remove_prefix(1);
  if (!number(name.last) || !text.empty() || name.before < 0 || name.last <= name.before ||
      name.last - name.before > kMostOperations)
    return std::nullopt;
  return name;
}

}  // namespace tilth::http
