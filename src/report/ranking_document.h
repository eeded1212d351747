// SPDX-License-Identifier: Apache-2.0
// The ranking of hazards by a priority scheme as a document: for the command and for the page, the same.
#pragma once

#include "base/json.h"
#include "report/hazard_ranking.h"

#include <cstddef>
#include <vector>

namespace tilth::report {

/// What is looked at of a ranking.
struct RankingView {
  std::size_t limit = 20;       ///< so many ranks are told
  std::size_t top = 20;         ///< changes of rank are told of who is among so many, before or after
  double percent = 20;          ///< by how much each weight is moved, up and down; 0 to 100
  std::vector<double> weights;  ///< tried instead of the scheme's, in the criteria's order; empty: the scheme's own
};

/// None, or a weight a criterion: numbers from 0 on that have a sum above 0.
bool can_weigh(const HazardRanking& ranking, const std::vector<double>& weights);

/// Ranks with what each criterion gives, who waits, what a change of each weight would do, and who of the first changes
/// rank by the weights that are tried. Scores and parts are of 100; null where nothing is known.
/// @pre can_weigh(ranking, view.weights)
Json ranking_json(const HazardRanking& ranking, const RankingView& view);

/// The schemes that the caller sees, by name: {id, name, edition, valid_from, valid_to}.
Json schemes_json(const store::Store& store, const store::Caller& caller);

}  // namespace tilth::report
