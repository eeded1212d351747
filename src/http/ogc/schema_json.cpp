// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/schema_json.h"

#include "http/ogc/answer.h"
#include "http/ogc/items_question.h"
#include "http/ogc/visible.h"

namespace tilth::http::ogc {
namespace {

using model::Field;
using model::FieldKind;

std::string geometry_format(const Field& field) {
  if (field.geometry == "point") return "geometry-point-or-multipoint";
  if (field.geometry == "line") return "geometry-linestring-or-multilinestring";
  if (field.geometry == "polygon") return "geometry-polygon-or-multipolygon";
  return "geometry-any";
}

Json kind_of(const Request& request, const model::Model& model, const Field& field) {
  Json schema = Json::object();
  const std::string& language = request.session.language;
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::money:
      schema["type"] = "integer";
      break;
    case FieldKind::decimal:
    case FieldKind::area:
    case FieldKind::length:
      schema["type"] = "number";
      if (field.kind != FieldKind::decimal) schema["x-ogc-unit"] = field.kind == FieldKind::area ? "m2" : "m";
      break;
    case FieldKind::boolean:
      schema["type"] = "boolean";
      break;
    case FieldKind::date:
      schema["type"] = "string";
      // A date may be known to the year or the month alone.
      schema["pattern"] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
      schema["x-ogc-definition"] = "http://www.w3.org/2001/XMLSchema#date";
      break;
    case FieldKind::instant:
      schema["type"] = "string";
      schema["format"] = "date-time";
      break;
    case FieldKind::time:
      schema["type"] = "string";
      schema["pattern"] = "^[0-2][0-9]:[0-5][0-9]$";
      break;
    case FieldKind::geometry:
      schema["format"] = geometry_format(field);
      break;
    case FieldKind::reference:
      schema["type"] = "string";
      schema["format"] = "uuid";
      schema["x-ogc-collectionId"] = field.refers_to;
      schema["x-ogc-uriTemplate"] = ogc_url(request, "/collections/" + field.refers_to + "/items/{featureId}");
      break;
    case FieldKind::code: {
      schema["type"] = "string";
      if (const model::CodeList* list = model.find_codes(field.codes)) {
        Json codes = Json::array();
        for (const model::Code& code : list->codes) {
          if (!code.retired) codes.push_back({{"const", code.value}, {"title", code.title.in(language)}});
        }
        schema["oneOf"] = codes;
        schema["x-ogc-codelistUri"] = ogc_url(request, "/codelists/" + list->name);
      }
      break;
    }
    case FieldKind::lines: {
      schema["type"] = "array";
      Json properties = Json::object();
      for (const Field& line : field.line_fields) properties[line.name] = {{"title", line.title.in(language)}};
      schema["items"] = {{"type", "object"}, {"properties", properties}};
      break;
    }
    default:
      schema["type"] = "string";
  }
  if (field.minimum) schema["minimum"] = *field.minimum;
  if (field.maximum) schema["maximum"] = *field.maximum;
  if (field.max_length) schema["maxLength"] = *field.max_length;
  if (field.many) return {{"type", "array"}, {"items", schema}};
  return schema;
}

}  // namespace

bool read_only(const Field& field) { return field.computed.has_value(); }

Json schema_of(const Request& request, const model::Model& model, const model::RecordType& type, SchemaOf what) {
  const store::Caller& caller = request.session.caller;
  const std::string& language = request.session.language;
  const char* place = what == SchemaOf::records ? "schema" : what == SchemaOf::queryables ? "queryables" : "sortables";
  Json properties = Json::object();
  Json required = Json::array();
  int order = 1;
  const Field* geometry = main_geometry(caller, type);
  for (const Field& field : type.fields) {
    if (!may_see(caller, field)) continue;
    if (what == SchemaOf::queryables && !queryable(caller, field)) continue;
    if (what == SchemaOf::sortables && !sortable(caller, field)) continue;
    Json schema = kind_of(request, model, field);
    schema["title"] = field.title.empty() ? field.name : field.title.in(language);
    if (!field.help.empty()) schema["description"] = field.help.in(language);
    schema["x-ogc-propertySeq"] = order++;
    if (what == SchemaOf::records) {
      if (read_only(field)) schema["readOnly"] = true;
      if (field.required && !read_only(field) && &field != geometry) required.push_back(field.name);
      if (&field == geometry) schema["x-ogc-role"] = "primary-geometry";
      if (field.name == type.date_field) schema["x-ogc-role"] = "primary-instant";
      if (field.kind == FieldKind::reference) schema["x-ogc-role"] = "reference";
    }
    properties[field.name] = std::move(schema);
  }
  if (what == SchemaOf::records) {
    properties["id"] = {{"type", "string"},   {"format", "uuid"}, {"title", "id"},
                        {"x-ogc-role", "id"}, {"readOnly", true}, {"x-ogc-propertySeq", 0}};
  }
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"$id", ogc_url(request, "/collections/" + type.name + "/" + place)},
                 {"type", "object"},
                 {"title", type.title.in(language)},
                 {"properties", std::move(properties)},
                 {"additionalProperties", false}};
  if (!type.description.empty()) schema["description"] = type.description.in(language);
  // A record that is still a draft may lack what it needs to be approved.
  if (what == SchemaOf::records && !type.workflow && !required.empty()) schema["required"] = required;
  return schema;
}

}  // namespace tilth::http::ogc
