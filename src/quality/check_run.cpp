// SPDX-License-Identifier: Apache-2.0
// What a check in code sees, and how it answers.
#include "quality/check_run.h"

#include "base/problem.h"
#include "geo/codec.h"
#include "geo/parallel.h"
#include "model/record_label.h"

#include <algorithm>
#include <array>

namespace tilth::quality {

void CheckRun::refuse(const std::string& name, const std::string& reason) const {
  throw Problem{"check.bad_parameter", {{"rule", rule_.id}, {"name", name}, {"reason", reason}}};
}

std::string CheckRun::text(const std::string& name, const std::string& otherwise) const {
  const auto at = rule_.parameters.find(name);
  if (at == rule_.parameters.end()) return otherwise;
  if (!at->is_string()) refuse(name, "expected text");
  return at->get<std::string>();
}

double CheckRun::number(const std::string& name, double otherwise) const {
  const auto at = rule_.parameters.find(name);
  if (at == rule_.parameters.end()) return otherwise;
  if (!at->is_number()) refuse(name, "expected a number");
  return at->get<double>();
}

std::vector<std::string> CheckRun::list(const std::string& name, std::vector<std::string> otherwise) const {
  const auto at = rule_.parameters.find(name);
  if (at == rule_.parameters.end()) return otherwise;
  if (at->is_string()) return {at->get<std::string>()};
  if (!at->is_array()) refuse(name, "expected text or a list of texts");
  std::vector<std::string> texts;
  for (const Json& item : *at) {
    if (!item.is_string()) refuse(name, "expected a list of texts");
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

const RecordTable& CheckRun::table(const std::string& type, const std::set<std::string>& fields) {
  return tables_.table(type, fields, rule_.id);
}

const std::vector<std::uint32_t>& CheckRun::rows(const std::string& type, const std::string& where) {
  return tables_.rows(type, where, rule_.id);
}

std::string CheckRun::geometry_field() const {
  std::string field = text("geometry", type_.geometry_field);
  const model::Field* known = type_.find(field);
  if (known == nullptr || known->kind != model::FieldKind::geometry)
    refuse("geometry", type_.name + " has no such geometry");
  return field;
}

const model::RecordType& CheckRun::target(const std::string& type, const std::string& path) const {
  const model::RecordType* at = model().find_type(type);
  std::string rest = path;
  while (at != nullptr && !rest.empty()) {
    const std::size_t dot = rest.find('.');
    const model::Field* field = at->find(rest.substr(0, dot));
    if (field == nullptr || field->kind != model::FieldKind::reference) refuse(path, "not a reference of " + type);
    at = model().find_type(field->refers_to);
    rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
  }
  if (at == nullptr) refuse(path, "leads to no record type");
  return *at;
}

std::vector<Value> CheckRun::along(const std::string& type, const std::string& path) {
  const std::size_t dot = path.find('.');
  const std::string first = path.substr(0, dot);
  const RecordTable& own = table(type, {first});
  if (dot == std::string::npos) return own.values(first);
  const model::RecordType& next = target(type, first);
  const std::vector<Value> beyond = along(next.name, path.substr(dot + 1));
  const RecordTable& others = table(next.name, {});
  std::vector<Value> values(own.size());
  const std::vector<Value>& references = table(type, {first}).values(first);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const std::int64_t row = others.row_of(references[i]); row >= 0)
      values[i] = beyond[static_cast<std::size_t>(row)];
  return values;
}

std::vector<std::string> CheckRun::labels(const std::string& type) {
  const std::string& field = table(type, {}).type().label_field;
  const RecordTable& all = field.empty() ? table(type, {}) : table(type, {field});
  std::vector<std::string> labels(all.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool has = !field.empty() && !all.values(field)[i].is_null();
    labels[i] = has ? shown(all.values(field)[i]) : model::short_id(all.ids()[i]);
  }
  return labels;
}

void CheckRun::find(Found found) { findings_.push_back(finding_of(table({}), std::move(found))); }

void CheckRun::find_each(std::size_t count, const std::function<std::optional<Found>(std::size_t)>& make) {
  constexpr std::size_t kGrain = 512;
  const RecordTable& own = table({});
  std::vector<std::vector<Finding>> parts((count + kGrain - 1) / kGrain);
  geo::in_parallel(count, threads(), kGrain, [&](unsigned, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (std::optional<Found> found = make(i)) parts[from / kGrain].push_back(finding_of(own, std::move(*found)));
  });
  for (std::vector<Finding>& part : parts)
    findings_.insert(findings_.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
}

Finding CheckRun::finding_of(const RecordTable& own, Found found) const {
  std::sort(found.records.begin(), found.records.end());
  found.records.erase(std::unique(found.records.begin(), found.records.end()), found.records.end());
  if (found.records.size() > 1)
    std::stable_partition(found.records.begin(), found.records.end(),
                          [&own](const Uuid& id) { return own.row_of(id) >= 0; });
  // The state that the repair was made for: a record that moved on since is not overwritten.
  if (found.repair.is_object()) {
    const std::optional<Uuid> id = Uuid::parse(found.repair.at("record").get<std::string>());
    if (const std::int64_t row = id ? own.row_of(*id) : -1; row >= 0)
      found.repair["seen_seq"] = own.seqs()[static_cast<std::size_t>(row)];
  }
  if (found.place.empty()) found.place = rule_.field;
  return {.rule = rule_.id,
          .severity = rule_.severity,
          .type = type_.name,
          .records = std::move(found.records),
          .place = std::move(found.place),
          .lon = found.lon,
          .lat = found.lat,
          .values = std::move(found.values),
          .repair = std::move(found.repair)};
}

Json CheckRun::repair_of(const Uuid& record, const std::string& field, Json value) const {
  return {{"record", record.text()}, {"type", type_.name}, {"set", {{field, std::move(value)}}}};
}

bool is_ledger_check(std::string_view name) {
  constexpr std::array<std::string_view, 8> kNames = {
      "product_outside_hazard", "double_release",        "remaining_negative",   "closed_with_remaining",
      "hazard_without_area",    "release_before_hazard", "release_without_area", "treaty_area"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_linkage_check(std::string_view name) { return name == "same_person"; }

const CheckKind* find_check(std::string_view name) {
  for (const std::span<const CheckKind> kinds : {shape_checks(), overlap_checks(), area_checks(), place_checks(),
                                                 register_checks(), work_checks(), accident_checks(), treaty_checks()})
    for (const CheckKind& kind : kinds)
      if (kind.name == name) return &kind;
  return nullptr;
}

std::optional<double> number_in(const Value& value) {
  if (const auto* number = std::get_if<double>(&value.base())) return *number;
  if (const auto* number = std::get_if<std::int64_t>(&value.base())) return static_cast<double>(*number);
  return std::nullopt;
}

std::optional<std::string> text_in(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.base())) return *text;
  return std::nullopt;
}

std::optional<Date> date_in(const Value& value) {
  if (const auto* date = std::get_if<Date>(&value.base())) return *date;
  if (const auto* instant = std::get_if<Instant>(&value.base())) return instant->date();
  return std::nullopt;
}

std::vector<std::string> texts_in(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.base())) return {*text};
  std::vector<std::string> texts;
  if (const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value.base()))
    for (const Value& item : **array)
      if (const auto* text = std::get_if<std::string>(&item.base())) texts.push_back(*text);
  return texts;
}

std::string shown(const Value& value) {
  if (const auto text = text_in(value)) return *text;
  if (const auto date = date_in(value)) return date->text();
  if (const auto* flag = std::get_if<bool>(&value.base())) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value.base())) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value.base())) return Json(*number).dump();
  if (const auto* geometry = std::get_if<geo::GeometryPtr>(&value.base()))
    return *geometry ? geo::to_wkt(**geometry) : "";
  std::string joined;
  for (const std::string& text : texts_in(value)) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

}  // namespace tilth::quality
