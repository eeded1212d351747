// SPDX-License-Identifier: Apache-2.0
// The ledger added up.
#include "release/ledger_tables.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace tilth::release {
namespace {

constexpr std::array<std::string_view, 7> kDimensions = {"hazard",       "place",         "province", "year",
                                                         "organisation", "contamination", "class"};

std::string id_text(const Uuid& id) { return id.is_nil() ? std::string{} : id.text(); }

/// The field of an entry that holds a dimension's id; null where a dimension is no record.
const Uuid Entry::*id_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::hazard:
      return &Entry::hazard;
    case Dimension::place:
      return &Entry::place;
    case Dimension::province:
      return &Entry::province;
    case Dimension::organisation:
      return &Entry::organisation;
    default:
      return nullptr;
  }
}

/// What a row "remaining" is of.
struct OpenKey {
  Uuid hazard, province;
  std::uint16_t contamination, land_class;
  friend auto operator<=>(const OpenKey&, const OpenKey&) = default;
};
struct OpenKeyHash {
  std::size_t operator()(const OpenKey& key) const noexcept {
    return std::hash<Uuid>{}(key.hazard) ^ (std::size_t{key.contamination} << 16) ^ key.land_class;
  }
};

std::string key_of(const Ledger& ledger, const Entry& entry, Dimension dimension) {
  switch (dimension) {
    case Dimension::contamination:
      return ledger.name(entry.contamination);
    case Dimension::land_class:
      return ledger.name(entry.land_class);
    case Dimension::year: {
      const std::optional<int> year = entry.year();
      return year ? std::to_string(*year) : std::string{};
    }
    default: {
      const auto id = id_of(dimension);
      return id == nullptr ? std::string{} : id_text(entry.*id);
    }
  }
}

}  // namespace

std::string_view text_of(Dimension dimension) { return kDimensions[static_cast<std::size_t>(dimension)]; }

std::optional<Dimension> dimension_from(std::string_view text) {
  for (std::size_t i = 0; i < kDimensions.size(); ++i)
    if (kDimensions[i] == text) return static_cast<Dimension>(i);
  return std::nullopt;
}

bool View::holds(const Ledger& ledger, const Entry& entry) const {
  if (from && entry.day < from->first_day()) return false;
  if (as_at && entry.day > as_at->last_day()) return false;
  if (hazard && entry.hazard != *hazard) return false;
  if (place && entry.place != *place) return false;
  if (province && entry.province != *province) return false;
  if (organisation && entry.organisation != *organisation) return false;
  if (land_class && ledger.name(entry.land_class) != *land_class) return false;
  return !contamination || ledger.name(entry.contamination) == *contamination;
}

Account total(const Ledger& ledger, const View& view) {
  Account account;
  for (const Entry& entry : ledger.entries())
    if (view.holds(ledger, entry)) account.add(entry.kind, entry.basis, entry.area);
  return account;
}

std::map<std::string, Account> accounts_by(const Ledger& ledger, Dimension dimension, const View& view) {
  std::map<std::string, Account> accounts;
  if (const auto id = id_of(dimension)) {  // many keys: looked up as they are, written as text once each
    std::unordered_map<Uuid, Account> by_id;
    for (const Entry& entry : ledger.entries())
      if (view.holds(ledger, entry)) by_id[entry.*id].add(entry.kind, entry.basis, entry.area);
    std::vector<std::pair<Uuid, const Account*>> order;
    order.reserve(by_id.size());
    for (const auto& [key, account] : by_id) order.emplace_back(key, &account);
    std::sort(order.begin(), order.end());
    for (const auto& [key, account] : order) accounts.emplace_hint(accounts.end(), id_text(key), *account);
    return accounts;
  }
  for (const Entry& entry : ledger.entries())
    if (view.holds(ledger, entry)) accounts[key_of(ledger, entry, dimension)].add(entry.kind, entry.basis, entry.area);
  return accounts;
}

std::vector<YearLine> year_table(const Ledger& ledger, const View& view) {
  Account undated_land, undated_releases;
  std::map<int, Account> by_year;
  for (const Entry& entry : ledger.entries()) {
    if (!view.holds(ledger, entry)) continue;
    Account& account = entry.day == kAlways    ? undated_land
                       : entry.day == kSomeDay ? undated_releases
                                               : by_year[*entry.year()];
    account.add(entry.kind, entry.basis, entry.area);
  }
  std::vector<YearLine> lines;
  SquareMetres opening;
  const auto add = [&](std::optional<int> year, const Account& flows) {
    lines.push_back({year, opening, flows, opening + flows.remaining()});
    opening = lines.back().closing;
  };
  if (!undated_land.empty()) add(std::nullopt, undated_land);
  if (!by_year.empty())
    for (int year = by_year.begin()->first; year <= by_year.rbegin()->first; ++year) add(year, by_year[year]);
  if (!undated_releases.empty()) add(std::nullopt, undated_releases);
  return lines;
}

std::vector<LedgerRow> ledger_rows(const Ledger& ledger, const std::optional<Date>& as_at) {
  const View view{.as_at = as_at};
  std::vector<LedgerRow> rows;
  rows.reserve(ledger.entries().size() * 3 / 2);
  struct Open {
    const Entry* first = nullptr;
    Account account;
  };
  std::unordered_map<OpenKey, Open, OpenKeyHash> open;
  for (const Entry& entry : ledger.entries()) {
    if (!view.holds(ledger, entry)) continue;
    rows.push_back({entry.hazard, entry.source, text_of(entry.kind), entry.area, text_of(entry.basis), entry.on,
                    entry.year(), entry.place, entry.province, entry.organisation, ledger.name(entry.contamination),
                    ledger.name(entry.land_class)});
    if (entry.hazard.is_nil()) continue;
    Open& at = open[{entry.hazard, entry.province, entry.contamination, entry.land_class}];
    at.account.add(entry.kind, entry.basis, entry.area);
    if (at.first == nullptr) at.first = &entry;
  }
  std::vector<std::pair<OpenKey, const Open*>> order;
  order.reserve(open.size());
  for (const auto& [key, at] : open) order.emplace_back(key, &at);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& one : order) {
    const Open& at = *one.second;
    const auto remain = [&](Basis basis, SquareMetres area) {
      if (area == SquareMetres{}) return;
      rows.push_back({at.first->hazard, at.first->hazard, "remaining", area, text_of(basis), as_at.value_or(Date{}),
                      as_at ? std::optional<int>{as_at->year} : std::nullopt, at.first->place, at.first->province,
                      at.first->organisation, ledger.name(at.first->contamination), ledger.name(at.first->land_class)});
    };
    bool one_sign = true;
    for (int basis = 0; basis < kBases; ++basis)
      one_sign = one_sign && at.account.remaining(static_cast<Basis>(basis)) >= SquareMetres{};
    if (!one_sign) {
      remain(at.first->basis, at.account.remaining());
      continue;
    }
    for (int basis = 0; basis < kBases; ++basis)
      remain(static_cast<Basis>(basis), at.account.remaining(static_cast<Basis>(basis)));
  }
  return rows;
}

}  // namespace tilth::release
