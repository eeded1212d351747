// SPDX-License-Identifier: Apache-2.0
// The description of the routes as an OpenAPI 3.0.3 document.
#include "http/openapi.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>
#include <string>

namespace tilth::http {
namespace {

constexpr std::string_view kSchemas = "#/components/schemas/";

/// Names of the schemas that a tree refers to.
void gather(const Json& tree, std::set<std::string>& names) {
  if (tree.is_object()) {
    if (const auto ref = tree.find("$ref"); ref != tree.end() && ref->is_string()) {
      const std::string& text = ref->get_ref<const std::string&>();
      if (text.starts_with(kSchemas)) names.insert(text.substr(kSchemas.size()));
    }
  }
  if (tree.is_structured()) {
    for (const Json& part : tree) gather(part, names);
  }
}

Json reference(std::string_view name) { return {{"$ref", std::string{kSchemas} + std::string{name}}}; }

bool is_json(std::string_view type) { return type.substr(0, type.find(';')).ends_with("json"); }

/// `schema` is that of the JSON types; what else there is has none.
Json content_of(const std::string& types, const Json& schema) {
  Json content = Json::object();
  for (std::size_t at = 0; at < types.size();) {
    const std::size_t comma = std::min(types.find(',', at), types.size());
    std::string type = types.substr(at, comma - at);
    type.erase(0, type.find_first_not_of(' '));
    content[type] = {{"schema", is_json(type) ? schema : Json{{"type", "string"}, {"format", "binary"}}}};
    at = comma + 1;
  }
  return content;
}

std::string_view words_of(Access access) {
  switch (access) {
    case Access::anyone:
      return "Anyone.";
    case Access::reader:
      return "Any account; without one where the public view is switched on.";
    case Access::member:
      return "Any account.";
    case Access::writer:
      return "Collectors and above.";
    case Access::reviewer:
      return "Reviewers and above.";
    case Access::manager:
      return "Directors, information managers and administrators.";
    case Access::administrator:
      return "Administrators.";
  }
  return "";
}

Json parameter_of(const Parameter& parameter) {
  Json text = {{"name", parameter.name},
               {"in", parameter.in},
               {"required", parameter.required || parameter.in == "path"},
               {"schema", parameter.schema}};
  if (!parameter.description.empty()) text["description"] = parameter.description;
  if (parameter.in == "query") {
    text["style"] = "form";
    text["explode"] = false;
  }
  return text;
}

/// Of GeoJSON (RFC 7946), longitude before latitude unless the request asks for another system.
Json geometry_schema() {
  const auto list = [](Json of) { return Json{{"type", "array"}, {"items", std::move(of)}}; };
  const Json position = list({{"type", "number"}}), line = list(position), rings = list(line);
  Json kinds = Json::array();
  const auto add = [&](const char* type, const char* parts, const Json& of) {
    kinds.push_back({{"type", "object"},
                     {"required", Json::array({"type", parts})},
                     {"properties", {{"type", {{"type", "string"}, {"enum", Json::array({type})}}}, {parts, of}}}});
  };
  add("Point", "coordinates", position);
  add("MultiPoint", "coordinates", line);
  add("LineString", "coordinates", line);
  add("MultiLineString", "coordinates", rings);
  add("Polygon", "coordinates", rings);
  add("MultiPolygon", "coordinates", list(rings));
  add("GeometryCollection", "geometries", list(reference("Geometry")));
  return {{"oneOf", std::move(kinds)}};
}

constexpr int kDone = 200, kNoContent = 204;

std::vector<int> statuses_of(const Route& route) {
  if (!route.statuses.empty()) return route.statuses;
  return {route.method == Method::delete_ ? kNoContent : kDone};
}

Json operation_of(const Route& route) {
  Json operation = {{"operationId", route.operation_id},
                    {"summary", route.summary},
                    {"description", std::string{words_of(route.access)}},
                    {"tags", Json::array({route.tag})}};
  Json parameters = Json::array();
  std::set<std::string> described;
  for (const Parameter& parameter : route.parameters) {
    if (parameter.in == "path") described.insert(parameter.name);
    parameters.push_back(parameter_of(parameter));
  }
  for (std::size_t open = route.pattern.find('{'); open != std::string::npos;
       open = route.pattern.find('{', open + 1)) {
    std::string name = route.pattern.substr(open + 1, route.pattern.find('}', open) - open - 1);
    if (name.ends_with('*')) name.pop_back();
    if (!described.contains(name)) parameters.push_back(parameter_of({name, "path", "", {{"type", "string"}}, true}));
  }
  if (!parameters.empty()) operation["parameters"] = parameters;
  if (!route.request_schema.empty() || route.body_to_file)
    operation["requestBody"] = {{"required", true},
                                {"content", content_of(route.request_type, reference(route.request_schema))}};
  Json& responses = operation["responses"];
  for (const int status : statuses_of(route)) {
    Json& response = responses[std::to_string(status)];
    response = {{"description", route.summary}};
    if (status == kNoContent) continue;
    if (!route.response_schema.empty())
      response["content"] = content_of(route.response_type, reference(route.response_schema));
    else if (route.response_type != "application/json")
      response["content"] =
          content_of(route.response_type, {{"type", "object"}, {"additionalProperties", Json::object()}});
  }
  responses["default"] = {{"description", "What went wrong, and what to do about it (RFC 9457)."},
                          {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}};
  if (route.access == Access::anyone) operation["security"] = Json::array();
  return operation;
}

}  // namespace

Json openapi_of(const std::vector<RouteList>& lists, std::string_view below, std::string_view base_url,
                std::string_view title) {
  Json schemas = {{"Geometry", geometry_schema()},
                  {"Problem",
                   {{"type", "object"},
                    {"required", Json::array({"type", "title", "status", "detail", "code", "values"})},
                    {"properties",
                     {{"type", {{"type", "string"}}},
                      {"title", {{"type", "string"}}},
                      {"status", {{"type", "integer"}}},
                      {"detail", {{"type", "string"}, {"description", "what to do about it"}}},
                      {"instance", {{"type", "string"}}},
                      {"code", {{"type", "string"}}},
                      {"values", {{"type", "object"}, {"additionalProperties", Json::object()}}}}}}}};
  Json paths = Json::object();
  for (const RouteList& list : lists) {
    for (const auto& [name, schema] : list.schemas.items()) {
      if (schemas.contains(name) && schemas[name] != schema) throw std::logic_error("two schemas are called " + name);
      schemas[name] = schema;
    }
    for (const Route& route : list.routes) {
      if (!route.pattern.starts_with(below) || route.pattern.ends_with("*}")) continue;
      std::string method{text_of(route.method)};
      std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
      paths[route.pattern][method] = operation_of(route);
    }
  }
  std::set<std::string> wanted{"Problem"}, reached;
  gather(paths, wanted);
  Json used = Json::object();
  while (!wanted.empty()) {
    const std::string name = *wanted.begin();
    wanted.erase(wanted.begin());
    if (!reached.insert(name).second) continue;
    if (!schemas.contains(name)) throw std::logic_error("no schema is called " + name);
    used[name] = schemas[name];
    std::set<std::string> more;
    gather(schemas[name], more);
    wanted.insert(more.begin(), more.end());
  }
  return {{"openapi", "3.0.3"},
          {"info",
           {{"title", title},
            {"version", TILTH_VERSION},
            {"license", {{"name", "Apache-2.0"}, {"url", "https://www.apache.org/licenses/LICENSE-2.0"}}}}},
          {"servers", Json::array({Json{{"url", base_url}}})},
          {"paths", paths},
          {"components",
           {{"schemas", used},
            {"securitySchemes",
             {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "tilth_session"}}},
              {"basic", {{"type", "http"}, {"scheme", "basic"}}}}}}},
          {"security", Json::array({Json{{"session", Json::array()}}, Json{{"basic", Json::array()}}})}};
}

}  // namespace tilth::http
