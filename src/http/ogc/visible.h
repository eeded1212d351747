// SPDX-License-Identifier: Apache-2.0
// What of the model a caller sees: collections and properties above the caller's class do not exist for it.
#pragma once

#include "store/store.h"

#include <string_view>

namespace tilth::http::ogc {

inline bool may_see(const store::Caller& caller, const model::RecordType& type) {
  return type.record_class <= caller.highest_class;
}
inline bool may_see(const store::Caller& caller, const model::Field& field) {
  return field.field_class <= caller.highest_class;
}

/// The record type of a collection. @throws Problem "ogc.unknown_collection", also where the caller may not see it
const model::RecordType& collection_of(const store::Store& store, const store::Caller& caller, std::string_view id);

/// A text that differs wherever two callers could be shown different things: a part of every cache's key.
std::string rights_of(const store::Caller& caller);

/// The field of the feature's "geometry"; null where the type has none or the caller may not see it.
const model::Field* main_geometry(const store::Caller& caller, const model::RecordType& type);

}  // namespace tilth::http::ogc
