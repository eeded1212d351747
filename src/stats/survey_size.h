// SPDX-License-Identifier: Apache-2.0
// How many people a survey must ask, and what clusters and weights cost it (methods 3.7).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tilth::stats {

struct SurveyPlan {
  double share = 0.5;                ///< expected; 0.5 asks for the largest sample
  double margin = 0.05;              ///< half the interval's width
  double level = 0.95;               ///< confidence
  std::optional<double> population;  ///< without: large
  double cluster_size = 1;           ///< people asked in each cluster
  double intra_cluster = 0;          ///< correlation within a cluster, 0 to 1
  double response_rate = 1;          ///< share of those asked who answer
};
struct SurveySize {
  double simple = 0;         ///< n0 = z^2 p (1-p) / e^2
  double finite = 0;         ///< n0 / (1 + (n0 - 1) / N)
  double design_effect = 1;  ///< 1 + (m - 1) rho
  double clustered = 0;      ///< finite x design effect
  double asked = 0;          ///< clustered / response rate
  std::int64_t people = 0;   ///< asked, rounded up
};
/// @pre 0 < share < 1, 0 < margin < 1, 0 < level < 1, population >= 1, cluster_size >= 1, 0 <= intra_cluster <= 1,
/// 0 < response_rate <= 1
SurveySize survey_size(const SurveyPlan& plan);

struct IntraCluster {
  double between = 0, within = 0;  ///< mean squares of the analysis of variance
  double correlation = 0;          ///< a negative one is 0 for planning
  double design_effect = 1;
};
/// Of yes/no answers in clusters of one size. Nothing for fewer than two clusters or people in each.
/// @pre 0 <= yes <= size for each cluster
std::optional<IntraCluster> intra_cluster(std::span<const std::int64_t> yes, std::int64_t size);

struct WeightLoss {
  double effective_n = 0;    ///< (sum w)^2 / sum w^2 (Kish 1965)
  double design_effect = 1;  ///< n / effective_n
};
/// @param people how many have each weight
/// @pre as many of both; weights >= 0, one above 0 that somebody has
WeightLoss weight_loss(std::span<const double> weights, std::span<const double> people);

}  // namespace tilth::stats
