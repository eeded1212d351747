// SPDX-License-Identifier: Apache-2.0
// A record to be made of what somebody sent.
#pragma once

#include "store/store.h"

#include <string_view>
#include <utility>

namespace tilth::http::visitors {

/// Fields that the programme's model does not have are left out.
class NewRecord {
 public:
  explicit NewRecord(const model::RecordType& type, const Uuid& id = Uuid::make()) : type_(type) {
    change_.kind = store::OperationKind::create;
    change_.record = id;
    change_.type = type.name;
  }
  NewRecord& set(std::string_view field, store::Value value) {
    if (const int index = type_.index_of(field); index >= 0) change_.set.emplace_back(index, std::move(value));
    return *this;
  }
  [[nodiscard]] const Uuid& id() const { return change_.record; }
  [[nodiscard]] store::Change change() && { return std::move(change_); }

 private:
  const model::RecordType& type_;
  store::Change change_;
};

/// The value of a field; `otherwise` where it has none or the model has no such field.
template <typename Kind>
Kind value_in(const model::RecordType& type, const store::Record& record, std::string_view field, Kind otherwise) {
  if (type.index_of(field) < 0) return otherwise;
  const auto* value = std::get_if<Kind>(&store::value_of(type, record, field));
  return value == nullptr ? otherwise : *value;
}

}  // namespace tilth::http::visitors
