// SPDX-License-Identifier: Apache-2.0
// What people call the records of a register, told apart: figures by place must not merge two places of one name.
#pragma once

#include "store/store.h"

#include <map>
#include <optional>
#include <string>

namespace tilth::store {

/// id -> label, of every record whose label the caller may see. Two that are called alike are followed by what they lie
/// in or belong to ("Kita, Ashari"; an area by its instrument), where that does not tell them apart by their edition,
/// local id, code or number, and by the end of their ids where these do not either. Reads the whole register.
std::map<std::string, std::string> distinct_labels(const Store& store, const Caller& caller,
                                                   const model::RecordType& type,
                                                   std::optional<std::int64_t> known_at = {});

}  // namespace tilth::store
