// SPDX-License-Identifier: Apache-2.0
// The ledger added up: by hazard, place, year and the like, the national table, and rows for indicators.
#pragma once

#include "release/ledger.h"

#include <map>

namespace tilth::release {

/// Which entries count. Everything is optional.
struct View {
  std::optional<Date> from;   ///< entries from the first day that this date may be; undated land then does not count
  std::optional<Date> as_at;  ///< entries up to the last day that this date may be; undated releases then do not count
  std::optional<Uuid> hazard, place, province, organisation;
  std::optional<std::string> land_class, contamination;

  [[nodiscard]] bool holds(const Ledger& ledger, const Entry& entry) const;
};

enum class Dimension : std::uint8_t { hazard, place, province, year, organisation, contamination, land_class };
std::string_view text_of(Dimension dimension);
std::optional<Dimension> dimension_from(std::string_view text);

/// Everything that counts, in one account.
Account total(const Ledger& ledger, const View& view);

/// One account a key: the id, code or year as text; "" where the entry has none. Organisations and years have flows:
/// what one creates another may release, so their remaining() means nothing.
std::map<std::string, Account> accounts_by(const Ledger& ledger, Dimension dimension, const View& view);

/// A year of the national table. Its closing is the next one's opening; what is between is named, line by line.
struct YearLine {
  std::optional<int> year;  ///< nothing: land nobody dated (first line), releases nobody dated (last line)
  SquareMetres opening;
  Account flows;
  SquareMetres closing;  ///< opening + flows.remaining()
};
/// Every year from the first to the last entry, those without entries too.
std::vector<YearLine> year_table(const Ledger& ledger, const View& view);

/// An entry as a record of the virtual type land_ledger. Its words are the ledger's, and good for as long as it lives.
struct LedgerRow {
  Uuid hazard;  ///< nil: outside any recorded hazard
  Uuid source;
  std::string_view entry;  ///< text_of(EntryKind), or "remaining"
  SquareMetres area;
  std::string_view basis;
  Date on;
  std::optional<int> year;
  Uuid place, province, organisation;
  std::string_view contamination, land_class;
};

/// Entries up to `as_at`, and one row "remaining" for each hazard, province and basis where land is still open then,
/// dated `as_at`. A hazard whose bases differ in sign gives one row of its sum, with the basis of what came in.
std::vector<LedgerRow> ledger_rows(const Ledger& ledger, const std::optional<Date>& as_at);

}  // namespace tilth::release
