// SPDX-License-Identifier: Apache-2.0
// /ogc/collections: every record type that the caller may see, its schema, queryables and sortables, and code lists.
#include "base/problem.h"
#include "http/ogc/answer.h"
#include "http/ogc/collection_json.h"
#include "http/ogc/page_route.h"
#include "http/ogc/schema_json.h"
#include "http/ogc/visible.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

namespace tilth::http {
namespace {

using namespace ogc;

Response collections(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  if (format_of(request) == Format::html) {
    Page page{request, std::string{word(request, "collections")}};
    page.crumb(model->name, "/?f=html");
    std::vector<std::vector<std::string>> rows;
    for (const model::RecordType& type : model->types) {
      if (!may_see(request.session.caller, type)) continue;
      rows.push_back({"href:" + ogc_url(request, "/collections/" + type.name + "?f=html") + "|" +
                          (type.plural.empty() ? type.title : type.plural).in(request.session.language),
                      type.description.empty() ? "" : type.description.in(request.session.language)});
    }
    page.table(word(request, "collections"),
               {std::string{word(request, "collection")}, std::string{word(request, "description")}}, rows);
    return page.response();
  }
  Json all = Json::array();
  for (const model::RecordType& type : model->types) {
    if (may_see(request.session.caller, type)) all.push_back(collection_json(request, store, type));
  }
  Json document = {{"links", Json::array({link(request, "self", "/collections?f=json", "application/json"),
                                          link(request, "alternate", "/collections?f=html", "text/html")})},
                   {"crs", shared_crs(request, store)},
                   {"collections", std::move(all)}};
  return json(document).with("Vary", "Accept, Accept-Language, Cookie, Authorization");
}

Response collection(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const model::RecordType& type = collection_of(store, request.session.caller, request.capture("collectionId"));
  Json document = collection_json(request, store, type);
  if (format_of(request) == Format::json)
    return json(document).with("Vary", "Accept, Accept-Language, Cookie, Authorization");
  Page page{request, document["title"].get<std::string>()};
  page.crumb(store.model()->name, "/?f=html").crumb(word(request, "collections"), "/collections?f=html");
  if (document.contains("description")) page.paragraph(document["description"].get<std::string>());
  const std::string path = "/collections/" + type.name;
  page.links({{std::string{word(request, "items")}, ogc_url(request, path + "/items?f=html")},
              {std::string{word(request, "schema")}, ogc_url(request, path + "/schema?f=html")},
              {std::string{word(request, "queryables")}, ogc_url(request, path + "/queryables?f=html")},
              {std::string{word(request, "sortables")}, ogc_url(request, path + "/sortables?f=html")}});
  return page.response();
}

Response json_schema(const Request& request, Services& services, SchemaOf what) {
  const store::Store& store = services.store();
  const model::RecordType& type = collection_of(store, request.session.caller, request.capture("collectionId"));
  const Json document = schema_of(request, *store.model(), type, what);
  if (format_of(request) == Format::json)
    return json(document, 200, kSchemaJson).with("Vary", "Accept, Accept-Language, Cookie, Authorization");
  const std::string_view name = word(request, what == SchemaOf::records      ? "schema"
                                              : what == SchemaOf::queryables ? "queryables"
                                                                             : "sortables");
  Page page{request, document["title"].get<std::string>() + ": " + std::string{name}};
  page.crumb(store.model()->name, "/?f=html")
      .crumb(word(request, "collections"), "/collections?f=html")
      .crumb(document["title"].get<std::string>(), "/collections/" + type.name + "?f=html");
  std::vector<std::vector<std::string>> rows;
  for (const auto& [field, about] : document["properties"].items()) {
    const Json& inner = about.contains("items") ? about["items"] : about;
    const std::string kind =
        inner.contains("x-ogc-codelistUri")
            ? "href:" + inner["x-ogc-codelistUri"].get<std::string>() + "?f=html|" + std::string{word(request, "codes")}
            : inner.value("format", inner.value("type", ""));
    rows.push_back({field, about.value("title", ""), kind, about.value("description", "")});
  }
  page.table(name,
             {std::string{word(request, "field")}, std::string{word(request, "title")},
              std::string{word(request, "kind")}, std::string{word(request, "description")}},
             rows);
  return page.response();
}

Response codelist(const Request& request, Services& services) {
  const model::CodeList* list = services.store().model()->find_codes(request.capture("codelistId"));
  if (list == nullptr) throw Problem{"ogc.unknown_codelist", {{"codelist", request.capture("codelistId")}}};
  const std::string& language = request.session.language;
  if (format_of(request) == Format::html) {
    Page page{request, list->title.in(language)};
    page.crumb(services.store().model()->name, "/?f=html");
    std::vector<std::vector<std::string>> rows;
    for (const model::Code& code : list->codes) rows.push_back({code.value, code.title.in(language)});
    page.table(word(request, "codes"), {std::string{word(request, "value")}, std::string{word(request, "title")}},
               rows);
    return page.response();
  }
  Json entries = Json::object();
  for (const model::Code& code : list->codes) entries[code.value] = code.title.in(language);
  return json({{"id", list->name}, {"title", list->title.in(language)}, {"entries", entries}})
      .with("Vary", "Accept, Accept-Language");
}

}  // namespace

RouteList ogc_collection_routes() {
  RouteList list;
  list.schemas["Collections"] = {
      {"type", "object"},
      {"required", Json::array({"links", "collections"})},
      {"properties",
       {{"links", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Link"}}}}},
        {"crs", {{"type", "array"}, {"items", {{"type", "string"}}}}},
        {"collections", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Collection"}}}}}}}};
  const Json spatial = schema::object(
      {{"bbox", schema::list(schema::list(schema::number("west, south, east, north")))}, {"crs", schema::text()}},
      {"bbox", "crs"});
  list.schemas["Collection"] = {{"type", "object"},
                                {"required", Json::array({"id", "links"})},
                                {"properties",
                                 {{"id", {{"type", "string"}}},
                                  {"title", {{"type", "string"}}},
                                  {"description", {{"type", "string"}}},
                                  {"links", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Link"}}}}},
                                  {"extent", schema::object({{"spatial", spatial}}, {})},
                                  {"itemType", {{"type", "string"}, {"default", "feature"}}},
                                  {"crs", {{"type", "array"}, {"items", {{"type", "string"}}}}},
                                  {"storageCrs", {{"type", "string"}}}}}};
  list.schemas["JsonSchema"] = schema::map(schema::anything());
  list.schemas["CodeList"] = {{"type", "object"},
                              {"properties",
                               {{"id", {{"type", "string"}}},
                                {"title", {{"type", "string"}}},
                                {"entries", {{"type", "object"}, {"additionalProperties", {{"type", "string"}}}}}}}};
  const std::string all = "/ogc/collections", one = all + "/{collectionId}";
  const auto schema_of = [](SchemaOf what) {
    return [what](const Request& request, Services& services) { return json_schema(request, services, what); };
  };
  list.routes = {page_route(all, "getCollections", "The record types as collections.", "Collections",
                            "application/json", collections),
                 page_route(one, "describeCollection", "One collection.", "Collection", "application/json", collection),
                 page_route(one + "/schema", "getSchema", "The fields of a collection, as JSON Schema.", "JsonSchema",
                            kSchemaJson, schema_of(SchemaOf::records)),
                 page_route(one + "/queryables", "getQueryables", "What can be filtered by.", "JsonSchema", kSchemaJson,
                            schema_of(SchemaOf::queryables)),
                 page_route(one + "/sortables", "getSortables", "What can be sorted by.", "JsonSchema", kSchemaJson,
                            schema_of(SchemaOf::sortables)),
                 page_route("/ogc/codelists/{codelistId}", "getCodelist", "The codes of a list with their titles.",
                            "CodeList", "application/json", codelist)};
  return list;
}

}  // namespace tilth::http
