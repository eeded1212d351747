// SPDX-License-Identifier: Apache-2.0
// One measure of an indicator over its rows: what it meets under each key.
#pragma once

#include "cql2/cql2.h"
#include "indicators/indicators.h"
#include "indicators/unique_people.h"
#include "model/record_row.h"
#include "stats/sums.h"

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tilth::indicators {

using Key = std::vector<std::string>;  ///< of a cell: a text for each split

/// What a measure has met under one key.
struct Tally {
  std::int64_t records = 0, missing = 0;
  stats::Sum sum;
  std::vector<double> values;  // median
  std::set<std::string> distinct;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  std::vector<Uuid> ids;
  std::optional<Key> apart;                     // the values that may not differ, as the first record has them
  bool mixed = false;                           ///< and others have others
  std::map<std::string, CountedPeople> places;  // unique_least, unique_most: by the id of the place; "" of none

  void keep(const Uuid& id) {
    if (ids.size() < kRecordsKept) ids.push_back(id);
  }
};

/// One measure over its rows: the tallies by key, and the tally of all.
class Measuring {
 public:
  Measuring(const store::Store& store, const store::Caller& caller, const model::Measure& measure,
            const Question& question, const Registry& registry, bool flow);

  [[nodiscard]] bool splittable() const { return splittable_; }
  /// The key under which this measure keeps what the cell `key` asks for.
  [[nodiscard]] Key own_key(const Key& key) const;
  [[nodiscard]] const std::string& apart_names() const { return apart_names_; }
  /// Of what may not be added up, the currencies: they stand behind the fields that the type itself keeps apart.
  [[nodiscard]] Key currencies(const Tally& tally) const;
  /// True when a cell's key says more than this measure knows, so that its own keys make no cells.
  [[nodiscard]] bool partly_whole() const;
  void run();

  std::map<Key, Tally> by_key;
  Tally all;

 private:
  struct Part {
    std::string name;
    int slot;
  };
  struct Split {
    bool date_part = false, month = false, whole = false;
    std::optional<cql2::Property> property;
    std::vector<Part> counts;  // the parts of a counts field, each a cell of its own
  };

  /// The parts of the counts field of that name: women, men, girls ...; none for any other field.
  std::vector<Part> parts_of(const std::string& name) const;
  /// What may not be added into one figure: the fields that the model keeps apart, and currencies of money.
  void keep_apart();
  bool reads_shapes() const;
  /// Every slot that is read, each once.
  std::set<int> slots_read() const;
  /// The fields of the type's own behind them, and those that paths start at.
  std::vector<std::string> fields_read() const;
  /// The columns that answer the question; null where the records themselves must be read: for an earlier state of
  /// knowledge, for shapes, child counts and what the caller may not see.
  std::shared_ptr<const ColumnTable> column_table() const;
  /// The same as meet() for every record, with each step remembered by the codes of the values it reads.
  void run_over(const ColumnTable& table, const model::Surroundings& around);
  std::string label_of(const Split& split, const cql2::Row& row) const;
  void meet(const Uuid& id, const cql2::Row& row);
  void add(Tally& tally, const Uuid& id, const cql2::Value& value, const Key& apart);
  /// add() of a number; NaN is none.
  void add_number(Tally& tally, const Uuid& id, double number);
  void take(Tally& tally, double number);
  [[nodiscard]] bool may_be_across(const std::string& field) const;

  const store::Store& store_;
  const store::Caller& caller_;
  const model::Measure& measure_;
  const Question& question_;
  ColumnCache* columns_;
  bool flow_, median_ = measure_.function == "median";
  const model::RecordType* type_ = nullptr;
  const RowSource* source_ = nullptr;
  std::unique_ptr<model::TypeSchema> own_schema_;
  const cql2::Schema* schema_ = nullptr;
  std::optional<cql2::Bound> argument_;
  std::vector<cql2::Bound> filters_;
  std::optional<cql2::Property> date_;
  std::vector<Split> splits_;
  std::optional<cql2::Property> place_;  // unique_least, unique_most
  std::string at_place_;                 // of the record at hand
  std::vector<int> apart_;
  std::string apart_names_;
  bool splittable_ = true;
};

}  // namespace tilth::indicators
