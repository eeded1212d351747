// SPDX-License-Identifier: Apache-2.0
// Writes made-up records by field name into a bulk load.
#pragma once

#include "store/store.h"

#include <map>
#include <string>
#include <string_view>

namespace tilth::generate {

/// One record being made. A field that the model does not have is a fault of the generator: std::logic_error.
class RecordWriter {
 public:
  RecordWriter(const model::Model& model, store::Store::Load& load) : model_(model), load_(load) {}

  /// Starts a record; the one before is written.
  RecordWriter& begin(std::string_view type, const Uuid& id);
  RecordWriter& set(std::string_view field, store::Value value);
  RecordWriter& set(std::string_view field, const geo::Geometry& shape);
  RecordWriter& set(std::string_view field, const Uuid& reference);
  RecordWriter& set(std::string_view field, const char* text) { return set(field, store::Value{std::string{text}}); }
  RecordWriter& codes(std::string_view field, std::initializer_list<std::string_view> values);
  void finish();

  [[nodiscard]] std::uint64_t written() const { return written_; }
  [[nodiscard]] const std::map<std::string, std::uint64_t>& by_type() const { return by_type_; }

 private:
  const model::Model& model_;
  store::Store::Load& load_;
  const model::RecordType* type_ = nullptr;
  store::Change change_;
  std::uint64_t written_ = 0;
  std::map<std::string, std::uint64_t> by_type_;
};

}  // namespace tilth::generate
