// SPDX-License-Identifier: Apache-2.0
// How far two assessors agree beyond chance.
#include "stats/kappa.h"

#include <vector>

namespace tilth::stats {

std::optional<double> kappa(std::span<const std::int64_t> counts, std::size_t levels, Disagreement weights) {
  std::vector<double> rows(levels), columns(levels);
  double total = 0;
  for (std::size_t i = 0; i < levels; ++i) {
    for (std::size_t j = 0; j < levels; ++j) {
      const auto count = static_cast<double>(counts[i * levels + j]);
      rows[i] += count, columns[j] += count, total += count;
    }
  }
  double observed = 0, expected = 0;
  for (std::size_t i = 0; i < levels; ++i) {
    for (std::size_t j = 0; j < levels; ++j) {
      const double apart = static_cast<double>(i > j ? i - j : j - i) / static_cast<double>(levels - 1);
      const double weight = weights == Disagreement::quadratic ? apart * apart
                            : weights == Disagreement::linear  ? apart
                            : i != j                           ? 1
                                                               : 0;
      observed += weight * static_cast<double>(counts[i * levels + j]);
      expected += weight * rows[i] * columns[j];
    }
  }
  if (total == 0 || expected == 0) return std::nullopt;
  return 1 - observed / (expected / total);
}

}  // namespace tilth::stats
