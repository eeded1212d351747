// SPDX-License-Identifier: Apache-2.0
// Values far from the others (methods 3.2).
#pragma once

#include <span>
#include <vector>

namespace tilth::stats {

/// From here on a modified z marks an outlier.
inline constexpr double kModifiedZLimit = 3.5;

/// (x - mean) / standard deviation over n - 1. Shown beside, never used to flag: among n values none is further than
/// (n - 1) / sqrt(n), so a short series hides its gross errors. Empty for fewer than 2 values or when all are equal.
std::vector<double> z_scores(std::span<const double> values);

/// 0.6745 (x - median) / median absolute deviation. Where that is 0, the mean absolute deviation takes its place
/// ((x - median) / (1.253314 mean absolute deviation)); empty when that is 0 too, or there is no value.
std::vector<double> modified_z_scores(std::span<const double> values);

}  // namespace tilth::stats
