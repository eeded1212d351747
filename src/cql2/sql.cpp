// SPDX-License-Identifier: Apache-2.0
// A bound tree as SQL that is true for at least the rows that hold; the evaluator stays the judge.
//
// Each predicate has two SQL texts: `wide`, true wherever the predicate is true, and `narrow`, true only where it is
// true. AND and OR keep the side, NOT swaps it. What SQL cannot say the same way (folding, shapes, instants, functions)
// is wide 1 and narrow 0. Dates are ISO texts of year, month or day: their order as texts is wide for every comparison,
// and narrow where both are known to the day.
#include "cql2/cql2.h"
#include "cql2/node.h"

namespace tilth::cql2 {
namespace {

struct Sides {
  std::string wide, narrow;
  [[nodiscard]] bool exact() const { return wide == narrow; }
};

class Writer {
 public:
  Writer(const SqlNames& names, Dialect dialect) : names_(names), dialect_(dialect) {}

  Sides predicate(const Node& node) {
    switch (node.op) {
      case Op::and_:
        return joined(node, " AND ");
      case Op::or_:
        return joined(node, " OR ");
      case Op::not_: {
        const Sides inner = predicate(*node.args[0]);
        return {"NOT (" + inner.narrow + ")", "NOT (" + inner.wide + ")"};
      }
      case Op::is_null:
        if (node.args[0]->op == Op::property) return same("(" + column(*node.args[0]) + " IS NULL)");
        break;
      case Op::eq:
        return comparison(node, "=");
      case Op::ne:
        return comparison(node, "<>");
      case Op::lt:
        return comparison(node, "<");
      case Op::le:
        return comparison(node, "<=");
      case Op::gt:
        return comparison(node, ">");
      case Op::ge:
        return comparison(node, ">=");
      case Op::between:
        return between(node);
      case Op::in:
        return in(node);
      case Op::like:
        if (node.args[0]->op == Op::property && node.args[1]->op == Op::literal && !node.args[1]->value.is_null()) {
          const std::string text = column(*node.args[0]) + " LIKE " + parameter(node.args[1]->value) + " ESCAPE '\\'";
          // SQLite's LIKE takes a for A: wide only.
          return dialect_ == Dialect::postgis ? same("(" + text + ")") : Sides{"(" + text + ")", "0"};
        }
        break;
      case Op::property:
        if (node.type == ValueType::boolean) return same("(" + column(node) + " = " + truth(true) + ")");
        break;
      case Op::literal:
        if (const auto* yes = std::get_if<bool>(&node.value)) return same(truth(*yes));
        break;
      default:
        break;
    }
    return {truth(true), truth(false)};
  }

  std::vector<Value> parameters;

 private:
  [[nodiscard]] std::string truth(bool yes) const {
    if (dialect_ == Dialect::postgis) return yes ? "TRUE" : "FALSE";
    return yes ? "1" : "0";
  }
  static Sides same(const std::string& text) { return {text, text}; }

  [[nodiscard]] std::string column(const Node& node) const {
    return names_.column(Property{node.name, node.type, {}, node.slot});
  }

  std::string parameter(const Value& value) {
    parameters.push_back(value);
    return (dialect_ == Dialect::postgis ? "$" : "?") + std::to_string(parameters.size());
  }

  Sides joined(const Node& node, std::string_view word) {
    Sides out{"(", "("};
    for (std::size_t i = 0; i < node.args.size(); ++i) {
      const Sides side = predicate(*node.args[i]);
      out.wide += (i > 0 ? std::string{word} : "") + side.wide;
      out.narrow += (i > 0 ? std::string{word} : "") + side.narrow;
    }
    return {out.wide + ")", out.narrow + ")"};
  }

  /// A column, or a literal of a kind that SQL orders as we do.
  static bool is_plain(const Node& node) {
    if (node.op != Op::property && node.op != Op::literal) return false;
    switch (node.type) {
      case ValueType::boolean:
      case ValueType::integer:
      case ValueType::number:
      case ValueType::text:
      case ValueType::date:
        return true;
      default:
        return false;
    }
  }
  std::string operand(const Node& node) { return node.op == Op::property ? column(node) : parameter(node.value); }

  Sides compare(const Node& left, std::string_view sign, const Node& right) {
    if (!is_plain(left) || !is_plain(right)) return {truth(true), truth(false)};
    const bool dates = left.type == ValueType::date || right.type == ValueType::date;
    if (dates && (left.type != ValueType::date || right.type != ValueType::date)) return {truth(true), truth(false)};
    const std::string a = operand(left);
    const std::string b = operand(right);
    const std::string text = "(" + a + " " + std::string{sign} + " " + b + ")";
    if (!dates) return same(text);
    return {text, "(" + text + " AND length(" + a + ") = 10 AND length(" + b + ") = 10)"};
  }
  Sides comparison(const Node& node, std::string_view sign) { return compare(*node.args[0], sign, *node.args[1]); }

  Sides between(const Node& node) {
    const Sides low = compare(*node.args[0], ">=", *node.args[1]);
    const Sides high = compare(*node.args[0], "<=", *node.args[2]);
    return {"(" + low.wide + " AND " + high.wide + ")", "(" + low.narrow + " AND " + high.narrow + ")"};
  }

  Sides in(const Node& node) {
    Sides out{"(", "("};
    for (std::size_t i = 1; i < node.args.size(); ++i) {
      const Sides side = compare(*node.args[0], "=", *node.args[i]);
      out.wide += (i > 1 ? " OR " : "") + side.wide;
      out.narrow += (i > 1 ? " OR " : "") + side.narrow;
    }
    if (node.args.size() == 1) return same(truth(false));
    return {out.wide + ")", out.narrow + ")"};
  }

  const SqlNames& names_;
  Dialect dialect_;
};

/// The wide text with the parameters that it uses, numbered from 1.
Sql renumbered(const Sides& sides, const std::vector<Value>& parameters, char sign) {
  Sql sql;
  sql.exact = sides.exact();
  std::vector<std::size_t> numbers(parameters.size(), 0);
  for (std::size_t at = 0; at < sides.wide.size();) {
    if (sides.wide[at] != sign) {
      sql.where += sides.wide[at++];
      continue;
    }
    std::size_t index = 0;
    for (++at; at < sides.wide.size() && sides.wide[at] >= '0' && sides.wide[at] <= '9'; ++at) {
      index = index * 10 + static_cast<std::size_t>(sides.wide[at] - '0');
    }
    std::size_t& number = numbers[index - 1];
    if (number == 0) {
      sql.parameters.push_back(parameters[index - 1]);
      number = sql.parameters.size();
    }
    sql.where += sign + std::to_string(number);
  }
  return sql;
}

}  // namespace

Sql to_sql(const Bound& bound, const SqlNames& names, Dialect dialect) {
  Writer writer{names, dialect};
  const Sides sides = writer.predicate(bound.root());
  return renumbered(sides, writer.parameters, dialect == Dialect::postgis ? '$' : '?');
}

}  // namespace tilth::cql2
