// SPDX-License-Identifier: Apache-2.0
// Components with scores and weights: the whole, what changed, what comes next (methods 4.1).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tilth::assess {

struct Component {
  double weight = 1;  ///< >= 0; weights are divided by their sum
  double score = 0;
};

/// Never the mean alone: a good mean hides one component that is missing.
struct Whole {
  double mean = 0;       ///< by the weights
  double minimum = 0;    ///< of the components
  double geometric = 0;  ///< by the weights; 0 as soon as one score is 0
};
/// Nothing without components, with weights that have no sum above 0, or with a score below 0.
std::optional<Whole> whole_of(std::span<const Component> components);

/// (mean - lowest) / (highest - lowest); nothing where the scale has one level.
std::optional<double> share_of_scale(double mean, double lowest, double highest);

/// (now - before) / (target - before); nothing where the target was reached before.
std::optional<double> gap_closed(double before, double now, double target);

struct Gap {
  std::size_t component = 0;  ///< its index
  double weighted = 0;        ///< share of the weights x (target - score)
};
/// What lies below its target, the largest weighted gap first, ties by index. `targets` beside the components.
/// Nothing listed where the weights have no sum above 0.
std::vector<Gap> next_actions(std::span<const Component> components, std::span<const double> targets);

}  // namespace tilth::assess
