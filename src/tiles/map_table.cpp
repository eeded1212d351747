// SPDX-License-Identifier: Apache-2.0
#include "tiles/map_table.h"

#include "store/operation_text.h"
#include "tiles/tile_builder.h"

#include <algorithm>
#include <set>

namespace tilth::tiles {
namespace {

using cql2::Value;
using geo::Geometry;
using geo::GeometryPtr;

constexpr std::size_t kMostChanges = 20'000;  // beyond, reading everything anew is faster

/// What tiles ask for unless somebody names fields.
std::set<std::size_t> fields_of(const store::Caller& caller, const model::RecordType& type) {
  std::set<std::size_t> fields;
  for (const auto& names : {tile_fields(caller, type), look_fields(caller, type)}) {
    for (const std::string& name : names) {
      const auto index = static_cast<std::size_t>(type.index_of(name));
      // Whether a reference shows hangs on another record.
      if (type.fields[index].kind != model::FieldKind::reference &&
          type.fields[index].kind != model::FieldKind::geometry)
        fields.insert(index);
    }
  }
  return fields;
}

store::Query question_of(const model::RecordType& type, const std::set<std::size_t>& fields) {
  store::Query query;
  query.type = type.name;
  query.any_order = true;
  query.fields.push_back(type.geometry_field);
  for (const std::size_t field : fields) query.fields.push_back(type.fields[field].name);
  return query;
}

const GeometryPtr* land_of(const store::Record& record, std::size_t geometry) {
  const auto* shape = std::get_if<GeometryPtr>(&record.values[geometry]);
  return shape != nullptr && *shape && !(*shape)->empty() ? shape : nullptr;
}

/// The square that stands for small land, as the store tells it.
void make_box(const geo::Box& box, Geometry& g) {
  g.kind = geo::Kind::polygon;
  g.x.assign({box.west, box.east, box.east, box.west, box.west});
  g.y.assign({box.south, box.south, box.north, box.north, box.south});
  g.path_ends.assign({5});
  g.part_ends.assign({1});
}

template <typename Item>
std::size_t bytes_of(const std::vector<Item>& items) {
  return items.capacity() * sizeof(Item);
}

/// As geo::Geometry::path_begin, of record `row` in arrays of all.
template <typename Number>
std::size_t begin_of(const std::vector<Number>& ends, std::size_t row) {
  return row == 0 ? 0 : static_cast<std::size_t>(ends[row - 1]);
}

}  // namespace

/// Puts records into a base, one by one.
class MapTable::Reader {
 public:
  Reader(const model::RecordType& type, const std::set<std::size_t>& fields, std::size_t geometry, Base& base)
      : type_(type), geometry_(geometry), base_(base) {
    for (const std::size_t field : fields) {
      base_.fields[field].values.emplace_back();
      codes_[field];
    }
  }

  void add(const store::Record& record) {
    const GeometryPtr* land = land_of(record, geometry_);
    if (land == nullptr) return;
    const Geometry& g = **land;
    const auto row = static_cast<std::uint32_t>(base_.ids.size());
    base_.ids.push_back(record.id);
    base_.kinds.push_back(g.kind);
    base_.boxes.push_back(g.box());
    if (g.members.empty()) {
      base_.x.insert(base_.x.end(), g.x.begin(), g.x.end());
      base_.y.insert(base_.y.end(), g.y.begin(), g.y.end());
      base_.paths.insert(base_.paths.end(), g.path_ends.begin(), g.path_ends.end());
      base_.parts.insert(base_.parts.end(), g.part_ends.begin(), g.part_ends.end());
    } else {
      base_.collections.emplace(row, *land);
    }
    base_.vertex_ends.push_back(base_.x.size());
    base_.path_ends.push_back(base_.paths.size());
    base_.part_ends.push_back(base_.parts.size());
    for (auto& [field, column] : base_.fields) column.codes.push_back(code_of(field, column, record.values[field]));
  }
  /// Without the index, which is as large as the boxes and half as much again.
  [[nodiscard]] std::size_t bytes() const {
    std::size_t sum = loose_ + bytes_of(base_.ids) + bytes_of(base_.kinds) + bytes_of(base_.boxes) +
                      bytes_of(base_.vertex_ends) * 3 + bytes_of(base_.x) * 2 + bytes_of(base_.paths) +
                      bytes_of(base_.parts);
    for (const auto& [field, column] : base_.fields) sum += bytes_of(column.codes) + bytes_of(column.values);
    for (const auto& [row, land] : base_.collections) sum += 200 + land->vertex_count() * 2 * sizeof(double);
    return sum;
  }

 private:
  std::uint32_t code_of(std::size_t field, Column& column, const Value& value) {
    if (value.is_null()) return 0;
    key_.clear();
    store::append_value(key_, type_.fields[field], value);
    const auto [at, added] = codes_[field].try_emplace(key_, static_cast<std::uint32_t>(column.values.size()));
    if (added) {
      column.values.push_back(value);
      loose_ += key_.size() > 15 ? key_.size() : 0;
    }
    return at->second;
  }

