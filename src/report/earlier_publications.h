// SPDX-License-Identifier: Apache-2.0
// What was published about people before, and whether the audit can hold a new table against it.
#pragma once

#include "people/disclosure.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilth::report {

/// The first dimension of every published table.
inline constexpr std::string_view kPeriod = "period";

/// One table about people and what it was asked for, as far as the audit must know it.
struct Counted {
  std::string of;      ///< whose records are counted
  std::string figure;  ///< "count()"
  std::string dated;   ///< "flow happened_on"
  std::string filter;
  std::string period;
  std::vector<std::string> splits;
};

/// The days as publications remember them, one text a period: "2018", "2018-03", else "2018-01-05..2018-02-01".
std::string period_name(const Date& from, const Date& to);

/// @param period empty: all time. @param where CQL2, may be empty
Counted counted(const model::Indicator& indicator, const std::string& period, const std::string& where,
                const std::vector<std::string>& split_by);

struct EarlierPublications {
  std::vector<people::PublishedTable> tables;  ///< in the order they were published
  people::Hierarchy hierarchy;                 ///< of the periods and places in them and in the table asked for
};

/// Those that count some of the same people.
/// @throws Problem "publication.cannot_audit" where the sums that bind the cells of two tables do not show what their
/// difference says; "publication.overlapping_periods"
/// @param pending entries that are about to be kept with the one asked for
EarlierPublications earlier_publications(const store::Store& store, const std::string& indicator, const Counted& asked,
                                         std::int64_t known_at, const Json& pending = Json::array());

/// What is kept of a table beside what it counts.
struct Kept {
  std::int64_t known_at = 0;
  std::string by;
  std::string_view reader;  ///< "partners" or "public": whom it was made for
  std::vector<people::RollUp> rolled_up;
  std::optional<std::pair<std::int64_t, double>> records;  ///< of records: l and risk; the table is their count
};

/// All that is remembered of one publication, as the setting keeps it.
Json kept_entry(const std::string& indicator, const Counted& asked, const people::PublishedTable& table,
                const Kept& kept);
/// Adds them at once, but for those that say what an earlier one says to the same readers. Publications are never taken
/// back. @returns the number of each, from 1
std::vector<std::size_t> keep_publications(store::Store& store, const Json& entries);
/// Every publication in the order of its number.
Json kept_publications(const store::Store& store);

}  // namespace tilth::report
