// SPDX-License-Identifier: Apache-2.0
// Indicators about services and risk education where people need them.
#include "indicators/people_computations.h"

#include "geo/area.h"
#include "stats/wilson.h"

#include <algorithm>
#include <map>
#include <set>

namespace tilth::indicators {
namespace {

using store::Record;
using store::Value;

struct LonLat {
  double lon = 0, lat = 0;
};

/// The middle of a shape's box: good enough for "within 20 km".
std::optional<LonLat> middle_of(const Value& value) {
  const auto* shape = std::get_if<geo::GeometryPtr>(&value);
  if (shape == nullptr || !*shape || (*shape)->box().empty()) return std::nullopt;
  const geo::Box box = (*shape)->box();
  return LonLat{(box.west + box.east) / 2, (box.south + box.north) / 2};
}

std::optional<std::string> text_at(const model::RecordType& type, const Record& record, std::string_view field) {
  const auto* text = std::get_if<std::string>(&store::value_of(type, record, field));
  return text == nullptr ? std::nullopt : std::optional{*text};
}
std::optional<Date> day_at(const model::RecordType& type, const Record& record, std::string_view field) {
  const auto* date = std::get_if<Date>(&store::value_of(type, record, field));
  return date == nullptr ? std::nullopt : std::optional{*date};
}

void each(const store::Store& store, const store::Caller& caller, const Question& question, const char* type,
          const char* where, const std::function<void(const model::RecordType&, const Record&)>& visit) {
  const model::RecordType* of = store.model()->find_type(type);
  if (of == nullptr) return;
  store::Query query{.type = type, .known_at = question.known_at};
  if (where != nullptr) query.where = cql2::parse_text(where);
  store.each(caller, query, [&](const Record& record) {
    visit(*of, record);
    return true;
  });
}

double number_of(const Json& with, const char* name, double otherwise) { return with.value(name, otherwise); }

/// The last day that the question speaks of.
std::int32_t last_day_of(const Question& question) {
  const std::int32_t today = Instant::now().date().first_day();
  return question.to ? std::min(question.to->last_day(), today) : today;
}

/// Where the places are that are asked for, read once each.
class PlacePoints {
 public:
  PlacePoints(const store::Store& store, const store::Caller& caller, const Question& question)
      : store_(store), caller_(caller), question_(question), type_(store.model()->find_type("place")) {}

  std::optional<LonLat> of(const std::string& place) {
    const auto [at, fresh] = known_.try_emplace(place);
    if (!fresh || type_ == nullptr) return at->second;
    const auto id = Uuid::parse(place);
    const auto record = id ? store_.find(caller_, "place", *id, question_.known_at) : std::nullopt;
    if (record) at->second = middle_of(store::value_of(*type_, *record, "area"));
    return at->second;
  }

