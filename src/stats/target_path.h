// SPDX-License-Identifier: Apache-2.0
// Where a figure should stand on its way from a baseline to a target, and whether it does (methods 5.2).
#pragma once

#include <optional>

namespace tilth::stats {

struct Target {
  double baseline = 0, baseline_year = 0;
  double target = 0, target_year = 0;
};
struct Progress {
  double linear_path = 0;                    ///< expected in that year on a straight line
  std::optional<double> constant_rate_path;  ///< on a constant yearly rate; nothing when a value is not above 0
  double progress = 0;                       ///< share of the way covered: (b0 - y) / (b0 - b1)
  double elapsed = 0;                        ///< share of the time gone
  std::optional<double> ratio;               ///< progress / elapsed; nothing at the start
  std::optional<double> needed_rate;         ///< yearly change needed from now to the target, -0.10 for -10 %
  std::optional<double> observed_rate;       ///< yearly change since the baseline
};
/// Nothing when baseline and target are the same, or the years are not in order.
std::optional<Progress> progress(const Target& target, double year, double value);

}  // namespace tilth::stats
