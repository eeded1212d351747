// SPDX-License-Identifier: Apache-2.0
// How many people a survey must ask.
#include "stats/survey_size.h"

#include "stats/rng.h"
#include "stats/sums.h"

#include <cmath>

namespace tilth::stats {

SurveySize survey_size(const SurveyPlan& plan) {
  const double z = normal_quantile(1 - (1 - plan.level) / 2);
  SurveySize size;
  size.simple = z * z * plan.share * (1 - plan.share) / (plan.margin * plan.margin);
  size.finite = plan.population ? size.simple / (1 + (size.simple - 1) / *plan.population) : size.simple;
  size.design_effect = 1 + (plan.cluster_size - 1) * plan.intra_cluster;
  size.clustered = size.finite * size.design_effect;
  size.asked = size.clustered / plan.response_rate;
  size.people = static_cast<std::int64_t>(std::ceil(size.asked));
  return size;
}

std::optional<IntraCluster> intra_cluster(std::span<const std::int64_t> yes, std::int64_t size) {
  if (yes.size() < 2 || size < 2) return std::nullopt;
  const auto clusters = static_cast<double>(yes.size()), people = static_cast<double>(size);
  double total = 0;
  for (const std::int64_t k : yes) total += static_cast<double>(k);
  const double share = total / (clusters * people);
  Sum between, within;
  for (const std::int64_t k : yes) {
    const double own = static_cast<double>(k) / people;
    between.add(people * (own - share) * (own - share));
    within.add(people * own * (1 - own));
  }
  IntraCluster found;
  found.between = between.value() / (clusters - 1);
  found.within = within.value() / (clusters * (people - 1));
  const double spread = found.between + (people - 1) * found.within;
  found.correlation = spread > 0 ? std::max(0.0, (found.between - found.within) / spread) : 0;
  found.design_effect = 1 + (people - 1) * found.correlation;
  return found;
}

std::optional<WeightLoss> weight_loss(std::span<const double> weights) {
  if (weights.empty()) return std::nullopt;
  Sum sum, squares;
  for (const double w : weights) sum.add(w), squares.add(w * w);
  const double effective = sum.value() * sum.value() / squares.value();
  return WeightLoss{effective, static_cast<double>(weights.size()) / effective};
}

}  // namespace tilth::stats
