// SPDX-License-Identifier: Apache-2.0
// How likely two records are of one person.
#include "stats/record_linkage.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tilth::stats {
namespace {

constexpr double kLeast = 1e-6;         // of m and u (methods 3.3)
constexpr double kLeastLambda = 1e-12;  // of a hundred million records one pair is 2e-16; such a share is no estimate

/// The shares that make counts n likeliest where none may be below kLeast: those that would be are set to it, the
/// others share the rest in proportion.
std::vector<double> likeliest_shares(const std::vector<double>& n) {
  std::vector<double> shares(n.size(), kLeast);
  std::vector<bool> bound(n.size(), false);
  for (;;) {
    double sum = 0, rest = 1;
    for (std::size_t i = 0; i < n.size(); ++i) bound[i] ? rest -= kLeast : sum += n[i];
    bool again = false;
    for (std::size_t i = 0; i < n.size(); ++i) {
      if (bound[i]) continue;
      shares[i] = n[i] / sum * rest;
      if (shares[i] >= kLeast) continue;
      shares[i] = kLeast;
      bound[i] = again = true;
    }
    if (!again) return shares;
  }
}

/// m or u of a pattern: the product over the fields that have values.
double product(const LinkageModel& model, std::vector<double> FieldAgreement::*of, const Levels& levels) {
  double all = 1;
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels[i] != kMissing) all *= (model.fields[i].*of)[static_cast<std::size_t>(levels[i])];
  return all;
}

double furthest(const std::vector<double>& one, const std::vector<double>& other) {
  double most = 0;
  for (std::size_t i = 0; i < one.size(); ++i) most = std::max(most, std::abs(one[i] - other[i]));
  return most;
}

struct Counts {  // of one field, weighted, by level
  std::vector<double> one_person, two_people;
};

/// One round: shares of each pattern that are of one person, then the parameters that make these likeliest.
LinkageModel next_model(const LinkageModel& model, std::span<const AgreementPattern> patterns,
                        const EmOptions& options) {
  std::vector<Counts> counts;
  for (const FieldAgreement& field : model.fields)
    counts.push_back({std::vector<double>(field.m.size()), std::vector<double>(field.u.size())});
  double matches = 0, all = options.outside;
  for (const AgreementPattern& pattern : patterns) {
    const double one = model.lambda * product(model, &FieldAgreement::m, pattern.levels);
    const double two = (1 - model.lambda) * product(model, &FieldAgreement::u, pattern.levels);
    const double share = one / (one + two);
    matches += share * pattern.count;
    all += pattern.count;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (pattern.levels[i] == kMissing) continue;
      const auto level = static_cast<std::uint8_t>(pattern.levels[i]);
      counts[i].one_person[level] += share * pattern.count;
      counts[i].two_people[level] += (1 - share) * pattern.count;
    }
  }
  LinkageModel next = model;
  next.lambda = std::clamp(matches / all, kLeastLambda, 1 - kLeastLambda);
  const auto some = [](const std::vector<double>& n) {
    return std::any_of(n.begin(), n.end(), [](double count) { return count > 0; });
  };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (some(counts[i].one_person)) next.fields[i].m = likeliest_shares(counts[i].one_person);
    if (!options.hold_u && some(counts[i].two_people)) next.fields[i].u = likeliest_shares(counts[i].two_people);
  }
  return next;
}

double distance(const LinkageModel& one, const LinkageModel& other) {
  double most = std::abs(one.lambda - other.lambda);
  for (std::size_t i = 0; i < one.fields.size(); ++i)
    most = std::max({most, furthest(one.fields[i].m, other.fields[i].m), furthest(one.fields[i].u, other.fields[i].u)});
  return most;
}

std::optional<double> share_of(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double prior_weight(double lambda) { return std::log2(lambda / (1 - lambda)); }

double field_weight(const FieldAgreement& field, std::int8_t level) {
  if (level == kMissing) return 0;
  const auto at = static_cast<std::uint8_t>(level);
  return std::log2(field.m.at(at) / field.u.at(at));
}

double match_probability(double weight) { return 1 / (1 + std::exp2(-weight)); }

double term_frequency_weight(double u, double frequency) { return std::log2(u / frequency); }

double log_likelihood(const LinkageModel& model, std::span<const AgreementPattern> patterns, double outside) {
  double sum = outside * std::log1p(-model.lambda);
  for (const AgreementPattern& pattern : patterns)
    sum += pattern.count * std::log(model.lambda * product(model, &FieldAgreement::m, pattern.levels) +
                                    (1 - model.lambda) * product(model, &FieldAgreement::u, pattern.levels));
  return sum;
}

EmResult estimate_linkage(LinkageModel start, std::span<const AgreementPattern> patterns, const EmOptions& options) {
  EmResult result{.model = std::move(start), .log_likelihood = {}};
  result.log_likelihood.push_back(log_likelihood(result.model, patterns, options.outside));
  if (patterns.empty()) return result;
  for (int round = 0; round < options.most_rounds && !result.converged; ++round) {
    LinkageModel next = next_model(result.model, patterns, options);
    result.converged = distance(next, result.model) < options.tolerance;
    result.model = std::move(next);
    result.log_likelihood.push_back(log_likelihood(result.model, patterns, options.outside));
  }
  LinkageModel& model = result.model;
  result.swapped = !options.hold_u && !model.fields.empty() &&
                   std::all_of(model.fields.begin(), model.fields.end(),
                               [](const FieldAgreement& field) { return field.m.back() < field.u.back(); });
  if (result.swapped) {
    model.lambda = 1 - model.lambda;
    for (FieldAgreement& field : model.fields) std::swap(field.m, field.u);
  }
  return result;
}

std::optional<double> reduction_ratio(std::int64_t all_pairs, std::int64_t candidates) {
  if (all_pairs <= 0) return std::nullopt;
  return 1 - static_cast<double>(candidates) / static_cast<double>(all_pairs);
}

LinkageQuality linkage_quality(std::int64_t proposed, std::int64_t true_pairs, std::int64_t proposed_and_true) {
  LinkageQuality quality;
  quality.precision = share_of(proposed_and_true, proposed);
  quality.recall = share_of(proposed_and_true, true_pairs);
  if (quality.precision && quality.recall && *quality.precision + *quality.recall > 0)
    quality.f1 = 2 * *quality.precision * *quality.recall / (*quality.precision + *quality.recall);
  return quality;
}

}  // namespace tilth::stats
