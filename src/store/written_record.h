// SPDX-License-Identifier: Apache-2.0
// A record as people write it down in examples: by the names of its fields, and of the records it refers to.
#pragma once

#include "store/store.h"

#include <functional>

namespace tilth::store {

/// {"id": "h", "class": "cha", "place": "west"} as a new record; null leaves a field empty. `id_of` gives the id behind
/// a name, of the record and of those that `field` refers to; without "id" it has a random one.
/// @throws Problem "store.unknown_field", "field.bad_value"; and what id_of throws
Change written_record(const model::RecordType& type, const Json& record,
                      const std::function<Uuid(std::string_view field, const Json& name)>& id_of);

}  // namespace tilth::store
