// SPDX-License-Identifier: Apache-2.0
// Intervals of a share.
#include "stats/wilson.h"

#include "stats/rng.h"

#include <boost/math/distributions/beta.hpp>

#include <algorithm>
#include <cmath>

namespace tilth::stats {

std::pair<double, double> wilson_of_share(double share, double n, double level) {
  const double z = normal_quantile(1 - (1 - level) / 2);
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::pair<double, double> wilson(std::int64_t hits, std::int64_t n, double level) {
  const auto count = static_cast<double>(n);
  return wilson_of_share(static_cast<double>(hits) / count, count, level);
}

std::pair<double, double> clopper_pearson(std::int64_t hits, std::int64_t n, double level) {
  const double tail = (1 - level) / 2;
  const auto k = static_cast<double>(hits), count = static_cast<double>(n);
  const auto beta = [](double a, double b, double p) {
    return boost::math::quantile(boost::math::beta_distribution<>{a, b}, p);
  };
  return {hits == 0 ? 0 : beta(k, count - k + 1, tail), hits == n ? 1 : beta(k + 1, count - k, 1 - tail)};
}

}  // namespace tilth::stats
