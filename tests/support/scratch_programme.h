// SPDX-License-Identifier: Apache-2.0
// A test's own programme, in a file that goes with the test.
#pragma once

#include "store/sqlite/sqlite_store.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tilth::test {

class ScratchProgramme : public testing::Test {
 protected:
  /// Of the base model.
  ScratchProgramme() : ScratchProgramme(model::load({source_dir() / "model"}).model->sources) {}
  /// Of a small model of the test's own. @param files by their names
  explicit ScratchProgramme(const std::map<std::string, std::string>& files)
      : store_(store::sqlite::create(folder_ / "programme.gpkg", files)) {}

  static store::Value text(std::string_view words) { return store::Value{std::string{words}}; }
  static store::Value day(std::string_view words) { return store::Value{*Date::parse(words)}; }
  void write(const store::Change& change) { store_->append({.author = "t"}, {change}); }
  /// @throws std::logic_error for a field that the type does not have
  Uuid add(std::string_view type_name, std::vector<std::pair<std::string, store::Value>> values) {
    const model::RecordType& type = *store_->model()->find_type(type_name);
    store::Change change{store::OperationKind::create, Uuid::make(), type.name, {}, 0};
    for (auto& [name, value] : values) {
      if (type.find(name) == nullptr) throw std::logic_error(type.name + " has no " + name);
      change.set.emplace_back(type.index_of(name), std::move(value));
    }
    write(change);
    return change.record;
  }

  ScratchFolder folder_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace tilth::test
