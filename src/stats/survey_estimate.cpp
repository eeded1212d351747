// SPDX-License-Identifier: Apache-2.0
// Shares estimated from strata, and weights raked to known margins.
#include "stats/survey_estimate.h"

#include "stats/rng.h"
#include "stats/sums.h"

#include <algorithm>
#include <cmath>

namespace tilth::stats {

std::optional<ShareEstimate> stratified_share(std::span<const Stratum> strata, double level) {
  double population = 0;
  for (const Stratum& stratum : strata) {
    if (stratum.asked < 2) return std::nullopt;
    population += static_cast<double>(stratum.population);
  }
  if (strata.empty()) return std::nullopt;
  Sum share, variance;
  for (const Stratum& stratum : strata) {
    const auto asked = static_cast<double>(stratum.asked), people = static_cast<double>(stratum.population);
    const double weight = people / population, p = static_cast<double>(stratum.yes) / asked;
    share.add(weight * p);
    variance.add(weight * weight * (1 - asked / people) * p * (1 - p) / (asked - 1));
  }
  const double error = std::sqrt(variance.value()), half = normal_quantile(1 - (1 - level) / 2) * error;
  return ShareEstimate{share.value(), error, std::max(0.0, share.value() - half), std::min(1.0, share.value() + half)};
}

std::optional<std::vector<double>> raked(std::vector<double> table, std::span<const double> rows,
                                         std::span<const double> columns) {
  const std::size_t width = columns.size();
  double total = 0;
  for (const double margin : rows) total += margin;
  constexpr int kMostRounds = 10'000;  // converges within tens where it converges at all
  for (int round = 0; round < kMostRounds; ++round) {
    double worst = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      double sum = 0;
      for (std::size_t c = 0; c < width; ++c) sum += table[r * width + c];
      worst = std::max(worst, std::fabs(sum - rows[r]));
      if (sum == 0) continue;
      for (std::size_t c = 0; c < width; ++c) table[r * width + c] *= rows[r] / sum;
    }
    for (std::size_t c = 0; c < width; ++c) {
      double sum = 0;
      for (std::size_t r = 0; r < rows.size(); ++r) sum += table[r * width + c];
      worst = std::max(worst, std::fabs(sum - columns[c]));
      if (sum == 0) continue;
      for (std::size_t r = 0; r < rows.size(); ++r) table[r * width + c] *= columns[c] / sum;
    }
    if (worst <= 1e-9 * total) return table;
  }
  return std::nullopt;
}

}  // namespace tilth::stats
