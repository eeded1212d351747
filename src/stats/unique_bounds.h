// SPDX-License-Identifier: Apache-2.0
// How many different people several counts may be, where nobody knows who was counted twice (methods 3.5).
#pragma once

#include <optional>
#include <span>

namespace tilth::stats {

struct PeopleBounds {
  double least = 0, most = 0;
};
/// People who are in both of two groups of a population of `population`; without: of any size.
/// @pre 0 <= a, b <= population
PeopleBounds overlap(double a, double b, std::optional<double> population = {});
/// People who are in any of the groups: the largest group at least, all groups added at most, and never more than the
/// population. A population smaller than a group is no bound. Nobody for no groups. @pre groups >= 0
PeopleBounds unique_people(std::span<const double> groups, std::optional<double> population = {});

/// The same, never more than the population; one that is smaller than the least is no bound.
PeopleBounds bounded(PeopleBounds people, std::optional<double> population);

}  // namespace tilth::stats
