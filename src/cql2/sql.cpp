// SPDX-License-Identifier: Apache-2.0
// A bound tree as SQL that is true for at least the rows that hold; the evaluator stays the judge.
//
// Each predicate has two SQL texts: `wide`, true wherever the predicate is true, and `narrow`, false wherever it is
// false. AND and OR keep the side, NOT swaps it; where both are one text, SQL says just what the evaluator says. What
// SQL cannot say the same way (folding, shapes, instants, functions) is wide 1 and narrow 0. Dates are ISO texts of
// year, month or day: their order as texts is wide for every comparison, and narrow where both are known to the day.
#include "cql2/cql2.h"
#include "cql2/node.h"

#include <algorithm>

namespace tilth::cql2 {
namespace {

// What SQLite takes by default: expressions 1000 deep, 32766 parameters, LIKE patterns of 50000 bytes. A filter beyond
// these shares of it leaves the rest to the evaluator.
constexpr int kMaxSqlDepth = 400;
constexpr std::size_t kMaxParameters = 10'000, kMaxPattern = 10'000;

/// Stands before a parameter's number until renumbered(), where no name of a column can be mistaken for it.
constexpr char kMark = '\x01';

struct Sides {
  std::string wide, narrow;
  int depth = 1;  ///< of the expression SQL makes of it
  [[nodiscard]] bool exact() const { return wide == narrow; }
};

class Writer {
 public:
  Writer(const SqlNames& names, Dialect dialect) : names_(names), dialect_(dialect) {}

  Sides predicate(const Node& node) {
    if (parameters.size() > kMaxParameters) return open();
    Sides sides = written(node);
    return sides.depth > kMaxSqlDepth ? open() : sides;
  }

  std::vector<Value> parameters;

 private:
  Sides written(const Node& node) {
    switch (node.op) {
      case Op::and_:
        return joined(node, " AND ");
      case Op::or_:
        return joined(node, " OR ");
      case Op::not_: {
        const Sides inner = predicate(*node.args[0]);
        return {"NOT (" + inner.narrow + ")", "NOT (" + inner.wide + ")", inner.depth + 1};
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
        return like(node);
      case Op::property:
        if (node.type == ValueType::boolean) return same("(" + column(node) + " = " + truth(true) + ")");
        break;
      case Op::literal:
        if (const auto* yes = std::get_if<bool>(&node.value)) return same(truth(*yes));
        break;
      default:
        break;
    }
    return open();
  }

  /// Left to the evaluator.
  [[nodiscard]] Sides open() const { return {truth(true), truth(false)}; }
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
    return kMark + std::to_string(parameters.size());
  }

  Sides joined(const Node& node, std::string_view word) {
    std::vector<Sides> terms;
    for (const NodePtr& arg : node.args) terms.push_back(predicate(*arg));
    return joined(terms, 0, terms.size(), word);
  }
  /// Halved and halved again: a chain of a thousand would be a thousand deep.
  static Sides joined(const std::vector<Sides>& terms, std::size_t from, std::size_t to, std::string_view word) {
    if (to - from == 1) return terms[from];
    const std::size_t middle = from + (to - from) / 2;
    const Sides left = joined(terms, from, middle, word);
    const Sides right = joined(terms, middle, to, word);
    const auto both = [&](const std::string& a, const std::string& b) { return "(" + a + std::string{word} + b + ")"; };
    return {both(left.wide, right.wide), both(left.narrow, right.narrow), std::max(left.depth, right.depth) + 1};
  }

  Sides like(const Node& node) {
    const auto* literal = node.args[1]->op == Op::literal ? std::get_if<std::string>(&node.args[1]->value) : nullptr;
    if (node.args[0]->op != Op::property || literal == nullptr || literal->size() > kMaxPattern) return open();
    std::string pattern = *literal;
    std::size_t at = 0;
    while (at < pattern.size()) at += pattern[at] == '\\' ? 2 : 1;
    if (at > pattern.size()) pattern += '\\';  // the last one escapes nothing: it is itself
    const std::string text = "(" + column(*node.args[0]) + " LIKE " + parameter(Value{pattern}) + " ESCAPE '\\')";
    if (dialect_ == Dialect::postgis) return same(text);
    // SQLite's LIKE takes a for A, and ends a text at its first NUL.
    if (pattern.find('\0') != std::string::npos) return open();
    return {"(" + text + " OR instr(" + column(*node.args[0]) + ", char(0)) > 0)", truth(false), 4};
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
    if (!is_plain(left) || !is_plain(right)) return open();
    if ((left.type == ValueType::date) != (right.type == ValueType::date)) return open();
    // PostgreSQL makes a double of the whole number first.
    if (dialect_ == Dialect::postgis && left.type != right.type) return open();
    const std::string a = operand(left);
    const std::string b = operand(right);
    // Code points, not the order of a language.
    const bool words = left.type == ValueType::text || left.type == ValueType::date;
    const bool ordered = sign != "=" && sign != "<>";
    const std::string order = words && ordered && dialect_ == Dialect::postgis ? " COLLATE \"C\"" : "";
    const std::string text = "(" + a + " " + std::string{sign} + " " + b + order + ")";
    if (left.type != ValueType::date) return same(text);
    return {text, "(" + text + " AND length(" + a + ") = 10 AND length(" + b + ") = 10)", 5};
  }
  Sides comparison(const Node& node, std::string_view sign) { return compare(*node.args[0], sign, *node.args[1]); }

  Sides between(const Node& node) {
    return joined({compare(*node.args[0], ">=", *node.args[1]), compare(*node.args[0], "<=", *node.args[2])}, 0, 2,
                  " AND ");
  }

  Sides in(const Node& node) {
    if (node.args.size() == 1) return same(truth(false));
    if (parameters.size() + node.args.size() > kMaxParameters) return open();
    const ValueType type = node.args[0]->type;
    const bool alike =
        type != ValueType::date && std::all_of(node.args.begin(), node.args.end(),
                                               [&](const NodePtr& arg) { return is_plain(*arg) && arg->type == type; });
    if (alike) {
      std::string list;
      for (std::size_t i = 1; i < node.args.size(); ++i) list += (i > 1 ? "," : "") + operand(*node.args[i]);
      return same("(" + operand(*node.args[0]) + " IN (" + list + "))");
    }
    std::vector<Sides> terms;
    for (std::size_t i = 1; i < node.args.size(); ++i) terms.push_back(compare(*node.args[0], "=", *node.args[i]));
    return joined(terms, 0, terms.size(), " OR ");
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
    if (sides.wide[at] != kMark) {
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
