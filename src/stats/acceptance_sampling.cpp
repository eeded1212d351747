// SPDX-License-Identifier: Apache-2.0
// What the inspection of a sample says about a whole.
#include "stats/acceptance_sampling.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/hypergeometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

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
    if (none < 1e-17) return 1;  // what is left of the product no longer tells 1 - none from 1
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

double zero_acceptance_formula(std::int64_t lot, std::int64_t defective, double confidence) {
  const auto bad = static_cast<double>(defective);
  return (1 - std::pow(1 - confidence, 1 / bad)) * (static_cast<double>(lot) - (bad - 1) / 2);
}

double zero_acceptance_of_share(double share, double confidence) {
  return std::log1p(-confidence) / std::log1p(-share);
}

std::optional<AqlPlan> aql_plan(std::int64_t lot, double aql) {
  static constexpr std::array<double, 16> kLevels{0.010, 0.015, 0.025, 0.040, 0.065, 0.10, 0.15, 0.25,
                                                  0.40,  0.65,  1.0,   1.5,   2.5,   4.0,  6.5,  10};
  static constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQR";
  static constexpr std::array<std::int64_t, 16> kSamples{2,  3,   5,   8,   13,  20,  32,   50,
                                                         80, 125, 200, 315, 500, 800, 1250, 2000};
  static constexpr std::array<std::int64_t, 14> kLots{8,   15,   25,   50,    90,    150,    280,
                                                      500, 1200, 3200, 10000, 35000, 150000, 500000};  // up to
  // Letter and level go up in steps of one ratio, so the acceptance number stands on the diagonals of the table. Two of
  // them have an arrow instead: up to the 0 before them, down to the 1 after them.
  static constexpr std::size_t kNone = 14, kUp = 15, kDown = 16;
  static constexpr std::array<std::int64_t, 8> kAccept{1, 2, 3, 5, 7, 10, 14, 21};  // from kDown + 1 on
  if (lot < 2) return std::nullopt;
  const auto* level =
      std::find_if(kLevels.begin(), kLevels.end(), [&](double one) { return std::fabs(one - aql) < 1e-9; });
  if (level == kLevels.end()) return std::nullopt;
  const auto column = static_cast<std::size_t>(level - kLevels.begin());
  auto row = static_cast<std::size_t>(std::lower_bound(kLots.begin(), kLots.end(), lot) - kLots.begin());
  const std::size_t last = kDown + kAccept.size();
  if (row + column < kNone)
    row = kNone - column;
  else if (row + column == kUp)
    row = row > 0 ? row - 1 : row + 2;  // the table has nothing above its first row: down
  else if (row + column == kDown)
    row += 1;
  else if (row + column > last)
    row = last - column;
  const std::size_t diagonal = row + column;
  AqlPlan found{kLetters[row], {kSamples[row], diagonal <= kNone ? 0 : kAccept[diagonal - kDown - 1]}, false};
  if (found.plan.sample >= lot) {
    found.plan = {lot, 0};
    found.everything = true;
  }
  return found;
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
