// SPDX-License-Identifier: Apache-2.0
// Filters as people write them: what holds, what is unknown, and what a refusal says.
#include "cql2/cql2.h"

#include "base/problem.h"

#include <gtest/gtest.h>

#include <map>

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

}  // namespace
}  // namespace tilth::cql2
