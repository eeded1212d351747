// SPDX-License-Identifier: Apache-2.0
// Records read once for all checks.
#include "quality/record_tables.h"

#include "base/problem.h"
#include "geo/area.h"
#include "geo/parallel.h"
#include "store/read_in_pieces.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace tilth::quality {
namespace {

constexpr std::size_t kBatch = 1024;  // geometries a thread takes at once

/// A row of a table as a filter sees it, for filters over plain fields.
class TableRow final : public cql2::Row {
 public:
  TableRow(const RecordTable& table, const std::vector<int>& slots) {
    for (const int slot : slots) {
      if (slot >= static_cast<int>(columns_.size())) columns_.resize(static_cast<std::size_t>(slot) + 1, nullptr);
      columns_[static_cast<std::size_t>(slot)] =
          &table.values(table.type().fields[static_cast<std::size_t>(slot)].name);
    }
  }
  void at_row(std::size_t row) { row_ = row; }
  [[nodiscard]] const Value& at(int slot) const override { return (*columns_[static_cast<std::size_t>(slot)])[row_]; }

 private:
  std::vector<const std::vector<Value>*> columns_;
  std::size_t row_ = 0;
};

/// The plain fields that a filter speaks of; nothing when it speaks of anything else.
std::optional<std::set<std::string>> plain_fields(const model::RecordType& type, const cql2::Expression& filter) {
  std::set<std::string> fields;
  for (const std::string& name : cql2::properties(filter)) {
    const model::Field* field = type.find(name);
    if (field == nullptr || field->kind == model::FieldKind::geometry) return std::nullopt;
    fields.insert(name);
  }
  return fields;
}

}  // namespace

RecordTable::RecordTable(const model::RecordType& type, std::set<std::string> fields)
    : type_(&type), fields_(std::move(fields)) {
  for (const std::string& name : fields_) {
    const int index = type.index_of(name);
    if (type.fields[static_cast<std::size_t>(index)].kind == model::FieldKind::geometry)
      geometry_columns_.emplace_back(index, &geometries_[name]);
    else
      value_columns_.emplace_back(index, &values_[name]);
  }
}

void RecordTable::add(store::Record& record) {
  ids_.push_back(record.id);
  seqs_.push_back(record.seq);
  for (const auto& [index, column] : value_columns_)
    column->push_back(std::move(record.values[static_cast<std::size_t>(index)]));
  for (const auto& [index, column] : geometry_columns_) {
    auto* geometry = std::get_if<geo::GeometryPtr>(&record.values[static_cast<std::size_t>(index)]);
    column->push_back(geometry && *geometry && !(*geometry)->empty() ? std::move(*geometry) : nullptr);
  }
}

void RecordTable::join(std::vector<std::unique_ptr<RecordTable>> parts, unsigned threads) {
  struct Place {
    Uuid id;
    std::uint32_t part, row;
    bool operator<(const Place& other) const { return id < other.id; }
  };
  std::vector<Place> places;
  for (std::uint32_t part = 0; part < parts.size(); ++part)
    for (std::uint32_t row = 0; parts[part] && row < parts[part]->size(); ++row)
      places.push_back({parts[part]->ids_[row], part, row});
  // Ids tell when a record was made, so the file has them in order already, for the most part.
  if (!std::is_sorted(places.begin(), places.end())) std::sort(places.begin(), places.end());
  const std::size_t count = places.size();
  ids_.resize(count);
  seqs_.resize(count);
  for (const auto& [index, column] : value_columns_) column->resize(count);
  for (const auto& [index, column] : geometry_columns_) column->resize(count);
  geo::in_parallel(count, threads, 4 * kBatch, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const RecordTable& part = *parts[places[i].part];
      const std::uint32_t row = places[i].row;
      ids_[i] = places[i].id;
      seqs_[i] = part.seqs_[row];
      for (std::size_t k = 0; k < value_columns_.size(); ++k)
        (*value_columns_[k].second)[i] = std::move((*part.value_columns_[k].second)[row]);
      for (std::size_t k = 0; k < geometry_columns_.size(); ++k)
        (*geometry_columns_[k].second)[i] = std::move((*part.geometry_columns_[k].second)[row]);
    }
  });
}

