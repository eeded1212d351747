// SPDX-License-Identifier: Apache-2.0
#include "report/ledger_account.h"

#include "release/largest_remainder.h"

#include <algorithm>

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

std::vector<std::int64_t> whole_cells(const release::Account& account, const std::vector<EntryKind>& columns,
                                      std::int64_t sum) {
  std::vector<SquareMetres> signed_figures;
  for (const EntryKind kind : columns)
    signed_figures.push_back(sign_of(kind) > 0 ? account.of(kind) : -account.of(kind));
  std::vector<std::int64_t> whole = release::whole_metres(signed_figures, sum);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (sign_of(columns[i]) <= 0) whole[i] = -whole[i];
  return whole;
}

std::vector<EntryKind> columns_of(const std::vector<const release::Account*>& lines) {
  constexpr std::pair<EntryKind, EntryKind> kPairs[] = {{EntryKind::transferred_in, EntryKind::transferred_out},
                                                        {EntryKind::reclassified_in, EntryKind::reclassified_out}};
  std::vector<EntryKind> columns;
  for (const EntryKind kind : kAccountColumns) {
    const auto any = [&](const auto& holds) { return std::any_of(lines.begin(), lines.end(), holds); };
    bool wanted = kind == EntryKind::created || kind == EntryKind::cancelled || kind == EntryKind::reduced ||
                  kind == EntryKind::cleared ||
                  any([&](const release::Account* line) { return line->of(kind) != SquareMetres{}; });
    for (const auto& moved : kPairs)
      if (kind == moved.first || kind == moved.second)
        wanted = any([&](const release::Account* line) { return line->of(moved.first) != line->of(moved.second); });
    if (wanted) columns.push_back(kind);
  }
  return columns;
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
