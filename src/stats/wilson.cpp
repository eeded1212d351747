// SPDX-License-Identifier: Apache-2.0
// The Wilson score interval of a share.
#include "stats/wilson.h"

#include "stats/rng.h"

#include <cmath>

namespace tilth::stats {

std::pair<double, double> wilson(std::int64_t hits, std::int64_t n, double level) {
  const double z = normal_quantile(1 - (1 - level) / 2);
  const auto count = static_cast<double>(n);
  const double share = static_cast<double>(hits) / count;
  const double middle = (share + z * z / (2 * count)) / (1 + z * z / count);
  const double half = z / (1 + z * z / count) * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  return {middle - half, middle + half};
}

}  // namespace tilth::stats
