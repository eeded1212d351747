// SPDX-License-Identifier: Apache-2.0
// What a count of rare events says about its rate.
#include "stats/count_interval.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>

namespace tilth::stats {

std::pair<double, double> garwood(std::int64_t count, double level) {
  const double tail = (1 - level) / 2;
  const auto k = static_cast<double>(count);
  const auto chi = [](double degrees, double p) {
    return boost::math::quantile(boost::math::chi_squared_distribution<>{degrees}, p);
  };
  return {count == 0 ? 0 : chi(2 * k, tail) / 2, chi(2 * k + 2, 1 - tail) / 2};
}

double binomial_p(std::int64_t hits, std::int64_t n, double p) {
  const boost::math::binomial_distribution<> outcomes{static_cast<double>(n), p};
  // Outcomes that are as likely but for rounding belong to the tail: 1e-7, as R's binom.test takes it.
  const double likeliest = boost::math::pdf(outcomes, static_cast<double>(hits)) * (1 + 1e-7);
  double sum = 0;
  for (std::int64_t k = 0; k <= n; ++k) {
    const double likelihood = boost::math::pdf(outcomes, static_cast<double>(k));
    if (likelihood <= likeliest) sum += likelihood;
  }
  return std::min(1.0, sum);
}

RateComparison compare_rates(std::int64_t first, double first_exposure, std::int64_t second, double second_exposure) {
  return {(static_cast<double>(first) / first_exposure) / (static_cast<double>(second) / second_exposure),
          binomial_p(first, first + second, first_exposure / (first_exposure + second_exposure))};
}

}  // namespace tilth::stats
