// SPDX-License-Identifier: Apache-2.0
#include "tiles/tile_builder.h"

#include "base/problem.h"
#include "store/rights.h"
#include "store/seen_references.h"
#include "tiles/map_memory.h"
#include "tiles/vector_tile.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <unordered_map>

namespace tilth::tiles {
namespace {

using cql2::Value;
using model::FieldKind;

/// The last 53 bits of a UUIDv7 are chance, so two records of one tile hardly share a number.
std::uint64_t number_of(const Uuid& id) {
  std::uint64_t number = 0;
  for (std::size_t i = 9; i < 16; ++i) number = (number << 8) | id.bytes[i];
  return number & ((std::uint64_t{1} << 53) - 1);
}

bool is_look(const model::Field& field) { return field.kind == FieldKind::code || field.kind == FieldKind::boolean; }

std::string joined(const cql2::Array& array) {
  std::string text;
  for (const Value& item : array) {
    if (const auto* word = std::get_if<std::string>(&item)) text += (text.empty() ? "" : ",") + *word;
  }
  return text;
}

/// One layer being gathered: what is drawn is kept as commands, small and in any order, and written by record id.
class LayerWriter {
 public:
  LayerWriter(const store::Store& store, const store::Caller& caller, const geo::TilePlace& place,
              const LayerQuestion& question, geo::TileGrid grid)
      : store_(store),
        caller_(caller),
        place_(place),
        question_(question),
        grid_(grid_for(place, grid)),
        type_(*store.model()->find_type(question.type)),
        geometry_(type_.index_of(type_.geometry_field)),
        shaper_(place, grid_) {
    const bool whole_country = place.level <= kMergeLevel;
    std::vector<std::string> names = question.fields;
    bare_dust_ = names.empty() && whole_country;
    if (names.empty()) names = whole_country ? look_fields(caller, type_) : tile_fields(caller, type_);
    const model::Field* label = type_.find(type_.label_field);
    if (question.fields.empty() && whole_country && label != nullptr && label->kind != FieldKind::geometry &&
        store::may_see(caller, *label) && !label->encrypted &&
        std::find(names.begin(), names.end(), label->name) == names.end())
      names.push_back(label->name);
    for (const std::string& name : names) {
      const int index = type_.index_of(name);
      if (index < 0) throw Problem{"store.unknown_field", {{"type", type_.name}, {"field", name}}};
      if (type_.fields[static_cast<std::size_t>(index)].kind != FieldKind::geometry)
        fields_.push_back(static_cast<std::size_t>(index));
    }
  }

  void gather(MapMemory* memory) {
    const auto take_land = [this](const store::Record& record) {
      const auto* shape = std::get_if<geo::GeometryPtr>(&record.values[static_cast<std::size_t>(geometry_)]);
      if (shape != nullptr) take(record, **shape);
      return true;
    };
    std::shared_ptr<const MapTable> table;
    if (memory != nullptr && !question_.where && !question_.known_at) table = memory->table(caller_, type_);
    if (table && table->holds(fields_)) {
      table->each(geo::box_of(place_, static_cast<double>(grid_.buffer) / grid_.extent), dust_degrees(), fields_,
                  take_land);
    } else {
      ask_store(take_land);
    }
    merge_further();
    for (std::size_t i = 0; i < fields_.size(); ++i)
      if (type_.fields[fields_[i]].kind == FieldKind::reference) leave_out_unseen(i);
  }

  void ask_store(const std::function<bool(const store::Record&)>& visit) {
    store::Query query;
    query.type = type_.name;
    query.where = question_.where;
    query.known_at = question_.known_at;
    query.box = geo::box_of(place_, static_cast<double>(grid_.buffer) / grid_.extent);
    query.fields.push_back(type_.geometry_field);
    query.any_order = true;
    query.coarse = dust_degrees();
    for (const std::size_t field : fields_) query.fields.push_back(type_.fields[field].name);
    store_.each(caller_, query, visit);
  }

