// SPDX-License-Identifier: Apache-2.0
// The table of problems is sorted, complete and documented.
#include "base/problem.h"
#include "support/paths.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace tilth {
namespace {

TEST(ProblemTable, IsSortedByCodeWithoutRepeats) {
  const auto kinds = problem_kinds();
  for (std::size_t i = 1; i < kinds.size(); ++i) EXPECT_LT(kinds[i - 1].code, kinds[i].code);
}

TEST(ProblemTable, SaysWhatToDoInEveryRow) {
  for (const ProblemKind& kind : problem_kinds()) {
    EXPECT_FALSE(kind.hint.empty()) << kind.code;
    EXPECT_FALSE(kind.title.empty()) << kind.code;
  }
}

TEST(ProblemTable, HasEachCodeInTheDocs) {
  std::ifstream file{test::source_dir() / "docs/problems.md"};
  std::stringstream text;
  text << file.rdbuf();
  for (const ProblemKind& kind : problem_kinds()) {
    EXPECT_NE(text.str().find("| `" + std::string{kind.code} + "` |"), std::string::npos) << kind.code;
  }
}

TEST(Problem, FillsItsValuesIntoTitleAndHint) {
  const Problem problem{"geometry.unknown_crs", {{"crs", "EPSG:1"}}};
  EXPECT_EQ(problem.title(), "The coordinate system EPSG:1 is not known.");
  EXPECT_EQ(problem.values().at("crs"), "EPSG:1");
}

TEST(Problem, RefusesACodeThatTheTableDoesNotHave) { EXPECT_THROW(Problem{"no.such_code"}, std::logic_error); }

}  // namespace
}  // namespace tilth
