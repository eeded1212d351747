// SPDX-License-Identifier: Apache-2.0
// References to records that a caller may not see: to it they are not there.
#pragma once

#include "store/store.h"

#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tilth::store {

/// The ids that a reference holds, one or many; none where it is empty.
std::vector<Uuid> ids_in(const Value& value);

/// Those of `ids` that the caller sees among the records of a type. A removed record is seen by nobody.
std::unordered_set<Uuid> seen_among(const Store& store, const Caller& caller, std::string_view type,
                                    const std::vector<Uuid>& ids);

/// A reference without the ids that are not among `seen`; null where none is left.
Value seen_part(const Value& reference, const std::unordered_set<Uuid>& seen);

/// Takes references to records that the caller may not see out of records on their way into an answer.
void leave_out_unseen(const Store& store, const Caller& caller, const model::RecordType& type,
                      std::span<Record> records);

}  // namespace tilth::store
