// SPDX-License-Identifier: Apache-2.0
// CQL2 1.0 (OGC 21-065r2): parse text and JSON, check against a schema, evaluate, write as SQL.
#pragma once

#include "base/json.h"
#include "cql2/schema.h"
#include "cql2/value.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::cql2 {

struct Node;  // the syntax tree, cql2/node.h

/// A parsed expression: a predicate, or (parse_scalar) anything that has a value. Immutable, cheap to copy.
class Expression {
 public:
  Expression() = default;
  explicit Expression(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
  [[nodiscard]] bool empty() const { return root_ == nullptr; }
  [[nodiscard]] const Node& root() const { return *root_; }
  /// The same tree, which binding then refuses unless it is a condition.
  [[nodiscard]] Expression as_predicate() const {
    Expression expression = *this;
    expression.predicate_ = true;
    return expression;
  }
  [[nodiscard]] bool is_predicate() const { return predicate_; }

 private:
  std::shared_ptr<const Node> root_;
  bool predicate_ = false;
};

// Parsers bound depth (kMaxDepth levels of the tree, kMaxDepth brackets in each other), size (kMaxTextBytes of text,
// kMaxParts nodes of the tree) and time, and throw Problem{"cql2.syntax"} with
// {"column": 1-based code point, "found":.., "expected":..}; JSON problems give a JSON pointer as "place".
inline constexpr int kMaxDepth = 200;
inline constexpr int kMaxParts = 20'000;
inline constexpr std::size_t kMaxTextBytes = 1'000'000;
Expression parse_text(std::string_view text);         ///< a predicate, checked to be one when it is bound
Expression parse_scalar_text(std::string_view text);  ///< a value: "sum of a + b", "area_m2 / 10000"
Expression parse_json(const Json& tree);
std::string to_text(const Expression& expression);  ///< reads back as the same tree
std::string text_literal(std::string_view text);    ///< 'it''s': reads back as the same text
Json to_json(const Expression& expression);
/// Names of the properties an expression speaks of, each once, in order of appearance.
std::vector<std::string> properties(const Expression& expression);

/// An expression checked against a schema: types agree, functions exist, properties are slots.
/// Functions known: those of the standard (casei, accenti, s_*, t_*, a_*) and today(), now(), year(x), month(x),
/// days_between(a, b), hours_between(a, b), abs, round, floor, ceil, coalesce(...), lower, upper, length_of(text),
/// area_m2(geom), length_m(geom).
class Bound {
 public:
  /// @throws Problem{"cql2.type"} that names column, property, both types and the nearest known word
  Bound(const Expression& expression, const Schema& schema);

  enum class Truth : std::uint8_t { no, yes, unknown };
  [[nodiscard]] Truth holds(const Row& row) const;  ///< of a predicate
  [[nodiscard]] Value value(const Row& row) const;  ///< of a scalar
  [[nodiscard]] ValueType type() const;
  /// Slots the expression reads, ascending.
  [[nodiscard]] const std::vector<int>& slots() const;
  [[nodiscard]] const Node& root() const;  ///< checked and annotated

 private:
  std::shared_ptr<const Node> root_;
  std::vector<int> slots_;
};

enum class Dialect { sqlite, postgis };

/// SQL that is true for a superset of the rows that hold (`exact` false) or for just those (`exact` true); our
/// evaluator stays the judge (DESIGN 5, Rules). Literals travel as parameters, never inside the text.
struct Sql {
  std::string where;  ///< with ?1, ?2 ... (SQLite) or $1, $2 ... (PostgreSQL)
  std::vector<Value> parameters;
  bool exact = false;
};
Sql to_sql(const Bound& bound, const SqlNames& names, Dialect dialect);

/// What today() and now() answer, fixed for the whole run of a check (tests set it). Thread-local.
void set_now(std::optional<Instant> now);
Instant now_or_set();

}  // namespace tilth::cql2
