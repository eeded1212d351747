// SPDX-License-Identifier: Apache-2.0
// Values as JSON that are no values are refused: taken, they would become other figures or break an answer.
#include "model/field_value.h"

#include "base/problem.h"

#include <gtest/gtest.h>

namespace tilth::model {
namespace {

Field of(FieldKind kind) {
  Field field;
  field.name = "it";
  field.kind = kind;
  return field;
}

bool refused(FieldKind kind, const Json& json) {
  try {
    static_cast<void>(value_from_json(of(kind), json));
  } catch (const Problem& problem) {
    return problem.kind().code == std::string_view{"field.bad_value"};
  }
  return false;
}

TEST(FieldValue, AWholeNumberTooLargeIsNotANegativeOne) {
  EXPECT_TRUE(refused(FieldKind::integer, 18446744073709551615U));
  EXPECT_TRUE(refused(FieldKind::money, 9223372036854775808U));
  EXPECT_EQ(std::get<std::int64_t>(value_from_json(of(FieldKind::integer), 9223372036854775807U)), 9223372036854775807);
}

TEST(FieldValue, AnAreaLargerThanTheEarthIsNone) {
  EXPECT_TRUE(refused(FieldKind::area, 1e15));
  EXPECT_TRUE(refused(FieldKind::area, -1e300));
  EXPECT_EQ(std::get<double>(value_from_json(of(FieldKind::area), 5.1e14)), 5.1e14);
}

TEST(FieldValue, LinesAreAListOfObjectsAndNothingElse) {
  const Field lines = of(FieldKind::lines);
  EXPECT_EQ(std::get<std::string>(value_from_json(lines, Json::parse(R"([{"b":1,"a":"x"}])"))), R"([{"a":"x","b":1}])");
  EXPECT_EQ(std::get<std::string>(value_from_json(lines, R"( [ { "b" : 1 } ] )")), R"([{"b":1}])");
  EXPECT_EQ(value_to_json(lines, value_from_json(lines, "[]")), Json::array());
  // As text they go into answers as they are.
  for (const char* text : {"", "x", "1}],\"features\":[", "[{]", "{}", "[1]", "[{}", "null"})
    EXPECT_TRUE(refused(FieldKind::lines, text)) << text;
  EXPECT_TRUE(refused(FieldKind::lines, Json::parse("[[1]]")));
}

TEST(FieldValue, LinesThatAreNoneAreShownAsTheTextTheyAre) {
  EXPECT_EQ(value_to_json(of(FieldKind::lines), cql2::Value{std::string{"x"}}), Json("x"));
}

TEST(FieldValue, LinesDoNotNestWithoutEnd) {
  const std::string deep = std::string(1'000'000, '[');
  EXPECT_TRUE(refused(FieldKind::lines, deep));
  std::string closed = "[{\"a\":";
  closed += std::string(100'000, '[') + std::string(100'000, ']') + "}]";
  EXPECT_TRUE(refused(FieldKind::lines, closed));
}

}  // namespace
}  // namespace tilth::model
