// SPDX-License-Identifier: Apache-2.0
// What a filter may speak of: the properties of one record type, and one row of it.
#pragma once

#include "cql2/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::cql2 {

struct Property {
  std::string name;  ///< "status", or a reference path "task.organisation"
  ValueType type = ValueType::text;
  std::vector<std::string> codes;  ///< of a code field: comparing with any other text is a type error with a near word
  int slot = -1;                   ///< where Row finds it
};

/// The properties a filter is checked against.
class Schema {
 public:
  virtual ~Schema() = default;
  [[nodiscard]] virtual std::optional<Property> find(std::string_view name) const = 0;
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;  ///< for "did you mean"
};

/// One record as the evaluator sees it. The reference stays valid until the next call.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual const Value& at(int slot) const = 0;
};

/// How SQL names a property: a column of the query being written. Reference paths and computed counts become joins or
/// subqueries, whose text the maker of the store gives.
class SqlNames {
 public:
  virtual ~SqlNames() = default;
  [[nodiscard]] virtual std::string column(const Property& property) const = 0;
};

}  // namespace tilth::cql2
