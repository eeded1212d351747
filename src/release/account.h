// SPDX-License-Identifier: Apache-2.0
// One account of land: what came in, what went out, what remains; each figure apart by its basis.
#pragma once

#include "base/units.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tilth::release {

/// Where a figure comes from. Figures of different bases add up, and the account says so.
enum class Basis : std::uint8_t {
  geometric,  ///< measured on polygons, geodesic on WGS 84
  reported,   ///< as somebody wrote it down
  estimated,  ///< as somebody judged it
};
inline constexpr int kBases = 3;
std::string_view text_of(Basis basis);

enum class EntryKind : std::uint8_t {
  created,
  extended,
  transferred_in,
  reclassified_in,  // in
  cancelled,
  reduced,
  cleared,
  transferred_out,
  reclassified_out,  // out
  corrected,         // either, by sign; the entry names the reason
  released_again,
  released_outside,
  released_beyond,  // beside the account: reported, change nothing
};
inline constexpr int kEntryKinds = 13;
std::string_view text_of(EntryKind kind);
std::optional<EntryKind> entry_kind_from(std::string_view text);

/// +1 for land that comes in, -1 for land that goes out, 0 for what stands beside the account.
int sign_of(EntryKind kind);

/// created + extended + transferred_in + reclassified_in + corrected
///   = cancelled + reduced + cleared + transferred_out + reclassified_out + remaining
class Account {
 public:
  void add(EntryKind kind, Basis basis, SquareMetres area);
  Account& operator+=(const Account& other);

  [[nodiscard]] SquareMetres of(EntryKind kind) const;
  [[nodiscard]] SquareMetres of(EntryKind kind, Basis basis) const;
  [[nodiscard]] SquareMetres released() const;  ///< cancelled + reduced + cleared
  [[nodiscard]] SquareMetres remaining() const;
  /// Land of this basis alone; a release of one basis from land of another makes the parts differ in sign.
  [[nodiscard]] SquareMetres remaining(Basis basis) const;
  /// True when entries of more than one basis are in it.
  [[nodiscard]] bool mixed() const;
  [[nodiscard]] bool empty() const { return entries_ == 0; }
  [[nodiscard]] std::int64_t entries() const { return entries_; }

 private:
  std::array<std::array<SquareMetres, kBases>, kEntryKinds> sums_{};
  std::int64_t entries_ = 0;
};

}  // namespace tilth::release
