// SPDX-License-Identifier: Apache-2.0
// Intervals of a share: Wilson's, and the exact one of Clopper and Pearson (methods 3.7).
#pragma once

#include <cstdint>
#include <utility>

namespace tilth::stats {

/// Wilson's score interval at a confidence level, within 0 and 1. @pre 0 <= hits <= n, n > 0, 0 < level < 1
std::pair<double, double> wilson(std::int64_t hits, std::int64_t n, double level = 0.95);
/// The same for a share with an effective sample size: n / design effect, or n corrected for a finite population.
/// @pre 0 <= share <= 1, n > 0, 0 < level < 1
std::pair<double, double> wilson_of_share(double share, double n, double level = 0.95);
/// Never narrower than its level promises (Clopper and Pearson 1934). @pre as wilson()
std::pair<double, double> clopper_pearson(std::int64_t hits, std::int64_t n, double level = 0.95);

}  // namespace tilth::stats
