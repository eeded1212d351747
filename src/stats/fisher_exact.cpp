// SPDX-License-Identifier: Apache-2.0
#include "stats/fisher_exact.h"

#include "stats/sums.h"

#include <algorithm>
#include <cmath>

namespace tilth::stats {
namespace {

double log_choose(std::int64_t n, std::int64_t k) {
  return std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(k) + 1) -
         std::lgamma(static_cast<double>(n - k) + 1);
}

bool usable(const TwoByTwo& t) {
  return std::min({t.group_with, t.group_without, t.others_with, t.others_without}) >= 0 &&
         t.group_with + t.group_without + t.others_with + t.others_without > 0;
}

}  // namespace

std::optional<FisherExact> fisher_exact(const TwoByTwo& t) {
  if (!usable(t)) return std::nullopt;
  const std::int64_t group = t.group_with + t.group_without, with = t.group_with + t.others_with;
  const std::int64_t all = group + t.others_with + t.others_without;
  const auto chance = [&](std::int64_t in_group) {
    return std::exp(log_choose(group, in_group) + log_choose(all - group, with - in_group) - log_choose(all, with));
  };
  constexpr double kEqual = 1 + 1e-7;
  const double found = chance(t.group_with) * kEqual;
  FisherExact result;
  Sum p;
  for (std::int64_t k = std::max<std::int64_t>(0, with - (all - group)); k <= std::min(group, with); ++k)
    if (const double one = chance(k); one <= found) p.add(one);
  result.p = std::min(1.0, p.value());
  const double across = static_cast<double>(t.group_without) * static_cast<double>(t.others_with);
  if (across > 0)
    result.odds_ratio = static_cast<double>(t.group_with) * static_cast<double>(t.others_without) / across;
  return result;
}

std::optional<double> representation_ratio(const TwoByTwo& t) {
  const std::int64_t group = t.group_with + t.group_without, with = t.group_with + t.others_with;
  if (!usable(t) || group == 0 || with == 0) return std::nullopt;
  const double all = static_cast<double>(group + t.others_with + t.others_without);
  return static_cast<double>(t.group_with) / static_cast<double>(with) / (static_cast<double>(group) / all);
}

}  // namespace tilth::stats
