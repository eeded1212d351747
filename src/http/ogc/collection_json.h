// SPDX-License-Identifier: Apache-2.0
// A record type as a collection of OGC API.
#pragma once

#include "http/message.h"
#include "store/store.h"

#include <optional>

namespace tilth::http::ogc {

Json collection_json(const Request& request, const store::Store& store, const model::RecordType& type);
/// The systems that every collection with a geometry can be given in: "#/crs" of a collection means these.
Json shared_crs(const Request& request, const store::Store& store);

/// The land of a collection, rounded outward to a ten-millionth of a degree. The whole globe for a caller who sees only
/// some rows: a tighter box would tell where the others are. Nothing where the type has no geometry or no land.
std::optional<geo::Box> extent_of(const store::Store& store, const store::Caller& caller,
                                  const model::RecordType& type);

}  // namespace tilth::http::ogc
