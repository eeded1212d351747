// SPDX-License-Identifier: Apache-2.0
// How many different people the counts of several places are.
#include "indicators/unique_people.h"

namespace tilth::indicators {

PeopleOfPlaces::PeopleOfPlaces(const store::Store& store, std::optional<std::int64_t> known_at)
    : store_(store), known_at_(known_at), type_(store.model()->find_type("place")) {}

const PeopleOfPlaces::Place& PeopleOfPlaces::place(const std::string& id) {
  const auto [at, fresh] = places_.try_emplace(id);
  const auto uuid = fresh && type_ != nullptr ? Uuid::parse(id) : std::nullopt;
  const auto record = uuid ? store_.find(whole_, type_->name, *uuid, known_at_) : std::nullopt;
  if (!record) return at->second;
  if (const auto* parent = std::get_if<std::string>(&store::value_of(*type_, *record, type_->place_field)))
    at->second.parent = *parent;
  if (const auto* people = std::get_if<std::int64_t>(&store::value_of(*type_, *record, "population")))
    at->second.population = static_cast<double>(*people);
  return at->second;
}

stats::PeopleBounds PeopleOfPlaces::within(const std::string& id, const std::map<std::string, CountedPeople>& counted,
                                           const std::map<std::string, std::set<std::string>>& inside) {
  stats::PeopleBounds parts;
  if (const auto found = inside.find(id); found != inside.end()) {
    for (const std::string& part : found->second) {
      const stats::PeopleBounds of_part = within(part, counted, inside);
      parts.least += of_part.least;
      parts.most += of_part.most;
    }
  }
  const auto own = counted.find(id);
  stats::PeopleBounds all = parts;
  if (own != counted.end()) {
    all.least = std::max(own->second.largest, parts.least);
    all.most += own->second.sum;
  }
  const std::optional<double> population = id.empty() ? std::nullopt : place(id).population;
  if ((!population || *population < all.least) && own != counted.end() && !id.empty()) unbounded_.insert(id);
  return stats::bounded(all, population);
}

stats::PeopleBounds PeopleOfPlaces::bounds(const std::map<std::string, CountedPeople>& counted) {
  std::map<std::string, std::set<std::string>> inside;  // under "": places that lie in none
  std::set<std::string> stands{""};
  for (const auto& [id, people] : counted) {
    std::set<std::string> way;
    for (std::string at = id; stands.insert(at).second;) {
      way.insert(at);
      std::string parent = place(at).parent;
      if (way.contains(parent)) parent.clear();  // a place that lies in itself
      inside[parent].insert(at);
      at = std::move(parent);
    }
  }
  return within("", counted, inside);
}

}  // namespace tilth::indicators
