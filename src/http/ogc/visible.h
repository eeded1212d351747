// SPDX-License-Identifier: Apache-2.0
// What of the model a caller sees: collections and properties above the caller's class do not exist for it.
#pragma once

#include "http/rights.h"

#include <string_view>

namespace tilth::http::ogc {

/// The record type of a collection. @throws Problem "ogc.unknown_collection", also where the caller may not see it
const model::RecordType& collection_of(const store::Store& store, const store::Caller& caller, std::string_view id);

/// The field of the feature's "geometry"; null where the type has none or the caller may not see it.
const model::Field* main_geometry(const store::Caller& caller, const model::RecordType& type);

}  // namespace tilth::http::ogc
