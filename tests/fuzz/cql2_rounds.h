// SPDX-License-Identifier: Apache-2.0
// What every filter that could be read must survive: writing, reading again, binding, SQL and judging a record.
#pragma once

#include "base/problem.h"
#include "cql2/cql2.h"
#include "cql2/node.h"
#include "must.h"

#include <algorithm>
#include <cstdlib>

namespace tilth::cql2 {

using fuzz::must;

/// Shapes are the same where their coordinates are equal: WKT writes -0 as 0.
inline bool same_tree(const Node& a, const Node& b) {
  return a.op == b.op && a.name == b.name && a.box == b.box && same(a.value, b.value) &&
         std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(),
                    [](const NodePtr& left, const NodePtr& right) { return same_tree(*left, *right); });
}

/// Any name is a property; the first letter says of what kind.
struct AnySchema final : Schema {
  [[nodiscard]] std::optional<Property> find(std::string_view name) const override {
    constexpr std::string_view kLetters = "?binwdtvgl";  // in the order of ValueType
    const auto kind = name.empty() ? std::string_view::npos : kLetters.find(name.front());
    if (kind == std::string_view::npos || kind == 0) return std::nullopt;
    return Property{std::string{name}, static_cast<ValueType>(kind), {}, static_cast<int>(kind)};
  }
  [[nodiscard]] std::vector<std::string> names() const override { return {"b", "i", "n", "w", "d", "t"}; }
};

struct AnyRow final : Row {
  [[nodiscard]] const Value& at(int slot) const override {
    static const std::vector<Value> values{Value{},
                                           Value{true},
                                           Value{std::int64_t{-3}},
                                           Value{0.5},
                                           Value{std::string{"é%_\\'"}},
                                           Value{*Date::parse("2016-08")},
                                           Value{*Instant::parse("2016-08-21T10:00:00Z")},
                                           Value{Interval{*Date::parse("2016"), std::monostate{}}},
                                           Value{std::make_shared<const geo::Geometry>(geo::Geometry::point(1, 2))},
                                           Value{std::make_shared<const Array>(Array{Value{std::string{"mine"}}})}};
    return values[static_cast<std::size_t>(slot)];
  }
};

struct AnyColumn final : SqlNames {
  [[nodiscard]] std::string column(const Property&) const override { return "c"; }
};

/// Shapes small enough that a fuzzer does not spend its time in GEOS.
inline bool shapes_are_small(const Node& node) {
  const auto* shape = std::get_if<geo::GeometryPtr>(&node.value);
  return (shape == nullptr || (*shape)->vertex_count() <= 32) &&
         std::all_of(node.args.begin(), node.args.end(), [](const NodePtr& arg) { return shapes_are_small(*arg); });
}

inline void ask_everything(const Expression& expression) {
  must(same_tree(parse_text(to_text(expression)).root(), expression.root()));
  must(same_tree(parse_json(Json::parse(to_json(expression).dump())).root(), expression.root()));
  static_cast<void>(properties(expression));
  if (!shapes_are_small(expression.root())) return;
  try {
    const Bound bound{expression, AnySchema{}};
    const auto truth = bound.holds(AnyRow{});
    auto denial = std::make_shared<Node>();
    denial->op = Op::not_;
    denial->args = {std::make_shared<const Node>(expression.root())};
    const auto denied = Bound{Expression{std::move(denial)}, AnySchema{}}.holds(AnyRow{});
    must((truth == Bound::Truth::yes) == (denied == Bound::Truth::no));
    must((truth == Bound::Truth::no) == (denied == Bound::Truth::yes));
    must(!to_sql(bound, AnyColumn{}, Dialect::sqlite).where.empty());
    must(!to_sql(bound, AnyColumn{}, Dialect::postgis).where.empty());
  } catch (const Problem&) {
  }
}

}  // namespace tilth::cql2
