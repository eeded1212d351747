// SPDX-License-Identifier: Apache-2.0
// The indicators that CQL2 cannot say and that need the store alone.
#include "geo/predicates.h"
#include "geo/spatial_index.h"
#include "indicators/evaluation_computations.h"
#include "indicators/meeting_computations.h"
#include "indicators/people_computations.h"
#include "indicators/records_in_period.h"
#include "indicators/target_computations.h"
#include "model/field_value.h"

#include <algorithm>
#include <map>
#include <set>

namespace tilth::indicators {
namespace {

using store::Record;

/// The population of these places; one of which nobody recorded it is not there.
std::map<std::string, double> population_of(const store::Store& store, const store::Caller& caller,
                                            const Question& question, const std::set<std::string>& places) {
  std::map<std::string, double> people;
  const model::RecordType* type = store.model()->find_type("place");
  if (type == nullptr) return people;
  for (const std::string& text : places) {
    const auto id = Uuid::parse(text);
    const auto place = id ? store.find(caller, "place", *id, question.known_at) : std::nullopt;
    const auto* known = place ? std::get_if<std::int64_t>(&store::value_of(*type, *place, "population")) : nullptr;
    if (known != nullptr) people[text] = static_cast<double>(*known);
  }
  return people;
}

/// What happened in places, over the population of places.
class PerPeople {
 public:
  /// Nothing for `how_many`, or no place: a record that is in no figure.
  void add(const std::string* place, std::optional<double> how_many) {
    ++records_;
    if (place == nullptr || !how_many) return;
    places_.insert(*place);
    auto& [count, sum] = by_place_[*place];
    ++count;
    sum += *how_many;
  }
  void add_places(const std::set<std::string>& places) { places_.insert(places.begin(), places.end()); }

  /// Places whose population nobody recorded are in neither.
  [[nodiscard]] Figure figure(const store::Store& store, const store::Caller& caller, const Question& question,
                              double scale) const {
    const std::map<std::string, double> population = population_of(store, caller, question, places_);
    std::int64_t counted = 0;
    double events = 0, people = 0;
    for (const auto& [place, known] : population) {
      people += known;
      const auto at = by_place_.find(place);
      if (at == by_place_.end()) continue;
      counted += at->second.first;
      events += at->second.second;
    }
    Figure figure;
    figure.n = records_;
    figure.n_missing = records_ - counted;
    if (records_ > 0 && counted == 0)
      figure.reason_if_null = "NO_DATA";
    else if (people == 0)
      figure.reason_if_null = places_.empty() || !population.empty() ? "ZERO_DENOMINATOR" : "NO_DATA";
    else
      figure.value = events / people * scale;
    return figure;
  }

