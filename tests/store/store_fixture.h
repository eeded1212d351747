// SPDX-License-Identifier: Apache-2.0
// A small programme in a folder of its own, for each maker of a store.
#pragma once

#include "base/problem.h"
#include "geo/codec.h"
#include "store/sqlite/sqlite_store.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>

namespace tilth::store {

inline std::map<std::string, std::string> small_programme() {
  return {
      {"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
      {"codes/status.yaml", "codes: status\ntitle: Status\nvalues:\n  open: Open\n  closed: Closed\n"},
      {"types/place.yaml", "type: place\ntitle: Place\nsource: test\nclass: public\nfields:\n  name: {kind: text}\n"},
      {"types/hazard.yaml",
       "type: hazard\ntitle: Hazard\nsource: test\nclass: restricted\ngeometry: perimeter\nlabel: local_id\ndated_by: "
       "found_on\nfields:\n"
       "  local_id: {kind: text}\n  status: {kind: code, codes: status}\n  kinds: {kind: code, codes: status, many: "
       "true}\n"
       "  found_on: {kind: date}\n  seen_at: {kind: instant}\n  area: {kind: area}\n  depth: {kind: length}\n  "
       "devices: {kind: integer}\n"
       "  marked: {kind: boolean}\n  place: {kind: reference, to: place}\n  perimeter: {kind: geometry, geometry: "
       "polygon}\n"
       "  benchmark: {kind: geometry, geometry: point}\n  measured: {kind: area, computed: area_m2(perimeter)}\n"
       "  informant: {kind: text, encrypted: true}\n  note: {kind: text, class: personal}\n"
       "children:\n  finds: {of: find, by: hazard, where: \"quantity > 1\"}\n  items: {of: find, by: hazard, sum: "
       "quantity}\n"},
      {"types/find.yaml",
       "type: find\ntitle: Find\nsource: test\nfields:\n  hazard: {kind: reference, to: hazard}\n  quantity: {kind: "
       "integer}\n"}};
}

/// A maker of stores under test. The next maker adds its own and all store tests run on it.
struct Maker {
  std::string name;
  std::function<std::unique_ptr<Store>(const std::filesystem::path&)> create;
  std::function<std::unique_ptr<Store>(const std::filesystem::path&)> open;
};

inline std::vector<Maker> makers() {
  return {{"sqlite", [](const std::filesystem::path& file) { return sqlite::create(file, small_programme()); },
           [](const std::filesystem::path& file) { return sqlite::open(file, sqlite::Mode::read_write); }}};
}

/// Sides of `size` degrees.
inline Value square(double west, double south, double size) {
  geo::Geometry shape;
  shape.kind = geo::Kind::polygon;
  shape.x = {west, west + size, west + size, west, west};
  shape.y = {south, south, south + size, south + size, south};
  shape.close_path();
  shape.close_part();
  return Value{std::make_shared<const geo::Geometry>(std::move(shape))};
}

inline Batch by_ana(std::string reason) {
  Batch batch;
  batch.author = "ana";
  batch.device = "test";
  batch.reason = std::move(reason);
  return batch;
}

class StoreTest : public testing::TestWithParam<Maker> {
 protected:
  void SetUp() override { store_ = GetParam().create(file()); }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "programme.gpkg"; }
  void reopen() {
    store_.reset();
    store_ = GetParam().open(file());
  }
  [[nodiscard]] int field(std::string_view type, std::string_view name) const {
    return store_->model()->find_type(type)->index_of(name);
  }
  [[nodiscard]] Change create(std::string_view type, const Uuid& id,
                              std::vector<std::pair<std::string, Value>> values) const {
    Change change{OperationKind::create, id, std::string{type}, {}, 0};
    for (auto& [name, value] : values) change.set.emplace_back(field(type, name), std::move(value));
    return change;
  }
  [[nodiscard]] Change set(std::string_view type, const Uuid& id, std::vector<std::pair<std::string, Value>> values,
                           std::int64_t seen = 0) const {
    Change change = create(type, id, std::move(values));
    change.kind = OperationKind::change;
    change.seen_seq = seen;
    return change;
  }
  [[nodiscard]] Value at(const Record& record, std::string_view name) const {
    return value_of(*store_->model()->find_type(record.type), record, name);
  }
  static Batch by(std::string reason) { return by_ana(std::move(reason)); }
  /// Whether bytes stand in any of the programme's own files.
  [[nodiscard]] bool anywhere_in_the_files(const std::string& bytes) const {
    for (const auto& entry : std::filesystem::directory_iterator(file().parent_path())) {
      if (entry.path().filename().string().find("programme.gpkg") != 0) continue;
      std::ifstream in{entry.path(), std::ios::binary};
      const std::string all{std::istreambuf_iterator<char>{in}, {}};
      if (all.find(bytes) != std::string::npos) return true;
    }
    return false;
  }
  static std::string code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
    return "no problem";
  }
  test::ScratchFolder folder_;
  std::unique_ptr<Store> store_;
  Caller owner_;
};

}  // namespace tilth::store