  void write(VectorTile& tile) {
    std::vector<std::uint32_t> order(drawn_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
      const int by_id = std::memcmp(drawn_[a].id.bytes.data(), drawn_[b].id.bytes.data(), 16);
      return by_id != 0 ? by_id < 0 : drawn_[a].begin < drawn_[b].begin;
    });
    TileLayer layer{type_.name, grid_.extent}, labels{type_.name + "_label", grid_.extent};
    std::vector<std::uint32_t> tags;
    const std::uint32_t id_key = layer.key("id"), id_label_key = labels.key("id");
    std::vector<std::uint32_t> keys;
    for (const std::size_t field : fields_) keys.push_back(layer.key(type_.fields[field].name));
    const int label_field = type_.index_of(type_.label_field);
    for (const std::uint32_t at : order) {
      const Drawn& one = drawn_[at];
      const std::string id = one.id.text();
      tags.clear();
      const auto tag = [&](std::uint32_t key, std::int64_t value) {
        if (value < 0) return;
        tags.push_back(key);
        tags.push_back(static_cast<std::uint32_t>(value));
      };
      tag(id_key, layer.text_of_its_own(id));
      for (std::size_t i = 0; i < fields_.size(); ++i) {
        if ((one.count > 1 || (bare_dust_ && one.dust)) && !is_look(type_.fields[fields_[i]])) continue;
        const Value& value = values_[one.values + i];
        if (!value.is_null()) tag(keys[i], layer.value(value));
      }
      if (one.dust) tag(layer.key("dust"), layer.value(Value{true}));
      if (one.count > 1) tag(layer.key("count"), layer.value(Value{one.count}));
      layer.add(number_of(one.id), one.dimension, std::span{commands_}.subspan(one.begin, one.end - one.begin), tags);
      tile.merged += one.count - 1;
      if (!one.labelled) continue;
      tags.clear();
      tag(id_label_key, labels.text_of_its_own(id));
      for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (static_cast<int>(fields_[i]) == label_field && !values_[one.values + i].is_null())
          tag(labels.key(type_.label_field), labels.value(values_[one.values + i]));
      }
      geo::Geometry point{.kind = geo::Kind::point, .x = {one.label_x}, .y = {one.label_y}};
      point.close_path();
      point.close_part();
      std::vector<std::uint32_t> commands;
      append_commands(commands, point);
      labels.add(number_of(one.id), 0, commands, tags);
    }
    tile.features += static_cast<std::int64_t>(drawn_.size());
    if (layer.features() > 0) layer.append_to(tile.bytes);
    if (labels.features() > 0) labels.append_to(tile.bytes);
  }

 private:
  /// On a map of a whole country what is smaller than a pixel is dust.
  static geo::TileGrid grid_for(const geo::TilePlace& place, geo::TileGrid grid) {
    if (place.level <= kMergeLevel) grid.dust = std::max<double>(grid.dust, geo::TileShaper::kDustSide);
    return grid;
  }

  static constexpr std::uint32_t kNoLook = UINT32_MAX;
  struct Drawn {
    Uuid id;
    std::size_t begin = 0, end = 0, values = 0;  ///< of commands_, values_
    std::int64_t count = 1;
    double label_x = 0, label_y = 0;
    int dimension = 0;
    bool dust = false, labelled = false;
    double x = 0, y = 0;           ///< of a small one that may be merged: where it lies
    std::uint32_t look = kNoLook;  ///< of such a one
  };

  /// A polygon whose box is no longer than this is dust anywhere in the tile, and its square depends on the box alone.
  [[nodiscard]] double dust_degrees() const {
    const double unit = 360.0 / place_.set->columns / std::ldexp(static_cast<double>(grid_.extent), place_.level);
    if (!place_.set->mercator) return grid_.dust * unit;
    const geo::Box box = geo::box_of(place_, static_cast<double>(grid_.buffer) / grid_.extent);
    const double farthest = std::min(std::max(std::abs(box.south), std::abs(box.north)) + 0.1, geo::kMercatorEdge);
    return grid_.dust * unit * std::cos(farthest * std::numbers::pi / 180);
  }

