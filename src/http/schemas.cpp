// SPDX-License-Identifier: Apache-2.0
#include "http/schemas.h"

namespace tilth::http {
namespace schema {
namespace {

Json simple(const char* type, const std::string& description) {
  Json json{{"type", type}};
  if (!description.empty()) json["description"] = description;
  return json;
}

}  // namespace

Json text(const std::string& description) { return simple("string", description); }
Json integer(const std::string& description) { return simple("integer", description); }
Json number(const std::string& description) { return simple("number", description); }
Json boolean(const std::string& description) { return simple("boolean", description); }
Json square_metres() { return number("m2, at most 2 decimals"); }

Json anything(const std::string& description) {
  Json json = Json::object();
  if (!description.empty()) json["description"] = description;
  return json;
}

Json nullable(Json schema) {
  if (schema.contains("$ref")) return {{"allOf", Json::array({schema})}, {"nullable", true}};
  schema["nullable"] = true;
  return schema;
}

Json one_of(const std::vector<std::string>& texts) { return {{"type", "string"}, {"enum", texts}}; }
Json list(Json of) { return {{"type", "array"}, {"items", std::move(of)}}; }
Json map(Json of) { return {{"type", "object"}, {"additionalProperties", std::move(of)}}; }
Json ref(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

Json object(std::initializer_list<std::pair<std::string, Json>> properties, const std::vector<std::string>& required) {
  Json json{{"type", "object"}, {"properties", Json::object()}};
  for (const auto& [name, property] : properties) json["properties"][name] = property;
  if (!required.empty()) json["required"] = required;
  return json;
}

}  // namespace schema

Parameter query(std::string name, std::string description, Json type) {
  return {.name = std::move(name), .description = std::move(description), .schema = std::move(type)};
}

Parameter in_path(std::string name, std::string description) {
  return {.name = std::move(name), .in = "path", .description = std::move(description), .required = true};
}

Parameter language_parameter() { return query("lang", "language of titles and messages: en, fr, es, ar"); }

Parameter known_at_parameter() {
  return query("known-at",
               "as it was known then: a number of the log (digits alone), an instant, or a day or month to its end");
}

Parameter filter_parameter() { return query("filter", "which records, in CQL2"); }

Parameter filter_lang_parameter() {
  Json languages = schema::one_of({"cql2-text", "cql2-json"});
  languages["default"] = "cql2-text";
  return query("filter-lang", "how the filter is written", std::move(languages));
}

std::vector<Parameter> page_parameters(std::int64_t most) {
  return {query("offset", "how many to pass over", {{"type", "integer"}, {"minimum", 0}, {"default", 0}}),
          query("limit", "how many to give", {{"type", "integer"}, {"minimum", 0}, {"maximum", most}})};
}

}  // namespace tilth::http
