// SPDX-License-Identifier: Apache-2.0
// A record as people write it down in examples.
#include "store/written_record.h"

#include "base/problem.h"
#include "model/field_value.h"

namespace tilth::store {

Change written_record(const model::RecordType& type, const Json& record,
                      const std::function<Uuid(std::string_view field, const Json& name)>& id_of) {
  Change change{.kind = OperationKind::create,
                .record = record.contains("id") ? id_of("id", record.at("id")) : Uuid::make(),
                .type = type.name,
                .set = {}};
  for (const auto& [key, json] : record.items()) {
    if (key == "id") continue;
    const int index = type.index_of(key);
    if (index < 0) throw Problem{"store.unknown_field", {{"field", key}, {"type", type.name}}};
    const model::Field& field = type.fields[static_cast<std::size_t>(index)];
    Json value = json;
    if (field.kind == model::FieldKind::reference && value.is_array()) {
      for (Json& one : value) one = id_of(key, one).text();
    } else if (field.kind == model::FieldKind::reference && !value.is_null()) {
      value = id_of(key, value).text();
    }
    change.set.emplace_back(index, value.is_null() ? Value{} : model::value_from_json(field, value));
  }
  return change;
}

}  // namespace tilth::store