  void take(const store::Record& record, const geo::Geometry& geometry) {
    for (const geo::TileShape& shape : shaper_.shapes(geometry)) {
      const int dimension = shape.geometry.dimension();
      const bool small = shape.dust || (dimension == 0 && shape.geometry.x.size() == 1);
      const bool merges = small && place_.level <= kMergeLevel;
      if (merges && merged(record, shape)) continue;
      Drawn one{.id = record.id, .begin = commands_.size(), .values = values_.size()};
      one.dimension = dimension;
      one.dust = shape.dust;
      if (merges) {
        one.x = shape.geometry.x[0];
        one.y = shape.geometry.y[0];
        one.look = look_of(record, shape.dust);
      }
      append_commands(commands_, shape.geometry);
      one.end = commands_.size();
      if (dimension == 2 && !shape.dust && place_.level >= kLabelLevel)
        one.labelled = shaper_.label_point(geometry, one.label_x, one.label_y);
      for (const std::size_t field : fields_) values_.push_back(kept(type_.fields[field], record.values[field]));
      drawn_.push_back(one);
    }
  }

  /// A value as the tile holds it; several codes are one text. References stay as they are until leave_out_unseen().
  static Value kept(const model::Field& field, const Value& value) {
    const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value);
    return array != nullptr && field.kind != FieldKind::reference ? Value{joined(**array)} : value;
  }

  /// References to records that the caller may not see are not there, in column `column` of the values.
  void leave_out_unseen(std::size_t column) {
    const std::string& target = type_.fields[fields_[column]].refers_to;
    const model::RecordType* of = store_.model()->find_type(target);
    const bool all = of != nullptr && store::sees_all_rows(caller_, *of);
    std::vector<Uuid> ids;
    for (std::size_t at = column; !all && at < values_.size(); at += fields_.size()) {
      const std::vector<Uuid> more = store::ids_in(values_[at]);
      ids.insert(ids.end(), more.begin(), more.end());
    }
    const auto seen = store::seen_among(store_, caller_, target, ids);
    for (std::size_t at = column; at < values_.size(); at += fields_.size()) {
      Value& value = values_[at];
      if (!all) value = store::seen_part(value, seen);
      const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value);
      if (array != nullptr) value = Value{joined(**array)};
    }
  }

  /// Where a small feature is merged with others: its square, and a number for what it looks like.
  struct Cell {
    std::int32_t column = 0, row = 0;
    std::uint32_t look = 0;
    bool operator==(const Cell&) const = default;
  };
  struct CellHash {
    std::size_t operator()(const Cell& cell) const {
      const auto place = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(cell.column)) << 32) |
                         static_cast<std::uint32_t>(cell.row);
      return std::hash<std::uint64_t>{}(place * 0x9E3779B97F4A7C15ULL + cell.look);
    }
  };

  [[nodiscard]] std::uint32_t look_of(const store::Record& record, bool dust) {
    look_ = dust ? 'd' : 'p';
    for (const std::size_t field : fields_) {
      if (!is_look(type_.fields[field])) continue;
      const Value value = kept(type_.fields[field], record.values[field]);
      if (const auto* text = std::get_if<std::string>(&value)) look_ += *text;
      if (const auto* yes = std::get_if<bool>(&value)) look_ += *yes ? '1' : '0';
      look_ += '\0';
    }
    return looks_.try_emplace(look_, static_cast<std::uint32_t>(looks_.size())).first->second;
  }

  /// Whether another feature of the same look stands in the same square; the first is drawn for them all, where the one
  /// of the least id lies, and carries that id.
  bool merged(const store::Record& record, const geo::TileShape& shape) {
    Drawn one{.id = record.id};
    one.x = shape.geometry.x[0];
    one.y = shape.geometry.y[0];
    one.look = look_of(record, shape.dust);
    const auto [at, first] = cells_.try_emplace(cell_of(one, kMergeSide), drawn_.size());
    if (first) return false;
    Drawn& known = drawn_[at->second];
    ++known.count;
    if (std::memcmp(one.id.bytes.data(), known.id.bytes.data(), 16) >= 0) return true;
    known.id = one.id;
    known.x = one.x;
    known.y = one.y;
    // Points and dust take as many commands as any other of their look.
    std::vector<std::uint32_t> commands;
    append_commands(commands, shape.geometry);
    if (commands.size() != known.end - known.begin) throw std::logic_error("dust that is no square");
    std::copy(commands.begin(), commands.end(), commands_.begin() + static_cast<std::ptrdiff_t>(known.begin));
    return true;
  }

  static Cell cell_of(const Drawn& one, int side) {
    return {static_cast<std::int32_t>(std::floor(one.x / side)), static_cast<std::int32_t>(std::floor(one.y / side)),
            one.look};
  }

  /// Larger squares, until few enough small features stay.
  void merge_further() {
    std::size_t small = cells_.size();
    for (int side = 2 * kMergeSide; small > kMostSmall && side <= static_cast<int>(grid_.extent); side *= 2) {
      cells_.clear();
      std::vector<Drawn> stay;
      for (const Drawn& one : drawn_) {
        if (one.look == kNoLook) {
          stay.push_back(one);
          continue;
        }
        const auto [at, first] = cells_.try_emplace(cell_of(one, side), stay.size());
        if (first) {
          stay.push_back(one);
          continue;
        }
        Drawn& known = stay[at->second];
        const std::int64_t count = known.count + one.count;
        if (std::memcmp(one.id.bytes.data(), known.id.bytes.data(), 16) < 0) known = one;
        known.count = count;
      }
      drawn_ = std::move(stay);
      small = cells_.size();
    }
  }

  const store::Store& store_;
  const store::Caller& caller_;
  const geo::TilePlace& place_;
  const LayerQuestion& question_;
  geo::TileGrid grid_;
  bool bare_dust_ = false;  ///< dust comes without the label, which nobody asked for
  const model::RecordType& type_;
  int geometry_;
  geo::TileShaper shaper_;
  std::vector<std::size_t> fields_;
  std::vector<Drawn> drawn_;
  std::vector<std::uint32_t> commands_;
  std::vector<Value> values_;
  std::unordered_map<Cell, std::size_t, CellHash> cells_;
  std::unordered_map<std::string, std::uint32_t> looks_;
  std::string look_;
};

}  // namespace

