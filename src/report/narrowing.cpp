// SPDX-License-Identifier: Apache-2.0
#include "report/narrowing.h"

#include "base/problem.h"
#include "store/rights.h"

#include <set>

namespace tilth::report {

Narrowing::Narrowing(const store::Store& store, const store::Caller& caller, std::optional<std::int64_t> known_at,
                     std::optional<Uuid> place, std::optional<Uuid> organisation, RegisterLabels& labels,
                     std::function<const release::Ledger&()> ledger)
    : store_(store),
      caller_(caller),
      model_(store.model()),
      known_at_(known_at),
      place_(place),
      organisation_(organisation),
      labels_(labels),
      ledger_(std::move(ledger)) {
  for (const auto& [id, type] : {std::pair{place_, "place"}, {organisation_, "organisation"}})
    if (id && !store_.find(caller_, type, *id, known_at_))
      throw Problem{"store.unknown_record", {{"type", type}, {"record", id->text()}}};
  store::Account account;
  account.role = store::Role::administrator;
  account.grants = {{organisation_ ? organisation_->text() : "", place_ ? place_->text() : ""}};
  granted_ = store::caller_of(store_, account).rows;
}

const std::optional<std::string>& Narrowing::rows_of(const std::string& type) {
  const auto [at, fresh] = known_.try_emplace(type);
  if (fresh) at->second = type == "land_ledger" ? rows_of_ledger() : worked_out(type);
  return at->second;
}

std::optional<std::string> Narrowing::worked_out(const std::string& type) {
  const auto found = granted_.find(type);
  if (found == granted_.end()) return std::nullopt;
  const std::string text = cql2::to_text(found->second);
  if (text.find(" IN ") == std::string::npos) return std::nullopt;  // the grant that shows nothing
  return text;
}

/// The account names places and organisations by their labels.
std::optional<std::string> Narrowing::rows_of_ledger() {
  std::string filter;
  if (place_) {
    const auto of_place_alone = of_place();
    if (!of_place_alone) return std::nullopt;
    filter = *of_place_alone;
  }
  if (organisation_) {
    const auto& labels = labels_.of(*model_->find_type("organisation"));
    const auto label = labels.find(organisation_->text());
    if (label == labels.end()) return std::nullopt;
    filter += (filter.empty() ? "" : " AND ") + ("organisation = " + cql2::text_literal(label->second));
  }
  return filter;
}

/// Provinces share the area of a hazard that lies in several, places do not: what holds provinces is asked by them.
std::optional<std::string> Narrowing::of_place() {
  const model::RecordType& places = *model_->find_type("place");
  const auto& labels = labels_.of(places);
  std::set<std::string> provinces;
  for (const release::Entry& entry : ledger_().entries()) provinces.insert(entry.province.text());
  const std::string id = place_->text();
  const auto parent = static_cast<std::size_t>(places.index_of(places.place_field));
  std::map<std::string, std::string> up;
  store_.each(caller_, store::Query{.type = "place", .fields = {places.place_field}, .known_at = known_at_},
              [&](const store::Record& one) {
                if (const auto* to = std::get_if<std::string>(&one.values[parent])) up[one.id.text()] = *to;
                return true;
              });
  bool holds_provinces = false;
  std::vector<std::string> below;
  for (const auto& [place, label] : labels) {
    std::string at = place;
    for (int step = 0; step < 10 && !at.empty() && at != id; ++step) at = up.contains(at) ? up[at] : std::string{};
    if (at != id) continue;
    below.push_back(place);
    holds_provinces = holds_provinces || provinces.contains(place);
  }
  const bool province = provinces.contains(id);
  std::string list;
  for (const std::string& place : below) {
    if ((province && place != id) || (!province && holds_provinces && !provinces.contains(place))) continue;
    list += (list.empty() ? "" : ", ") + cql2::text_literal(labels.at(place));
  }
  if (list.empty()) return std::nullopt;
  return std::string{province || holds_provinces ? "province" : "place"} + " IN (" + list + ")";
}

}  // namespace tilth::report
