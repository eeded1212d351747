// SPDX-License-Identifier: Apache-2.0
// The hazards of a programme in the order of a priority scheme, as it would be today.
#pragma once

#include "stats/weighted_sum.h"
#include "store/store.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// A criterion as people read it.
struct RankingCriterion {
  std::string name;     ///< a second one of a name has a number behind it
  std::string value;    ///< CQL2 of a hazard
  bool hidden = false;  ///< it reads what the caller may not ask for: not known of any hazard
};

struct WaitingHazard {
  std::string id, label;
};

/// Hazards that are not closed, with the scheme's criteria worked out on each.
struct HazardRanking {
  Uuid scheme;
  std::string name, edition;
  std::vector<RankingCriterion> criteria;   ///< in their order
  std::vector<stats::Criterion> weighing;   ///< beside them
  std::vector<stats::Alternative> hazards;  ///< `id` is the record's id as text
  std::vector<std::string> labels;          ///< beside them: what people call them
  std::vector<bool> on_map;                 ///< beside them: whether the record has a shape
  std::vector<stats::Ranked> ranked;        ///< by rank
  std::vector<WaitingHazard> waiting;       ///< those that the do-no-harm gate holds back: without a rank
  std::string gate_reason;
  std::int64_t as_of = 0;  ///< the last operation that it knows
  bool partial = false;    ///< made of less than the whole: the caller does not see all rows and fields
};

/// Of what the caller may see: rows that are hidden are not ranked, a criterion that reads hidden properties is not
/// known. A gate that does is refused, since those who should wait would stand among the others.
/// @param scheme a scheme's id or its name
/// @throws Problem "ranking.unknown_scheme", "ranking.no_criteria", "ranking.bad_criterion", "store.unknown_type" and
/// "store.hidden_field"
HazardRanking rank_hazards(const store::Store& store, const store::Caller& caller, std::string_view scheme);

}  // namespace tilth::report
