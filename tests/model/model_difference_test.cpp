// SPDX-License-Identifier: Apache-2.0
// Two models side by side, and the page drawn from one.
#include "model/model_difference.h"
#include "model/data_dictionary.h"
#include "model/small_model.h"

#include <gtest/gtest.h>

namespace tilth::model {
namespace {

/// The one difference that a change of the small model makes.
Difference only(const std::string& file, const std::string& from, const std::string& to) {
  const auto before = load_sources(small_model()).model;
  const auto after = changed_model(file, from, to);
  if (!after) {
    ADD_FAILURE() << "the changed model does not load";
    return {};
  }
  const std::vector<Difference> found = differences(*before, *after);
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? Difference{} : found.front();
}

TEST(ModelDifference, OfAModelAndItselfIsNothing) {
  const auto model = load_sources(small_model()).model;
  EXPECT_TRUE(differences(*model, *model).empty());
}

TEST(ModelDifference, ThatRecordsMayNotFitIsMarkedSo) {
  const Difference gone = only("types/find.yaml", "  depth: {kind: length, minimum: 0, maximum: 10}\n", "");
  EXPECT_EQ(gone.kind, Difference::Kind::removed);
  EXPECT_EQ(gone.name, "find.depth");
  EXPECT_TRUE(gone.breaks);
  EXPECT_TRUE(only("types/find.yaml", "maximum: 10", "maximum: 5").breaks);
  EXPECT_FALSE(only("types/find.yaml", "maximum: 10", "maximum: 15").breaks);
  EXPECT_TRUE(only("types/find.yaml", "found_on: {kind: date}", "found_on: {kind: date, required: true}").breaks);
  EXPECT_FALSE(only("types/place.yaml", "{kind: text, required: true}", "{kind: text}").breaks);
  EXPECT_TRUE(only("codes/kind.yaml", "  bomb: Bomb\n", "").breaks);
  EXPECT_FALSE(only("codes/kind.yaml", "  bomb: Bomb\n", "  bomb: Bomb\n  fuse: Fuse\n").breaks);
}

TEST(ModelDifference, OfAFieldThatWasCalledOtherwiseIsItsName) {
  const auto before = load_sources(small_model()).model;
  const auto after = changed_model("types/find.yaml", "depth: {kind: length,", "deep: {kind: length, was: depth,");
  const std::vector<Difference> found = differences(*before, *after);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().name, "find.deep");
  EXPECT_EQ(found.front().detail, "name: depth -> deep");
  for (const Difference& one : found) {
    EXPECT_EQ(one.kind, Difference::Kind::changed);
    EXPECT_FALSE(one.breaks) << one.detail;
  }
}

TEST(ModelDifference, NamesTheRuleAndWhatMoved) {
  const Difference milder = only("types/find.yaml", "severity: error", "severity: warning");
  EXPECT_EQ(milder.what, "rule");
  EXPECT_EQ(milder.name, "find.closed_after_found");
  EXPECT_EQ(milder.detail, "severity: error -> warning");
  EXPECT_FALSE(milder.breaks);
}

TEST(DataDictionary, NamesEveryFieldRuleAndCodeOfTheModel) {
  const auto model = load_sources(small_model()).model;
  const std::string page = data_dictionary(*model, "en").markdown();
  for (const RecordType& type : model->types) {
    for (const Field& field : type.fields)
      EXPECT_NE(page.find("`" + field.name + "`"), std::string::npos) << field.name;
    for (const Rule& rule : type.rules) EXPECT_NE(page.find("`" + rule.id + "`"), std::string::npos) << rule.id;
  }
  EXPECT_NE(page.find("| `mine` | Mine |"), std::string::npos);
  EXPECT_NE(page.find("(#codes-kind)"), std::string::npos);
}

TEST(DataDictionary, SpeaksTheLanguageAskedForAndSaysWhereItCannot) {
  const auto model = load_sources(small_model()).model;
  const std::string page = data_dictionary(*model, "fr").html();
  EXPECT_NE(page.find("<html lang=\"fr\" dir=\"ltr\">"), std::string::npos);
  EXPECT_NE(page.find("Découverte"), std::string::npos);
  EXPECT_NE(page.find("[en] Place"), std::string::npos);
  EXPECT_NE(data_dictionary(*model, "ar").html().find("dir=\"rtl\""), std::string::npos);
}

TEST(Document, NeverTakesGivenTextAsMarks) {
  Document page{"<b>"};
  page.table({"a|b"}, {{"`x|y`"}, {"*z*"}, {"<script>"}});
  EXPECT_EQ(page.markdown(), "# \\<b\\>\n\n| a\\|b |\n|---|\n| `x\\|y` |\n| \\*z\\* |\n| \\<script\\> |\n");
  EXPECT_EQ(page.html().find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace tilth::model
