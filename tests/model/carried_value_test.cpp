// SPDX-License-Identifier: Apache-2.0
// What records say under one model, said under the next.
#include "model/carried_value.h"
#include "model/model_difference.h"
#include "model/small_model.h"

#include <gtest/gtest.h>

namespace tilth::model {
namespace {

Field field(std::string name, FieldKind kind, std::vector<std::string> was = {}) {
  Field one;
  one.name = std::move(name);
  one.kind = kind;
  one.was = std::move(was);
  return one;
}
Field many(Field one) {
  one.many = true;
  return one;
}
cql2::Value list(std::initializer_list<const char*> texts) {
  cql2::Array items;
  for (const char* text : texts) items.emplace_back(std::string{text});
  return cql2::Value{std::make_shared<const cql2::Array>(std::move(items))};
}
void expect_same(const std::optional<cql2::Value>& found, const cql2::Value& expected) {
  ASSERT_TRUE(found);
  EXPECT_TRUE(cql2::same(*found, expected));
}

TEST(Successors, AreFieldsOfTheSameNameFirstAndThenThoseThatWereCalledSo) {
  const std::vector<Field> before{field("a", FieldKind::text), field("b", FieldKind::text),
                                  field("c", FieldKind::text)};
  const std::vector<Field> after{field("d", FieldKind::text, {"b"}), field("e", FieldKind::text, {"a"}),
                                 field("a", FieldKind::text)};
  EXPECT_EQ(successors(before, after), (std::vector<int>{2, 0, -1})) << "a is still there, so e is new";
}

TEST(Successors, GiveOneFieldToOneField) {
  const std::vector<Field> before{field("a", FieldKind::text), field("b", FieldKind::text)};
  const std::vector<Field> after{field("c", FieldKind::text, {"a", "b"})};
  EXPECT_EQ(successors(before, after), (std::vector<int>{0, -1})) << "two values are not put into one";
}

TEST(CarriedValue, IsTheSameOrNone) {
  const Field whole = field("x", FieldKind::integer), real = field("x", FieldKind::decimal);
  expect_same(carried(whole, real, nullptr, cql2::Value{std::int64_t{7}}), cql2::Value{7.0});
  EXPECT_FALSE(carried(whole, real, nullptr, cql2::Value{(std::int64_t{1} << 53) + 1})) << "a decimal cannot hold it";
  EXPECT_FALSE(carried(real, whole, nullptr, cql2::Value{7.0}));
  EXPECT_FALSE(carried(real, field("x", FieldKind::length), nullptr, cql2::Value{7.0})) << "a number became metres";
  EXPECT_FALSE(carried(field("x", FieldKind::area), field("x", FieldKind::length), nullptr, cql2::Value{7.0}));
  EXPECT_FALSE(carried(field("x", FieldKind::text), field("x", FieldKind::date), nullptr, cql2::Value{"2024"}));
  Field secret = field("x", FieldKind::text);
  secret.encrypted = true;
  EXPECT_FALSE(carried(field("x", FieldKind::text), secret, nullptr, cql2::Value{"a name"}));
  EXPECT_FALSE(carried(secret, field("x", FieldKind::text), nullptr, cql2::Value{"enc1:"}));
  expect_same(carried(whole, field("x", FieldKind::text), nullptr, cql2::Value{}), cql2::Value{});
}

TEST(CarriedValue, OfCodesFollowsTheirNewNames) {
  CodeList codes;
  codes.codes = {{.value = "shut", .title = {}, .parent = {}, .aliases = {}, .was = {"closed", "done"}},
                 {.value = "open", .title = {}, .parent = {}, .aliases = {}, .was = {"open"}}};
  const Field code = field("x", FieldKind::code);
  expect_same(carried(code, code, &codes, cql2::Value{"closed"}), cql2::Value{"shut"});
  expect_same(carried(code, code, &codes, cql2::Value{"open"}), cql2::Value{"open"});
  expect_same(carried(code, code, &codes, cql2::Value{"other"}), cql2::Value{"other"});
  expect_same(carried(code, many(code), &codes, cql2::Value{"done"}), list({"shut"}));
  expect_same(carried(many(code), code, &codes, list({"done"})), cql2::Value{"shut"});
  EXPECT_FALSE(carried(many(code), code, &codes, list({"done", "open"})));
  expect_same(carried(code, field("x", FieldKind::text), nullptr, cql2::Value{"closed"}), cql2::Value{"closed"});
}

TEST(CarriedValue, OfLinesKeepsEveryLine) {
  Field before = field("lines", FieldKind::lines), after = before;
  before.line_fields = {field("reason", FieldKind::text), field("depth", FieldKind::length)};
  after.line_fields = {field("why", FieldKind::text, {"reason"}), field("depth", FieldKind::length)};
  expect_same(carried(before, after, nullptr, cql2::Value{R"([{"depth":1.5,"reason":"wet"},{"reason":null}])"}),
              cql2::Value{R"([{"depth":1.5,"why":"wet"},{"why":null}])"});
  after.line_fields[1].kind = FieldKind::text;
  EXPECT_FALSE(carried(before, after, nullptr, cql2::Value{R"([{"depth":1.5}])"}));
  expect_same(carried(before, after, nullptr, cql2::Value{R"([{"reason":"wet"}])"}), cql2::Value{R"([{"why":"wet"}])"});
}

TEST(ModelDifference, OfACodeThatTookAnothersPlaceIsItsName) {
  const auto before = load_sources(small_model()).model;
  const auto after = changed_model("codes/kind.yaml", "  bomb: Bomb\n", "  air_bomb: {title: Bomb, was: bomb}\n");
  const std::vector<Difference> found = differences(*before, *after);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "kind.air_bomb");
  EXPECT_EQ(found[0].was, "bomb");
  EXPECT_FALSE(found[0].breaks);
}

TEST(ModelDifference, OfCountsThatWereCalledOtherwiseIsTheirNames) {
  const auto before = load_sources(small_model()).model;
  const auto after =
      changed_model("types/find.yaml", "  people: {kind: counts}", "  persons: {kind: counts, was: people}");
  std::size_t names = 0;
  for (const Difference& one : differences(*before, *after)) {
    EXPECT_NE(one.kind, Difference::Kind::removed) << one.name;
    EXPECT_NE(one.kind, Difference::Kind::added) << one.name;
    names += one.was.empty() ? 0 : 1;
  }
  EXPECT_EQ(names, 10U);
}

TEST(Model, DoesNotGiveARecordTypeTheNameOfWhatTheLogHoldsBesideRecords) {
  Sources sources = small_model();
  sources["types/model.yaml"] = "type: model\ntitle: Model\nsource: test\nfields:\n  name: {kind: text}\n";
  EXPECT_FALSE(load_sources(sources).model);
}

}  // namespace
}  // namespace tilth::model
