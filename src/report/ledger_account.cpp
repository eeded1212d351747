// SPDX-License-Identifier: Apache-2.0
#include "report/ledger_account.h"

namespace tilth::report {

using release::Basis;
using release::Dimension;
using release::EntryKind;

Json account_json(const release::Account& account, bool flows_only) {
  Json json;
  for (const EntryKind kind : kAccountColumns) json[std::string{text_of(kind)}] = account.of(kind).as_double();
  for (const EntryKind kind : kBesideAccount) json[std::string{text_of(kind)}] = account.of(kind).as_double();
  json["released"] = account.released().as_double();
  if (!flows_only) json["remaining"] = account.remaining().as_double();
  Json bases = Json::object();
  for (int basis = 0; basis < release::kBases; ++basis) {
    Json part = Json::object();
    for (const EntryKind kind : kAccountColumns)
      if (const SquareMetres area = account.of(kind, static_cast<Basis>(basis)); area != SquareMetres{})
        part[std::string{text_of(kind)}] = area.as_double();
    if (!part.empty()) bases[std::string{text_of(static_cast<Basis>(basis))}] = part;
  }
  json["by_basis"] = bases;
  return json;
}

std::string type_of(const model::Model& model, Dimension dimension) {
  const model::RecordType& hazards = *model.find_type("hazard");
  const auto target = [&](const std::string& field) {
    const model::Field* known = hazards.find(field);
    return known == nullptr ? std::string{} : known->refers_to;
  };
  switch (dimension) {
    case Dimension::hazard:
      return "hazard";
    case Dimension::place:
    case Dimension::province:
      return target(hazards.place_field);
    case Dimension::organisation:
      return model.find_type("organisation") ? "organisation" : target(hazards.organisation_field);
    default:
      return {};
  }
}

}  // namespace tilth::report
