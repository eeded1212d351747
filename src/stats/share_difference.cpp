// SPDX-License-Identifier: Apache-2.0
// Whether a share changed between two rounds.
#include "stats/share_difference.h"

#include "stats/count_interval.h"
#include "stats/rng.h"
#include "stats/sums.h"
#include "stats/wilson.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace tilth::stats {
namespace {

double share_of(const Round& round) { return round.yes / round.asked; }
double variance_of(const Round& round) {
  const double p = share_of(round);
  return p * (1 - p) / round.asked;
}
double two_sided(double z) {
  return 2 * boost::math::cdf(boost::math::complement(boost::math::normal_distribution<>{}, std::fabs(z)));
}
/// No spread and no difference says nothing; no spread and a difference leaves no doubt.
double ratio_to_error(double difference, double error) {
  return error > 0 ? difference / error : difference == 0 ? 0 : std::copysign(INFINITY, difference);
}

struct Means {
  double mean = 0, variance_of_mean = 0;
};
Means means_of(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  Sum sum, squares;
  for (const double value : values) sum.add(value);
  const double mean = sum.value() / n;
  for (const double value : values) squares.add((value - mean) * (value - mean));
  return {mean, squares.value() / (n - 1) / n};
}

}  // namespace

std::optional<ShareDifference> share_difference(const Round& before, const Round& after, double design_effect,
                                                double level) {
  if (before.asked == 0 || after.asked == 0) return std::nullopt;
  const double p1 = share_of(before), p2 = share_of(after);
  const double quantile = normal_quantile(1 - (1 - level) / 2);
  ShareDifference found;
  found.difference = p2 - p1;
  found.standard_error = std::sqrt(design_effect * (variance_of(before) + variance_of(after)));
  found.z = ratio_to_error(found.difference, found.standard_error);
  found.p = std::isinf(found.z) ? 0 : two_sided(found.z);
  found.wald_lower = found.difference - quantile * found.standard_error;
  found.wald_upper = found.difference + quantile * found.standard_error;
  const auto [l1, u1] = wilson_of_share(p1, before.asked / design_effect, level);
  const auto [l2, u2] = wilson_of_share(p2, after.asked / design_effect, level);
  found.lower = found.difference - std::hypot(p2 - l2, u1 - p1);
  found.upper = found.difference + std::hypot(u2 - p2, p1 - l1);
  found.cohens_h = 2 * std::asin(std::sqrt(p2)) - 2 * std::asin(std::sqrt(p1));
  return found;
}

std::optional<DifferenceInDifferences> difference_in_differences(const Round& before, const Round& after,
                                                                 const Round& comparison_before,
                                                                 const Round& comparison_after, double design_effect) {
  double variance = 0;
  for (const Round* round : {&before, &after, &comparison_before, &comparison_after}) {
    if (round->asked == 0) return std::nullopt;
    variance += variance_of(*round);
  }
  DifferenceInDifferences found;
  found.difference = share_of(after) - share_of(before) - (share_of(comparison_after) - share_of(comparison_before));
  found.standard_error = std::sqrt(design_effect * variance);
  found.z = ratio_to_error(found.difference, found.standard_error);
  found.p = std::isinf(found.z) ? 0 : two_sided(found.z);
  return found;
}

PairedChange paired_change(std::int64_t gained, std::int64_t lost, std::int64_t n) {
  PairedChange found;
  found.difference = static_cast<double>(gained - lost) / static_cast<double>(n);
  const std::int64_t changed = gained + lost;
  if (changed == 0) return found;
  found.p = binomial_p(gained, changed, 0.5);
  const double apart = std::max(0.0, std::fabs(static_cast<double>(gained - lost)) - 1);
  found.chi_squared = apart * apart / static_cast<double>(changed);
  found.chi_p =
      boost::math::cdf(boost::math::complement(boost::math::chi_squared_distribution<>{1}, found.chi_squared));
  return found;
}

std::optional<ClusterComparison> compare_clusters(std::span<const double> before, std::span<const double> after,
                                                  double level) {
  if (before.size() < 2 || after.size() < 2) return std::nullopt;
  const Means first = means_of(before), second = means_of(after);
  const double variance = first.variance_of_mean + second.variance_of_mean;
  if (variance <= 0) return std::nullopt;
  ClusterComparison found;
  found.difference = second.mean - first.mean;
  found.t = found.difference / std::sqrt(variance);
  found.degrees = variance * variance /
                  (first.variance_of_mean * first.variance_of_mean / static_cast<double>(before.size() - 1) +
                   second.variance_of_mean * second.variance_of_mean / static_cast<double>(after.size() - 1));
  const boost::math::students_t_distribution<> t{found.degrees};
  found.p = 2 * boost::math::cdf(boost::math::complement(t, std::fabs(found.t)));
  const double half = boost::math::quantile(t, 1 - (1 - level) / 2) * std::sqrt(variance);
  found.lower = found.difference - half;
  found.upper = found.difference + half;
  return found;
}

std::vector<double> holm(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> corrected(p.size());
  double highest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    highest = std::max(highest, std::min(1.0, p[order[i]] * static_cast<double>(p.size() - i)));
    corrected[order[i]] = highest;
  }
  return corrected;
}

std::optional<Rating> rating(std::span<const std::int64_t> counts, std::size_t top_options,
                             std::optional<std::int64_t> population, double level) {
  Rating found;
  double weighted = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    found.answers += counts[i];
    weighted += static_cast<double>(counts[i]) * static_cast<double>(i + 1);
    if (i + top_options >= counts.size()) found.top += counts[i];
  }
  if (found.answers == 0) return std::nullopt;
  const auto n = static_cast<double>(found.answers);
  found.mean = weighted / n;
  found.share = static_cast<double>(found.top) / n;
  if (population && *population == found.answers) {  // everybody answered: nothing is left to chance
    found.lower = found.upper = found.share;
    found.effective_n = INFINITY;
    return found;
  }
  found.effective_n =
      population ? n * static_cast<double>(*population - 1) / static_cast<double>(*population - found.answers) : n;
  std::tie(found.lower, found.upper) = wilson_of_share(found.share, found.effective_n, level);
  return found;
}

}  // namespace tilth::stats
