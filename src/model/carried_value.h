// SPDX-License-Identifier: Apache-2.0
// What becomes of the values that records have when their model becomes another.
#pragma once

#include "model/model.h"

namespace tilth::model {

/// For each field of `before` the one of `after` in which its values go on: the one of the same name, else the first
/// that names it under `was`; -1 where there is none.
std::vector<int> successors(const std::vector<Field>& before, const std::vector<Field>& after);

/// A value of the field `before` as `after` holds it: a whole number as a decimal, one code or reference as a list of
/// one, codes under their new names. Nothing where what the value says would be lost or become something else.
/// @param codes of `after`; null where it has none
std::optional<cql2::Value> carried(const Field& before, const Field& after, const CodeList* codes,
                                   const cql2::Value& value);

/// Whether each value of one field is the same value of the other, so that nothing has to be written anew.
bool carries_as_is(const Field& before, const Field& after, const CodeList* codes);

}  // namespace tilth::model
