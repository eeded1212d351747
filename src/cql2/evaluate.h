// SPDX-License-Identifier: Apache-2.0
// What a bound tree says of one row: three-valued, without allocation where it can be.
#pragma once

#include "cql2/cql2.h"
#include "cql2/node.h"

#include <compare>
#include <optional>

namespace tilth::cql2 {

Bound::Truth truth_of(const Node& node, const Row& row);
Value value_of(const Node& node, const Row& row);
/// Of a tree without properties.
Value constant_value(const Node& node);

/// Order of two values of comparable kinds; nothing when either is null or the precisions leave it open.
std::optional<std::partial_ordering> compared(const Value& left, const Value& right);
/// LIKE with % and _ and backslash as the escape, over code points; case counts.
bool like(std::string_view text, std::string_view pattern);

}  // namespace tilth::cql2
