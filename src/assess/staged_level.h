// SPDX-License-Identifier: Apache-2.0
// The level that a component has reached when each level has criteria (methods 4.1).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace tilth::assess {

/// Of one level: how many of its criteria that apply are met.
struct CriteriaOfLevel {
  int level = 0;
  std::size_t met = 0, applicable = 0;
};

struct StagedLevel {
  int staged = 0;         ///< the highest level reached; what is met above a gap does not count
  double fractional = 0;  ///< staged + the share of the next level's criteria that are met
};

/// Starts at `lowest` and climbs while all criteria of a level are met. A level of which nothing applies is not reached
/// by that and does not block the next. Nothing where no criterion applies at all.
/// @pre `levels` in rising order, all above `lowest`, met <= applicable
std::optional<StagedLevel> staged_level(int lowest, std::span<const CriteriaOfLevel> levels);

}  // namespace tilth::assess
