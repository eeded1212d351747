// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/visible.h"

#include "base/problem.h"

namespace tilth::http::ogc {

const model::RecordType& collection_of(const store::Store& store, const store::Caller& caller, std::string_view id) {
  const model::RecordType* type = store.model()->find_type(id);
  if (type == nullptr || !may_see(caller, *type)) throw Problem{"ogc.unknown_collection", {{"collection", id}}};
  return *type;
}

const model::Field* main_geometry(const store::Caller& caller, const model::RecordType& type) {
  const model::Field* field = type.geometry_field.empty() ? nullptr : type.find(type.geometry_field);
  return field != nullptr && may_see(caller, *field) ? field : nullptr;
}

}  // namespace tilth::http::ogc
