// SPDX-License-Identifier: Apache-2.0
// Filters as people write them: what holds, what is unknown, and what a refusal says.
#include "cql2/cql2.h"

#include "base/problem.h"
#include "cql2/node.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>

namespace tilth::cql2 {
namespace {

struct HazardSchema final : Schema {
  std::vector<Property> properties{{"status", ValueType::text, {"open", "worked_on", "closed"}, 0},
                                   {"opened_on", ValueType::date, {}, 1},
                                   {"closed_on", ValueType::date, {}, 2},
                                   {"area", ValueType::number, {}, 3},
                                   {"devices", ValueType::integer, {}, 4},
                                   {"kinds", ValueType::array, {"mine", "bomb"}, 5},
                                   {"note", ValueType::text, {}, 6}};
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

struct Hazard final : Row {
  std::vector<Value> values = std::vector<Value>(7);
  [[nodiscard]] const Value& at(int slot) const override { return values[static_cast<std::size_t>(slot)]; }
};

Value date(std::string_view text) { return Value{*Date::parse(text)}; }

Bound::Truth ask(std::string_view text, const Hazard& hazard) {
  return Bound{parse_text(text), HazardSchema{}}.holds(hazard);
}

Json refusal(std::string_view text) {
  try {
    const Bound bound{parse_text(text), HazardSchema{}};
  } catch (const Problem& problem) {
    Json values = problem.values();
    values["code"] = problem.kind().code;
    return values;
  }
  return {};
}

constexpr auto kYes = Bound::Truth::yes, kNo = Bound::Truth::no, kUnknown = Bound::Truth::unknown;

TEST(Filter, TakesEveryTextThatIsWrittenAsALiteral) {
  for (const std::string text : {"", "it's", "''", "a\\", "a\\'b", "\\'", "\\\\", "'; DROP", "قرية"}) {
    const Expression read = parse_text("name = " + text_literal(text));
    EXPECT_EQ(to_text(read), "name = " + text_literal(text)) << text;
    EXPECT_EQ(std::get<std::string>(read.root().args.at(1)->value), text);
  }
}

TEST(Filter, IsThreeValuedWhereAFieldIsMissing) {
  Hazard hazard;
  EXPECT_EQ(ask("area > 100", hazard), kUnknown);
  EXPECT_EQ(ask("NOT area > 100", hazard), kUnknown);
  EXPECT_EQ(ask("area > 100 OR TRUE", hazard), kYes);
  EXPECT_EQ(ask("area > 100 AND FALSE", hazard), kNo);
  EXPECT_EQ(ask("area IS NULL", hazard), kYes);
  EXPECT_EQ(ask("note LIKE '%'", hazard), kUnknown);
}

TEST(Filter, LeavesDatesOfUnequalPrecisionOpen) {
  Hazard hazard;
  hazard.values[1] = date("2016");
  hazard.values[2] = date("2016-08-21");
  EXPECT_EQ(ask("closed_on >= opened_on", hazard), kUnknown);
  hazard.values[1] = date("2015");
  EXPECT_EQ(ask("closed_on >= opened_on", hazard), kYes);
  EXPECT_EQ(ask("closed_on < '2016-09'", hazard), kYes);
}

TEST(Filter, ComparesWholeAndRealNumbersExactly) {
  Hazard hazard;
  hazard.values[4] = std::int64_t{9007199254740993};
  EXPECT_EQ(ask("devices = 9007199254740992.0", hazard), kNo);
  EXPECT_EQ(ask("devices > 9007199254740992.0", hazard), kYes);
}

TEST(Filter, DividesByZeroIntoUnknownAndNeverIntoATruth) {
  Hazard hazard;
  hazard.values[3] = 5.0;
  EXPECT_EQ(ask("area / 0 > 1", hazard), kUnknown);
  EXPECT_EQ(ask("area % 0 = 0", hazard), kUnknown);
}

TEST(Filter, SaysAtWhichColumnItCannotBeRead) {
  EXPECT_EQ(refusal("area >").at("code"), "cql2.syntax");
  EXPECT_EQ(refusal("area >").at("column"), 7);
  EXPECT_EQ(refusal("note = 'é' AND AND").at("column"), 16);  // code points, not bytes
  EXPECT_EQ(refusal("note = 'open").at("expected"), "a closing '");
}

TEST(Filter, NamesTheNearestWordWhenAPropertyOrACodeIsUnknown) {
  EXPECT_NE(refusal("statuss = 'open'").at("reason").get<std::string>().find("did you mean status?"),
            std::string::npos);
  EXPECT_NE(refusal("status = 'opne'").at("reason").get<std::string>().find("did you mean 'open'?"), std::string::npos);
  EXPECT_NE(refusal("A_CONTAINS(kinds, ('mina','bomb'))").at("reason").get<std::string>().find("'mine'"),
            std::string::npos);
  EXPECT_NE(refusal("casey(note) = 'x'").at("reason").get<std::string>().find("casei"), std::string::npos);
}

TEST(Filter, RefusesToCompareATextWithANumberOrADate) {
  EXPECT_EQ(refusal("area = 'big'").at("code"), "cql2.type");
  EXPECT_EQ(refusal("opened_on > 5").at("code"), "cql2.type");
  EXPECT_EQ(refusal("opened_on > 'yesterday'").at("code"), "cql2.type");
  EXPECT_EQ(refusal("area").at("code"), "cql2.type");  // a value is no condition
}

TEST(Filter, IsRefusedWhenNestedAThousandDeepOrAMegabyteLong) {
  EXPECT_EQ(refusal(std::string(1000, '(') + "TRUE" + std::string(1000, ')')).at("code"), "cql2.too_deep");
  std::string nots;
  for (int i = 0; i < 1000; ++i) nots += "NOT ";
  EXPECT_EQ(refusal(nots + "TRUE").at("code"), "cql2.too_deep");
  std::string sum = "1";
  for (int i = 0; i < 1000; ++i) sum += "+1";
  EXPECT_EQ(refusal(sum + "=1").at("code"), "cql2.too_deep");
  EXPECT_EQ(refusal(std::string(kMaxTextBytes + 1, ' ')).at("code"), "cql2.too_long");
  Json deep = true;
  for (int i = 0; i < 1000; ++i) deep = {{"op", "not"}, {"args", {deep}}};
  EXPECT_THROW(parse_json(deep), Problem);
}

TEST(Filter, HoldsTodayFixedForARun) {
  set_now(Instant::parse("2026-03-01T12:00:00Z"));
  Hazard hazard;
  hazard.values[2] = date("2026-03-02");
  EXPECT_EQ(ask("closed_on <= today()", hazard), kNo);
  set_now(Instant::parse("2026-03-02T00:00:00Z"));
  EXPECT_EQ(ask("closed_on <= today()", hazard), kYes);
  set_now(std::nullopt);
}

TEST(Filter, CountsDaysAndTakesTheFirstThatIsKnown) {
  Hazard hazard;
  hazard.values[1] = date("2024-02-28");
  hazard.values[2] = date("2024-03-01");
  EXPECT_EQ(ask("days_between(opened_on, closed_on) = 2", hazard), kYes);
  EXPECT_EQ(ask("coalesce(area, 7) = 7", hazard), kYes);
  hazard.values[1] = date("2024");
  EXPECT_EQ(ask("days_between(opened_on, closed_on) = 2", hazard), kUnknown);
}

TEST(Filter, KeepsUnderscorePercentAndBackslashApartInPatterns) {
  Hazard hazard;
  hazard.values[6] = std::string{"50% é_x"};
  EXPECT_EQ(ask("note LIKE '50\\% %'", hazard), kYes);
  EXPECT_EQ(ask("note LIKE '5_\\% _\\_x'", hazard), kYes);  // _ is one character, not one byte
  EXPECT_EQ(ask("note LIKE '50_ x'", hazard), kNo);
}

TEST(Filter, PointsAtTheCharacterThatIsWrongHoweverManyBytesStandBeforeIt) {
  const auto column = [](std::string_view text) { return refusal(text).at("column"); };
  EXPECT_EQ(column("note = '日本語' XOR TRUE"), 14);
  EXPECT_EQ(column("note = '🌍🌍' AND area > > 3"), 24);
  EXPECT_EQ(column("\"é\" = 'x'"), 1);
  EXPECT_EQ(column("note = 'é' AND statuss = 'open'"), 16);
  EXPECT_EQ(column("note = 'é' AND status = 'opne'"), 25);
  EXPECT_EQ(column("note = 'é'\n AND area = 'ü'"), 24);
  EXPECT_EQ(column("note = 'é' AND opened_on = DATE('2024-13-01')"), 33);
  EXPECT_EQ(column("note = 'é' AND S_INTERSECTS(note, POINT(1 1)) AND )"), 51);  // after a geometry, too
  EXPECT_EQ(column("note = 'é' AND S_INTERSECTS(note, BBOX(1,'é',3,4))"), 42);
  EXPECT_EQ(column("area = 99999999999999999999e999"), 8);
  EXPECT_EQ(column("note = 'é' AND areá > 3"), 16);
}

TEST(Filter, NamesTheNearestKnownPropertyAndNoneWhereNothingIsNear) {
  EXPECT_EQ(refusal("opend_on IS NULL").at("reason"), "there is no property opend_on; did you mean opened_on?");
  EXPECT_EQ(refusal("NOT (1 < Aera)").at("reason"), "there is no property Aera; did you mean area?");
  EXPECT_EQ(refusal("casei(\"nöte\") = 'x'").at("reason"), "there is no property nöte; did you mean note?");
  EXPECT_EQ(refusal("zzzzzzzz = 1").at("reason"), "there is no property zzzzzzzz");
}

TEST(Filter, IsAsDeepInTextAsInJsonAndNoDeeperInEither) {
  for (const bool allowed : {true, false}) {
    const int levels = allowed ? kMaxDepth : kMaxDepth + 1;
    Json tree = {{"property", "suspected"}};
    std::string brackets = "x", sum = "1";
    for (int i = 1; i < levels; ++i) {
      if (i % 3 == 0)
        tree = {{"op", "not"}, {"args", Json::array({tree})}};
      else if (i % 3 == 1)
        tree = {{"op", "="}, {"args", Json::array({tree, 1})}};
      else
        tree = {{"op", "f"}, {"args", Json::array({tree})}};
      sum += "+1";
    }
    for (int i = 0; i < levels; ++i) brackets = "(" + brackets + ")";
    if (allowed) {
      const Expression expression = parse_json(tree);
      EXPECT_EQ(to_json(parse_text(to_text(expression))), tree);
      EXPECT_NO_THROW(parse_text(brackets));
      EXPECT_NO_THROW(parse_scalar_text(sum));
    } else {
      EXPECT_THROW(parse_json(tree), Problem);
      EXPECT_THROW(parse_text(brackets), Problem);
      EXPECT_THROW(parse_scalar_text(sum), Problem);
    }
  }
}

TEST(Filter, IsRefusedAndNeverACrashWhateverIsNestedInWhatever) {
  const auto repeated = [](std::string_view what) {
    std::string out;
    for (int i = 0; i < 30'000; ++i) out += what;
    return out;
  };
  for (const char* opening : {"(", "f(", "NOT ", "NOT(", "-", "INTERVAL(", "a IN (", "BBOX(", "a=(", "1+("})
    EXPECT_THROW(parse_text(repeated(opening) + "1"), Problem) << opening;
  for (const char* opening : {R"([)", R"({"op":"not","args":[)", R"({"date":[)", R"({"interval":[[)", R"({"op":[)",
                              R"({"bbox":[)", R"({"property":[)", R"({"op":"in","args":[1,[)"}) {
    std::string text, closing;
    for (int i = 0; i < 2000; ++i) text += opening;
    for (const char c : text) {
      if (c == '[') closing += ']';
      if (c == '{') closing += '}';
    }
    std::reverse(closing.begin(), closing.end());
    EXPECT_THROW(parse_json(Json::parse(text + closing)), Problem) << opening;
  }
}

TEST(Filter, IsRefusedWithMorePartsThanAPersonWrites) {
  std::string list = "area IN (1";
  Json items = Json::array({1});
  for (int i = 0; i < kMaxParts; ++i) {
    list += ",1";
    items.push_back(1);
  }
  EXPECT_EQ(refusal(list + ")").at("code"), "cql2.too_many_parts");
  EXPECT_THROW(parse_json({{"op", "in"}, {"args", {{{"property", "area"}}, items}}}), Problem);
}

TEST(Filter, KeepsTheSmallestWholeNumberWhole) {
  const Expression smallest = parse_scalar_text("-9223372036854775808");
  EXPECT_EQ(std::get<std::int64_t>(Bound(smallest, HazardSchema{}).value(Hazard{})), INT64_MIN);
  EXPECT_EQ(to_text(smallest), "-9223372036854775808");
  const auto value = [](std::string_view text) {
    return Bound(parse_scalar_text(text), HazardSchema{}).value(Hazard{});
  };
  EXPECT_EQ(std::get<double>(value("--9223372036854775808")), 0x1p63);
  EXPECT_EQ(std::get<double>(value("abs(-9223372036854775808)")), 0x1p63);
  EXPECT_TRUE(value("-9223372036854775808 DIV -1").is_null());
  EXPECT_EQ(std::get<std::int64_t>(value("-9223372036854775808 % -1")), 0);
  EXPECT_EQ(std::get<std::int64_t>(value("9007199254740993 DIV 1")), 9007199254740993);
  EXPECT_EQ(std::get<std::int64_t>(value("-7 DIV 2")), -3);
}

TEST(Filter, CallsANumberThatIsTooLargeUnknownAndNeverComparesIt) {
  Hazard hazard;
  hazard.values[3] = 1e308;
  EXPECT_EQ(ask("area * 10 > 0", hazard), kUnknown);
  EXPECT_EQ(ask("area * 10 - area * 10 <> 0", hazard), kUnknown);
  EXPECT_EQ(ask("0 ^ -1 > 0", hazard), kUnknown);
  hazard.values[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(ask("area <> 0", hazard), kUnknown);
  EXPECT_EQ(ask("area BETWEEN 0 AND 1", hazard), kUnknown);
}

TEST(Filter, WritesBackslashesAndQuotesSoThatTheyReadBack) {
  for (const char* text :
       {"\\", "\\\\", "x\\", "'", "\\'", "'\\", "\\\\'", "''", "\\'\\", "a\\b", "50\\%", "\\''\\\\"}) {
    const Expression literal = parse_json({{"op", "="}, {"args", {{{"property", "note"}}, text}}});
    EXPECT_EQ(to_json(parse_text(to_text(literal))), to_json(literal)) << text;
    EXPECT_EQ(to_json(parse_text(to_text(literal) + " AND note = 'x'")).at("args").size(), 2U) << text;
  }
  EXPECT_EQ(to_json(parse_scalar_text("'o\\'n'")), "o'n");
  EXPECT_EQ(to_json(parse_scalar_text("'C:\\\\'")), "C:\\");
}

TEST(Filter, TakesNothingForAnOpenEndButTwoDots) {
  EXPECT_EQ(to_json(parse_scalar_text("INTERVAL('..','2024')")).at("interval"), Json({"..", "2024"}));
  EXPECT_EQ(to_json(parse_scalar_text(to_text(parse_scalar_text("INTERVAL(5,'..')")))).at("interval"), Json({5, ".."}));
  EXPECT_EQ(refusal("T_AFTER(opened_on, INTERVAL(5,'..'))").at("code"), "cql2.type");
  EXPECT_EQ(refusal("T_AFTER(opened_on, INTERVAL(('soon'),'..'))").at("code"), "cql2.syntax");
  Hazard hazard;
  EXPECT_EQ(ask("T_AFTER(DATE('2024-01-01'), INTERVAL(opened_on,'..'))", hazard), kUnknown);  // unknown, not open
}

TEST(Filter, ReadsEverySeedOfTheFuzzersAndReadsItBackTheSame) {
  namespace fs = std::filesystem;
  std::size_t count = 0;
  const auto content = [](const fs::path& path) {
    std::stringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
  };
  const fs::path seeds = test::source_dir() / "tests" / "fuzz" / "corpus";
  for (const bool json : {false, true}) {
    for (const auto& entry : fs::directory_iterator(seeds / (json ? "cql2_json" : "cql2_text"))) {
      SCOPED_TRACE(entry.path().filename().string());
      const std::string text = content(entry.path());
      const Expression filter = json ? parse_json(Json::parse(text)) : parse_text(text);
      EXPECT_EQ(to_json(parse_text(to_text(filter))), to_json(filter));
      EXPECT_EQ(to_json(parse_json(to_json(filter))), to_json(filter));
      ++count;
    }
  }
  EXPECT_EQ(count, 12U);
}

struct PlainColumn final : SqlNames {
  [[nodiscard]] std::string column(const Property& property) const override { return property.name; }
};

TEST(Filter, LeavesToTheEvaluatorWhatSqlWouldSayOtherwise) {
  const HazardSchema schema;
  const auto sql = [&](std::string_view text, Dialect dialect) {
    return to_sql(Bound{parse_text(text), schema}, PlainColumn{}, dialect);
  };
  // PostgreSQL would make a double of the whole number.
  EXPECT_EQ(sql("devices > 0.5", Dialect::postgis).where, "TRUE");
  EXPECT_FALSE(sql("devices > 0.5", Dialect::postgis).exact);
  EXPECT_TRUE(sql("devices > 0.5", Dialect::sqlite).exact);
  EXPECT_EQ(sql("devices IN (1, 0.5)", Dialect::postgis).where, "((devices = $1) OR TRUE)");
  EXPECT_EQ(sql("note < 'é'", Dialect::postgis).where, "(note < $1 COLLATE \"C\")");
  EXPECT_EQ(sql("note = 'é'", Dialect::postgis).where, "(note = $1)");
  // A lone backslash at the end is itself here, an error in PostgreSQL and no match in SQLite.
  EXPECT_TRUE(same(sql("note LIKE 'a\\b\\\\'", Dialect::postgis).parameters.at(0), Value{std::string{"a\\b\\\\"}}));
  EXPECT_TRUE(same(sql("note LIKE '50\\%'", Dialect::postgis).parameters.at(0), Value{std::string{"50\\%"}}));
  EXPECT_FALSE(sql("note LIKE '50%'", Dialect::sqlite).exact);
  EXPECT_EQ(sql("CASEI(note) = 'a'", Dialect::sqlite).where, "1");
  EXPECT_EQ(sql("NOT ACCENTI(note) = 'a'", Dialect::sqlite).where, "NOT (0)");
  EXPECT_TRUE(sql("note = 'secret'", Dialect::sqlite).where.find("secret") == std::string::npos);
}

TEST(Filter, ReadsAShapeWithAMinusZeroBackAsTheSameShape) {
  const Expression shape = parse_scalar_text("POLYGON((-0 0,2 2,2 0,0 0))");
  EXPECT_TRUE(same(parse_scalar_text(to_text(shape)).root().value, shape.root().value));
  EXPECT_TRUE(same(parse_json(to_json(shape)).root().value, shape.root().value));
}

TEST(Filter, NeverTakesAFunctionForAnOperator) {
  EXPECT_EQ(refusal("\"and\"(TRUE, FALSE)").at("code"), "cql2.syntax");
  EXPECT_EQ(refusal("\"=\"(1, 1)").at("code"), "cql2.syntax");
}

TEST(Filter, LeavesAnArrayOpenWhereAMissingItemCouldDecide) {
  Hazard hazard;
  hazard.values[5] = std::make_shared<const Array>(Array{Value{std::string{"mine"}}});
  EXPECT_EQ(ask("A_CONTAINS(kinds, (note,))", hazard), kUnknown);
  EXPECT_EQ(ask("NOT A_OVERLAPS(kinds, (note,))", hazard), kUnknown);
  EXPECT_EQ(ask("A_OVERLAPS(kinds, (note,'mine'))", hazard), kYes);
  EXPECT_EQ(ask("A_CONTAINS(kinds, (note,'bomb'))", hazard), kNo);
}

}  // namespace
}  // namespace tilth::cql2
