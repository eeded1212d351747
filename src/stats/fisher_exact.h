// SPDX-License-Identifier: Apache-2.0
// Whether two shares of small groups differ: Fisher's exact test of a table of two by two.
#pragma once

#include <cstdint>
#include <optional>

namespace tilth::stats {

/// Of a group and of the others: with the trait and without it.
struct TwoByTwo {
  std::int64_t group_with = 0, group_without = 0, others_with = 0, others_without = 0;
};

struct FisherExact {
  std::optional<double> odds_ratio;  ///< of the counts as they are; nothing where a product of counts below is 0
  double p = 1;                      ///< two-sided: tables no likelier than this one, at the same margins
};

/// Nothing for a table of nobody, or with a count below 0. Fisher 1935; tables of equal chance within 1e-7 count as
/// equal, as R's fisher.test takes them.
std::optional<FisherExact> fisher_exact(const TwoByTwo& counts);

/// (share of the group among those with the trait) / (share of the group among all); nothing where one of the two has
/// nobody in its denominator, or the group is empty.
std::optional<double> representation_ratio(const TwoByTwo& counts);

}  // namespace tilth::stats