std::vector<std::string> tile_fields(const store::Caller& caller, const model::RecordType& type) {
  std::vector<std::string> names;
  for (const model::Field& field : type.fields) {
    if (!store::may_see(caller, field) || field.encrypted) continue;
    if (field.kind == FieldKind::code || field.name == type.label_field || field.name == type.date_field)
      names.push_back(field.name);
  }
  return names;
}

std::vector<std::string> look_fields(const store::Caller& caller, const model::RecordType& type) {
  std::vector<std::string> needed, codes;
  for (const model::Field& field : type.fields) {
    if (!store::may_see(caller, field) || field.encrypted || field.many || !is_look(field)) continue;
    codes.push_back(field.name);
    if (field.required || (type.workflow && type.workflow->field == field.name)) needed.push_back(field.name);
  }
  return needed.empty() ? codes : needed;
}

VectorTile build(const store::Store& store, const store::Caller& caller, const geo::TilePlace& place,
                 const std::vector<LayerQuestion>& layers, geo::TileGrid grid, MapMemory* memory) {
  VectorTile tile;
  for (const LayerQuestion& question : layers) {
    const model::RecordType* type = store.model()->find_type(question.type);
    if (type == nullptr || type->geometry_field.empty()) throw Problem{"store.unknown_type", {{"type", question.type}}};
    LayerWriter writer{store, caller, place, question, grid};
    writer.gather(memory);
    writer.write(tile);
  }
  return tile;
}

}  // namespace tilth::tiles
