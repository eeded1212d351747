// SPDX-License-Identifier: Apache-2.0
// Yearly figures carried on: a line with a prediction interval, a robust check, counts on a log scale (methods 5.1).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tilth::stats {

struct YearValue {
  double year = 0, value = 0;
};

struct Forecast {
  double value = 0, lower = 0, upper = 0;  ///< the interval for one more year's figure; never below 0
  bool clipped = false;                    ///< the line itself or its lower end fell below 0
  bool far = false;                        ///< beyond half of the history: say so
};

/// An ordinary least-squares line.
class LinearTrend {
 public:
  double intercept = 0;  ///< at the first year
  double slope = 0, slope_error = 0, residual_sd = 0, r_squared = 0;
  [[nodiscard]] Forecast at(double year, double level = 0.95) const;
  /// The chance that the year's figure is no more than `target`.
  [[nodiscard]] double chance_at_most(double target, double year) const;

 private:
  friend std::optional<LinearTrend> linear_trend(std::span<const YearValue> values);
  [[nodiscard]] double prediction_sd(double year) const;
  double first_ = 0, last_ = 0, mean_year_ = 0, spread_ = 0, n_ = 0;
};
/// Nothing for fewer than 3 values or one year only.
std::optional<LinearTrend> linear_trend(std::span<const YearValue> values);

/// The median of the slopes of all pairs, which one wild year does not move (Theil 1950, Sen 1968), and Kendall's tau.
struct RobustTrend {
  double slope = 0, lower = 0, upper = 0, tau = 0;
};
std::optional<RobustTrend> robust_trend(std::span<const YearValue> values, double level = 0.95);

/// Counts on a log-linear scale (Poisson regression).
struct CountTrend {
  double yearly_change = 0;  ///< exp(slope) - 1
  double dispersion = 0;     ///< Pearson's chi-squared over its degrees of freedom; 1 for Poisson counts
  double log_intercept = 0, log_slope = 0, first_year = 0;
  [[nodiscard]] double at(double year) const;
};
/// Nothing for fewer than 3 values, one year only, a value below 0, nothing but zeros, or no convergence.
std::optional<CountTrend> count_trend(std::span<const YearValue> values);

}  // namespace tilth::stats
