// SPDX-License-Identifier: Apache-2.0
// Random filters over random records: text, JSON, the evaluator and SQL tell one story, and logic keeps its laws.
#include "base/problem.h"
#include "cql2/cql2.h"
#include "cql2/functions.h"
#include "cql2/node.h"
#include "geo/codec.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace tilth::cql2 {
namespace {

using Truth = Bound::Truth;
using Truths = std::vector<Truth>;

constexpr std::size_t kRows = 150;
constexpr int kTrees = 6000;

struct Reports final : Schema {
  std::vector<Property> properties{
      {"name", ValueType::text, {}, 0},
      {"note", ValueType::text, {}, 1},
      {"status", ValueType::text, {"open", "worked_on", "closed"}, 2},
      {"devices", ValueType::integer, {}, 3},
      {"victims", ValueType::integer, {}, 4},
      {"area", ValueType::number, {}, 5},
      {"depth_cm", ValueType::number, {}, 6},
      {"suspected", ValueType::boolean, {}, 7},
      {"opened_on", ValueType::date, {}, 8},
      {"closed_on", ValueType::date, {}, 9},
      {"seen_at", ValueType::instant, {}, 10},
      {"kinds", ValueType::array, {"mine", "bomb", "booby_trap"}, 11},
      {"shape", ValueType::geometry, {}, 12},
      {"season", ValueType::interval, {}, 13},
      {"a \"quoted\" näme?1$1", ValueType::text, {}, 14},
  };
  [[nodiscard]] std::optional<Property> find(std::string_view name) const override {
    for (const Property& property : properties) {
      if (property.name == name) return property;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<std::string> names() const override {
    std::vector<std::string> all;
    for (const Property& property : properties) all.push_back(property.name);
    return all;
  }
};

struct Report final : Row {
  std::vector<Value> values;
  [[nodiscard]] const Value& at(int slot) const override { return values[static_cast<std::size_t>(slot)]; }
};

struct Columns final : SqlNames {
  [[nodiscard]] std::string column(const Property& property) const override { return quoted(property.name); }
  static std::string quoted(const std::string& name) {
    std::string out{"\""};
    for (const char c : name) out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + "\"";
  }
};

/// Draws values, records and trees. The engine's output is fixed by the C++ standard; the library's distributions,
/// which are not, are left alone.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T, std::size_t N>
  const T& of(const std::array<T, N>& list) {
    return list[below(N)];
  }

  std::string text() {
    static const std::array<std::string, 24> kTexts{
        "",         "a",    "A",    "é",   "e\u0301",      "É",     "ß",    "SS",
        "o'n",      "''",   "\\'",  "50%", "5_%",          "\\",    "x\\",  "\\\\'",
        "Chișinău", "日本", "a\nb", "%",   "DATE('2024')", "\"q\"", "open", std::string{"a\0b", 3}};
    return of(kTexts);
  }
  std::string pattern() {
    static const std::array<std::string, 20> kPatterns{"%",     "_",   "",   "a%",   "%é%", "\\%", "5\\_\\%",
                                                       "50\\%", "%\\", "\\", "\\\\", "_%_", "%'%", "%\\\\",
                                                       "A",     "%%b", "__", "é",    "\\a", "%\\'"};
    return one_in(4) ? text() : of(kPatterns);
  }
  std::int64_t whole() {
    static constexpr std::array<std::int64_t, 14> kNumbers{
        0, 1, -1, 2, 3, 7, -7, 1000, INT64_MIN, INT64_MIN + 1, INT64_MAX, 9007199254740993, 9007199254740992, -5};
    return of(kNumbers);
  }
  double real() {
    static constexpr std::array<double, 14> kNumbers{
        0.0, -0.0, 0.5, -2.5, 1.0, 3.0, 1e308, -1e308, 5e-324, 9007199254740992.0, 0.1, 1e20, 0x1p63, -0x1p63};
    return of(kNumbers);
  }
  Date date() {
    static constexpr std::array<const char*, 12> kDates{"2016",       "2016-08",    "2016-08-21", "2016-08-22",
                                                        "2015",       "2015-12-31", "2016-01-01", "2017",
                                                        "0001-01-01", "9999-12-31", "2016-02-29", "2015-12"};
    return *Date::parse(of(kDates));
  }
  Instant instant() {
    static constexpr std::array<const char*, 5> kInstants{"2016-08-21T00:00:00Z", "2016-08-21T23:59:59.999Z",
                                                          "2016-08-22T01:00:00+02:00", "0001-01-01T00:00:00Z",
                                                          "9999-12-31T23:59:59Z"};
    return *Instant::parse(of(kInstants));
  }
  Interval::End end() {
    const std::size_t kind = below(3);
    if (kind == 0) return std::monostate{};
    if (kind == 1) return date();
    return instant();
  }
  geo::GeometryPtr shape() {
    static constexpr std::array<const char*, 9> kShapes{"POINT (1 1)",
                                                        "POINT EMPTY",
                                                        "LINESTRING (0 0, 2 2)",
                                                        "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
                                                        "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))",
                                                        "POLYGON EMPTY",
                                                        "MULTIPOINT (0 0, 5 5)",
                                                        "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 0))",
                                                        "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"};
    return std::make_shared<const geo::Geometry>(geo::from_wkt(of(kShapes)));
  }
  Value kinds() {
    static const std::array<std::string, 3> kKinds{"mine", "bomb", "booby_trap"};
    auto list = std::make_shared<Array>();
    for (std::size_t n = below(4); n > 0; --n) list->push_back(Value{of(kKinds)});
    return Value{std::shared_ptr<const Array>{std::move(list)}};
  }

  Report report() {
    static const std::array<std::string, 3> kStates{"open", "worked_on", "closed"};
    Report row;
    row.values = {Value{text()},      Value{text()},
                  Value{of(kStates)}, Value{whole()},
                  Value{whole()},     Value{real()},
                  Value{real()},      Value{one_in(2)},
                  Value{date()},      Value{date()},
                  Value{instant()},   kinds(),
                  Value{shape()},     Value{Interval{end(), end()}},
                  Value{text()}};
    for (Value& value : row.values) {
      if (one_in(6)) value = Value{};
    }
    return row;
  }

  // Trees, as a reader of text would make them.

  NodePtr condition(int depth) {
    switch (below(depth > 0 ? 20 : 12)) {
      case 0:
        return make(compared_as(), {number(depth - 1), number(depth - 1)});
      case 1:
        return make(compared_as(), {words(depth - 1), words(depth - 1)});
      case 2:
        return make(Op::like, {words(depth - 1), one_in(6) ? words(0) : literal(Value{pattern()})});
      case 3:
        return make(compared_as(), {when(depth - 1), when(depth - 1)});
      case 4:
        return one_in(4) ? literal(Value{one_in(2)}) : property("suspected");
      case 5: {
        static constexpr std::array<const char*, 8> kAny{"name",  "area",  "suspected", "opened_on",
                                                         "kinds", "shape", "season",    "devices"};
        return make(Op::is_null, {one_in(4) ? number(depth - 1) : property(of(kAny))});
      }
      case 6: {
        static constexpr std::array<const char*, 8> kSpatial{"s_intersects", "s_disjoint", "s_equals",   "s_touches",
                                                             "s_crosses",    "s_within",   "s_contains", "s_overlaps"};
        return one_in(3) ? call(of(kSpatial), {place(), place()}) : make(Op::eq, {state(), state()});
      }
      case 7: {
        static constexpr std::array<const char*, 15> kTemporal{
            "t_after",  "t_before",     "t_contains", "t_disjoint",     "t_during",
            "t_equals", "t_finishedby", "t_finishes", "t_intersects",   "t_meets",
            "t_metby",  "t_startedby",  "t_overlaps", "t_overlappedby", "t_starts"};
        return call(of(kTemporal), {moment(), moment()});
      }
      case 8: {
        static constexpr std::array<const char*, 4> kArrays{"a_equals", "a_contains", "a_containedby", "a_overlaps"};
        return call(of(kArrays), {property("kinds"), list()});
      }
      case 9: {
        const bool dates = one_in(3);
        std::vector<NodePtr> args;
        for (std::size_t n = 1 + below(4); n > 0; --n)
          args.push_back(dates ? when(0) : one_in(4) ? number(depth - 1) : number(0));
        return make(Op::in, std::move(args));
      }
      case 10: {
        std::vector<NodePtr> args;
        for (std::size_t n = 1 + below(4); n > 0; --n) args.push_back(words(0));
        return make(Op::in, std::move(args));
      }
      case 11: {
        const std::size_t kind = below(3);
        const auto side = [&] { return kind == 0 ? number(depth - 1) : kind == 1 ? words(depth - 1) : when(0); };
        NodePtr value = side(), low = side();
        return make(Op::between, {value, low, side()});
      }
      case 12:
        return make(compared_as(), {condition(depth - 1), condition(depth - 1)});
      case 13:
      case 14:
        return make(Op::not_, {condition(depth - 1)});
      default: {
        std::vector<NodePtr> terms;
        for (std::size_t n = 2 + below(3); n > 0; --n) terms.push_back(condition(depth - 1));
        return make(one_in(2) ? Op::and_ : Op::or_, std::move(terms));
      }
    }
  }

  static NodePtr make(Op op, std::vector<NodePtr> args) {
    auto node = std::make_shared<Node>();
    node->op = op;
    node->args = std::move(args);
    return node;
  }

 private:
  static NodePtr literal(Value value) {
    auto node = std::make_shared<Node>();
    node->value = std::move(value);
    return node;
  }
  static NodePtr property(std::string_view name) {
    auto node = std::make_shared<Node>();
    node->op = Op::property;
    node->name = name;
    return node;
  }
  static NodePtr call(std::string_view name, std::vector<NodePtr> args) {
    auto node = std::make_shared<Node>();
    node->op = Op::function;
    node->name = name;
    node->args = std::move(args);
    return node;
  }
  Op compared_as() {
    static constexpr std::array<Op, 6> kOps{Op::eq, Op::ne, Op::lt, Op::le, Op::gt, Op::ge};
    return of(kOps);
  }

  NodePtr number(int depth) {
    static constexpr std::array<const char*, 4> kNumbers{"devices", "victims", "area", "depth_cm"};
    switch (below(depth > 0 ? 10 : 5)) {
      case 0:
        return literal(Value{whole()});
      case 1:
        return literal(Value{real()});
      case 5:
      case 6:
      case 7: {
        static constexpr std::array<Op, 7> kOps{Op::add,        Op::subtract, Op::multiply, Op::divide,
                                                Op::int_divide, Op::modulo,   Op::power};
        const Op op = of(kOps);
        return make(op, {number(depth - 1), number(depth - 1)});
      }
      case 8: {
        static constexpr std::array<const char*, 4> kCalls{"abs", "round", "floor", "ceil"};
        return call(of(kCalls), {number(depth - 1)});
      }
      case 9:
        switch (below(4)) {
          case 0:
            return call("days_between", {when(0), when(0)});
          case 1:
            return call("length_of", {words(0)});
          case 2:
            return call("coalesce", {number(depth - 1), number(depth - 1)});
          default:
            return call(one_in(2) ? "year" : "month", {moment()});
        }
      default:
        return property(of(kNumbers));
    }
  }
  NodePtr words(int depth) {
    switch (below(depth > 0 ? 6 : 4)) {
      case 0:
        return literal(Value{text()});
      case 1:
        return property("a \"quoted\" näme?1$1");
      case 4:
      case 5: {
        static constexpr std::array<const char*, 4> kCalls{"casei", "accenti", "lower", "upper"};
        return call(of(kCalls), {words(depth - 1)});
      }
      default:
        return property(one_in(2) ? "name" : "note");
    }
  }
  NodePtr state() {
    static const std::array<std::string, 3> kStates{"open", "worked_on", "closed"};
    return one_in(2) ? property("status") : literal(Value{of(kStates)});
  }
  NodePtr when(int depth) {
    switch (below(depth > 0 ? 8 : 7)) {
      case 0:
        return literal(Value{date()});
      case 1:
        return literal(Value{instant()});
      case 2:
        return property("seen_at");
      case 7:
        return call("today", {});
      default:
        return property(one_in(2) ? "opened_on" : "closed_on");
    }
  }
  NodePtr moment() {
    if (one_in(4)) return property("season");
    if (one_in(2)) return when(0);
    const auto side = [&] { return one_in(3) ? literal(Value{}) : when(0); };
    NodePtr start = side();
    return make(Op::interval, {start, side()});
  }
  NodePtr place() {
    if (one_in(2)) return property("shape");
    if (one_in(2)) return literal(Value{shape()});
    auto node = std::make_shared<Node>();
    node->box = one_in(2) ? std::vector<double>{0, -0.0, 2, 2} : std::vector<double>{170.5, -10, -170, 1e-7};
    node->value =
        std::make_shared<const geo::Geometry>(box_geometry(node->box[0], node->box[1], node->box[2], node->box[3]));
    return node;
  }
  NodePtr list() {
    static const std::array<std::string, 3> kKinds{"mine", "bomb", "booby_trap"};
    std::vector<NodePtr> items;
    for (std::size_t n = below(4); n > 0; --n)
      items.push_back(one_in(5) ? property("status") : literal(Value{of(kKinds)}));
    return make(Op::array, std::move(items));
  }

  std::mt19937_64 engine_;
};

bool same_number(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

bool same_tree(const Node& a, const Node& b) {
  if (a.op != b.op || a.name != b.name || a.args.size() != b.args.size() || a.box.size() != b.box.size()) return false;
  if (!std::equal(a.box.begin(), a.box.end(), b.box.begin(), same_number)) return false;
  if (!same(a.value, b.value)) return false;
  if (const auto* real = std::get_if<double>(&a.value)) {
    if (!same_number(*real, std::get<double>(b.value))) return false;
  }
  for (std::size_t i = 0; i < a.args.size(); ++i) {
    if (!same_tree(*a.args[i], *b.args[i])) return false;
  }
  return true;
}

Expression predicate(NodePtr root) { return Expression{std::move(root)}.as_predicate(); }

void bind_value(sqlite3_stmt* statement, int at, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    sqlite3_bind_int64(statement, at, *whole);
  else if (const auto* real = std::get_if<double>(&value))
    sqlite3_bind_double(statement, at, *real);
  else if (const auto* yes = std::get_if<bool>(&value))
    sqlite3_bind_int(statement, at, *yes ? 1 : 0);
  else if (const auto* date = std::get_if<Date>(&value))
    sqlite3_bind_text(statement, at, date->text().c_str(), -1, SQLITE_TRANSIENT);
  else if (const auto* words = std::get_if<std::string>(&value))
    sqlite3_bind_text(statement, at, words->data(), static_cast<int>(words->size()), SQLITE_TRANSIENT);
  else if (!value.is_null())  // instants, lists, shapes and intervals: SQL asks only whether they are there
    sqlite3_bind_blob(statement, at, "there", 5, SQLITE_STATIC);
}

class RandomFilter : public testing::Test {
 protected:
  void SetUp() override {
    set_now(Instant::parse("2016-08-21T12:00:00Z"));
    Draw draw{20240520};
    for (std::size_t i = 0; i < kRows; ++i) rows_.push_back(draw.report());
    rows_.front().values[3] = std::int64_t{9007199254740993};  // one more than a double can tell from
    rows_.front().values[5] = 9007199254740992.0;
    ASSERT_EQ(sqlite3_open(":memory:", &file_), SQLITE_OK);
    std::string columns, marks;
    for (const Property& property : schema_.properties) {
      const bool whole = property.type == ValueType::integer || property.type == ValueType::boolean;
      const char* kind = whole                                  ? " INTEGER"
                         : property.type == ValueType::number   ? " REAL"
                         : property.type == ValueType::geometry ? " BLOB"
                                                                : " TEXT";
      columns += ", " + Columns::quoted(property.name) + kind;
      marks += ", ?";
    }
    ASSERT_EQ(
        sqlite3_exec(file_, ("CREATE TABLE report (n INTEGER" + columns + ")").c_str(), nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_stmt* insert = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(file_, ("INSERT INTO report VALUES (?" + marks + ")").c_str(), -1, &insert, nullptr),
              SQLITE_OK);
    for (std::size_t i = 0; i < kRows; ++i) {
      sqlite3_reset(insert);
      sqlite3_clear_bindings(insert);
      sqlite3_bind_int64(insert, 1, static_cast<std::int64_t>(i));
      for (std::size_t f = 0; f < schema_.properties.size(); ++f)
        bind_value(insert, static_cast<int>(f) + 2, rows_[i].values[f]);
      ASSERT_EQ(sqlite3_step(insert), SQLITE_DONE);
    }
    sqlite3_finalize(insert);
  }
  void TearDown() override {
    sqlite3_close(file_);
    set_now(std::nullopt);
  }

  Truths truths(const NodePtr& root) const {
    const Bound bound{predicate(root), schema_};
    Truths all;
    for (const Report& row : rows_) all.push_back(bound.holds(row));
    return all;
  }

  /// The rows SQL lets through; nothing where it cannot be run.
  std::optional<std::vector<bool>> through(const Sql& sql) const {
    sqlite3_stmt* statement = nullptr;
    const std::string text = "SELECT n FROM report WHERE " + sql.where;
    if (sqlite3_prepare_v2(file_, text.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      ADD_FAILURE() << sqlite3_errmsg(file_) << "\n" << text.substr(0, 2000);
      return std::nullopt;
    }
    for (std::size_t i = 0; i < sql.parameters.size(); ++i)
      bind_value(statement, static_cast<int>(i) + 1, sql.parameters[i]);
    std::vector<bool> hits(kRows, false);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement))
      hits[static_cast<std::size_t>(sqlite3_column_int64(statement, 0))] = true;
    EXPECT_EQ(code, SQLITE_DONE) << sqlite3_errmsg(file_);
    sqlite3_finalize(statement);
    return hits;
  }

  /// SQL loses no row that holds; where it says that it is exact, it lets no other through.
  void expect_sql_agrees(const NodePtr& root, const Truths& said) {
    const Bound bound{predicate(root), schema_};
    const Sql sql = to_sql(bound, Columns{}, Dialect::sqlite);
    const auto hits = through(sql);
    ASSERT_TRUE(hits);
    exact_ += sql.exact ? 1 : 0;
    for (std::size_t i = 0; i < kRows; ++i) {
      const bool holds = said[i] == Truth::yes;
      EXPECT_TRUE((*hits)[i] || !holds) << "SQL lost row " << i << ": " << sql.where.substr(0, 2000);
      EXPECT_TRUE(holds || !(*hits)[i] || !sql.exact)
          << "SQL is not exact at row " << i << ": " << sql.where.substr(0, 2000);
    }
  }

  Reports schema_;
  std::vector<Report> rows_;
  sqlite3* file_ = nullptr;
  int exact_ = 0;
};

Truth opposite(Truth truth) { return truth == Truth::unknown ? truth : truth == Truth::yes ? Truth::no : Truth::yes; }

TEST_F(RandomFilter, ReadsBackTheSameFromTextAndFromJson) {
  Draw draw{1};
  for (int i = 0; i < kTrees; ++i) {
    const NodePtr tree = draw.condition(static_cast<int>(draw.below(7)));
    const Expression expression = predicate(tree);
    const std::string text = to_text(expression);
    ASSERT_TRUE(same_tree(*tree, parse_text(text).root())) << text;
    ASSERT_TRUE(same_tree(*tree, parse_json(Json::parse(to_json(expression).dump())).root())) << text;
  }
}

TEST_F(RandomFilter, GivesTheSameRowsInMemoryAndThroughSqlAlsoWhenDenied) {
  Draw draw{2};
  std::map<Truth, std::size_t> answers;
  for (int i = 0; i < kTrees; ++i) {
    const NodePtr tree = draw.condition(static_cast<int>(draw.below(5)));
    SCOPED_TRACE(to_text(predicate(tree)));
    const NodePtr denied = Draw::make(Op::not_, {tree});
    const Truths said = truths(tree), unsaid = truths(denied);
    for (std::size_t row = 0; row < kRows; ++row) {
      ASSERT_EQ(unsaid[row], opposite(said[row])) << "row " << row;
      ++answers[said[row]];
    }
    expect_sql_agrees(tree, said);
    expect_sql_agrees(denied, unsaid);
    if (HasFailure()) return;
  }
  // The draw must try all three answers and both kinds of SQL, or the test proves little.
  const std::size_t tenth = kRows * static_cast<std::size_t>(kTrees) / 10;
  EXPECT_GT(answers[Truth::yes], tenth);
  EXPECT_GT(answers[Truth::no], tenth);
  EXPECT_GT(answers[Truth::unknown], tenth);
  EXPECT_GT(exact_, kTrees / 10);
  EXPECT_LT(exact_, 2 * kTrees);
}

TEST_F(RandomFilter, KeepsDeMorgansLawsAndDoubleDenial) {
  Draw draw{3};
  for (int i = 0; i < kTrees / 2; ++i) {
    const NodePtr a = draw.condition(static_cast<int>(draw.below(4)));
    const NodePtr b = draw.condition(static_cast<int>(draw.below(4)));
    SCOPED_TRACE(to_text(predicate(Draw::make(Op::and_, {a, b}))));
    const auto no = [](const NodePtr& of) { return Draw::make(Op::not_, {of}); };
    ASSERT_EQ(truths(no(Draw::make(Op::and_, {a, b}))), truths(Draw::make(Op::or_, {no(a), no(b)})));
    ASSERT_EQ(truths(no(Draw::make(Op::or_, {a, b}))), truths(Draw::make(Op::and_, {no(a), no(b)})));
    ASSERT_EQ(truths(no(no(a))), truths(a));
  }
}

TEST_F(RandomFilter, RunsInSqlWithAListOfThousandsAndAChainOfThousands) {
  for (const std::string term : {"devices", "area"}) {
    std::string list = term + " IN (7";
    std::string chain = term + " = 7";
    for (int i = 0; i < 4000; ++i) {
      list += "," + std::to_string(1000 + i);
      chain += " OR " + term + " = " + std::to_string(1000 + i);
    }
    for (const std::string& text : {list + ")", chain, "NOT (" + chain + ")", chain + " OR name LIKE 'a%'"}) {
      SCOPED_TRACE(text.substr(0, 40));
      const NodePtr root = std::make_shared<Node>(parse_text(text).root());
      expect_sql_agrees(root, truths(root));
    }
  }
}

TEST_F(RandomFilter, NeverRoundsAWholeNumberToMakeItOneOfAList) {
  for (const char* text :
       {"area IN (devices, victims)", "devices IN (area, depth_cm)", "area IN (devices, 9007199254740993)"}) {
    SCOPED_TRACE(text);
    const NodePtr root = std::make_shared<Node>(parse_text(text).root());
    expect_sql_agrees(root, truths(root));
  }
}

/// A matcher that tries everything, on code points.
bool matches(std::u32string_view text, std::u32string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == U'%') {
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (matches(text.substr(i), pattern.substr(1))) return true;
    }
    return false;
  }
  if (text.empty()) return false;
  if (pattern[0] == U'_') return matches(text.substr(1), pattern.substr(1));
  if (pattern[0] == U'\\' && pattern.size() > 1) pattern.remove_prefix(1);
  return pattern[0] == text[0] && matches(text.substr(1), pattern.substr(1));
}

TEST_F(RandomFilter, MatchesPatternsAsAMatcherThatTriesEverything) {
  static const std::array<std::pair<std::string, char32_t>, 6> kLetters{
      {{"a", U'a'}, {"é", U'é'}, {"%", U'%'}, {"_", U'_'}, {"\\", U'\\'}, {"日", U'日'}}};
  Draw draw{4};
  for (int i = 0; i < 3000; ++i) {
    std::string text, pattern;
    std::u32string points, signs;
    const auto grow = [&](std::string& bytes, std::u32string& letters, std::size_t length) {
      for (; length > 0; --length) {
        const auto& [utf8, point] = kLetters[draw.below(kLetters.size())];
        bytes += utf8;
        letters += point;
      }
    };
    grow(text, points, draw.below(6));
    grow(pattern, signs, draw.below(6));
    Report row;
    row.values.resize(schema_.properties.size());
    row.values[1] = text;
    auto node = std::make_shared<Node>();
    node->value = pattern;
    auto note = std::make_shared<Node>();
    note->op = Op::property;
    note->name = "note";
    const Bound bound{predicate(Draw::make(Op::like, {note, node})), schema_};
    ASSERT_EQ(bound.holds(row) == Truth::yes, matches(points, signs)) << text << " LIKE " << pattern;
  }
}

}  // namespace
}  // namespace tilth::cql2
