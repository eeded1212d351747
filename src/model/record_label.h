// SPDX-License-Identifier: Apache-2.0
// What people call a record: every record has a name that a person can use.
#pragma once

#include "base/uuid.h"
#include "model/model.h"

#include <string>
#include <string_view>

namespace tilth::model {

/// The end of an id, eight hexadecimal digits: records of one day share its beginning.
std::string short_id(const Uuid& id);

/// Its label where that is a name of its own ("HA-0000012"); a code, a date or a number with the type before it
/// ("Evidence: Crater"); without one, or where it is not shown, the type and the end of the id ("Evidence 3f2a91c0").
/// @param label the value of the type's label field; null where there is none
std::string record_label(const Model& model, const RecordType& type, const cql2::Value& label, const Uuid& id,
                         std::string_view language);

}  // namespace tilth::model