 private:
  const store::Store& store_;
  const store::Caller& caller_;
  const Question& question_;
  const model::RecordType* type_;
  std::map<std::string, std::optional<LonLat>> known_;
};

struct Provider {
  std::string place;
  std::optional<LonLat> at;
};

/// Providers by component, of those verified in the days before the question's end.
std::map<std::string, std::vector<Provider>> providers_of(const store::Store& store, const store::Caller& caller,
                                                          const Question& question, double days, PlacePoints& points) {
  std::map<std::string, std::vector<Provider>> providers;
  const std::int32_t last = last_day_of(question);
  each(store, caller, question, "service_provider", nullptr, [&](const model::RecordType& type, const Record& record) {
    const auto verified = day_at(type, record, "verified_on");
    if (!verified || verified->first_day() > last || last - verified->last_day() > static_cast<std::int32_t>(days))
      return;
    Provider one{text_at(type, record, "place").value_or(""), middle_of(store::value_of(type, record, "location"))};
    if (!one.at && !one.place.empty()) one.at = points.of(one.place);
    const auto* services = std::get_if<std::shared_ptr<const cql2::Array>>(&store::value_of(type, record, "services"));
    if (services == nullptr || !*services) return;
    for (const cql2::Value& service : **services)
      if (const auto* component = std::get_if<std::string>(&service)) providers[*component].push_back(one);
  });
  return providers;
}

}  // namespace

Figure places_without_provider(const store::Store& store, const store::Caller& caller, const Question& question) {
  const double metres = number_of(question.with, "km", 20) * 1000;
  PlacePoints points{store, caller, question};
  const auto providers = providers_of(store, caller, question, number_of(question.with, "days", 365), points);
  std::map<std::string, std::string> place_of_case;
  each(store, caller, question, "survivor_case", nullptr, [&](const model::RecordType& type, const Record& record) {
    if (const auto place = text_at(type, record, "place")) place_of_case[record.id.text()] = *place;
  });
  Figure figure;
  std::map<std::pair<std::string, std::string>, Uuid> unserved;
  const std::int32_t last = last_day_of(question);
  each(store, caller, question, "need", "met IS NULL OR met = FALSE",
       [&](const model::RecordType& type, const Record& record) {
         const auto identified = day_at(type, record, "identified_on");
         if (identified && identified->first_day() > last) return;
         ++figure.n;
         const auto component = text_at(type, record, "component"), of = text_at(type, record, "case");
         const auto place = of ? place_of_case.find(*of) : place_of_case.end();
         if (!component || place == place_of_case.end()) {
           ++figure.n_missing;
           return;
         }
         const auto offered = providers.find(*component);
         const auto from = points.of(place->second);
         const bool served =
             offered != providers.end() &&
             std::any_of(offered->second.begin(), offered->second.end(), [&](const Provider& provider) {
               return provider.place == place->second ||
                      (from && provider.at &&
                       geo::distance_m(from->lon, from->lat, provider.at->lon, provider.at->lat) <= metres);
             });
         if (!served) unserved.try_emplace({place->second, *component}, record.id);
       });
  if (figure.n == figure.n_missing) {  // no need, or none of which it is known what is needed and where
    figure.reason_if_null = "NO_DATA";
    return figure;
  }
  figure.value = static_cast<double>(unserved.size());
  for (const auto& [pair, need] : unserved)
    if (figure.records.size() < kRecordsKept) figure.records.push_back(need);
  std::sort(figure.records.begin(), figure.records.end());
  return figure;
}

Figure eore_in_priority_places(const store::Store& store, const store::Caller& caller, const Question& question) {
  const auto days = static_cast<std::int32_t>(number_of(question.with, "days", 90));
  std::map<std::string, std::vector<std::int32_t>> sessions;  // days, by place
  each(store, caller, question, "eore_session", "category = 'direct'",
       [&](const model::RecordType& type, const Record& record) {
         const auto held = day_at(type, record, "held_on");
         if (!held || held->first_day() != held->last_day()) return;
         for (const char* field : {"place", "destination"})
           if (type.find(field) != nullptr)
             if (const auto place = text_at(type, record, field)) sessions[*place].push_back(held->first_day());
       });
  Figure figure;
  std::map<std::string, bool> reached;
  const std::int32_t last = last_day_of(question), today = Instant::now().date().first_day();
  const auto event = [&](const char* record_type, const char* date) {
    each(store, caller, question, record_type, nullptr, [&](const model::RecordType& type, const Record& record) {
      const auto day = day_at(type, record, date);
      const auto place = text_at(type, record, "place");
      if (!day || !place) return;
      if ((question.from && day->last_day() < question.from->first_day()) || day->first_day() > last) return;
      ++figure.n;
      if (day->first_day() != day->last_day()) {
        ++figure.n_missing;
        return;
      }
      const auto held = sessions.find(*place);
      const bool followed =
          held != sessions.end() && std::any_of(held->second.begin(), held->second.end(), [&](std::int32_t session) {
            return session >= day->first_day() && session <= day->first_day() + days;
          });
      if (!followed && day->first_day() + days > today) {
        ++figure.n_missing;
        return;
      }
      bool& all = reached.try_emplace(*place, true).first->second;
      all = all && followed;
    });
  };
  event("accident", "happened_on");
  event("hazard", "identified_on");
  event("return_area", "expected_on");
  if (reached.empty()) {
    figure.reason_if_null = figure.n == 0 ? "ZERO_DENOMINATOR" : "NO_DATA";
    return figure;
  }
  const auto all = static_cast<std::int64_t>(reached.size());
  const auto hits = static_cast<std::int64_t>(
      std::count_if(reached.begin(), reached.end(), [](const auto& place) { return place.second; }));
  const auto [lower, upper] = stats::wilson(hits, all);
  figure.value = static_cast<double>(hits) / static_cast<double>(all) * 100;
  figure.lower = lower * 100;
  figure.upper = upper * 100;
  figure.n = all;
  return figure;
}

void add_people_computations(Registry& registry) {
  registry.computations["places_without_provider"] = places_without_provider;
  registry.computations["eore_in_priority_places"] = eore_in_priority_places;
}

}  // namespace tilth::indicators
