// SPDX-License-Identifier: Apache-2.0
// What the inspection of a sample says about a whole.
#include "stats/acceptance_sampling.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/hypergeometric.hpp>

#include <algorithm>
#include <cmath>

namespace tilth::stats {

double detection_chance(double inspected_share, double sensitivity, std::int64_t missed) {
  return 1 - std::pow(1 - inspected_share * sensitivity, static_cast<double>(missed));
}

std::optional<double> share_to_inspect(double risk, std::int64_t missed, double sensitivity) {
  const double share = (1 - std::pow(risk, 1.0 / static_cast<double>(missed))) / sensitivity;
  return share <= 1 ? std::optional{share} : std::nullopt;
}

double chance_of_one(std::int64_t lot, std::int64_t defective, std::int64_t sample) {
  double none = 1;  // C(N-D, n) / C(N, n), factor by factor over the shorter of both
  const std::int64_t steps = std::min(defective, sample), other = std::max(defective, sample);
  for (std::int64_t i = 0; i < steps; ++i) {
    if (lot - other - i <= 0) return 1;
    none *= static_cast<double>(lot - other - i) / static_cast<double>(lot - i);
  }
  return 1 - none;
}

std::optional<std::int64_t> zero_acceptance_sample(std::int64_t lot, std::int64_t defective, double confidence) {
  if (defective == 0) return std::nullopt;
  std::int64_t low = 1, high = lot;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (chance_of_one(lot, defective, middle) >= confidence) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

double acceptance_chance(const SamplingPlan& plan, double defective_share) {
  return boost::math::cdf(boost::math::binomial_distribution<>{static_cast<double>(plan.sample), defective_share},
                          static_cast<double>(plan.accept));
}

double acceptance_chance(const SamplingPlan& plan, std::int64_t lot, std::int64_t defective) {
  const boost::math::hypergeometric_distribution<> found{
      static_cast<unsigned>(defective), static_cast<unsigned>(plan.sample), static_cast<unsigned>(lot)};
  const auto most = static_cast<unsigned>(std::min({plan.accept, defective, plan.sample}));
  // Below the fewest that can be found the distribution has no value.
  if (plan.accept < std::max<std::int64_t>(0, plan.sample + defective - lot)) return 0;
  return boost::math::cdf(found, most);
}

double quality_accepted_with(const SamplingPlan& plan, double chance) {
  const boost::math::beta_distribution<> quality{static_cast<double>(plan.accept + 1),
                                                 static_cast<double>(plan.sample - plan.accept)};
  return boost::math::quantile(quality, 1 - chance);
}

std::optional<LotPlan> lot_plan(double upper, double lower, double most_wrongly_failed, double most_wrongly_passed) {
  for (std::int64_t sample = 1; sample <= 300; ++sample) {
    const boost::math::binomial_distribution<> good{static_cast<double>(sample), upper};
    const boost::math::binomial_distribution<> bad{static_cast<double>(sample), lower};
    for (std::int64_t pass = 1; pass <= sample; ++pass) {
      const auto below = static_cast<double>(pass - 1);
      const LotPlan plan{sample, pass, boost::math::cdf(good, below),
                         boost::math::cdf(boost::math::complement(bad, below))};
      if (plan.wrongly_failed <= most_wrongly_failed && plan.wrongly_passed <= most_wrongly_passed) return plan;
    }
  }
  return std::nullopt;
}

double upper_limit_of_none(std::int64_t n, double level) { return 1 - std::pow(1 - level, 1 / static_cast<double>(n)); }

}  // namespace tilth::stats
