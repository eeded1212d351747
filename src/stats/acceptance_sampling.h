// SPDX-License-Identifier: Apache-2.0
// What the inspection of a sample says about a whole: cleared land, records, tasks (methods 3.6).
#pragma once

#include <cstdint>
#include <optional>

namespace tilth::stats {

/// The chance that inspecting a share of the land finds at least one of `missed` items left in it:
/// 1 - (1 - share x sensitivity)^missed. To be shown beside any "passed".
/// @pre 0 <= inspected_share <= 1, 0 <= sensitivity <= 1, missed >= 0
double detection_chance(double inspected_share, double sensitivity, std::int64_t missed);

/// The share that must be inspected so that a whole with `missed` items left in it passes with chance `risk` at most:
/// (1 - risk^(1/missed)) / sensitivity. Nothing where even all of it is too little.
/// @pre 0 < sensitivity <= 1, 0 < risk < 1, missed > 0
std::optional<double> share_to_inspect(double risk, std::int64_t missed, double sensitivity);

/// The chance that a sample without replacement holds at least one of the lot's defective ones.
/// @pre 0 <= defective <= lot, 0 <= sample <= lot
double chance_of_one(std::int64_t lot, std::int64_t defective, std::int64_t sample);
/// The smallest sample that holds at least one of `defective` with that confidence. Nothing when no sample does
/// (defective = 0). @pre 0 <= defective <= lot, 0 < confidence < 1
std::optional<std::int64_t> zero_acceptance_sample(std::int64_t lot, std::int64_t defective, double confidence = 0.95);

/// The same by the usual formula, which is close for few defective ones: (1 - (1 - confidence)^(1/D)) (N - (D-1)/2).
double zero_acceptance_formula(std::int64_t lot, std::int64_t defective, double confidence = 0.95);
/// The sample, not yet rounded up, that holds a defective one of a lot too large to count: ln(1 - confidence) / ln(1 -
/// share). @pre 0 < share < 1, 0 < confidence < 1
double zero_acceptance_of_share(double share, double confidence = 0.95);

/// A single sampling plan: accepted when no more than `accept` of `sample` are defective (ISO 2859-1).
/// Explosive hazards are critical nonconformities: accept = 0.
struct SamplingPlan {
  std::int64_t sample = 0, accept = 0;
};
/// The chance that the plan accepts a large lot of that quality. @pre 0 <= defective_share <= 1
double acceptance_chance(const SamplingPlan& plan, double defective_share);
/// The same for a lot of known size. @pre 0 <= defective <= lot, plan.sample <= lot
double acceptance_chance(const SamplingPlan& plan, std::int64_t lot, std::int64_t defective);
/// The quality that the plan accepts with that chance only (at 0.1: the limiting quality). @pre 0 <= accept < sample
double quality_accepted_with(const SamplingPlan& plan, double chance);

/// The plan of a lot and an acceptance quality limit: single sampling, normal inspection, general level II (ISO 2859-1
/// tables 1 and 2-A, as MIL-STD-105E). For faults of a process, never for explosive hazards.
struct AqlPlan {
  char letter = 0;  ///< of the plan used, after the table's arrows
  SamplingPlan plan;
  bool everything = false;  ///< the sample is as large as the lot: inspect all of it
};
/// Nothing for a lot of one, or a level that the table does not have. @param aql in percent: 0.010 to 10
std::optional<AqlPlan> aql_plan(std::int64_t lot, double aql);

/// Lot quality assurance: `sample` people of an area; it passes with `pass` or more.
struct LotPlan {
  std::int64_t sample = 0, pass = 0;
  double wrongly_failed = 0;  ///< P(X < pass | upper)
  double wrongly_passed = 0;  ///< P(X >= pass | lower)
};
/// The smallest plan that tells `upper` from `lower` with both errors small enough; nothing up to 300 people.
/// @pre 0 <= lower < upper <= 1
std::optional<LotPlan> lot_plan(double upper, double lower, double most_wrongly_failed = 0.10,
                                double most_wrongly_passed = 0.10);

/// Upper limit of the share when none of n was found defective: 1 - (1 - level)^(1/n). @pre n > 0
double upper_limit_of_none(std::int64_t n, double level = 0.95);

}  // namespace tilth::stats
