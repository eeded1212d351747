// SPDX-License-Identifier: Apache-2.0
// The hazards of a programme in the order of a priority scheme, as it would be today.
#pragma once

#include "stats/weighted_sum.h"
#include "store/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// Hazards that are not closed, with the scheme's criteria worked out on each.
struct HazardRanking {
  Uuid scheme;
  std::string name, edition;
  std::vector<std::string> criteria;        ///< their names, in their order
  std::vector<stats::Criterion> weighing;   ///< beside them
  std::vector<stats::Alternative> hazards;  ///< `id` is the record's id as text
  std::vector<std::string> labels;          ///< beside them: what people call them
  std::vector<stats::Ranked> ranked;        ///< by rank
  std::vector<std::string> waiting;         ///< labels of those that the do-no-harm gate holds back: without a rank
  std::string gate_reason;
};

/// @param scheme a scheme's id or its name
/// @throws Problem "ranking.unknown_scheme", "ranking.no_criteria", "ranking.bad_criterion"
HazardRanking rank_hazards(const store::Store& store, const store::Caller& caller, std::string_view scheme);

}  // namespace tilth::report
