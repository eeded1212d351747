// SPDX-License-Identifier: Apache-2.0
// Whether a share changed between two rounds: knowledge, attitudes and practice before and after (methods 3.8).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tilth::stats {

/// People of one round; with weights, sums of weights.
struct Round {
  double yes = 0, asked = 0;
};
struct ShareDifference {
  double difference = 0, standard_error = 0;
  double z = 0, p = 1;  ///< two-sided
  double wald_lower = 0, wald_upper = 0;
  double lower = 0, upper = 0;  ///< Newcombe 1998, from Wilson's limits with n / design effect
  double cohens_h = 0;          ///< 2 asin sqrt p2 - 2 asin sqrt p1
};
/// Two rounds of different people. Nothing when a round has nobody. With fewer than 10 clusters a side use
/// compare_clusters. @pre 0 <= yes <= asked, design_effect >= 1
std::optional<ShareDifference> share_difference(const Round& before, const Round& after, double design_effect = 1,
                                                double level = 0.95);

struct DifferenceInDifferences {
  double difference = 0, standard_error = 0, z = 0, p = 1;
};
/// The change among those reached less the change in a comparison group. Nothing when a round has nobody.
std::optional<DifferenceInDifferences> difference_in_differences(const Round& before, const Round& after,
                                                                 const Round& comparison_before,
                                                                 const Round& comparison_after,
                                                                 double design_effect = 1);

struct PairedChange {
  double difference = 0;              ///< (gained - lost) / n
  double p = 1;                       ///< McNemar's exact test, two-sided
  double chi_squared = 0, chi_p = 1;  ///< with continuity correction
};
/// The same people twice: `gained` answered yes only the second time, `lost` only the first. Nobody changed: p = 1.
/// @pre n > 0, gained + lost <= n
PairedChange paired_change(std::int64_t gained, std::int64_t lost, std::int64_t n);

struct ClusterComparison {
  double difference = 0, t = 0, degrees = 0, p = 1, lower = 0, upper = 0;
};
/// Welch's t on the clusters' means, for fewer than 10 clusters a side. Nothing with fewer than two clusters a side, or
/// when none differs from another.
std::optional<ClusterComparison> compare_clusters(std::span<const double> before, std::span<const double> after,
                                                  double level = 0.95);

/// P-values corrected for their number, in the order given (Holm 1979).
std::vector<double> holm(std::span<const double> p);

/// The best `top` of the answers of a scale, lowest first: of those who answered.
struct Rating {
  std::int64_t answers = 0, top = 0;
  double share = 0, lower = 0, upper = 0;  ///< Wilson
  double effective_n = 0;                  ///< answers, corrected for a finite population; infinite when all answered
  double mean = 0;                         ///< 1 to the number of options; a secondary figure
};
/// `population`: how many could have answered; a finite one narrows the interval. Nothing when nobody answered.
/// @pre counts >= 0, top_options <= counts.size(), population >= answers
std::optional<Rating> rating(std::span<const std::int64_t> counts, std::size_t top_options = 2,
                             std::optional<std::int64_t> population = {}, double level = 0.95);

}  // namespace tilth::stats
