// SPDX-License-Identifier: Apache-2.0
// Reading records into columns, and keeping them up with the log.
#include "indicators/columns.h"

#include "store/operation_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tilth::indicators {
namespace {

using cql2::Value;
using model::FieldKind;

constexpr std::size_t kMostTables = 16;
constexpr std::size_t kMostChanges = 20'000;     // beyond, reading everything anew is faster
constexpr double kMostWhole = 9007199254740992;  // 2^53: whole numbers that a double holds

/// Distinct values by their canonical text.
class Distinct {
 public:
  Distinct(const model::Field& field, Column& column) : field_(field), column_(column) {
    if (column_.values.empty()) column_.values.emplace_back();
    for (std::uint32_t code = 1; code < column_.values.size(); ++code)
      codes_.emplace(key_of(column_.values[code]), code);
  }
  std::uint32_t code_of(const Value& value) {
    if (value.is_null()) return 0;
    const auto [at, added] = codes_.try_emplace(key_of(value), static_cast<std::uint32_t>(column_.values.size()));
    if (added) column_.values.push_back(value);
    return at->second;
  }

 private:
  const std::string& key_of(const Value& value) {
    key_.clear();
    store::append_value(key_, field_, value);
    return key_;
  }
  const model::Field& field_;
  Column& column_;
  std::unordered_map<std::string, std::uint32_t> codes_;
  std::string key_;
};

struct Writer {
  int field;
  Column* column;
  std::unique_ptr<Distinct> distinct;
  bool fits = true;

  Writer(int index, const model::Field& of, Column& into) : field(index), column(&into) {
    column->numeric =
        !of.many && (of.kind == FieldKind::integer || of.kind == FieldKind::decimal || of.kind == FieldKind::length ||
                     of.kind == FieldKind::area || of.kind == FieldKind::money);
    column->whole = of.kind == FieldKind::integer || of.kind == FieldKind::money;
    if (!column->numeric) distinct = std::make_unique<Distinct>(of, into);
  }
  double number_in(const Value& value) {
    if (const auto* real = std::get_if<double>(&value)) return *real;
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole == nullptr) return std::numeric_limits<double>::quiet_NaN();
    const auto number = static_cast<double>(*whole);
    fits = fits && std::fabs(number) < kMostWhole;
    return number;
  }
  /// Puts the value at a row, or in between.
  void set(std::size_t row, const Value& value) {
    if (column->numeric) {
      column->numbers[row] = number_in(value);
    } else {
      column->codes[row] = distinct->code_of(value);
    }
  }
  void insert(std::size_t row, const Value& value) {
    const auto at = static_cast<std::ptrdiff_t>(row);
    if (column->numeric)
      column->numbers.insert(column->numbers.begin() + at, number_in(value));
    else
      column->codes.insert(column->codes.begin() + at, distinct->code_of(value));
  }
  void erase(std::size_t row) {
    const auto at = static_cast<std::ptrdiff_t>(row);
    if (column->numeric)
      column->numbers.erase(column->numbers.begin() + at);
    else
      column->codes.erase(column->codes.begin() + at);
  }
  [[nodiscard]] bool sound() const { return fits && column->values.size() <= Column::kMostDistinct; }
};

/// Puts rows that came in any order into that of their ids.
void sort_rows(ColumnTable& table) {
  if (std::is_sorted(table.ids.begin(), table.ids.end())) return;
  std::vector<std::pair<Uuid, std::uint32_t>> order;
  order.reserve(table.ids.size());
  for (const Uuid& id : table.ids) order.emplace_back(id, static_cast<std::uint32_t>(order.size()));
  std::sort(order.begin(), order.end());
  const auto sorted = [&](auto& values) {
    if (values.empty()) return;
    std::remove_reference_t<decltype(values)> next;
    next.reserve(values.size());
    for (const auto& one : order) next.push_back(values[one.second]);
    values = std::move(next);
  };
  sorted(table.ids);
  for (auto& [index, column] : table.fields) {
    sorted(column.numbers);
    sorted(column.codes);
  }
}

std::vector<Writer> writers_of(const model::RecordType& type, ColumnTable& table) {
  std::vector<Writer> writers;
  for (auto& [index, column] : table.fields)
    writers.emplace_back(index, type.fields[static_cast<std::size_t>(index)], column);
  return writers;
}

}  // namespace

