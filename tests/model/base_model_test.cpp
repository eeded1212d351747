// SPDX-License-Identifier: Apache-2.0
// The base model loads without a problem, and every rule's examples come out as they say.
#include "model/record_check.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

namespace tilth::model {
namespace {

TEST(BaseModel, LoadsWithoutAProblemAndEveryExampleComesOutRight) {
  const Loaded loaded = load({test::source_dir() / "model"});
  for (const ModelProblem& problem : loaded.problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message << " " << problem.hint;
  ASSERT_NE(loaded.model, nullptr);
  for (const ModelProblem& problem : run_examples(*loaded.model))
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
}

TEST(BaseModel, NeverCallsReleasedLandSafe) {
  const Loaded loaded = load({test::source_dir() / "model"});
  ASSERT_NE(loaded.model, nullptr);
  for (const CodeList& list : loaded.model->code_lists) {
    for (const Code& code : list.codes)
      EXPECT_FALSE(std::regex_search(code.title.en(), std::regex{"\\b[Ss]afe\\b"})) << list.name << " " << code.value;
  }
}

}  // namespace
}  // namespace tilth::model
