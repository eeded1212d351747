// SPDX-License-Identifier: Apache-2.0
// Where a figure should stand on its way from a baseline to a target.
#include "stats/target_path.h"

#include <cmath>

namespace tilth::stats {

std::optional<Progress> progress(const Target& t, double year, double value) {
  if (t.baseline == t.target || t.target_year <= t.baseline_year) return std::nullopt;
  Progress found;
  found.elapsed = (year - t.baseline_year) / (t.target_year - t.baseline_year);
  found.linear_path = t.baseline + (t.target - t.baseline) * found.elapsed;
  if (t.baseline > 0 && t.target > 0)
    found.constant_rate_path = t.baseline * std::pow(t.target / t.baseline, found.elapsed);
  found.progress = (t.baseline - value) / (t.baseline - t.target);
  if (found.elapsed > 0) found.ratio = found.progress / found.elapsed;
  if (value > 0 && t.target > 0 && year < t.target_year)
    found.needed_rate = std::pow(t.target / value, 1 / (t.target_year - year)) - 1;
  if (value > 0 && t.baseline > 0 && year > t.baseline_year)
    found.observed_rate = std::pow(value / t.baseline, 1 / (year - t.baseline_year)) - 1;
  return found;
}

}  // namespace tilth::stats