 private:
  std::int64_t records_ = 0;
  std::set<std::string> places_;
  std::map<std::string, std::pair<std::int64_t, double>> by_place_;  // records, and what they add up to
};

const std::string* place_in(const model::RecordType& type, const Record& record) {
  return std::get_if<std::string>(&store::value_of(type, record, "place"));
}

/// Whether every split asked for is a field of a type; a year or a month is none.
bool splits_by_fields(const store::Store& store, const Question& question, std::string_view type) {
  const model::RecordType* of = store.model()->find_type(type);
  return of != nullptr && !question.split_by.empty() &&
         std::all_of(question.split_by.begin(), question.split_by.end(),
                     [&](const std::string& name) { return of->index_of(name) >= 0; });
}
std::vector<std::string> key_of(const model::RecordType& type, const Record& record, const Question& question) {
  std::vector<std::string> key;
  for (const std::string& name : question.split_by) {
    const cql2::Value& value = store::value_of(type, record, name);
    key.push_back(value.is_null() ? "(not recorded)" : model::shown(value));
  }
  return key;
}

std::set<std::string> places_of_open_hazards(const store::Store& store, const store::Caller& caller,
                                             const Question& question) {
  std::set<std::string> places;
  each_in_period(store, caller, question, "hazard", nullptr, "status IS NULL OR status <> 'closed'",
                 [&](const model::RecordType& type, const Record& record) {
                   if (const auto* place = place_in(type, record)) places.insert(*place);
                 });
  return places;
}

Figure casualty_rate(const store::Store& store, const store::Caller& caller, const Question& question) {
  PerPeople rate;
  rate.add_places(places_of_open_hazards(store, caller, question));
  each_in_period(store, caller, question, "casualty", "happened_on", nullptr,
                 [&](const model::RecordType& type, const Record& record) { rate.add(place_in(type, record), 1); });
  return rate.figure(store, caller, question, 100'000);
}

/// Coverage by residence status is of the same places' whole population: how many of them are refugees nobody asked.
Computed eore_coverage(const store::Store& store, const store::Caller& caller, const Question& question) {
  const std::set<std::string> places = places_of_open_hazards(store, caller, question);
  const bool splits = splits_by_fields(store, question, "eore_session");
  PerPeople all;
  all.add_places(places);
  std::map<std::vector<std::string>, PerPeople> cells;
  each_in_period(store, caller, question, "eore_session", "held_on", "category = 'direct'",
                 [&](const model::RecordType& type, const Record& record) {
                   const auto* place = place_in(type, record);
                   if (place == nullptr || !places.contains(*place)) return;
                   const auto* first = std::get_if<std::int64_t>(&store::value_of(type, record, "first_time"));
                   const auto reached = first == nullptr ? std::nullopt : std::optional{static_cast<double>(*first)};
                   all.add(place, reached);
                   if (!splits) return;
                   const auto [cell, fresh] = cells.try_emplace(key_of(type, record, question));
                   if (fresh) cell->second.add_places(places);
                   cell->second.add(place, reached);
                 });
  Computed answer{all.figure(store, caller, question, 100)};
  if (splits) {
    answer.cells.emplace();
    for (const auto& [key, cell] : cells) answer.cells->push_back({key, cell.figure(store, caller, question, 100)});
  }
  return answer;
}

Figure spot_tasks_per_people(const store::Store& store, const store::Caller& caller, const Question& question) {
  PerPeople rate;
  each_in_period(store, caller, question, "spot_task", "reported_on", "status = 'done'",
                 [&](const model::RecordType& type, const Record& record) { rate.add(place_in(type, record), 1); });
  return rate.figure(store, caller, question, 10'000);
}

/// Accidents inside the outline of a product approved and released before them. Split by fields of the product; where
/// several were, the accident counts under the earliest, then the lower id, as the ledger gives the land to it.
Computed accidents_in_released(const store::Store& store, const store::Caller& caller, const Question& question) {
  struct Released {
    geo::GeometryPtr shape;
    Date on;
    Uuid id;
    std::vector<std::string> key;
  };
  const bool splits = splits_by_fields(store, question, "land_release_product");
  std::vector<Released> products;
  std::int64_t unplaced = 0;  // products without an outline or a day: nobody can say what happened in them
  std::vector<geo::Box> boxes;
  each_in_period(store, caller, question, "land_release_product", nullptr, "status = 'approved'",
                 [&](const model::RecordType& type, const Record& record) {
                   const auto* shape = std::get_if<geo::GeometryPtr>(&store::value_of(type, record, "perimeter"));
                   const auto* on = std::get_if<Date>(&store::value_of(type, record, "released_on"));
                   if (shape == nullptr || on == nullptr) {
                     ++unplaced;
                     return;
                   }
                   products.push_back(
                       {*shape, *on, record.id, splits ? key_of(type, record, question) : std::vector<std::string>{}});
                   boxes.push_back((*shape)->box());
                 });
  const geo::SpatialIndex index{boxes};
  Computed answer;
  Figure& figure = answer.total;
  figure.value = 0;
  std::map<std::vector<std::string>, Figure> cells;
  each_in_period(
      store, caller, question, "accident", "happened_on", nullptr,
      [&](const model::RecordType& type, const Record& record) {
        ++figure.n;
        const auto* point = std::get_if<geo::GeometryPtr>(&store::value_of(type, record, "location"));
        if (point == nullptr) {
          ++figure.n_missing;
          return;
        }
        const auto* day = std::get_if<Date>(&store::value_of(type, record, "happened_on"));
        const Released* hit = nullptr;
        for (const std::uint32_t at : index.in((*point)->box())) {
          const Released& product = products[at];
          const auto order = day == nullptr ? std::nullopt : compare(product.on, *day);
          if (!order || *order >= 0 || !geo::intersects(*product.shape, **point)) continue;
          if (hit == nullptr || std::pair{product.on.last_day(), product.id} < std::pair{hit->on.last_day(), hit->id})
            hit = &product;
        }
        if (hit == nullptr) return;
        Figure& cell = cells[hit->key];
        ++cell.n;
        cell.value = cell.value.value_or(0) + 1;
        *figure.value += 1;
        for (Figure* one : {&figure, &cell})
          if (one->records.size() < kRecordsKept) one->records.push_back(record.id);
      });
  // Where no accident has a point, or no product an outline, nobody knows; without either there was none.
  if (figure.n > 0 && (figure.n_missing == figure.n || (products.empty() && unplaced > 0))) {
    figure.value.reset();
    figure.reason_if_null = "NO_DATA";
    return answer;
  }
  if (splits) {
    answer.cells.emplace();
    for (auto& [key, cell] : cells) answer.cells->push_back({key, std::move(cell)});
  }
  return answer;
}

Figure open_findings_rate(const store::Store& store, const store::Caller& caller, const Question& question) {
  Figure figure;
  std::int64_t open = 0;
  for (const store::SavedFinding& saved : store.findings()) {
    if (saved.state == "open" && saved.finding.severity != Severity::note) ++open;
  }
  for (const model::RecordType& type : store.model()->types) {
    store::Query query{.type = type.name, .known_at = question.known_at};
    const bool approves =
        type.workflow && std::any_of(type.workflow->transitions.begin(), type.workflow->transitions.end(),
                                     [](const model::Transition& step) { return step.to == "approved"; });
    if (approves) query.where = cql2::parse_text("\"" + type.workflow->field + "\" = 'approved'");
    figure.n += store.count(caller, query);
  }
  if (figure.n == 0)
    figure.reason_if_null = "ZERO_DENOMINATOR";
  else
    figure.value = static_cast<double>(open) / static_cast<double>(figure.n) * 100;
  return figure;
}

}  // namespace

void add_computations(Registry& registry) {
  registry.computations["casualty_rate"] = casualty_rate;
  registry.computations["eore_coverage"] = eore_coverage;
  registry.computations["spot_tasks_per_people"] = spot_tasks_per_people;
  registry.computations["accidents_in_released"] = accidents_in_released;
  registry.computations["meeting_growth"] = meeting_growth;
  registry.computations["open_findings_rate"] = open_findings_rate;
  registry.computations["second_coder_kappa"] = second_coder_kappa;
  add_people_computations(registry);
  add_target_computations(registry);
}

}  // namespace tilth::indicators
