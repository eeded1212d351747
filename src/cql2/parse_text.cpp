// SPDX-License-Identifier: Apache-2.0
// CQL2 text to a syntax tree: a recursive descent over the grammar of OGC 21-065r2, depth and size bounded.
#include "base/fold.h"
#include "base/problem.h"
#include "cql2/cql2.h"
#include "cql2/functions.h"
#include "cql2/node.h"
#include "geo/codec.h"

#include <algorithm>
#include <charconv>

namespace tilth::cql2 {
namespace {

enum class Lex { end, word, quoted, text, number, symbol };

struct Token {
  Lex kind = Lex::end;
  std::string text;    ///< words as written; text and quoted names without their quotes
  std::string folded;  ///< words in upper case
  int column = 1;
  std::size_t offset = 0;
};

std::string upper(std::string_view word) {
  std::string out{word};
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

bool starts_word(unsigned char c) {
  return c == '_' || c == ':' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}
bool goes_on(unsigned char c) { return starts_word(c) || (c >= '0' && c <= '9') || c == '.'; }

/// The beginning of a long word, cut between two characters.
std::string clipped(std::string_view word) {
  constexpr std::size_t kShown = 60;
  if (word.size() <= kShown) return std::string{word};
  std::size_t end = kShown;
  while ((static_cast<unsigned char>(word[end]) & 0xc0) == 0x80) --end;
  return std::string{word.substr(0, end)} + "...";
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  [[nodiscard]] std::string_view source() const { return text_; }
  void jump(std::size_t offset) {
    while (at_ < offset) step();
  }

  Token next() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      step();
    Token token;
    token.column = column_;
    token.offset = at_;
    if (at_ == text_.size()) return token;
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c == '\'') {
      token.kind = Lex::text;
      token.text = quoted('\'', true, token);
    } else if (c == '"') {
      token.kind = Lex::quoted;
      token.text = quoted('"', false, token);
    } else if (starts_word(c)) {
      token.kind = Lex::word;
      const std::size_t from = at_;
      while (at_ < text_.size() && goes_on(static_cast<unsigned char>(text_[at_]))) step();
      token.text = text_.substr(from, at_ - from);
      token.folded = upper(token.text);
    } else if ((c >= '0' && c <= '9') ||
               (c == '.' && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9')) {
      token.kind = Lex::number;
      const std::size_t from = at_;
      const auto digits = [&] {
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') step();
      };
      digits();
      if (at_ < text_.size() && text_[at_] == '.') {
        step();
        digits();
      }
      if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
        step();
        if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) step();
        digits();
      }
      token.text = text_.substr(from, at_ - from);
    } else {
      token.kind = Lex::symbol;
      const std::string_view two = text_.substr(at_, 2);
      const std::size_t length = two == "<>" || two == "<=" || two == ">=" ? 2 : 1;
      token.text = text_.substr(at_, length);
      for (std::size_t i = 0; i < length; ++i) step();
    }
    return token;
  }

