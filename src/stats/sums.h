// SPDX-License-Identifier: Apache-2.0
// Sums with Neumaier's compensation, and quantiles of type 7 (methods 0.2).
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace tilth::stats {

/// Adds doubles so that the rounding of each step is carried along (Neumaier 1974).
class Sum {
 public:
  void add(double value) {
    const double total = sum_ + value;
    lost_ += std::fabs(sum_) >= std::fabs(value) ? (sum_ - total) + value : (value - total) + sum_;
    sum_ = total;
  }
  [[nodiscard]] double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0, lost_ = 0;
};

/// Type 7, linear between order statistics, as R and NumPy do by default. @pre values not empty, 0 <= p <= 1
inline double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const double at = static_cast<double>(values.size() - 1) * p;
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace tilth::stats
