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

WeightLoss weight_loss(std::span<const double> weights, std::span<const double> people) {
  Sum sum, squares, all;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum.add(weights[i] * people[i]);
    squares.add(weights[i] * weights[i] * people[i]);
    all.add(people[i]);
  }
  const double effective = sum.value() * sum.value() / squares.value();
  return {effective, all.value() / effective};
}

}  // namespace tilth::stats
