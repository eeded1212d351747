// SPDX-License-Identifier: Apache-2.0
// A syntax tree as CQL2 text that reads back as the same tree; names of types; equality of values.
#include "cql2/cql2.h"
#include "cql2/node.h"
#include "geo/codec.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace tilth::cql2 {
namespace {

std::string number(double value) {
  char digits[40];
  std::string text{digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string doubled(std::string_view text, char mark) {
  std::string out{mark};
  for (const char c : text) {
    out += c;
    if (c == mark) out += mark;
  }
  return out + mark;
}

bool is_plain(const std::string& name) {
  static constexpr std::string_view kWords[] = {"and",          "or",
                                                "not",          "like",
                                                "between",      "in",
                                                "is",           "null",
                                                "div",          "true",
                                                "false",        "date",
                                                "timestamp",    "interval",
                                                "bbox",         "point",
                                                "linestring",   "polygon",
                                                "multipoint",   "casei",
                                                "accenti",      "multilinestring",
                                                "multipolygon", "geometrycollection"};
  std::string lower;
  for (const char c : name) {
    const bool letter = c == '_' || c == ':' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool later = (c >= '0' && c <= '9') || c == '.';
    if (!letter && (lower.empty() || !later)) return false;
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return !lower.empty() && std::find(std::begin(kWords), std::end(kWords), lower) == std::end(kWords);
}

std::string written(const Node& node);

std::string joined(const std::vector<NodePtr>& args, std::size_t from, std::string_view between) {
  std::string out;
  for (std::size_t i = from; i < args.size(); ++i) {
    if (i > from) out += between;
    out += written(*args[i]);
  }
  return out;
}

std::string literal(const Node& node) {
  if (!node.box.empty()) {
    std::string out = "BBOX(";
    for (std::size_t i = 0; i < node.box.size(); ++i) out += (i > 0 ? "," : "") + number(node.box[i]);
    return out + ")";
  }
  const Value& value = node.value;
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "TRUE" : "FALSE";
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return number(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return text_literal(*text);
  if (const auto* date = std::get_if<Date>(&value)) return "DATE('" + date->text() + "')";
  if (const auto* instant = std::get_if<Instant>(&value)) return "TIMESTAMP('" + instant->text() + "')";
  if (const auto* shape = std::get_if<geo::GeometryPtr>(&value)) return geo::to_wkt(**shape);
  return "'..'";
}

std::string end_of_interval(const Node& node) {
  if (node.op != Op::literal) return written(node);
  if (const auto* date = std::get_if<Date>(&node.value)) return "'" + date->text() + "'";
  if (const auto* instant = std::get_if<Instant>(&node.value)) return "'" + instant->text() + "'";
  return literal(node);
}

std::string written(const Node& node) {
  const auto infix = [&](std::string_view sign) { return "(" + joined(node.args, 0, sign) + ")"; };
  switch (node.op) {
    case Op::literal:
      return literal(node);
    case Op::property:
      return is_plain(node.name) ? node.name : doubled(node.name, '"');
    case Op::array:
      return "(" + joined(node.args, 0, ",") + (node.args.size() == 1 ? ",)" : ")");
    case Op::interval:
      return "INTERVAL(" + end_of_interval(*node.args[0]) + "," + end_of_interval(*node.args[1]) + ")";
    case Op::function:
      return (is_plain(node.name) || node.name == "casei" || node.name == "accenti" ? node.name
                                                                                    : doubled(node.name, '"')) +
             "(" + joined(node.args, 0, ",") + ")";
    case Op::and_:
      return infix(" AND ");
    case Op::or_:
      return infix(" OR ");
    case Op::not_:
      return "(NOT " + written(*node.args[0]) + ")";
    case Op::eq:
      return infix(" = ");
    case Op::ne:
      return infix(" <> ");
    case Op::lt:
      return infix(" < ");
    case Op::le:
      return infix(" <= ");
    case Op::gt:
      return infix(" > ");
    case Op::ge:
      return infix(" >= ");
    case Op::like:
      return infix(" LIKE ");
    case Op::between:
      return "(" + written(*node.args[0]) + " BETWEEN " + joined(node.args, 1, " AND ") + ")";
    case Op::in:
      return "(" + written(*node.args[0]) + " IN (" + joined(node.args, 1, ",") + "))";
    case Op::is_null:
      return "(" + written(*node.args[0]) + " IS NULL)";
    case Op::add:
      return infix(" + ");
    case Op::subtract:
      return infix(" - ");
    case Op::multiply:
      return infix(" * ");
    case Op::divide:
      return infix(" / ");
    case Op::int_divide:
      return infix(" DIV ");
    case Op::modulo:
      return infix(" % ");
    case Op::power:
      return infix(" ^ ");
  }
  return {};
}

void gather(const Node& node, std::set<std::string>& seen, std::vector<std::string>& names) {
  if (node.op == Op::property && seen.insert(node.name).second) names.push_back(node.name);
  for (const NodePtr& arg : node.args) gather(*arg, seen, names);
}

}  // namespace

/// Backslashes right before a quote or the end are written with one more: \' alone would read as a quote.
std::string text_literal(std::string_view text) {
  std::string out{'\''};
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    const bool before_quote = i + 1 == text.size() || text[i + 1] == '\'';
    if (text[i] == '\'' || (text[i] == '\\' && before_quote)) out += text[i];
  }
  return out + '\'';
}

std::string to_text(const Expression& expression) {
  std::string text = written(expression.root());
  const Op op = expression.root().op;
  const bool bracketed = op >= Op::and_ && text.size() > 1;
  return bracketed ? text.substr(1, text.size() - 2) : text;
}

std::vector<std::string> properties(const Expression& expression) {
  std::set<std::string> seen;
  std::vector<std::string> names;
  gather(expression.root(), seen, names);
  return names;
}

std::string_view text_of(ValueType type) {
  static constexpr std::string_view kNames[] = {"unknown", "a truth value", "a whole number", "a number",   "text",
                                                "a date",  "an instant",    "an interval",    "a geometry", "a list"};
  return kNames[static_cast<std::size_t>(type)];
}

bool same(const Value& left, const Value& right) {
  if (left.index() != right.index()) return false;
  if (const auto* shape = std::get_if<geo::GeometryPtr>(&left))
    return **shape == **std::get_if<geo::GeometryPtr>(&right);
  if (const auto* array = std::get_if<std::shared_ptr<const Array>>(&left)) {
    const Array& other = **std::get_if<std::shared_ptr<const Array>>(&right);
    return std::equal((*array)->begin(), (*array)->end(), other.begin(), other.end(), same);
  }
  return left.base() == right.base();
}

}  // namespace tilth::cql2
