// SPDX-License-Identifier: Apache-2.0
// The syntax tree of a CQL2 expression; after binding it carries types and slots.
#pragma once

#include "cql2/value.h"

#include <memory>
#include <string>
#include <vector>

namespace tilth::cql2 {

enum class Op : std::uint8_t {
  literal,
  property,
  array,
  interval,
  function,
  and_,
  or_,
  not_,
  eq,
  ne,
  lt,
  le,
  gt,
  ge,
  like,
  between,
  in,
  is_null,
  add,
  subtract,
  multiply,
  divide,
  int_divide,
  modulo,
  power,
};

using NodePtr = std::shared_ptr<const Node>;

struct Node {
  Op op = Op::literal;
  std::string name;         ///< of a property or a function (functions in lower case)
  Value value;              ///< of a literal
  std::vector<double> box;  ///< of a BBOX literal: west, south, east, north as they were written
  std::vector<NodePtr> args;
  int levels = 1;     ///< of the tree from here down
  int column = 0;     ///< 1-based code point in the text; 0 from JSON
  std::string place;  ///< JSON pointer; empty from text
  // Filled by binding:
  ValueType type = ValueType::unknown;
  int slot = -1;
  int function = -1;  ///< index into the table of functions
};

/// Whether JSON writes an operator, and so no function, by this name: "and", "=", "isNull".
bool is_operator(std::string_view name);

/// The polygon of a box; two parts when it crosses the antimeridian (west > east).
geo::Geometry box_geometry(double west, double south, double east, double north);

}  // namespace tilth::cql2