bool ColumnCache::holds(const model::Field& field) {
  return field.kind != FieldKind::geometry && field.kind != FieldKind::lines && !field.encrypted;
}

std::shared_ptr<const ColumnTable> ColumnCache::read(const store::Caller& caller, const model::RecordType& type,
                                                     const std::set<int>& fields) const {
  auto table = std::make_shared<ColumnTable>();
  // What is written meanwhile is read now or caught up with later, or both; twice does no harm.
  table->seq = store_.last_seq();
  for (const int index : fields) table->fields[index];
  std::vector<Writer> writers = writers_of(type, *table);
  store::Query query;
  query.type = type.name;
  query.any_order = true;
  for (const int index : fields) query.fields.push_back(type.fields[static_cast<std::size_t>(index)].name);
  if (query.fields.empty()) query.fields.push_back(type.fields.front().name);
  bool sound = true;
  store_.each(caller, query, [&](const store::Record& record) {
    table->ids.push_back(record.id);
    for (Writer& writer : writers) {
      const Value& value = record.values[static_cast<std::size_t>(writer.field)];
      if (writer.column->numeric)
        writer.column->numbers.push_back(writer.number_in(value));
      else
        writer.column->codes.push_back(writer.distinct->code_of(value));
      sound = sound && writer.sound();
    }
    return sound;
  });
  if (!sound) return nullptr;
  sort_rows(*table);
  return table;
}

std::shared_ptr<const ColumnTable> ColumnCache::caught_up(const store::Caller& caller, const model::RecordType& type,
                                                          const ColumnTable& table) const {
  std::set<Uuid> changed;
  std::int64_t seq = table.seq;
  bool few = true;
  store_.operations_since(table.seq, [&](const store::Operation& operation) {
    seq = operation.seq;
    if (operation.type == type.name) changed.insert(operation.record);
    few = changed.size() <= kMostChanges && seq - table.seq <= static_cast<std::int64_t>(kMostChanges) * 4;
    return few;
  });
  std::set<int> fields;
  for (const auto& [index, column] : table.fields) fields.insert(index);
  if (!few) return read(caller, type, fields);
  auto next = std::make_shared<ColumnTable>(table);
  next->seq = seq;
  std::vector<Writer> writers = writers_of(type, *next);
  for (const Uuid& id : changed) {
    const auto record = store_.find(caller, type.name, id);
    const auto at = std::lower_bound(next->ids.begin(), next->ids.end(), id);
    const auto row = static_cast<std::size_t>(at - next->ids.begin());
    const bool known = at != next->ids.end() && *at == id, there = record && !record->removed;
    if (!known && !there) continue;
    if (known != there) {
      if (there)
        next->ids.insert(at, id);
      else
        next->ids.erase(at);
    }
    for (Writer& writer : writers) {
      if (!there) {
        writer.erase(row);
        continue;
      }
      const Value& value = record->values[static_cast<std::size_t>(writer.field)];
      if (known)
        writer.set(row, value);
      else
        writer.insert(row, value);
    }
  }
  const bool sound = std::all_of(writers.begin(), writers.end(), [](const Writer& writer) { return writer.sound(); });
  return sound ? next : read(caller, type, fields);  // values that no record has any more may be what is too much
}

std::shared_ptr<const ColumnTable> ColumnCache::table(const store::Caller& caller, const model::RecordType& type,
                                                      const std::set<int>& fields) {
  if (caller.rows.contains(type.name)) return nullptr;
  const std::lock_guard lock{guard_};
  const auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
    return one.type == type.name && one.highest_class == caller.highest_class;
  });
  if (kept == kept_.end()) {
    kept_.push_front({type.name, caller.highest_class, read(caller, type, fields), fields});
    if (kept_.size() > kMostTables) kept_.pop_back();
    return kept_.front().table;
  }
  kept_.splice(kept_.begin(), kept_, kept);
  const bool all = std::includes(kept->fields.begin(), kept->fields.end(), fields.begin(), fields.end());
  if (!all) {
    std::set<int> more = kept->fields;
    more.insert(fields.begin(), fields.end());
    // A field that does not fit must not take the others with it.
    if (auto table = read(caller, type, more)) {
      kept->table = std::move(table);
      kept->fields = std::move(more);
      return kept->table;
    }
    return nullptr;
  }
  if (kept->table && kept->table->seq != store_.last_seq()) kept->table = caught_up(caller, type, *kept->table);
  return kept->table;
}

}  // namespace tilth::indicators