  const model::RecordType& type_;
  std::size_t geometry_;
  Base& base_;
  std::map<std::size_t, std::unordered_map<std::string, std::uint32_t>> codes_;
  std::string key_;
  std::size_t loose_ = 0;  ///< of texts outside their values
};

std::shared_ptr<const MapTable> MapTable::read(const store::Store& store, const store::Caller& caller,
                                               const model::RecordType& type, std::size_t most_bytes,
                                               const std::atomic<bool>& stop) {
  auto table = std::make_shared<MapTable>();
  // What is written meanwhile is read now or caught up with later, or both; twice does no harm.
  table->seq_ = store.last_seq();
  table->type_ = type.name;
  table->type_fields_ = type.fields.size();
  table->geometry_ = static_cast<std::size_t>(type.index_of(type.geometry_field));
  auto base = std::make_shared<Base>();
  const std::set<std::size_t> fields = fields_of(caller, type);
  Reader reader{type, fields, table->geometry_, *base};
  bool fits = true;
  store.each(caller, question_of(type, fields), [&](const store::Record& record) {
    reader.add(record);
    if (base->ids.size() % 1024 == 0) fits = reader.bytes() <= most_bytes;
    return fits && !stop;
  });
  if (!fits || stop) return nullptr;
  base->index = geo::SpatialIndex{base->boxes};
  base->bytes = reader.bytes() + bytes_of(base->boxes) * 3 / 2;
  table->base_ = std::move(base);
  return table;
}

std::shared_ptr<const MapTable> MapTable::caught_up(std::shared_ptr<const MapTable> table, const store::Store& store,
                                                    const store::Caller& caller, const model::RecordType& type) {
  std::set<Uuid> changed;
  std::int64_t seq = table->seq_;
  const auto most = static_cast<std::int64_t>(kMostChanges);
  bool few = true;
  store.operations_since(table->seq_, [&](const store::Operation& operation) {
    seq = operation.seq;
    if (operation.type == type.name) changed.insert(operation.record);
    few = table->changed_.size() + changed.size() <= kMostChanges && seq - table->seq_ <= most * 4;
    return few;
  });
  if (!few) return nullptr;
  if (seq == table->seq_) return table;
  auto next = std::make_shared<MapTable>(*table);
  next->seq_ = seq;
  for (const Uuid& id : changed) {
    auto record = store.find(caller, type.name, id);
    const bool there = record && !record->removed && land_of(*record, next->geometry_) != nullptr;
    next->changed_[id] = there ? std::make_shared<const store::Record>(std::move(*record)) : nullptr;
  }
  return next;
}

bool MapTable::holds(const std::vector<std::size_t>& fields) const {
  return std::all_of(fields.begin(), fields.end(), [&](std::size_t field) { return base_->fields.contains(field); });
}

void MapTable::each(const geo::Box& box, double coarse, const std::vector<std::size_t>& fields,
                    const std::function<void(const store::Record&)>& visit) const {
  const Base& base = *base_;
  const auto land = std::make_shared<Geometry>();
  const auto is_small = [&](const geo::Box& around, geo::Kind kind) {
    return coarse > 0 && (kind == geo::Kind::polygon || kind == geo::Kind::multi_polygon) &&
           around.east - around.west <= coarse && around.north - around.south <= coarse;
  };
  store::Record record;
  record.type = type_;
  record.values.resize(type_fields_);
  Value& shape = record.values[geometry_];
  shape = GeometryPtr{land};
  std::vector<std::pair<std::size_t, const Column*>> columns;
  for (const std::size_t field : fields) columns.emplace_back(field, &base.fields.at(field));
  const auto tell = [&](std::uint32_t row) {
    if (!changed_.empty() && changed_.contains(base.ids[row])) return;
    record.id = base.ids[row];
    for (const auto& [field, column] : columns) record.values[field] = column->values[column->codes[row]];
    if (is_small(base.boxes[row], base.kinds[row])) {
      make_box(base.boxes[row], *land);
    } else if (base.kinds[row] == geo::Kind::collection) {
      shape = base.collections.at(row);
      visit(record);
      shape = GeometryPtr{land};
      return;
    } else {
      const auto part = [&](const auto& ends, const auto& all, auto& into) {
        into.assign(all.begin() + static_cast<std::ptrdiff_t>(begin_of(ends, row)),
                    all.begin() + static_cast<std::ptrdiff_t>(ends[row]));
      };
      land->kind = base.kinds[row];
      part(base.vertex_ends, base.x, land->x);
      part(base.vertex_ends, base.y, land->y);
      part(base.path_ends, base.paths, land->path_ends);
      part(base.part_ends, base.parts, land->part_ends);
    }
    visit(record);
  };
  base.index.each(box, tell);
  for (const auto& [id, there] : changed_) {
    if (!there) continue;
    const GeometryPtr& now = std::get<GeometryPtr>(there->values[geometry_]);
    const geo::Box around = now->box();
    if (!around.meets(box)) continue;
    record.id = id;
    for (const std::size_t field : fields) record.values[field] = there->values[field];
    if (is_small(around, now->kind)) {
      make_box(around, *land);
      visit(record);
      continue;
    }
    shape = now;
    visit(record);
    shape = GeometryPtr{land};
  }
}

}  // namespace tilth::tiles
