// SPDX-License-Identifier: Apache-2.0
// HXL tags of the model's folder hxl/: which field gets which, and what is said of a wrong one.
#include "model/hxl_tags.h"

#include "model/small_model.h"

#include <gtest/gtest.h>

namespace tilth::model {
namespace {

HxlTags tags_of(const std::string& text, Sources more = {}) {
  Sources sources = small_model();
  sources["hxl/tags.yaml"] = text;
  for (auto& [file, other] : more) sources[file] = other;
  const Loaded loaded = load_sources(sources);
  EXPECT_TRUE(loaded.problems.empty());
  return hxl_tags_of(*loaded.model);
}

std::string first_said(const std::string& text) {
  const HxlTags tags = tags_of(text);
  if (tags.problems.empty()) return {};
  const ModelProblem& first = tags.problems.front();
  return first.file + ":" + std::to_string(first.line) + ": " + first.message + " " + first.hint;
}

TEST(HxlTags, AreOfAFieldAnywhereOfATypesOwnAndOfThePartsOfCounts) {
  const Loaded loaded = load_sources(small_model());
  const RecordType& find = *loaded.model->find_type("find");
  const HxlTags tags = tags_of(
      "hxl: any\nfields: {kind: '#event +Type', people: '#reached', found_on: '#date+found'}\n"
      "---\nhxl: find\nfields: {found_on: none}\n");
  EXPECT_TRUE(tags.problems.empty());
  EXPECT_EQ(tags.of(find, *find.find("kind")), "#event+type");
  EXPECT_EQ(tags.of(find, *find.find("found_on")), "");
  EXPECT_EQ(tags.of(find, *find.find("people_women")), "#reached+adults+f");
  EXPECT_EQ(tags.of(find, *find.find("people_total")), "#reached+total");
  EXPECT_EQ(tags.of(find, *find.find("depth")), "");
}

TEST(HxlTags, OfAnOverlaySpeakLast) {
  const Loaded loaded = load_sources(small_model());
  const RecordType& find = *loaded.model->find_type("find");
  const HxlTags tags = tags_of("hxl: find\nfields: {kind: '#event+type'}\n",
                               {{"overlays/01-country/hxl/own.yaml", "hxl: find\nfields: {kind: '#x_kind'}\n"}});
  EXPECT_EQ(tags.of(find, *find.find("kind")), "#x_kind");
}

TEST(HxlTags, SayWithFileAndLineWhatIsWrong) {
  EXPECT_EQ(first_said("hxl: fnd\nfields: {kind: '#a'}\n"),
            "hxl/tags.yaml:1: There is no record type fnd to tag. Did you mean find?");
  EXPECT_EQ(first_said("hxl: find\nfields:\n  knd: '#a'\n"),
            "hxl/tags.yaml:3: find has no field knd. Did you mean kind?");
  EXPECT_NE(first_said("hxl: find\nfields: {kind: 'event'}\n").find("'event' is no HXL tag."), std::string::npos);
  EXPECT_NE(first_said("hxl: find\nfields: {kind: '#a+b', found_on: '#A + B'}\n").find("have one tag, #a+b."),
            std::string::npos);
  EXPECT_NE(first_said("hxl: find\n").find("need `fields`"), std::string::npos);
}

}  // namespace
}  // namespace tilth::model
