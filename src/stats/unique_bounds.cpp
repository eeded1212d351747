// SPDX-License-Identifier: Apache-2.0
// How many different people several counts may be.
#include "stats/unique_bounds.h"

#include <algorithm>

namespace tilth::stats {

PeopleBounds overlap(double a, double b, std::optional<double> population) {
  return {population ? std::max(0.0, a + b - *population) : 0, std::min(a, b)};
}

PeopleBounds unique_people(std::span<const double> groups, std::optional<double> population) {
  PeopleBounds bounds;
  for (const double group : groups) {
    bounds.least = std::max(bounds.least, group);
    bounds.most += group;
  }
  return bounded(bounds, population);
}

PeopleBounds bounded(PeopleBounds people, std::optional<double> population) {
  if (population && *population >= people.least) people.most = std::min(people.most, *population);
  return people;
}

}  // namespace tilth::stats
