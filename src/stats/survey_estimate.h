// SPDX-License-Identifier: Apache-2.0
// Shares estimated from strata, and weights raked to known margins (methods 3.7).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tilth::stats {

struct Stratum {
  std::int64_t population = 0;  ///< N_h
  std::int64_t asked = 0;       ///< n_h
  std::int64_t yes = 0;         ///< k_h
};
struct ShareEstimate {
  double share = 0, standard_error = 0, lower = 0, upper = 0;  ///< normal interval, within 0 and 1
};
/// sum W_h p_h with variance sum W_h^2 (1 - n_h/N_h) p_h (1 - p_h) / (n_h - 1). Nothing when a stratum has fewer than
/// two answers: merge it with a like one. @pre 0 <= yes <= asked <= population, 0 < level < 1
std::optional<ShareEstimate> stratified_share(std::span<const Stratum> strata, double level = 0.95);

/// Iterative proportional fitting: rows, then columns, until the largest error of a margin is below 1e-9 of the total.
/// `table` is row by row; the result has the margins asked for and keeps the odds ratios. Nothing when it cannot
/// converge (NOT_CONVERGED): a margin above 0 over cells of 0, or margins of unequal sums: collapse categories.
/// @pre table.size() == rows.size() * columns.size(), all >= 0
std::optional<std::vector<double>> raked(std::vector<double> table, std::span<const double> rows,
                                         std::span<const double> columns);

}  // namespace tilth::stats
