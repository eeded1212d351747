// SPDX-License-Identifier: Apache-2.0
// Yearly figures carried on.
#include "stats/trend.h"

#include "stats/rng.h"
#include "stats/sums.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace tilth::stats {

double LinearTrend::prediction_sd(double year) const {
  return residual_sd * std::sqrt(1 + 1 / n_ + (year - mean_year_) * (year - mean_year_) / spread_);
}

Forecast LinearTrend::at(double year, double level) const {
  const double line = intercept + slope * (year - first_);
  const boost::math::students_t_distribution<> t{n_ - 2};
  const double half = boost::math::quantile(t, 1 - (1 - level) / 2) * prediction_sd(year);
  Forecast forecast{std::max(0.0, line), std::max(0.0, line - half), std::max(0.0, line + half)};
  forecast.clipped = line < 0 || line - half < 0;
  forecast.far = year - last_ > (last_ - first_ + 1) / 2;
  return forecast;
}

double LinearTrend::chance_at_most(double target, double year) const {
  const double line = intercept + slope * (year - first_), sd = prediction_sd(year);
  if (sd == 0) return line <= target ? 1 : 0;
  return boost::math::cdf(boost::math::students_t_distribution<>{n_ - 2}, (target - line) / sd);
}

std::optional<LinearTrend> linear_trend(std::span<const YearValue> values) {
  if (values.size() < 3) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  LinearTrend trend;
  trend.n_ = n;
  trend.first_ = trend.last_ = values[0].year;
  Sum years, sums;
  for (const YearValue& v : values) {
    years.add(v.year), sums.add(v.value);
    trend.first_ = std::min(trend.first_, v.year), trend.last_ = std::max(trend.last_, v.year);
  }
  const double mean_value = sums.value() / n;
  trend.mean_year_ = years.value() / n;
  Sum spread, together, total;
  for (const YearValue& v : values) {
    const double dx = v.year - trend.mean_year_, dy = v.value - mean_value;
    spread.add(dx * dx), together.add(dx * dy), total.add(dy * dy);
  }
  if (spread.value() <= 0) return std::nullopt;
  trend.spread_ = spread.value();
  trend.slope = together.value() / spread.value();
  trend.intercept = mean_value + trend.slope * (trend.first_ - trend.mean_year_);
  Sum residuals;
  for (const YearValue& v : values) {
    const double off = v.value - (trend.intercept + trend.slope * (v.year - trend.first_));
    residuals.add(off * off);
  }
  trend.residual_sd = std::sqrt(residuals.value() / (n - 2));
  trend.slope_error = trend.residual_sd / std::sqrt(trend.spread_);
  trend.r_squared = total.value() > 0 ? 1 - residuals.value() / total.value() : 1;
  return trend;
}

std::optional<RobustTrend> robust_trend(std::span<const YearValue> values, double level) {
  std::vector<double> slopes;
  double concordant = 0, tied_years = 0, tied_values = 0;
  std::map<double, double> year_ties, value_ties;
  for (std::size_t i = 0; i < values.size(); ++i) {
    ++year_ties[values[i].year], ++value_ties[values[i].value];
    for (std::size_t j = i + 1; j < values.size(); ++j) {
      const double dx = values[j].year - values[i].year, dy = values[j].value - values[i].value;
      if (dx == 0) ++tied_years;
      if (dy == 0) ++tied_values;
      if (dx != 0) slopes.push_back(dy / dx);
      if (dx != 0 && dy != 0) concordant += dx * dy > 0 ? 1 : -1;
    }
  }
  if (values.size() < 3 || slopes.empty()) return std::nullopt;
  std::sort(slopes.begin(), slopes.end());
  const auto n = static_cast<double>(values.size()), pairs = n * (n - 1) / 2;
  double variance = n * (n - 1) * (2 * n + 5);  // Sen 1968, equation 2.6, with ties
  for (const auto* ties : {&year_ties, &value_ties}) {
    for (const auto& [_, k] : *ties) variance -= k * (k - 1) * (2 * k + 5);
  }
  const double half = normal_quantile(1 - (1 - level) / 2) * std::sqrt(std::max(0.0, variance) / 18);
  const auto count = static_cast<double>(slopes.size());
  const auto slope_at = [&](double rank) { return slopes[static_cast<std::size_t>(std::clamp(rank, 0.0, count - 1))]; };
  RobustTrend trend;
  trend.slope = quantile(slopes, 0.5);
  trend.lower = slope_at(std::nearbyint((count - half) / 2) - 1);
  trend.upper = slope_at(std::nearbyint((count + half) / 2));
  const double known = std::sqrt((pairs - tied_years) * (pairs - tied_values));
  trend.tau = known > 0 ? concordant / known : 0;
  return trend;
}

double CountTrend::at(double year) const { return std::exp(log_intercept + log_slope * (year - first_year)); }

std::optional<CountTrend> count_trend(std::span<const YearValue> values) {
  if (values.size() < 3) return std::nullopt;
  CountTrend trend;
  trend.first_year = values[0].year;
  double sum = 0;
  bool varies = false;
  for (const YearValue& v : values) {
    if (v.value < 0) return std::nullopt;
    varies = varies || v.year != values[0].year;
    trend.first_year = std::min(trend.first_year, v.year);
    sum += v.value;
  }
  if (!varies || sum <= 0) return std::nullopt;
  // Newton's steps on the log-likelihood, from the mean.
  trend.log_intercept = std::log(sum / static_cast<double>(values.size()));
  for (int step = 0; step < 100; ++step) {
    double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
    for (const YearValue& v : values) {
      const double x = v.year - trend.first_year, mean = trend.at(v.year);
      g0 += v.value - mean, g1 += (v.value - mean) * x;
      h00 += mean, h01 += mean * x, h11 += mean * x * x;
    }
    const double determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 0)) return std::nullopt;
    const double d0 = (h11 * g0 - h01 * g1) / determinant, d1 = (h00 * g1 - h01 * g0) / determinant;
    trend.log_intercept += d0, trend.log_slope += d1;
    if (std::fabs(d0) + std::fabs(d1) > 1e-12) continue;
    trend.yearly_change = std::expm1(trend.log_slope);
    double pearson = 0;
    for (const YearValue& v : values) {
      const double mean = trend.at(v.year);
      pearson += (v.value - mean) * (v.value - mean) / mean;
    }
    trend.dispersion = pearson / static_cast<double>(values.size() - 2);
    return trend;
  }
  return std::nullopt;
}

}  // namespace tilth::stats
