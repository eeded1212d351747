// SPDX-License-Identifier: Apache-2.0
// What a body of POST, PUT or PATCH asks of a record (OGC API Features Part 4), checked against type, rights and rules.
#pragma once

#include "http/message.h"
#include "http/ogc/crs.h"
#include "store/store.h"

#include <utility>
#include <vector>

namespace tilth::http::ogc {

using FieldValues = std::vector<std::pair<int, cql2::Value>>;

/// How far a body may be off: strict refuses what it does not know, lenient leaves it out (RFC 7240, handling).
enum class Handling : std::uint8_t { strict, lenient };

/// The fields that a GeoJSON feature gives. Its id is left to the caller.
/// @param before the record as it is; null for a new one. Worked-out fields may come back as they are.
/// @throws Problem "ogc.bad_feature", "ogc.unknown_property", "ogc.read_only", "field.bad_value"
FieldValues fields_of_feature(const Json& feature, const model::RecordType& type, const store::Caller& caller,
                              const Crs& crs, Handling handling, const store::Record* before);

/// The same for a whole replacement: fields that the body leaves out and the caller may see become empty.
FieldValues replacement_of(const Json& feature, const model::RecordType& type, const store::Caller& caller,
                           const Crs& crs, Handling handling, const store::Record& before);

/// The feature that a JSON Patch (RFC 6902) makes of one. @throws Problem "ogc.bad_patch"
Json patched(Json feature, const Json& patch);

/// @throws Problem "ogc.bad_record" where a value breaks its field's codes, range or length, or a record of a type
/// without workflow lacks what it needs; "ogc.workflow_step" where a state is set by hand; "ogc.not_yours" where the
/// caller could not see the record afterwards
void require_allowed(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                     const Uuid& id, const FieldValues& values, const store::Record* before);

}  // namespace tilth::http::ogc
