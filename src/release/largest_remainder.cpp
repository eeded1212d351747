// SPDX-License-Identifier: Apache-2.0
// Parts that add up to their whole.
#include "release/largest_remainder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tilth::release {

std::vector<SquareMetres> split_by_largest_remainder(SquareMetres whole, std::span<const double> weights) {
  std::vector<SquareMetres> parts(weights.size());
  double sum = 0;
  for (const double weight : weights)
    if (weight > 0) sum += weight;
  if (!(sum > 0) || !std::isfinite(sum)) {
    parts.front() = whole;
    return parts;
  }
  std::vector<double> remainders(weights.size(), -1);
  std::int64_t left = whole.hundredths();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(weights[i] > 0)) continue;
    const double exact = static_cast<double>(whole.hundredths()) * (weights[i] / sum);
    const auto down = std::min(static_cast<std::int64_t>(std::floor(exact)), left);
    parts[i] = SquareMetres::from_hundredths(down);
    remainders[i] = exact - static_cast<double>(down);
    left -= down;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // Rounding down leaves fewer hundredths than parts; beyond 2^53 hundredths the doubles leave more, which go round.
  const auto sharing = static_cast<std::int64_t>(
      std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; }));
  for (std::int64_t i = 0; i < sharing; ++i) {
    const std::int64_t extra = left / sharing + (i < left % sharing ? 1 : 0);
    parts[order[static_cast<std::size_t>(i)]] += SquareMetres::from_hundredths(extra);
  }
  return parts;
}

std::vector<SquareMetres> split_within(SquareMetres whole, std::span<const double> weights,
                                       std::span<const SquareMetres> limits) {
  std::vector<SquareMetres> parts = split_by_largest_remainder(whole, weights);
  SquareMetres cut;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] <= limits[i]) continue;
    cut += parts[i] - limits[i];
    parts[i] = limits[i];
  }
  for (std::size_t i = 0; i < parts.size() && cut > SquareMetres{}; ++i) {
    const SquareMetres room = std::min(limits[i] - parts[i], cut);
    parts[i] += room;
    cut -= room;
  }
  return parts;
}

std::int64_t whole_metres(SquareMetres figure) {
  const std::int64_t hundredths = figure.hundredths();
  return (hundredths + (hundredths < 0 ? -50 : 50)) / 100;
}

std::vector<std::int64_t> whole_metres(std::span<const SquareMetres> figures, std::int64_t sum) {
  std::vector<std::int64_t> whole(figures.size());
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;  // negative, so that the largest comes first
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::int64_t hundredths = figures[i].hundredths();
    const std::int64_t remainder = (hundredths % 100 + 100) % 100;
    whole[i] = (hundredths - remainder) / 100;
    sum -= whole[i];
    if (remainder > 0) remainders.emplace_back(-remainder, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; i < remainders.size() && sum > 0; ++i, --sum) ++whole[remainders[i].second];
  return whole;
}

}  // namespace tilth::release
