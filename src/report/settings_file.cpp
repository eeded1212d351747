// SPDX-License-Identifier: Apache-2.0
#include "report/settings_file.h"

#include "base/problem.h"

#include <fstream>
#include <sstream>

namespace tilth::report {

model::Tree read_settings(const std::filesystem::path& file, model::Problems& problems) {
  std::ifstream in{file, std::ios::binary};
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw Problem{"file.unreadable", {{"file", file.string()}}};
  std::vector<model::Tree> documents = model::read_yaml(file.filename().string(), text.str(), problems);
  refuse_unsound(file, problems);
  if (documents.size() != 1 || documents.front().kind != model::Tree::Kind::map)
    problems.add(file.filename().string(), 1, "Settings are one YAML map.", "docs/commands/export.md shows one.");
  refuse_unsound(file, problems);
  return std::move(documents.front());
}

void refuse_unsound(const std::filesystem::path& file, model::Problems& problems) {
  if (problems.empty()) return;
  const std::vector<model::ModelProblem> all = problems.take();
  const model::ModelProblem& first = all.front();
  throw Problem{"export.settings_unsound",
                {{"file", file.filename().string()},
                 {"line", first.line},
                 {"first", first.message + (first.hint.empty() ? "" : " " + first.hint)},
                 {"count", all.size()}}};
}

}  // namespace tilth::report
