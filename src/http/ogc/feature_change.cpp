// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/feature_change.h"

#include "base/problem.h"
#include "geo/codec.h"
#include "http/ogc/schema_json.h"
#include "http/ogc/visible.h"
#include "model/field_value.h"
#include "model/record_check.h"
#include "model/record_row.h"

#include <algorithm>

namespace tilth::http::ogc {
namespace {

using cql2::Value;
using model::Field;

Value turned(const Value& value, const Crs& crs) {
  const auto* shape = std::get_if<geo::GeometryPtr>(&value);
  const auto turn = crs.to_wgs84();
  if (shape == nullptr || !turn) return value;
  auto copy = std::make_shared<geo::Geometry>(**shape);
  turn(*copy);
  return Value{geo::GeometryPtr{std::move(copy)}};
}

/// Degrees beyond the globe are a mistake of axes or systems, never land.
void require_on_globe(const Field& field, const Value& value) {
  const auto* shape = std::get_if<geo::GeometryPtr>(&value);
  if (shape == nullptr || (*shape)->empty()) return;
  const geo::Box box = (*shape)->box();
  if (box.west < -180 || box.east > 180 || box.south < -90 || box.north > 90)
    throw Problem{"field.bad_value",
                  {{"field", field.name},
                   {"found", "coordinates beyond 180 degrees of longitude or 90 of latitude"},
                   {"expected", "longitude before latitude, in degrees, or a Content-Crs that says otherwise"}}};
}

/// Whether a geometry came back as it was served: rounded to the digits of an answer, which must not move the land.
bool as_served(const Json& given, const Value& now, const Crs& crs) {
  const auto* shape = std::get_if<geo::GeometryPtr>(&now);
  if (shape == nullptr || !given.is_object()) return false;
  geo::Geometry served = **shape;
  if (const auto turn = crs.from_wgs84()) turn(served);
  std::string text;
  geo::append_geojson(text, served, crs.decimals());
  return Json::parse(text) == given;
}

/// The value that a geometry field is given, in WGS 84; the one it has where that came back as it was served.
Value given_geometry(const Field& field, const Json& given, const Crs& crs, const store::Record* before, int index) {
  if (before != nullptr && as_served(given, before->values[static_cast<std::size_t>(index)], crs))
    return before->values[static_cast<std::size_t>(index)];
  Value value = turned(model::value_from_json(field, given), crs);
  require_on_globe(field, value);
  return value;
}

}  // namespace

FieldValues fields_of_feature(const Json& feature, const model::RecordType& type, const store::Caller& caller,
                              const Crs& crs, Handling handling, const store::Record* before) {
  const auto refuse = [](std::string reason) { throw Problem{"ogc.bad_feature", {{"reason", std::move(reason)}}}; };
  if (!feature.is_object()) refuse("it is no object");
  if (feature.contains("type") && feature["type"] != "Feature") refuse("its type is not Feature");
  FieldValues values;
  const Field* main = main_geometry(caller, type);
  if (const auto geometry = feature.find("geometry"); geometry != feature.end()) {
    if (main != nullptr) {
      const int index = type.index_of(main->name);
      values.emplace_back(index, given_geometry(*main, *geometry, crs, before, index));
    } else if (!geometry->is_null() && handling == Handling::strict) {
      refuse("the collection has no geometry");
    }
  }
  const auto properties = feature.find("properties");
  if (properties == feature.end() || properties->is_null()) return values;
  if (!properties->is_object()) refuse("its properties are no object");
  for (const auto& [name, json] : properties->items()) {
    const Field* field = type.find(name);
    if (field == nullptr || !may_see(caller, *field) || field == main) {
      if (handling == Handling::lenient) continue;
      throw Problem{"ogc.unknown_property", {{"collection", type.name}, {"property", name.substr(0, 100)}}};
    }
    const int index = type.index_of(name);
    if (read_only(*field)) {
      const Json now =
          before == nullptr ? Json{} : model::value_to_json(*field, before->values[static_cast<std::size_t>(index)]);
      if (handling == Handling::lenient || json == now) continue;
      throw Problem{"ogc.read_only", {{"collection", type.name}, {"property", name}}};
    }
    if (field->kind == model::FieldKind::geometry)
      values.emplace_back(index, given_geometry(*field, json, crs, before, index));
    else
      values.emplace_back(index, model::value_from_json(*field, json));
  }
  return values;
}

FieldValues replacement_of(const Json& feature, const model::RecordType& type, const store::Caller& caller,
                           const Crs& crs, Handling handling, const store::Record& before) {
  FieldValues values = fields_of_feature(feature, type, caller, crs, handling, &before);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (!may_see(caller, type.fields[i]) || read_only(type.fields[i]) || before.values[i].is_null()) continue;
    const bool given = std::any_of(values.begin(), values.end(),
                                   [&](const auto& value) { return value.first == static_cast<int>(i); });
    if (!given) values.emplace_back(static_cast<int>(i), Value{});
  }
  return values;
}

Json patched(Json feature, const Json& patch) {
  if (!patch.is_array()) throw Problem{"ogc.bad_patch", {{"reason", "it is no list of operations"}}};
  const Json id = feature.value("id", Json{});
  try {
    feature = feature.patch(patch);
  } catch (const Json::exception&) {
    throw Problem{"ogc.bad_patch", {{"reason", "an operation does not fit the record, or a test in it fails"}}};
  }
  if (!feature.is_object() || feature.value("id", Json{}) != id)
    throw Problem{"ogc.bad_patch", {{"reason", "it changes the id"}}};
  return feature;
}

void require_allowed(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                     const Uuid& id, const FieldValues& values, const store::Record* before) {
  std::vector<Value> row = before != nullptr ? before->values : std::vector<Value>(type.fields.size());
  for (const auto& [index, value] : values) row[static_cast<std::size_t>(index)] = value;
  const auto model = store.model();
  const model::CompiledType compiled{*model, type};
  compiled.compute(row);
  if (type.workflow) {
    const int state = type.index_of(type.workflow->field);
    const Value was =
        before != nullptr ? before->values[static_cast<std::size_t>(state)] : Value{type.workflow->initial};
    const Value& is = row[static_cast<std::size_t>(state)];
    if (!cql2::same(was, is) && !(before == nullptr && is.is_null()))
      throw Problem{"ogc.workflow_step", {{"collection", type.name}, {"property", type.workflow->field}}};
  }
  const auto around = store.surroundings(caller);
  for (const Finding& finding : compiled.check(id, row, *around)) {
    if (!finding.rule.starts_with("field.")) continue;  // rules of the field are questions for people, saved and shown
    if (finding.rule == "field.required" && type.workflow) continue;
    const Field* field = type.find(finding.place);
    if (finding.rule == "field.required" && field != nullptr && !may_see(caller, *field)) continue;
    throw Problem{"ogc.bad_record", {{"collection", type.name}, {"property", finding.place}, {"rule", finding.rule}}};
  }
  if (const auto rows = caller.rows.find(type.name); rows != caller.rows.end()) {
    const model::TypeSchema schema{*model, type};
    const cql2::Bound mine{rows->second, schema};
    if (mine.holds(model::RecordRow{type, schema.paths(), id, row, *around}) != cql2::Bound::Truth::yes)
      throw Problem{"ogc.not_yours", {{"collection", type.name}}};
  }
}

}  // namespace tilth::http::ogc
