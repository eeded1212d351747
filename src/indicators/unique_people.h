// SPDX-License-Identifier: Apache-2.0
// How many different people the counts of several places are (methods 3.5).
#pragma once

#include "stats/unique_bounds.h"
#include "store/store.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tilth::indicators {

/// Counts of people in one place: each says how many different people it saw, none says whom.
struct CountedPeople {
  double largest = 0, sum = 0;
  void add(double people) {
    largest = std::max(largest, people);
    sum += people;
  }
};

/// Bounds over places: people of places that do not lie in one another are different people, those of a village may be
/// among those counted in its district. No place holds more people than its population.
class PeopleOfPlaces {
 public:
  /// `store` must outlive it. Where places lie, and how many live there, is read whoever asks: a village that a caller
  /// does not see would else count beside its district. @param known_at as Question::known_at
  PeopleOfPlaces(const store::Store& store, std::optional<std::int64_t> known_at);
  /// @param counted by the id of the place; "" of no place
  stats::PeopleBounds bounds(const std::map<std::string, CountedPeople>& counted);
  /// Places met that have no population, or one smaller than a count in them.
  [[nodiscard]] std::size_t unbounded() const { return unbounded_.size(); }

 private:
  struct Place {
    std::string parent;
    std::optional<double> population;
  };
  const Place& place(const std::string& id);
  stats::PeopleBounds within(const std::string& id, const std::map<std::string, CountedPeople>& counted,
                             const std::map<std::string, std::set<std::string>>& inside);

  const store::Store& store_;
  store::Caller whole_;
  std::optional<std::int64_t> known_at_;
  const model::RecordType* type_;
  std::map<std::string, Place> places_;
  std::set<std::string> unbounded_;
};

}  // namespace tilth::indicators