void RecordTable::clear(unsigned threads) {
  geo::in_parallel(ids_.size(), threads, 4 * kBatch, [&](unsigned, std::size_t from, std::size_t to) {
    for (const auto& [index, column] : value_columns_)
      for (std::size_t i = from; i < to; ++i) (*column)[i] = Value{};
    for (const auto& [index, column] : geometry_columns_)
      for (std::size_t i = from; i < to; ++i) (*column)[i].reset();
  });
  ids_.clear();
  seqs_.clear();
  for (const auto& [index, column] : value_columns_) column->clear();
  for (const auto& [index, column] : geometry_columns_) column->clear();
}

const std::vector<Value>& RecordTable::values(const std::string& field) const {
  const auto at = values_.find(field);
  if (at == values_.end()) throw std::logic_error("column " + field + " was not asked for");
  return at->second;
}

const std::vector<geo::GeometryPtr>& RecordTable::geometries(const std::string& field) const {
  const auto at = geometries_.find(field);
  if (at == geometries_.end()) throw std::logic_error("geometry column " + field + " was not asked for");
  return at->second;
}

std::int64_t RecordTable::row_of(const Uuid& id) const {
  const auto at = std::lower_bound(ids_.begin(), ids_.end(), id);
  return at != ids_.end() && *at == id ? at - ids_.begin() : -1;
}

std::int64_t RecordTable::row_of(const Value& reference) const {
  const auto* text = std::get_if<std::string>(&reference.base());
  if (text == nullptr) return -1;
  const std::optional<Uuid> id = Uuid::parse(*text);
  return id ? row_of(*id) : -1;
}

Shapes::Shapes(const std::vector<geo::GeometryPtr>& geometries, unsigned threads) : threads_(threads) {
  geometries_.reserve(geometries.size());
  for (const geo::GeometryPtr& geometry : geometries) geometries_.push_back(geometry ? geometry.get() : &nothing_);
}

const std::vector<geo::Validity>& Shapes::verdicts() {
  if (!judged_) verdicts_ = geo::validities(geometries_, threads_);
  judged_ = true;
  return verdicts_;
}

const geo::Layer& Shapes::layer() {
  if (!layer_) layer_ = std::make_unique<geo::Layer>(geometries_, verdicts(), threads_);
  return *layer_;
}

std::optional<geo::Geometry> Shapes::mended(std::size_t row) const {
  const geo::Geometry& geometry = *geometries_[row];
  if (!geometry.polygonal()) return geo::repaired(geometry, verdicts_[row]);
  geo::Geometry mended = layer_->sound(row);  // the layer mended it already
  if (mended.empty()) return std::nullopt;
  if (mended.kind == geo::Kind::polygon) mended.kind = geometry.kind;  // what was multi stays multi
  return mended;
}

const std::vector<double>& Shapes::areas_m2() {
  if (!measured_) {
    std::vector<const geo::Geometry*> sound(layer().size());
    for (std::size_t i = 0; i < sound.size(); ++i) sound[i] = &layer().sound(i);
    areas_ = geo::areas_m2(sound, threads_);
  }
  measured_ = true;
  return areas_;
}

const Shapes::Faults& Shapes::faults(double repeat_degrees, double leg_m) {
  const auto [at, added] = faults_.try_emplace({repeat_degrees, leg_m});
  if (!added) return at->second;
  const std::vector<geo::Validity>& known = verdicts();
  const geo::ShapeLimits limits{.repeat_degrees = repeat_degrees, .leg_m = leg_m};
  std::vector<Faults> found((geometries_.size() + kBatch - 1) / kBatch);
  geo::in_parallel(geometries_.size(), threads_, kBatch, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (geometries_[i]->empty()) continue;
      std::vector<geo::ShapeFault> faults = geo::shape_faults(*geometries_[i], limits, &known[i]);
      if (!faults.empty()) found[from / kBatch].emplace_back(static_cast<std::uint32_t>(i), std::move(faults));
    }
  });
  for (Faults& batch : found)
    at->second.insert(at->second.end(), std::make_move_iterator(batch.begin()), std::make_move_iterator(batch.end()));
  return at->second;
}

const std::vector<geo::Overlap>& Shapes::overlaps() {
  if (!overlapped_) overlaps_ = geo::overlaps(layer(), threads_);
  overlapped_ = true;
  return overlaps_;
}

RecordTables::RecordTables(const store::Store& store, const store::Caller& caller, unsigned threads)
    : store_(store), caller_(caller), threads_(threads), model_(store.model()) {}

