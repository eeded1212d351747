// SPDX-License-Identifier: Apache-2.0
#include "assess/agreement.h"

#include "stats/kappa.h"
#include "stats/sums.h"

#include <algorithm>

namespace tilth::assess {
namespace {

std::optional<int> value_of(const Instrument& instrument, const Answers& answers, const Question& question) {
  const auto at = answers.find(question.id);
  if (at == answers.end() || at->second.not_applicable) return std::nullopt;
  if (instrument.scoring == Scoring::levels) return at->second.level;
  return at->second.met ? std::optional{*at->second.met ? 1 : 0} : std::nullopt;
}

}  // namespace

Agreement agreement_of(const Instrument& instrument, const Answers& first, const Answers& second) {
  const bool by_level = instrument.scoring == Scoring::levels;
  const int lowest = by_level ? instrument.lowest() : 0, highest = by_level ? instrument.highest() : 1;
  const auto levels = static_cast<std::size_t>(highest - lowest) + 1;
  std::vector<std::int64_t> counts(levels * levels);
  Agreement found;
  stats::Sum all, all_weights;
  for (const Area& area : instrument.areas) {
    stats::Sum differences, weights;
    for (const Question& question : area.questions) {
      const auto one = value_of(instrument, first, question), other = value_of(instrument, second, question);
      if (!one || !other) continue;
      ++found.both;
      found.same += *one == *other ? 1 : 0;
      const auto row = static_cast<std::size_t>(std::clamp(*one, lowest, highest) - lowest);
      const auto column = static_cast<std::size_t>(std::clamp(*other, lowest, highest) - lowest);
      ++counts[row * levels + column];
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
  if (levels >= 2) found.kappa = stats::kappa(counts, levels, stats::Disagreement::quadratic);
  return found;
}

}  // namespace tilth::assess
