// SPDX-License-Identifier: Apache-2.0
// A model's files: what loads, and what each fault says with file and line.
#include "model/record_check.h"
#include "model/small_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tilth::model {
namespace {

std::vector<ModelProblem> problems_with(const std::string& file, const std::string& from, const std::string& to) {
  Sources sources = small_model();
  std::string& text = sources.at(file);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return load_sources(sources).problems;
}

testing::AssertionResult says(const std::vector<ModelProblem>& problems, const std::string& file, int line,
                              const std::string& words) {
  for (const ModelProblem& problem : problems) {
    if (problem.file == file && problem.line == line &&
        (problem.message + " " + problem.hint).find(words) != std::string::npos) {
      return testing::AssertionSuccess();
    }
  }
  auto failure = testing::AssertionFailure()
                 << "no problem at " << file << ":" << line << " says \"" << words << "\"; there are:";
  for (const ModelProblem& problem : problems)
    failure << "\n  " << problem.file << ":" << problem.line << ": " << problem.message << " " << problem.hint;
  return failure;
}

TEST(ModelFiles, LoadWithoutAProblemAndTheirExamplesComeOutRight) {
  const Loaded loaded = load_sources(small_model());
  for (const ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
  ASSERT_NE(loaded.model, nullptr);
  EXPECT_TRUE(run_examples(*loaded.model).empty());
  EXPECT_EQ(loaded.model->find_type("find")->title.in("fr"), "Découverte");
  EXPECT_EQ(loaded.model->find_type("place")->title.in("fr"), "[en] Place");
}

TEST(ModelFiles, SpreadACountIntoSexAndAgeWithATotalThatIsMissingWhenNothingIsKnown) {
  const Loaded loaded = load_sources(small_model());
  const RecordType& find = *loaded.model->find_type("find");
  ASSERT_GE(find.index_of("people_girls"), 0);
  const CompiledType compiled{*loaded.model, find};
  std::vector<cql2::Value> values(find.fields.size());
  compiled.compute(values);
  EXPECT_TRUE(values[static_cast<std::size_t>(find.index_of("people_total"))].is_null());
  values[static_cast<std::size_t>(find.index_of("people_girls"))] = std::int64_t{3};
  values[static_cast<std::size_t>(find.index_of("people_unknown"))] = std::int64_t{2};
  compiled.compute(values);
  EXPECT_EQ(std::get<std::int64_t>(values[static_cast<std::size_t>(find.index_of("people_total"))]), 5);
}

TEST(ModelFiles, NameTheNearestKnownWordForEachUnknownOne) {
  EXPECT_TRUE(says(problems_with("types/find.yaml", "severity: error", "sevrity: error"), "types/find.yaml", 14,
                   "Did you mean `severity`?"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "codes: kind", "codes: kinds"), "types/find.yaml", 5,
                   "Did you mean kind?"));
  EXPECT_TRUE(
      says(problems_with("types/find.yaml", "to: place", "to: plase"), "types/find.yaml", 8, "Did you mean place?"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "kind: counts", "kind: count"), "types/find.yaml", 9,
                   "Did you mean counts?"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "must: closed_on >= found_on", "must: closed_on >= fond_on"),
                   "types/find.yaml", 16, "did you mean found_on?"));
  EXPECT_TRUE(
      says(problems_with("types/find.yaml", "before {found_on}", "before {found}"), "types/find.yaml", 18, "{found}"));
}

TEST(ModelFiles, RefuseARuleWithoutBothKindsOfExampleOrASource) {
  EXPECT_TRUE(says(problems_with("types/find.yaml", "holds: false", "holds: true"), "types/find.yaml", 13,
                   "an example that holds and one that does not"));
  EXPECT_TRUE(says(problems_with("types/find.yaml", "    source: test\n    examples", "    examples"),
                   "types/find.yaml", 13, "names no `source`"));
}

TEST(ModelFiles, FindAnExampleThatComesOutOtherwise) {
  Sources sources = small_model();
  std::string& text = sources.at("types/find.yaml");
  text.replace(text.find("closed_on: 2024-02-01"), 21, "closed_on: 2024-04-01");
  const Loaded loaded = load_sources(sources);
  ASSERT_NE(loaded.model, nullptr);
  EXPECT_TRUE(says(run_examples(*loaded.model), "types/find.yaml", 22, "holds, and should not"));
}

TEST(ModelFiles, KeepEncryptedFieldsOutOfRules) {
  EXPECT_TRUE(says(
      problems_with("types/find.yaml", "must: closed_on >= found_on", "must: closed_on >= found_on AND note <> ''"),
      "types/find.yaml", 16, "encrypted"));
}

