// SPDX-License-Identifier: Apache-2.0
// A programme of four record types, made by hand: enough to import into.
#pragma once

#include "model/model.h"

#include <memory>

namespace tilth::exchange {

inline std::shared_ptr<const model::Model> small_programme() {
  using model::FieldKind;
  auto programme = std::make_shared<model::Model>();
  const auto field = [](std::string name, FieldKind kind) {
    model::Field made;
    made.name = std::move(name);
    made.kind = kind;
    return made;
  };
  const auto code = [&](std::string name, std::string list, bool many = false) {
    model::Field made = field(std::move(name), FieldKind::code);
    made.codes = std::move(list);
    made.many = many;
    return made;
  };
  const auto reference = [&](std::string name, std::string to) {
    model::Field made = field(std::move(name), FieldKind::reference);
    made.refers_to = std::move(to);
    return made;
  };
  const auto geometry = [&](std::string name, std::string kind) {
    model::Field made = field(std::move(name), FieldKind::geometry);
    made.geometry = std::move(kind);
    return made;
  };
  const auto list = [&](std::string name, std::vector<std::pair<std::string, std::vector<std::string>>> codes) {
    model::CodeList made;
    made.name = std::move(name);
    for (auto& [value, aliases] : codes)
      made.codes.push_back({.value = value, .title = {{{"en", value}}}, .aliases = aliases});
    programme->code_lists.push_back(std::move(made));
  };
  list("sex", {{"male", {"man"}}, {"female", {"woman"}}, {"unknown", {}}});
  list("outcome", {{"injured", {"wounded"}}, {"killed", {"dead"}}});
  list("event_kind", {{"mine_accident", {}}, {"uxo_accident", {}}, {"demining", {}}});
  list("contamination", {{"ap_mine", {}}, {"uxo", {}}, {"ied", {}}});

  model::RecordType place;
  place.name = "place";
  place.label_field = "name";
  place.geometry_field = "outline";
  place.fields = {field("pcode", FieldKind::text),    field("name", FieldKind::text),
                  field("level", FieldKind::integer), reference("parent", "place"),
                  geometry("outline", "polygon"),     field("population", FieldKind::integer)};
  model::RecordType organisation;
  organisation.name = "organisation";
  organisation.label_field = "name";
  organisation.fields = {field("name", FieldKind::text), field("kind", FieldKind::text)};
  model::RecordType event;
  event.name = "event";
  event.date_field = "occurred_on";
  event.place_field = "place";
  event.geometry_field = "location";
  event.fields = {code("kind", "event_kind"),           field("occurred_on", FieldKind::date),
                  reference("place", "place"),          geometry("location", "point"),
                  field("note", FieldKind::text),       reference("reported_by", "organisation"),
                  field("place_named", FieldKind::text)};
  event.fields[4].max_length = 40;
  model::RecordType casualty;
  casualty.name = "casualty";
  casualty.date_field = "occurred_on";
  casualty.place_field = "place";
  casualty.fields = {field("local_id", FieldKind::text), code("sex", "sex"), code("outcome", "outcome"),
                     field("occurred_on", FieldKind::date), reference("place", "place")};
  model::RecordType hazard;
  hazard.name = "hazard";
  hazard.geometry_field = "perimeter";
  hazard.label_field = "local_id";
  hazard.fields = {field("local_id", FieldKind::text), geometry("perimeter", "polygon"),
                   field("area_reported", FieldKind::area), code("contamination", "contamination", true),
                   field("depth", FieldKind::length)};
  model::RecordType release;
  release.name = "release";
  release.geometry_field = "outline";
  release.fields = {reference("hazard", "hazard"), geometry("outline", "polygon"), field("local_id", FieldKind::text)};
  programme->types = {place, organisation, event, casualty, hazard, release};
  return programme;
}

}  // namespace tilth::exchange
