// SPDX-License-Identifier: Apache-2.0
#include "cli/finding_named.h"

#include "base/problem.h"

#include <vector>

namespace tilth::cli {

store::SavedFinding finding_named(const store::Store& store, const std::string& text, std::string_view rule) {
  std::vector<store::SavedFinding> found;
  for (store::SavedFinding& saved : store.findings())
    if ((rule.empty() || saved.finding.rule == rule) && saved.id.text().starts_with(text))
      found.push_back(std::move(saved));
  if (text.size() < 8 || found.size() != 1) throw Problem{"finding.unknown", {{"finding", text}, {"id", text}}};
  return std::move(found.front());
}

std::string short_id(const Uuid& id) { return id.text().substr(0, 13); }

}  // namespace tilth::cli