TEST(ModelFiles, RefuseCirclesAliasesDeepNestingAndDoubleKeys) {
  EXPECT_TRUE(
      says(problems_with(
               "types/find.yaml", "  depth: {kind: length,",
               "  a: {kind: decimal, computed: b + 1}\n  b: {kind: decimal, computed: a + 1}\n  depth: {kind: length,"),
           "types/find.yaml", 11, "circle"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", "title: Place", "title: &a Place\nplural: *a"), "types/place.yaml",
                   2, "anchor"));
  EXPECT_TRUE(says(problems_with("types/place.yaml", "title: Place", "title: Place\ntitle: Other"), "types/place.yaml",
                   3, "twice"));
  EXPECT_TRUE(
      says(problems_with("types/place.yaml", "title: Place", "title: " + std::string(500, '[') + std::string(500, ']')),
           "types/place.yaml", 2, "too deep"));
}

TEST(ModelFiles, AreChangedByAnOverlayThatRenamesAddsAndSpeaksAnotherLanguage) {
  Sources sources = small_model();
  sources["overlays/01-kitara/find.yaml"] =
      "extends: find\ntitle: {pt: Achado}\nfields:\n  closed_date: {was: closed_on}\n  depth: {maximum: 20}\n  radio: "
      "{kind: text}\nremove: [people]\n"
      "rules:\n  - id: find.closed_after_found\n    severity: warning\n    when: closed_date IS NOT NULL\n    must: "
      "closed_date >= found_on\n"
      "    field: closed_date\n    message: {en: \"Closed {closed_date} before {found_on}\"}\n    examples:\n"
      "      - {found_on: 2024-03-01, closed_date: 2024-05-20, holds: true}\n      - {found_on: 2024-03-01, "
      "closed_date: 2024-02-01, holds: false}\n";
  const Loaded loaded = load_sources(sources);
  for (const ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
  ASSERT_NE(loaded.model, nullptr);
  const RecordType& find = *loaded.model->find_type("find");
  EXPECT_EQ(find.title.in("pt"), "Achado");
  EXPECT_EQ(find.title.in("fr"), "Découverte");
  EXPECT_EQ(find.rules.at(0).severity, Severity::warning);
  EXPECT_EQ(find.find("closed_on"), nullptr);
  EXPECT_EQ(find.find("closed_date")->kind, FieldKind::date);
  EXPECT_EQ(find.find("depth")->maximum, 20);
  EXPECT_EQ(find.find("depth")->minimum, 0);
  EXPECT_EQ(find.find("people_girls"), nullptr);
  EXPECT_NE(find.find("radio"), nullptr);
}

TEST(ModelFiles, GiveTheSameModelFromWhatTheDatabaseStores) {
  const Loaded once = load_sources(small_model());
  const Loaded again = load_sources(once.model->sources);
  ASSERT_NE(again.model, nullptr);
  EXPECT_EQ(again.model->hash, once.model->hash);
}

TEST(RecordCheck, FindsMissingUnknownAndOutOfRangeAndProposesTheCodeThatWasMeant) {
  const Loaded loaded = load_sources(small_model());
  const RecordType& find = *loaded.model->find_type("find");
  const CompiledType compiled{*loaded.model, find};
  std::vector<cql2::Value> values(find.fields.size());
  const auto set = [&](std::string_view field, cql2::Value value) {
    values[static_cast<std::size_t>(find.index_of(field))] = std::move(value);
  };
  const auto rules = [&] {
    std::vector<std::string> ids;
    for (const Finding& finding : compiled.check(Uuid{}, values, Alone{})) ids.push_back(finding.rule);
    return ids;
  };
  EXPECT_EQ(rules(), std::vector<std::string>{"field.required"});
  set("kind", std::string{" Mina "});
  set("depth", 11.0);
  EXPECT_EQ(rules(), (std::vector<std::string>{"field.code_unknown", "field.out_of_range"}));
  EXPECT_EQ(compiled.check(Uuid{}, values, Alone{}).front().repair.at("set").at("kind"), "mine");
  set("kind", std::string{"mine"});
  set("depth", 1.0);
  EXPECT_TRUE(rules().empty());
  set("found_on", *Date::parse("2024"));
  set("closed_on", *Date::parse("2024-02-01"));
  EXPECT_TRUE(rules().empty()) << "a year against a day is unknown, and unknown holds";
  set("found_on", *Date::parse("2025"));
  EXPECT_EQ(rules(), std::vector<std::string>{"find.closed_after_found"});
}

}  // namespace
}  // namespace tilth::model
