// SPDX-License-Identifier: Apache-2.0
// Records by column, kept beside the store so that a figure over a million of them takes milliseconds.
#pragma once

#include "store/store.h"

#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <unordered_map>
#include <vector>

namespace tilth::indicators {

/// One field over all records. Numbers lie as they are; everything else as a code into the list of its distinct values.
struct Column {
  static constexpr std::uint32_t kMostDistinct = 1U << 20;

  bool numeric = false;
  bool whole = false;           ///< numeric: integers (below 2^53), else reals
  std::vector<double> numbers;  ///< NaN where the record has none
  std::vector<std::uint32_t> codes;
  std::vector<cql2::Value> values;  ///< by code; code 0 is null

  [[nodiscard]] std::size_t size() const { return numeric ? numbers.size() : codes.size(); }
};

/// Some fields of the living records of one type, in id order, as one caller sees them.
struct ColumnTable {
  std::int64_t seq = 0;  ///< of the log that it holds
  std::vector<Uuid> ids;
  std::map<int, Column> fields;  ///< by field index
};

/// Keeps the tables that were asked for, and brings them up to the log by what changed since.
///
/// Any thread may ask. A table in use stays as it is; a change makes a new one.
class ColumnCache {
 public:
  /// The store must outlive it.
  explicit ColumnCache(const store::Store& store) : store_(store) {}

  /// Whether a field can be a column: no geometry, no lines, nothing encrypted.
  [[nodiscard]] static bool holds(const model::Field& field);
  /// Null where it cannot answer: a caller whose rows are limited (a limit may depend on other records), or a field
  /// with more than Column::kMostDistinct values.
  std::shared_ptr<const ColumnTable> table(const store::Caller& caller, const model::RecordType& type,
                                           const std::set<int>& fields);

 private:
  struct Kept {
    std::string type;
    model::FieldClass highest_class;
    std::shared_ptr<const ColumnTable> table;  // null: too many distinct values, so do not try again
    std::set<int> fields;
  };
  std::shared_ptr<const ColumnTable> read(const store::Caller& caller, const model::RecordType& type,
                                          const std::set<int>& fields) const;
  std::shared_ptr<const ColumnTable> caught_up(const store::Caller& caller, const model::RecordType& type,
                                               const ColumnTable& table) const;

  const store::Store& store_;
  std::mutex guard_;
  std::list<Kept> kept_;  // the one asked for last first
};

}  // namespace tilth::indicators
