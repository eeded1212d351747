// SPDX-License-Identifier: Apache-2.0
#include "assess/profile.h"

#include "stats/sums.h"

#include <algorithm>
#include <cmath>

namespace tilth::assess {
namespace {

double sum_of_weights(std::span<const Component> components) {
  stats::Sum sum;
  for (const Component& one : components) sum.add(one.weight);
  return sum.value();
}

}  // namespace

std::optional<Whole> whole_of(std::span<const Component> components) {
  const double weights = sum_of_weights(components);
  if (components.empty() || !(weights > 0)) return std::nullopt;
  stats::Sum mean, logs;
  Whole whole{.mean = 0, .minimum = components.front().score, .geometric = 0};
  bool zero = false;
  for (const Component& one : components) {
    if (one.score < 0) return std::nullopt;
    mean.add(one.weight * one.score);
    if (one.score == 0)
      zero = zero || one.weight > 0;
    else
      logs.add(one.weight * std::log(one.score));
    whole.minimum = std::min(whole.minimum, one.score);
  }
  whole.mean = mean.value() / weights;
  whole.geometric = zero ? 0 : std::exp(logs.value() / weights);
  return whole;
}

std::optional<double> share_of_scale(double mean, double lowest, double highest) {
  return highest > lowest ? std::optional{(mean - lowest) / (highest - lowest)} : std::nullopt;
}

std::optional<double> gap_closed(double before, double now, double target) {
  return target > before ? std::optional{(now - before) / (target - before)} : std::nullopt;
}

std::vector<Gap> next_actions(std::span<const Component> components, std::span<const double> targets) {
  std::vector<Gap> gaps;
  const double weights = sum_of_weights(components);
  if (!(weights > 0)) return gaps;
  for (std::size_t i = 0; i < components.size(); ++i)
    if (const double weighted = components[i].weight / weights * (targets[i] - components[i].score); weighted > 0)
      gaps.push_back({i, weighted});
  std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.weighted > b.weighted; });
  return gaps;
}

}  // namespace tilth::assess
