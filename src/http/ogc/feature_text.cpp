// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/feature_text.h"

#include "base/problem.h"
#include "geo/codec.h"
#include "http/ogc/visible.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tilth::http::ogc {
namespace {

template <typename Number>
void append_number(std::string& out, Number number) {
  std::array<char, 40> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace

FeatureText::FeatureText(const model::RecordType& type, const store::Caller& caller, const Crs& crs,
                         const std::vector<std::string>& properties, bool with_geometry)
    : geometry_asked_(with_geometry), turn_(crs.from_wgs84()), decimals_(crs.decimals()) {
  for (const std::string& name : properties) {
    const model::Field* field = type.find(name);
    if (field == nullptr || !may_see(caller, *field))
      throw Problem{"ogc.unknown_property", {{"collection", type.name}, {"property", name}}};
  }
  const model::Field* main = main_geometry(caller, type);
  if (main != nullptr && with_geometry) geometry_ = type.index_of(main->name);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const model::Field& field = type.fields[i];
    if (&field == main || !may_see(caller, field)) continue;
    if (!properties.empty() && std::find(properties.begin(), properties.end(), field.name) == properties.end())
      continue;
    std::string name = ",";
    append_json_string(name, field.name);
    properties_.push_back({i, name + ":", &field});
    if (!properties.empty() || !with_geometry) fields_.push_back(field.name);
  }
  if (!fields_.empty() && geometry_ >= 0) fields_.push_back(main->name);
}

void FeatureText::append_geometry(std::string& out, const geo::Geometry& geometry) const {
  if (!turn_) return geo::append_geojson(out, geometry, decimals_);
  geo::Geometry turned = geometry;
  turn_(turned);
  geo::append_geojson(out, turned, decimals_);
}

void FeatureText::append_value(std::string& out, const model::Field& field, const cql2::Value& value) const {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (field.kind == model::FieldKind::lines && Json::accept(*text))
      out += *text;  // JSON already, but for what an older Tilth took
    else
      append_json_string(out, *text);
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    append_number(out, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    append_number(out, *real);
  } else if (const auto* yes = std::get_if<bool>(&value)) {
    out += *yes ? "true" : "false";
  } else if (const auto* date = std::get_if<Date>(&value)) {
    (out += '"') += date->text();
    out += '"';
  } else if (const auto* instant = std::get_if<Instant>(&value)) {
    (out += '"') += instant->text();
    out += '"';
  } else if (const auto* shape = std::get_if<geo::GeometryPtr>(&value)) {
    append_geometry(out, **shape);
  } else if (const auto* array = std::get_if<std::shared_ptr<const cql2::Array>>(&value)) {
    out += '[';
    for (std::size_t i = 0; i < (*array)->size(); ++i) {
      if (i > 0) out += ',';
      append_value(out, field, (**array)[i]);
    }
    out += ']';
  } else {
    out += "null";
  }
}

void FeatureText::append_open(std::string& out, const store::Record& record) const {
  ((out += R"({"type":"Feature","id":")") += record.id.text()) += '"';
  if (geometry_asked_) {
    out += R"(,"geometry":)";
    const auto* shape =
        geometry_ < 0 ? nullptr : std::get_if<geo::GeometryPtr>(&record.values[static_cast<std::size_t>(geometry_)]);
    if (shape == nullptr)
      out += "null";
    else
      append_geometry(out, **shape);
  } else {
    out += R"(,"geometry":null)";
  }
  out += R"(,"properties":{)";
  bool first = true;
  for (const Property& property : properties_) {
    const cql2::Value& value = record.values[property.index];
    if (value.is_null()) continue;
    out.append(property.name, first ? 1 : 0, std::string::npos);
    append_value(out, *property.field, value);
    first = false;
  }
  out += '}';
}

}  // namespace tilth::http::ogc
