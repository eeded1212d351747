// SPDX-License-Identifier: Apache-2.0
// The Wilson score interval of a share.
#pragma once

#include <cstdint>
#include <utility>

namespace tilth::stats {

/// Lower and upper end at a confidence level. @pre 0 <= hits <= n, n > 0, 0 < level < 1
std::pair<double, double> wilson(std::int64_t hits, std::int64_t n, double level = 0.95);

}  // namespace tilth::stats
