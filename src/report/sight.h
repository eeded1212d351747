// SPDX-License-Identifier: Apache-2.0
// What a caller may see of a figure: the properties that it is asked by, and whether it is of the whole.
#pragma once

#include "store/rights.h"

#include <string_view>

namespace tilth::report {

/// Whether a property of a type (field, child count or reference path) can be asked for, each step of a path looked at.
bool may_ask(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
             std::string_view property);
bool may_ask(const store::Caller& caller, const model::Model& model, const model::RecordType& type,
             const cql2::Expression& expression);

/// Everything but what is personal: what the land account and other figures of the whole programme are made from.
inline constexpr model::FieldClass kWholeView = model::FieldClass::restricted;
/// True for a caller to whom nothing but personal fields is hidden. A figure of the whole programme would come out too
/// small for any other, and look right.
bool sees_the_whole(const store::Caller& caller);

}  // namespace tilth::report
