// SPDX-License-Identifier: Apache-2.0
// Writes made-up records by field name into a bulk load.
#include "generate/record_writer.h"

#include <stdexcept>

namespace tilth::generate {

int Draft::index_of(std::string_view field) const {
  const int index = type_->index_of(field);
  if (index < 0) throw std::logic_error(type_->name + " has no field " + std::string{field});
  return index;
}

const store::Value& Draft::at(std::string_view field) const {
  static const store::Value kNothing;
  const auto found = values_.find(index_of(field));
  return found == values_.end() ? kNothing : found->second;
}

std::string Draft::text(std::string_view field) const {
  const auto* text = std::get_if<std::string>(&at(field).base());
  return text == nullptr ? std::string{} : *text;
}

Date Draft::date(std::string_view field) const { return std::get<Date>(at(field).base()); }

const geo::Geometry& Draft::shape(std::string_view field) const {
  return *std::get<geo::GeometryPtr>(at(field).base());
}

Draft& Draft::set(std::string_view field, store::Value value) {
  if (value.is_null())
    values_.erase(index_of(field));
  else
    values_[index_of(field)] = std::move(value);
  return *this;
}

Draft& Draft::set(std::string_view field, const geo::Geometry& shape) {
  return set(field, store::Value{std::make_shared<const geo::Geometry>(shape)});
}

Draft& Draft::set(std::string_view field, const Uuid& reference) { return set(field, store::Value{reference.text()}); }

Draft& Draft::codes(std::string_view field, std::initializer_list<std::string_view> values) {
  cql2::Array array;
  for (const std::string_view value : values) array.emplace_back(std::string{value});
  return set(field, store::Value{std::make_shared<const cql2::Array>(std::move(array))});
}

Draft Draft::copy(const Uuid& record) const {
  Draft other = *this;
  other.id_ = record;
  return other;
}

store::Change Draft::change() const {
  return {.kind = store::OperationKind::create,
          .record = id_,
          .type = type_->name,
          .set = {values_.begin(), values_.end()}};
}

Draft& RecordWriter::begin(std::string_view type, const Uuid& id) {
  const model::RecordType* found = model_.find_type(type);
  if (found == nullptr) throw std::logic_error("the model has no record type " + std::string{type});
  return drafts_.emplace_back(*found, id);
}

void RecordWriter::flush() {
  for (const Draft& draft : drafts_) {
    load_.add(draft.change());
    ++written_;
    ++by_type_[draft.type().name];
  }
  drafts_.clear();
}

}  // namespace tilth::generate
