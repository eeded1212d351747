// SPDX-License-Identifier: Apache-2.0
// One account of land.
#include "release/account.h"

namespace tilth::release {
namespace {

constexpr std::array<std::string_view, kEntryKinds> kEntryNames = {
    "created",        "extended",         "transferred_in",  "reclassified_in",  "cancelled",
    "reduced",        "cleared",          "transferred_out", "reclassified_out", "corrected",
    "released_again", "released_outside", "released_beyond"};
constexpr std::array<std::string_view, kBases> kBasisNames = {"geometric", "reported", "estimated"};

}  // namespace

std::string_view text_of(Basis basis) { return kBasisNames[static_cast<std::size_t>(basis)]; }
std::string_view text_of(EntryKind kind) { return kEntryNames[static_cast<std::size_t>(kind)]; }

std::optional<EntryKind> entry_kind_from(std::string_view text) {
  for (std::size_t i = 0; i < kEntryNames.size(); ++i)
    if (kEntryNames[i] == text) return static_cast<EntryKind>(i);
  return std::nullopt;
}

int sign_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::created:
    case EntryKind::extended:
    case EntryKind::transferred_in:
    case EntryKind::reclassified_in:
    case EntryKind::corrected:
      return 1;
    case EntryKind::cancelled:
    case EntryKind::reduced:
    case EntryKind::cleared:
    case EntryKind::transferred_out:
    case EntryKind::reclassified_out:
      return -1;
    default:
      return 0;
  }
}

void Account::add(EntryKind kind, Basis basis, SquareMetres area) {
  sums_[static_cast<std::size_t>(kind)][static_cast<std::size_t>(basis)] += area;
  ++entries_;
}

Account& Account::operator+=(const Account& other) {
  for (std::size_t kind = 0; kind < kEntryKinds; ++kind)
    for (std::size_t basis = 0; basis < kBases; ++basis) sums_[kind][basis] += other.sums_[kind][basis];
  entries_ += other.entries_;
  return *this;
}

SquareMetres Account::of(EntryKind kind) const {
  SquareMetres sum;
  for (const SquareMetres part : sums_[static_cast<std::size_t>(kind)]) sum += part;
  return sum;
}

SquareMetres Account::of(EntryKind kind, Basis basis) const {
  return sums_[static_cast<std::size_t>(kind)][static_cast<std::size_t>(basis)];
}

SquareMetres Account::released() const {
  return of(EntryKind::cancelled) + of(EntryKind::reduced) + of(EntryKind::cleared);
}

SquareMetres Account::remaining() const {
  SquareMetres sum;
  for (int basis = 0; basis < kBases; ++basis) sum += remaining(static_cast<Basis>(basis));
  return sum;
}

SquareMetres Account::remaining(Basis basis) const {
  SquareMetres sum;
  for (int kind = 0; kind < kEntryKinds; ++kind) {
    const int sign = sign_of(static_cast<EntryKind>(kind));
    if (sign > 0) sum += of(static_cast<EntryKind>(kind), basis);
    if (sign < 0) sum -= of(static_cast<EntryKind>(kind), basis);
  }
  return sum;
}

bool Account::mixed() const {
  int bases = 0;
  for (std::size_t basis = 0; basis < kBases; ++basis) {
    bool any = false;
    for (const auto& row : sums_) any = any || row[basis] != SquareMetres{};
    bases += any ? 1 : 0;
  }
  return bases > 1;
}

}  // namespace tilth::release
