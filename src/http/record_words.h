// SPDX-License-Identifier: Apache-2.0
// Values of records in answers, as the caller may see them.
#pragma once

#include "report/record_words.h"
#include "store/seen_references.h"

#include <string>
#include <utility>
#include <vector>

namespace tilth::http {

using report::RecordWords;

/// A field as JSON: areas with at most 2 decimals.
Json json_value(const model::Field& field, const store::Value& value);

/// The same without references to records that the caller may not see: to it they are not there.
Json seen_value(RecordWords& words, const model::Field& field, const store::Value& value);

/// A caller who writes back what it was shown changes nothing of what store::leave_out_unseen() left out. `values` are
/// fields and their new values for `before`.
void keep_unseen(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                 const store::Record& before, std::vector<std::pair<int, store::Value>>& values);

}  // namespace tilth::http