 private:
  void step() {
    ++at_;
    if (at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xc0) != 0x80) ++column_;
  }

  std::string quoted(char mark, bool escapes, const Token& token) {
    std::string out;
    step();
    while (at_ < text_.size()) {
      if (text_[at_] == mark) {
        step();
        if (at_ == text_.size() || text_[at_] != mark) return out;
        out += mark;
        step();
      } else if (escapes && text_.substr(at_, 2) == "\\'") {
        step();
        out += mark;
        step();
      } else if (escapes && text_.substr(at_, 3) == "\\\\'") {  // one backslash, and the quote is a quote
        step();
        out += '\\';
        step();
      } else {
        out += text_[at_];
        step();
      }
    }
    throw Problem{"cql2.syntax",
                  {{"column", token.column}, {"found", "the end"}, {"expected", std::string("a closing ") + mark}}};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int column_ = 1;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) { advance(); }

  NodePtr whole() {
    NodePtr root = disjunction();
    if (token_.kind != Lex::end) fail("the end, AND or OR");
    return root;
  }

 private:
  struct Deeper {
    explicit Deeper(int& depth) : depth_(depth) {
      if (++depth_ > kMaxDepth) throw Problem{"cql2.too_deep", {{"limit", kMaxDepth}}};
    }
    ~Deeper() { --depth_; }
    int& depth_;
  };

  [[noreturn]] void fail(std::string_view expected) const {
    throw Problem{"cql2.syntax",
                  {{"column", token_.column},
                   {"found", token_.kind == Lex::end ? std::string{"the end"} : "\"" + clipped(token_.text) + "\""},
                   {"expected", expected}}};
  }
  void advance() { token_ = lexer_.next(); }
  [[nodiscard]] bool is(std::string_view symbol) const { return token_.kind == Lex::symbol && token_.text == symbol; }
  [[nodiscard]] bool is_word(std::string_view word) const { return token_.kind == Lex::word && token_.folded == word; }
  bool take(std::string_view symbol) {
    if (!is(symbol)) return false;
    advance();
    return true;
  }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    advance();
    return true;
  }
  void need(std::string_view symbol) {
    if (!take(symbol)) fail("\"" + std::string{symbol} + "\"");
  }

  std::shared_ptr<Node> make(Op op, int column, std::vector<NodePtr> args = {}) {
    if (++parts_ > kMaxParts) throw Problem{"cql2.too_many_parts", {{"limit", kMaxParts}}};
    auto node = std::make_shared<Node>();
    node->op = op;
    node->column = column;
    node->args = std::move(args);
    measure(*node);
    return node;
  }

  /// Chains such as 1+1+1 make as deep a tree as brackets do.
  static void measure(Node& node) {
    for (const NodePtr& arg : node.args) node.levels = std::max(node.levels, arg->levels + 1);
    if (node.levels > kMaxDepth) throw Problem{"cql2.too_deep", {{"limit", kMaxDepth}}};
  }

  NodePtr disjunction() {
    const int column = token_.column;
    std::vector<NodePtr> terms{conjunction()};
    while (take_word("OR")) terms.push_back(conjunction());
    return terms.size() == 1 ? terms.front() : make(Op::or_, column, std::move(terms));
  }

  NodePtr conjunction() {
    const int column = token_.column;
    std::vector<NodePtr> factors{negation()};
    while (take_word("AND")) factors.push_back(negation());
    return factors.size() == 1 ? factors.front() : make(Op::and_, column, std::move(factors));
  }

  NodePtr negation() {
    std::vector<int> columns;
    for (int column = token_.column; take_word("NOT"); column = token_.column) columns.push_back(column);
    NodePtr node = comparison();
    for (auto column = columns.rbegin(); column != columns.rend(); ++column) node = make(Op::not_, *column, {node});
    return node;
  }

  NodePtr comparison() {
    const int column = token_.column;
    NodePtr left = sum();
    static constexpr std::pair<std::string_view, Op> kOperators[] = {{"=", Op::eq},  {"<>", Op::ne}, {"<=", Op::le},
                                                                     {">=", Op::ge}, {"<", Op::lt},  {">", Op::gt}};
    for (const auto& [symbol, op] : kOperators) {
      if (take(symbol)) return make(op, column, {left, sum()});
    }
    if (take_word("IS")) {
      const bool negated = take_word("NOT");
      if (!take_word("NULL")) fail(negated ? "NULL" : "NULL or NOT NULL");
      NodePtr test = make(Op::is_null, column, {left});
      return negated ? make(Op::not_, column, {test}) : test;
    }
    const bool negated = take_word("NOT");
    NodePtr test;
    if (take_word("LIKE")) {
      test = make(Op::like, column, {left, sum()});
    } else if (take_word("BETWEEN")) {
      NodePtr low = sum();
      if (!take_word("AND")) fail("AND");
      test = make(Op::between, column, {left, low, sum()});
    } else if (take_word("IN")) {
      const Deeper deeper{depth_};
      std::vector<NodePtr> args{left};
      need("(");
      if (!is(")")) {
        do args.push_back(sum());
        while (take(","));
      }
      need(")");
      test = make(Op::in, column, std::move(args));
    } else if (negated) {
      fail("LIKE, BETWEEN or IN");
    } else {
      return left;
    }
    return negated ? make(Op::not_, column, {test}) : test;
  }

  NodePtr sum() {
    NodePtr left = product();
    while (is("+") || is("-")) {
      const Op op = is("+") ? Op::add : Op::subtract;
      const int column = token_.column;
      advance();
      left = make(op, column, {left, product()});
    }
    return left;
  }

  NodePtr product() {
    NodePtr left = power();
    while (is("*") || is("/") || is("%") || is_word("DIV")) {
      const Op op = is("*") ? Op::multiply : is("/") ? Op::divide : is("%") ? Op::modulo : Op::int_divide;
      const int column = token_.column;
      advance();
      left = make(op, column, {left, power()});
    }
    return left;
  }

  NodePtr power() {
    NodePtr base = unary();
    if (!is("^")) return base;
    const int column = token_.column;
    advance();
    return make(Op::power, column, {base, unary()});
  }

  NodePtr unary() {
    std::vector<int> minuses;  // their columns
    for (int column = token_.column; is("-") || is("+"); column = token_.column) {
      if (is("-")) minuses.push_back(column);
      advance();
    }
    NodePtr node;
    if (!minuses.empty() && token_.kind == Lex::number && token_.text == "9223372036854775808") {
      node = literal(Value{INT64_MIN}, minuses.back());
      minuses.pop_back();
      advance();
    } else {
      node = primary();
    }
    for (auto column = minuses.rbegin(); column != minuses.rend(); ++column) node = negative(node, *column);
    return node;
  }

  NodePtr negative(const NodePtr& of, int column) {
    if (of->op == Op::literal) {
      if (const auto* whole = std::get_if<std::int64_t>(&of->value))
        return literal(*whole == INT64_MIN ? Value{0x1p63} : Value{-*whole}, column);
      if (const auto* real = std::get_if<double>(&of->value)) return literal(Value{-*real}, column);
    }
    return make(Op::multiply, column, {literal(Value{std::int64_t{-1}}, column), of});
  }

  NodePtr literal(Value value, int column) {
    auto node = make(Op::literal, column);
    node->value = std::move(value);
    return node;
  }

  NodePtr primary() {
    const Token token = token_;
    switch (token.kind) {
      case Lex::text:
        advance();
        return literal(Value{token.text}, token.column);
      case Lex::number:
        return number();
      case Lex::quoted:
        advance();
        return is("(") ? call(token) : property(token);
      case Lex::word:
        return word();
      case Lex::symbol:
        if (token.text == "(") return bracket();
        break;
      case Lex::end:
        break;
    }
    fail("a value, a property, a function or a bracket");
  }

  NodePtr number() {
    const Token token = token_;
    advance();
    std::int64_t whole = 0;
    const char* first = token.text.data();
    const char* last = first + token.text.size();
    if (const auto [end, error] = std::from_chars(first, last, whole); error == std::errc{} && end == last) {
      return literal(Value{whole}, token.column);
    }
    double real = 0;
    if (const auto [end, error] = std::from_chars(first, last, real); error == std::errc{} && end == last) {
      return literal(Value{real}, token.column);
    }
    throw Problem{"cql2.syntax",
                  {{"column", token.column}, {"found", clipped(token.text)}, {"expected", "a number that fits"}}};
  }

  NodePtr property(const Token& token) {
    auto node = make(Op::property, token.column);
    node->name = token.text;
    return node;
  }

  NodePtr bracket() {
    const Deeper deeper{depth_};
    const int column = token_.column;
    advance();
    std::vector<NodePtr> items;
    bool comma = false;
    if (!is(")")) {
      items.push_back(disjunction());
      while (take(",")) {
        comma = true;
        if (is(")")) break;  // ('x',) is a list of one
        items.push_back(disjunction());
      }
    }
    need(")");
    if (items.size() == 1 && !comma) return items.front();
    return make(Op::array, column, std::move(items));
  }

  NodePtr word() {
    const Token token = token_;
    const std::string& name = token.folded;
    if (name == "TRUE" || name == "FALSE") {
      advance();
      return literal(Value{name == "TRUE"}, token.column);
    }
    static constexpr std::string_view kShapes[] = {"POINT",           "LINESTRING",   "POLYGON",           "MULTIPOINT",
                                                   "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"};
    if (std::find(std::begin(kShapes), std::end(kShapes), name) != std::end(kShapes)) return shape();
    advance();
    if (is("(")) {
      if (name == "BBOX") return box(token);
      if (name == "DATE" || name == "TIMESTAMP") return instant(token);
      if (name == "INTERVAL") return interval(token);
      return call(token);
    }
    static constexpr std::string_view kReserved[] = {"AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV"};
    if (std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved)) {
      throw Problem{"cql2.syntax",
                    {{"column", token.column}, {"found", token.text}, {"expected", "a value or a property"}}};
    }
    return property(token);
  }

  NodePtr shape() {
    const Token token = token_;
    // The extent of the WKT: to the bracket that closes its first, or EMPTY.
    const std::string_view source = lexer_.source();
    std::size_t at = token.offset;
    int open = 0;
    bool opened = false;
    for (; at < source.size(); ++at) {
      if (source[at] == '(') {
        ++open;
        opened = true;
      } else if (source[at] == ')') {
        --open;
        if (open == 0) break;
      } else if (!opened && upper(source.substr(at, 5)) == "EMPTY") {
        at += 4;
        break;
      }
    }
    if (at >= source.size()) {
      throw Problem{"cql2.syntax",
                    {{"column", token.column}, {"found", "the end"}, {"expected", "the end of the geometry"}}};
    }
    auto node = make(Op::literal, token.column);
    try {
      node->value =
          std::make_shared<const geo::Geometry>(geo::from_wkt(source.substr(token.offset, at + 1 - token.offset)));
    } catch (const Problem& problem) {
      throw Problem{"cql2.syntax",
                    {{"column", token.column}, {"found", token.text}, {"expected", "a geometry: " + problem.title()}}};
    }
    lexer_.jump(at + 1);
    advance();
    return node;
  }

  NodePtr box(const Token& token) {
    const Deeper deeper{depth_};
    need("(");
    std::vector<double> numbers;
    do {
      const int column = token_.column;
      const NodePtr number = unary();
      if (const auto* whole = std::get_if<std::int64_t>(&number->value)) {
        numbers.push_back(static_cast<double>(*whole));
      } else if (const auto* real = std::get_if<double>(&number->value)) {
        numbers.push_back(*real);
      } else {
        throw Problem{"cql2.syntax", {{"column", column}, {"found", "no number"}, {"expected", "a number"}}};
      }
    } while (take(","));
    need(")");
    if (numbers.size() == 6) numbers = {numbers[0], numbers[1], numbers[3], numbers[4]};
    if (numbers.size() != 4) fail("four or six numbers");
    return box_literal(numbers, token.column);
  }

  NodePtr box_literal(const std::vector<double>& n, int column) {
    auto node = make(Op::literal, column);
    node->value = std::make_shared<const geo::Geometry>(box_geometry(n[0], n[1], n[2], n[3]));
    node->box = n;
    return node;
  }

  NodePtr instant(const Token& token) {
    need("(");
    const Token text = token_;
    if (text.kind != Lex::text) fail("a text such as '2024-05-20'");
    advance();
    need(")");
    if (token.folded == "DATE") {
      if (const auto date = Date::parse(text.text)) return literal(Value{*date}, token.column);
    } else if (const auto moment = Instant::parse(text.text)) {
      return literal(Value{*moment}, token.column);
    }
    throw Problem{"cql2.syntax",
                  {{"column", text.column},
                   {"found", "'" + clipped(text.text) + "'"},
                   {"expected", token.folded == "DATE" ? "a date such as '2024-05-20'"
                                                       : "an instant such as '2024-05-20T08:00:00Z'"}}};
  }

  NodePtr interval(const Token& token) {
    const Deeper deeper{depth_};
    need("(");
    NodePtr start = end_of_interval();
    need(",");
    NodePtr end = end_of_interval();
    need(")");
    return make(Op::interval, token.column, {start, end});
  }

  /// '..', a date or instant as text, a property, or DATE(...)/TIMESTAMP(...).
  NodePtr end_of_interval() {
    NodePtr end = sum();
    const auto* text = end->op == Op::literal ? std::get_if<std::string>(&end->value) : nullptr;
    return text == nullptr ? end : literal(interval_end(*text, end->column), end->column);
  }

  static Value interval_end(const std::string& text, int column) {
    if (text == "..") return Value{};
    if (const auto date = Date::parse(text)) return Value{*date};
    if (const auto moment = Instant::parse(text)) return Value{*moment};
    throw Problem{
        "cql2.syntax",
        {{"column", column}, {"found", "'" + clipped(text) + "'"}, {"expected", "a date, an instant or '..'"}}};
  }

  NodePtr call(const Token& token) {
    const Deeper deeper{depth_};
    if (is_operator(token.text)) {
      throw Problem{"cql2.syntax",
                    {{"column", token.column}, {"found", clipped(token.text)}, {"expected", "the name of a function"}}};
    }
    need("(");
    std::vector<NodePtr> args;
    if (!is(")")) {
      do args.push_back(disjunction());
      while (take(","));
    }
    need(")");
    auto node = make(Op::function, token.column, std::move(args));
    node->name = function_name(token.text);
    return node;
  }

  Lexer lexer_;
  Token token_;
  int depth_ = 0;
  int parts_ = 0;
};

void bound_size(std::string_view text) {
  if (text.size() > kMaxTextBytes) throw Problem{"cql2.too_long", {{"limit", kMaxTextBytes}}};
}

}  // namespace

geo::Geometry box_geometry(double west, double south, double east, double north) {
  geo::Geometry box;
  const auto ring = [&](double from, double to) {
    for (const auto& [x, y] : {std::pair{from, south}, {to, south}, {to, north}, {from, north}, {from, south}}) {
      box.x.push_back(x);
      box.y.push_back(y);
    }
    box.close_path();
    box.close_part();
  };
  box.kind = geo::Kind::polygon;
  if (west <= east) {
    ring(west, east);
  } else {  // across the antimeridian
    box.kind = geo::Kind::multi_polygon;
    ring(west, 180);
    ring(-180, east);
  }
  return box;
}

Expression parse_text(std::string_view text) { return parse_scalar_text(text).as_predicate(); }

Expression parse_scalar_text(std::string_view text) {
  bound_size(text);
  if (!is_utf8(text)) throw Problem{"cql2.syntax", {{"column", 1}, {"found", "bytes"}, {"expected", "UTF-8"}}};
  return Expression{Parser{text}.whole()};
}

}  // namespace tilth::cql2
