// SPDX-License-Identifier: Apache-2.0
// Writes made-up records by field name into a bulk load.
#include "generate/record_writer.h"

#include <stdexcept>

namespace tilth::generate {

RecordWriter& RecordWriter::begin(std::string_view type, const Uuid& id) {
  finish();
  type_ = model_.find_type(type);
  if (type_ == nullptr) throw std::logic_error("the model has no record type " + std::string{type});
  change_.kind = store::OperationKind::create;
  change_.record = id;
  change_.type = type_->name;
  change_.set.clear();
  return *this;
}

RecordWriter& RecordWriter::set(std::string_view field, store::Value value) {
  const int index = type_->index_of(field);
  if (index < 0) throw std::logic_error(type_->name + " has no field " + std::string{field});
  change_.set.emplace_back(index, std::move(value));
  return *this;
}

RecordWriter& RecordWriter::set(std::string_view field, const geo::Geometry& shape) {
  return set(field, store::Value{std::make_shared<const geo::Geometry>(shape)});
}

RecordWriter& RecordWriter::set(std::string_view field, const Uuid& reference) {
  return set(field, store::Value{reference.text()});
}

RecordWriter& RecordWriter::codes(std::string_view field, std::initializer_list<std::string_view> values) {
  cql2::Array array;
  for (const std::string_view value : values) array.emplace_back(std::string{value});
  return set(field, store::Value{std::make_shared<const cql2::Array>(std::move(array))});
}

void RecordWriter::finish() {
  if (type_ == nullptr) return;
  load_.add(change_);
  ++written_;
  ++by_type_[type_->name];
  type_ = nullptr;
}

}  // namespace tilth::generate
