// SPDX-License-Identifier: Apache-2.0
// A field's value as JSON and back.
#pragma once

#include "model/model.h"

namespace tilth::model {

/// Dates, instants, codes, references as text; several codes as an array; geometries as GeoJSON (WKT text is read too);
/// areas and lengths as numbers in m2 and m. @throws Problem "field.bad_value" with {"field","found","expected"}
cql2::Value value_from_json(const Field& field, const Json& json);
Json value_to_json(const Field& field, const cql2::Value& value);
/// The lines that a text holds, as canonical JSON: what is kept, and goes into answers as it is. Nothing for any text
/// that is not a JSON list of objects.
std::optional<std::string> lines_in(std::string_view text);
/// A short text for messages and tables: "2024-05-20", "ap_mine, ied", "18000.25"; "-" for nothing; never a geometry.
std::string shown(const cql2::Value& value);

}  // namespace tilth::model
