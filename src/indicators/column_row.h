// SPDX-License-Identifier: Apache-2.0
// A row of a column table as a CQL2 expression sees it, and answers remembered by the codes of what they read.
#pragma once

#include "indicators/columns.h"
#include "model/record_check.h"

#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tilth::indicators {

/// The reference path of a slot; null for a field's and for a child count's.
inline const std::string* path_of(const model::RecordType& type, const model::TypeSchema& schema, int slot) {
  const std::size_t first = type.fields.size() + type.children.size(), at = static_cast<std::size_t>(slot);
  return at < first || at - first >= schema.paths().size() ? nullptr : &schema.paths()[at - first];
}

class ColumnRow final : public cql2::Row {
 public:
  /// A value that follows references is looked up once for each value of its first field, a count of children each
  /// time. All arguments must outlive it.
  ColumnRow(const model::RecordType& type, const model::TypeSchema& schema, const ColumnTable& table,
            const model::Surroundings& around)
      : type_(type), schema_(schema), table_(table), around_(around) {
    // Whole from the start: what at() gives back lies in it.
    slots_.resize(type.fields.size() + type.children.size() + schema.paths().size());
    for (const auto& [index, column] : table.fields) field(index).column = &column;
  }

  void at_row(std::size_t row) { row_ = row; }

  [[nodiscard]] const cql2::Value& at(int slot) const override {
    const Slot& one = slot_of(slot);
    if (one.child) return one.scratch = around_.child(type_, *one.child, table_.ids[row_]);
    if (one.column == nullptr) return nothing_;
    if (one.path != nullptr) return at_end_of(one, one.column->codes[row_]);
    if (!one.column->numeric) return one.column->values[one.column->codes[row_]];
    const double number = one.column->numbers[row_];
    if (std::isnan(number))
      one.scratch = {};
    else if (one.column->whole)
      one.scratch = static_cast<std::int64_t>(number);
    else
      one.scratch = number;
    return one.scratch;
  }

  /// The codes behind a slot; null for numbers.
  [[nodiscard]] const Column* coded(int slot) const {
    const Column* column = slot_of(slot).column;
    return column == nullptr || column->numeric ? nullptr : column;
  }
  [[nodiscard]] const std::vector<double>* numbers(int slot) const {
    const Slot& one = slot_of(slot);
    return one.column != nullptr && one.column->numeric ? &one.column->numbers : nullptr;
  }
  [[nodiscard]] std::size_t row() const { return row_; }

 private:
  struct Slot {
    const Column* column = nullptr;     // of a path: that of its first field
    const std::string* path = nullptr;  // null for a field
    std::optional<std::size_t> child;   // of the type's counts of children
    bool known = false;
    mutable cql2::Value scratch;
    mutable std::vector<std::optional<cql2::Value>> ends;  // of a path, by code
  };

  Slot& field(int index) const {
    const auto at = static_cast<std::size_t>(index);
    slots_[at].known = true;
    return slots_[at];
  }
  const Slot& slot_of(int slot) const {
    const auto at = static_cast<std::size_t>(slot);
    if (at < slots_.size() && slots_[at].known) return slots_[at];
    Slot& one = field(slot);
    one.path = path_of(type_, schema_, slot);
    if (const std::size_t first_child = type_.fields.size(); one.path == nullptr && at >= first_child)
      one.child = at - first_child;
    if (one.path == nullptr) return one;
    const auto first = table_.fields.find(type_.index_of(one.path->substr(0, one.path->find('.'))));
    if (first != table_.fields.end()) one.column = &first->second;
    return one;
  }
  const cql2::Value& at_end_of(const Slot& one, std::uint32_t code) const {
    if (one.ends.size() <= code) one.ends.resize(one.column->values.size());
    std::optional<cql2::Value>& end = one.ends[code];
    if (!end) {
      std::vector<cql2::Value> values(type_.fields.size());
      values[static_cast<std::size_t>(type_.index_of(one.path->substr(0, one.path->find('.'))))] =
          one.column->values[code];
      end = around_.path(type_, values, *one.path);
    }
    return *end;
  }

  const model::RecordType& type_;
  const model::TypeSchema& schema_;
  const ColumnTable& table_;
  const model::Surroundings& around_;
  std::size_t row_ = 0;
  cql2::Value nothing_;
  mutable std::vector<Slot> slots_;
};

/// An answer that depends on a few slots alone, worked out once for each combination of their values. Where a slot is a
/// number, or the combinations are many, it is worked out every time.
template <typename Answer>
class ByCodes {
 public:
  ByCodes(const ColumnRow& row, std::span<const int> slots) : row_(&row) {
    std::size_t combinations = 1;
    for (const int slot : slots) {
      const Column* column = row.coded(slot);
      if (column == nullptr || combinations > kMostCombinations / column->values.size()) return;
      columns_.push_back({column->codes.data(), static_cast<std::uint32_t>(column->values.size())});
      combinations *= column->values.size();
    }
    answers_.resize(combinations);
  }

  Answer of(const auto& work) {
    if (answers_.empty()) return work();
    std::size_t at = 0;
    for (const auto& [codes, values] : columns_) at = at * values + codes[row_->row()];
    std::optional<Answer>& answer = answers_[at];
    if (!answer) answer = work();
    return *answer;
  }

 private:
  static constexpr std::size_t kMostCombinations = 1U << 20;

  const ColumnRow* row_;
  std::vector<std::pair<const std::uint32_t*, std::uint32_t>> columns_;
  std::vector<std::optional<Answer>> answers_;
};

}  // namespace tilth::indicators
