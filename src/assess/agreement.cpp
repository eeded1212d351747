// SPDX-License-Identifier: Apache-2.0
#include "assess/agreement.h"

#include "stats/kappa.h"
#include "stats/sums.h"

#include <algorithm>
#include <utility>

namespace tilth::assess {
namespace {

std::optional<int> value_of(const Instrument& instrument, const Answers& answers, const Question& question) {
  const auto at = answers.find(question.id);
  if (at == answers.end() || at->second.not_applicable) return std::nullopt;
  if (instrument.scoring == Scoring::levels) return at->second.level;
  return at->second.met ? std::optional{*at->second.met ? 1 : 0} : std::nullopt;
}

/// From the lowest level that was given to the highest: levels that nobody gave change no kappa, and a scale may say
/// that it ends at a thousand million.
std::optional<double> kappa_of(const std::vector<std::pair<int, int>>& given) {
  if (given.empty()) return std::nullopt;
  int lowest = given.front().first, highest = lowest;
  for (const auto& [one, other] : given) {
    lowest = std::min({lowest, one, other});
    highest = std::max({highest, one, other});
  }
  if (lowest == highest) return std::nullopt;
  const auto levels = static_cast<std::size_t>(highest - lowest) + 1;
  std::vector<std::int64_t> counts(levels * levels);
  for (const auto& [one, other] : given)
    ++counts[static_cast<std::size_t>(one - lowest) * levels + static_cast<std::size_t>(other - lowest)];
  return stats::kappa(counts, levels, stats::Disagreement::quadratic);
}

}  // namespace

Agreement agreement_of(const Instrument& instrument, const Answers& first, const Answers& second) {
  const bool by_level = instrument.scoring == Scoring::levels;
  const int lowest = by_level ? instrument.lowest() : 0, highest = by_level ? instrument.highest() : 1;
  std::vector<std::pair<int, int>> given;
  Agreement found;
  stats::Sum all, all_weights;
  for (const Area& area : instrument.areas) {
    stats::Sum differences, weights;
    for (const Question& question : area.questions) {
      const auto one = value_of(instrument, first, question), other = value_of(instrument, second, question);
      if (!one || !other) continue;
      ++found.both;
      found.same += *one == *other ? 1 : 0;
      given.emplace_back(std::clamp(*one, lowest, highest), std::clamp(*other, lowest, highest));
      differences.add(question.weight * (*one - *other));
      weights.add(question.weight);
    }
    found.area_differences.push_back(weights.value() > 0 ? std::optional{differences.value() / weights.value()}
                                                         : std::nullopt);
    if (!found.area_differences.back()) continue;
    all.add(area.weight * *found.area_differences.back());
    all_weights.add(area.weight);
  }
  if (all_weights.value() > 0) found.difference = all.value() / all_weights.value();
  found.kappa = kappa_of(given);
  return found;
}

}  // namespace tilth::assess
