// SPDX-License-Identifier: Apache-2.0
#include "assess/staged_level.h"

namespace tilth::assess {

std::optional<StagedLevel> staged_level(int lowest, std::span<const CriteriaOfLevel> levels) {
  StagedLevel reached{lowest, static_cast<double>(lowest)};
  bool any = false;
  for (const CriteriaOfLevel& one : levels) {
    if (one.applicable == 0) continue;
    any = true;
    if (one.met < one.applicable) {
      reached.fractional += static_cast<double>(one.met) / static_cast<double>(one.applicable);
      break;
    }
    reached = {one.level, static_cast<double>(one.level)};
  }
  return any ? std::optional{reached} : std::nullopt;
}

}  // namespace tilth::assess
