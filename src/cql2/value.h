// SPDX-License-Identifier: Apache-2.0
// What a CQL2 expression, a record's field and a literal can be.
#pragma once

#include "base/date.h"
#include "geo/geometry.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace tilth::cql2 {

struct Value;

/// [start, end]; an open end is ".." in text and monostate here.
struct Interval {
  using End = std::variant<std::monostate, Date, Instant>;
  End start, end;
  bool operator==(const Interval&) const = default;
};

using Array = std::vector<Value>;

/// Null is monostate. Areas and lengths are doubles in m2 and m here; the store keeps areas as exact hundredths.
struct Value : std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, Instant, Interval,
                            geo::GeometryPtr, std::shared_ptr<const Array>> {
  using variant::variant;
  [[nodiscard]] bool is_null() const { return index() == 0; }
  [[nodiscard]] const variant& base() const { return *this; }
};

/// Same kind and same content; geometries and arrays by content. (Not CQL2's "=", which is three-valued.)
bool same(const Value& left, const Value& right);

enum class ValueType : std::uint8_t {
  unknown,
  boolean,
  integer,
  number,
  text,
  date,
  instant,
  interval,
  geometry,
  array
};
std::string_view text_of(ValueType type);

}  // namespace tilth::cql2
