// SPDX-License-Identifier: Apache-2.0
// Ids: UUIDs of version 7 (RFC 9562), made where the record is made.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tilth {

/// 128 bits in network order. Version 7 ids sort by the millisecond they were made in.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const Uuid&) const = default;
  [[nodiscard]] bool is_nil() const { return *this == Uuid{}; }
  /// Lower case, 8-4-4-4-12.
  [[nodiscard]] std::string text() const;

  /// The 36-character form in either case; nothing for anything else.
  static std::optional<Uuid> parse(std::string_view text);
  /// A new id: wall clock in milliseconds, then random bits; ids of one thread never go back.
  static Uuid make();
  /// The id that the same inputs always give (generated data, tests): the version 7 layout filled from `unix_ms` and
  /// two random words.
  static Uuid from_parts(std::int64_t unix_ms, std::uint64_t random_a, std::uint64_t random_b);
  /// The id that names one thing for ever (a row of a source): version 8 from SHA-256 of the name.
  static Uuid named(std::string_view name);
};

}  // namespace tilth

template <>
struct std::hash<tilth::Uuid> {
  std::size_t operator()(const tilth::Uuid& id) const noexcept;
};
