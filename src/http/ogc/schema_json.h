// SPDX-License-Identifier: Apache-2.0
// Record types as JSON Schema 2020-12 (OGC 23-058r1, Common Part 3: schemas, queryables, sortables).
#pragma once

#include "http/message.h"
#include "store/store.h"

#include <string>

namespace tilth::http::ogc {

enum class SchemaOf : std::uint8_t { records, queryables, sortables };
/// Titles in the session's language; codes as oneOf of const and title.
Json schema_of(const Request& request, const model::Model& model, const model::RecordType& type, SchemaOf what);

/// Whether people cannot set a field: it is worked out.
bool read_only(const model::Field& field);

}  // namespace tilth::http::ogc
