// SPDX-License-Identifier: Apache-2.0
// Two organisations find the people both know, and learn nothing else.
#include "people/code_exchange.h"

#include "base/problem.h"
#include "support/paths.h"
#include "support/scratch_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace tilth::people {
namespace {

using cql2::Value;

const model::Model& base_model() {
  static const auto loaded = model::load({test::source_dir() / "model"});
  return *loaded.model;
}
LinkageRule rule_of(const char* name) {
  const model::RecordType& type = *base_model().find_type(name);
  return read_linkage_rule(base_model(), type, *same_person_rule(type));
}

Person person(const char* type_name, std::uint64_t id, std::initializer_list<std::pair<const char*, Value>> values) {
  const model::RecordType& type = *base_model().find_type(type_name);
  Person made{Uuid::from_parts(1, 1, id), std::vector<Value>(type.fields.size())};
  for (const auto& [field, value] : values) made.values[static_cast<std::size_t>(type.index_of(field))] = value;
  return made;
}
Person hurt(std::uint64_t id, const char* name, int born, const char* sex = "female") {
  return person("casualty", id,
                {{"name", Value{std::string{name}}},
                 {"sex", Value{std::string{sex}}},
                 {"date_of_birth", Value{Date{static_cast<std::int16_t>(born), 0, 0}}}});
}

const std::string kKey(64, 'a');

TEST(CodeExchange, TheSamePersonHasTheSameCodeHoweverTheNameIsWritten) {
  const LinkageRule rule = rule_of("casualty");
  const CodedRecords theirs =
      coded(rule, kKey, {hurt(1, "Fatima Hassan", 1987), hurt(2, "Leila Noor", 1990)}, "", false);
  const CodedRecords own =
      coded(rule, kKey, {hurt(7, "HASSAN, Fatima", 1987), hurt(8, "Leila Noor", 1991), hurt(9, "", 1990)}, "", false);
  const auto found = possible_duplicates(theirs, own, 0.85);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(own.records.size(), 2U) << "an empty name is nobody's";
  const auto records = answered(answer_json(kKey, "casualty", found).dump(), kKey, "casualty",
                                {hurt(1, "Fatima Hassan", 1987), hurt(2, "Leila Noor", 1990)});
  EXPECT_EQ(records, std::vector<Uuid>{hurt(1, "", 0).id});
}

TEST(CodeExchange, FiltersFindAnotherSpellingWhereExactCodesDoNot) {
  const LinkageRule rule = rule_of("casualty");
  const std::vector<Person> one{hurt(1, "Fatima Hassan", 1987)}, other{hurt(7, "Fatema Hassan", 1987)};
  EXPECT_TRUE(possible_duplicates(coded(rule, kKey, one, "", false), coded(rule, kKey, other, "", false), 0.8).empty());
  EXPECT_EQ(possible_duplicates(coded(rule, kKey, one, "", true), coded(rule, kKey, other, "", true), 0.8).size(), 1U);
  const std::vector<Person> stranger{hurt(9, "Yusuf Barre", 1962, "male")};
  EXPECT_TRUE(
      possible_duplicates(coded(rule, kKey, one, "", true), coded(rule, kKey, stranger, "", true), 0.8).empty());
}

TEST(CodeExchange, NothingOfAPersonStandsInTheFileAndAnotherKeyMakesAllOfItNew) {
  const LinkageRule rule = rule_of("casualty");
  const std::vector<Person> persons{hurt(1, "Fatima Hassan", 1987)};
  const std::string text = to_json(coded(rule, kKey, persons, "", true)).dump();
  for (const char* word : {"Fatima", "FATIMA", "Hassan", "1987", "female", "FEMALE"})
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  EXPECT_EQ(text.find(persons[0].id.text()), std::string::npos);
  EXPECT_EQ(text.find(kKey), std::string::npos) << "the key is never in the file";
  const CodedRecords again = coded(rule, std::string(64, 'b'), persons, "", true);
  const CodedRecords first = coded(rule, kKey, persons, "", true);
  EXPECT_NE(again.records[0].reference, first.records[0].reference) << "two projects cannot be put together";
  EXPECT_NE(again.records[0].codes, first.records[0].codes);
  EXPECT_NE(again.records[0].filter, first.records[0].filter);
}

TEST(CodeExchange, OnlyThoseAreCodedWhoLetTheirNameBeGivenToThePartner) {
  const LinkageRule rule = rule_of("survivor_case");
  ASSERT_GE(rule.consent, 0);
  const auto survivor = [](std::uint64_t id, std::initializer_list<const char*> groups) {
    cql2::Array array;
    for (const char* group : groups) array.emplace_back(std::string{group});
    return person("survivor_case", id,
                  {{"name", Value{std::string{"Amina Karimi"}}},
                   {"sex", Value{std::string{"female"}}},
                   {"age_band", Value{std::string{"adult"}}},
                   {"consent_to", Value{std::make_shared<const cql2::Array>(std::move(array))}}});
  };
  const std::vector<Person> persons{survivor(1, {"ngos", "authorities"}), survivor(2, {"authorities"}),
                                    survivor(3, {})};
  EXPECT_EQ(coded(rule, kKey, persons, "ngos", true).records.size(), 1U);
  EXPECT_EQ(coded(rule, kKey, persons, "authorities", true).records.size(), 2U);
  EXPECT_TRUE(coded(rule, kKey, persons, "", true).records.empty());
}

std::string refusal(const std::string& text, const std::string& key = kKey, const std::string& type = "casualty") {
  try {
    (void)read_codes(text, key, type);
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "link.bad_codes");
    return problem.values().value("reason", "");
  }
  return "";
}

TEST(CodeExchange, AFileIsReadAgainAndAnyOtherRefused) {
  const LinkageRule rule = rule_of("casualty");
  const CodedRecords made = coded(rule, kKey, {hurt(1, "Fatima Hassan", 1987)}, "", true);
  const std::string text = to_json(made).dump();
  const CodedRecords read = read_codes(text, kKey, "casualty");
  ASSERT_EQ(read.records.size(), 1U);
  EXPECT_EQ(read.records[0].codes, made.records[0].codes);
  EXPECT_EQ(read.records[0].filter, made.records[0].filter);
  EXPECT_EQ(refusal(text, std::string(64, 'b')), "it was made with another key");
  EXPECT_EQ(refusal(text, kKey, "survivor_case"), "it is about another record type");
  EXPECT_EQ(refusal("nonsense"), "it holds no codes of people");
  Json broken = Json::parse(text);
  broken["records"][0]["filter"] = "xyz";
  EXPECT_EQ(refusal(broken.dump()), "a filter is broken");
  broken["records"][0] = 7;
  EXPECT_EQ(refusal(broken.dump()), "it holds no codes of people");
}

TEST(CodeExchange, AKeyIsForItsOwnerAloneAndNeverWrittenOver) {
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "project.key";
  make_project_key(file);
  const std::string key = read_project_key(file);
  EXPECT_EQ(key.size(), 64U);
  EXPECT_THROW(make_project_key(file), Problem);
  EXPECT_EQ(read_project_key(file), key);
  make_project_key(folder / "other.key");
  EXPECT_NE(read_project_key(folder / "other.key"), key);
  EXPECT_NE(project_of(key), project_of(read_project_key(folder / "other.key")));
  std::filesystem::permissions(file, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  EXPECT_THROW(read_project_key(file), Problem);
  EXPECT_THROW(read_project_key(folder / "none.key"), Problem);
}

}  // namespace
}  // namespace tilth::people
