// SPDX-License-Identifier: Apache-2.0
// A question that the data ask the data team.
#include "base/finding.h"

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
  for (const Uuid& record : records) identity += "\n" + record.text();
  return Uuid::named(identity + "\n@" + place);
}

}  // namespace tilth