// To let go of a million outlines takes as long as to judge them: the threads share it.
RecordTables::~RecordTables() {
  shapes_.clear();
  for (auto& [type, table] : tables_) table->clear(threads_);
}

const RecordTable& RecordTables::table(const std::string& type, const std::set<std::string>& fields,
                                       const std::string& rule) {
  const model::RecordType* known = model_->find_type(type);
  if (known == nullptr)
    throw Problem{"check.bad_parameter", {{"rule", rule}, {"name", type}, {"reason", "no such record type"}}};
  for (const std::string& field : fields)
    if (known->find(field) == nullptr)
      throw Problem{"check.bad_parameter", {{"rule", rule}, {"name", field}, {"reason", "no such field of " + type}}};
  if (rehearsing_) {
    wanted_[type].insert(fields.begin(), fields.end());
    // Earlier ones stay: a check may still hold them.
    rehearsed_.push_back(std::make_unique<RecordTable>(*known, wanted_[type]));
    return *rehearsed_.back();
  }
  return *tables_.at(type);
}

void RecordTables::read(const std::set<std::string>& whole, const Visit& visit, Progress& progress) {
  for (const std::string& type : whole) wanted_[type];
  rehearsing_ = false;
  rehearsed_.clear();
  rows_.clear();
  shapes_.clear();
  for (const auto& wanted : wanted_) {
    const std::string& type = wanted.first;
    const std::set<std::string>& fields = wanted.second;
    const model::RecordType& known = *model_->find_type(type);
    store::Query query;
    query.type = type;
    const bool all = whole.contains(type);
    if (!all) query.fields.assign(fields.begin(), fields.end());
    if (!all && fields.empty()) query.fields = {known.fields.front().name};
    std::vector<std::unique_ptr<RecordTable>> parts(store::Store::kPieces);
    store::read_in_pieces(store_, caller_, query, threads_, progress, [&](std::size_t piece, store::Record& record) {
      if (all) visit(piece, record);
      if (!parts[piece]) parts[piece] = std::make_unique<RecordTable>(known, fields);
      parts[piece]->add(record);
    });
    auto table = std::make_unique<RecordTable>(known, fields);
    table->join(std::move(parts), threads_);
    tables_[type] = std::move(table);
  }
}

const std::vector<std::uint32_t>& RecordTables::rows(const std::string& type, const std::string& where,
                                                     const std::string& rule) {
  const auto [at, added] = rows_.try_emplace({type, where});
  std::vector<std::uint32_t>& rows = at->second;
  if (where.empty()) {
    const RecordTable& all = table(type, {}, rule);
    if (rows.size() != all.size()) {
      rows.resize(all.size());
      std::iota(rows.begin(), rows.end(), 0U);
    }
    return rows;
  }
  if (!added && !rehearsing_) return rows;
  const cql2::Expression filter = cql2::parse_text(where);
  const model::RecordType& known = table(type, {}, rule).type();
  const std::optional<std::set<std::string>> plain = plain_fields(known, filter);
  const RecordTable& all = table(type, plain.value_or(std::set<std::string>{}), rule);
  const model::TypeSchema schema{*model_, known};
  const cql2::Bound bound{filter, schema};
  if (rehearsing_) return rows;
  if (plain) {
    TableRow row{all, bound.slots()};
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      row.at_row(i);
      if (bound.holds(row) == cql2::Bound::Truth::yes) rows.push_back(i);
    }
    return rows;
  }
  store::Query query;
  query.type = type;
  query.where = filter;
  query.fields = {known.fields.front().name};
  store_.each(caller_, query, [&](const store::Record& record) {
    if (const std::int64_t row = all.row_of(record.id); row >= 0) rows.push_back(static_cast<std::uint32_t>(row));
    return true;
  });
  std::sort(rows.begin(), rows.end());
  return rows;
}

Shapes& RecordTables::shapes(const std::string& type, const std::string& field) {
  auto& shapes = shapes_[{type, field}];
  if (rehearsing_) shapes = std::make_unique<Shapes>(std::vector<geo::GeometryPtr>{}, threads_);
  if (!shapes) shapes = std::make_unique<Shapes>(tables_.at(type)->geometries(field), threads_);
  return *shapes;
}

}  // namespace tilth::quality
