// SPDX-License-Identifier: Apache-2.0
// Values far from the others.
#include "stats/outliers.h"

#include "stats/sums.h"

#include <algorithm>
#include <cmath>

namespace tilth::stats {
namespace {

double mean_of(std::span<const double> values) {
  Sum sum;
  for (const double value : values) sum.add(value);
  return sum.value() / static_cast<double>(values.size());
}

std::vector<double> distances(std::span<const double> values, double from) {
  std::vector<double> all;
  all.reserve(values.size());
  for (const double value : values) all.push_back(std::abs(value - from));
  return all;
}

}  // namespace

std::vector<double> z_scores(std::span<const double> values) {
  if (values.size() < 2) return {};
  const double mean = mean_of(values);
  Sum squares;
  for (const double value : values) squares.add((value - mean) * (value - mean));
  const double deviation = std::sqrt(squares.value() / static_cast<double>(values.size() - 1));
  if (!(deviation > 0)) return {};
  std::vector<double> scores;
  for (const double value : values) scores.push_back((value - mean) / deviation);
  return scores;
}

std::vector<double> modified_z_scores(std::span<const double> values) {
  if (values.empty()) return {};
  const double median = quantile({values.begin(), values.end()}, 0.5);
  const std::vector<double> away = distances(values, median);
  double scale = quantile(away, 0.5) / 0.6745;
  if (!(scale > 0)) scale = 1.253314 * mean_of(away);
  if (!(scale > 0)) return {};
  std::vector<double> scores;
  for (const double value : values) scores.push_back((value - median) / scale);
  return scores;
}

}  // namespace tilth::stats
