// SPDX-License-Identifier: Apache-2.0
// How likely two records are of one person: weights, their estimate by EM, and how good a linkage is (methods 3.3).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tilth::stats {

/// The levels at which the values of one field may agree, from 0 (they differ) to the last (they are the same).
struct FieldAgreement {
  std::vector<double> m;  ///< share of each level among pairs of one person; adds to 1
  std::vector<double> u;  ///< among pairs of two people; as many
};

/// Fellegi and Sunter 1969, fields independent within each class.
struct LinkageModel {
  double lambda = 0;  ///< share of pairs that are of one person
  std::vector<FieldAgreement> fields;
};

/// A level for each field; kMissing where a record has no value.
using Levels = std::vector<std::int8_t>;
inline constexpr std::int8_t kMissing = -1;

double prior_weight(double lambda);                                   ///< log2(lambda / (1 - lambda))
double field_weight(const FieldAgreement& field, std::int8_t level);  ///< log2(m / u); 0 for a missing value
double match_probability(double weight);                              ///< 2^W / (1 + 2^W), W the sum of these
/// What the same value adds to its field's weight where it is more or less common than values that agree by chance
/// are: log2(u / frequency). A common name says less. @pre 0 < u, 0 < frequency <= 1
double term_frequency_weight(double u, double frequency);

/// Pairs that agree alike.
struct AgreementPattern {
  Levels levels;
  double count = 0;
};

struct EmOptions {
  bool hold_u = false;       ///< u is known, from pairs drawn at random
  double outside = 0;        ///< further pairs that are of two people for certain, since no block has them
  double tolerance = 1e-12;  ///< ends when no parameter moves further than this
  int most_rounds = 20'000;
};
struct EmResult {
  LinkageModel model;
  std::vector<double> log_likelihood;  ///< of the start, then after each round; never falls
  bool converged = false;
  bool swapped = false;  ///< every field agreed less within "one person": the classes were exchanged
};
/// m and u stay in [1e-6, 1 - 1e-6] by the maximum under that bound, so that the likelihood cannot fall by it. A field
/// that no pair has keeps what it started with. @pre the model has a field for each level of each pattern
EmResult estimate_linkage(LinkageModel start, std::span<const AgreementPattern> patterns, const EmOptions& options);
double log_likelihood(const LinkageModel& model, std::span<const AgreementPattern> patterns, double outside);

/// 1 - candidates / all pairs. Nothing where there is no pair.
std::optional<double> reduction_ratio(std::int64_t all_pairs, std::int64_t candidates);

/// Against the truth. A share of nothing is nothing.
struct LinkageQuality {
  std::optional<double> precision, recall, f1;
};
LinkageQuality linkage_quality(std::int64_t proposed, std::int64_t true_pairs, std::int64_t proposed_and_true);

}  // namespace tilth::stats
