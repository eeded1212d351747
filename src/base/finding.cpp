// SPDX-License-Identifier: Apache-2.0
// A question that the data ask the data team.
#include "base/finding.h"

#include <algorithm>

namespace tilth {

std::string_view text_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

std::optional<Severity> severity_from(std::string_view text) {
  if (text == "error") return Severity::error;
  if (text == "warning") return Severity::warning;
  if (text == "note") return Severity::note;
  return std::nullopt;
}

Uuid Finding::id() const {
  std::string identity = "finding\n" + rule;
  std::vector<Uuid> sorted = records;
  std::sort(sorted.begin(), sorted.end());
  for (const Uuid& record : sorted) identity += "\n" + record.text();
  return Uuid::named(identity + "\n@" + place);
}

}  // namespace tilth
