// SPDX-License-Identifier: Apache-2.0
// /ogc/, /ogc/conformance, /ogc/api: where OGC clients begin.
#include "http/ogc/answer.h"
#include "http/ogc/page_route.h"
#include "http/routes/all_routes.h"
#include "http/services.h"

namespace tilth::http {
namespace {

using namespace ogc;

/// Classes that are kept, by their URIs below http://www.opengis.net/spec/. Those of Part 4 moved in 2026: clients look
/// for the old and the new ones.
constexpr std::string_view kClasses[] = {
    "ogcapi-features-1/1.0/conf/core",
    "ogcapi-features-1/1.0/conf/geojson",
    "ogcapi-features-1/1.0/conf/html",
    "ogcapi-features-1/1.0/conf/oas30",
    "ogcapi-features-2/1.0/conf/crs",
    "ogcapi-features-3/1.0/conf/queryables",
    "ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "ogcapi-features-3/1.0/conf/filter",
    "ogcapi-features-3/1.0/conf/features-filter",
    "cql2/1.0/conf/basic-cql2",
    "cql2/1.0/conf/advanced-comparison-operators",
    "cql2/1.0/conf/case-insensitive-comparison",
    "cql2/1.0/conf/accent-insensitive-comparison",
    "cql2/1.0/conf/basic-spatial-functions",
    "cql2/1.0/conf/basic-spatial-functions-plus",
    "cql2/1.0/conf/spatial-functions",
    "cql2/1.0/conf/temporal-functions",
    "cql2/1.0/conf/array-functions",
    "cql2/1.0/conf/property-property",
    "cql2/1.0/conf/functions",
    "cql2/1.0/conf/arithmetic",
    "cql2/1.0/conf/cql2-text",
    "cql2/1.0/conf/cql2-json",
    "ogcapi-common-5/1.0/conf/create-replace-delete",
    "ogcapi-common-5/1.0/conf/update",
    "ogcapi-common-5/1.0/conf/optimistic-locking-etags",
    "ogcapi-common-5/1.0/conf/handling",
    "ogcapi-common-5/1.0/conf/return-resource-representation-in-response",
    "ogcapi-features-4/1.0/conf/features",
    "ogcapi-features-4/1.0/conf/create-replace-delete",
    "ogcapi-features-4/1.0/conf/update",
    "ogcapi-features-4/1.0/conf/optimistic-locking-etags",
    "ogcapi-features-4/1.0/req/create-replace-delete",
    "ogcapi-features-4/1.0/req/update",
    "ogcapi-common-3/1.0/conf/schemas",
    "ogcapi-common-3/1.0/conf/references",
    "ogcapi-common-3/1.0/conf/returnables-and-receivables",
    "ogcapi-common-3/1.0/conf/queryables",
    "ogcapi-common-3/1.0/conf/sortables",
    "ogcapi-features-8/1.0/conf/sorting",
    "ogcapi-features-8/1.0/conf/sortables",
    "ogcapi-features-8/1.0/conf/features-sorting",
    "ogcapi-tiles-1/1.0/conf/core",
    "ogcapi-tiles-1/1.0/conf/tileset",
    "ogcapi-tiles-1/1.0/conf/tilesets-list",
    "ogcapi-tiles-1/1.0/conf/dataset-tilesets",
    "ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "ogcapi-tiles-1/1.0/conf/collections-selection",
    "ogcapi-tiles-1/1.0/conf/datetime",
    "ogcapi-tiles-1/1.0/conf/oas30",
    "ogcapi-tiles-1/1.0/conf/mvt",
    "tms/2.0/conf/tilematrixset",
    "tms/2.0/conf/json-tilematrixset",
    "tms/2.0/conf/tilematrixsetlimits",
    "tms/2.0/conf/json-tilematrixsetlimits",
    "tms/2.0/conf/tilesetmetadata",
    "tms/2.0/conf/json-tilesetmetadata",
};

Response landing(const Request& request, Services& services) {
  const std::string& title = services.store().model()->name;
  if (format_of(request) == Format::html) {
    Page page{request, title};
    page.crumb(title, "/").paragraph(word(request, "landing"));
    page.links({{std::string{word(request, "collections")}, ogc_url(request, "/collections?f=html")},
                {std::string{word(request, "tiles")}, ogc_url(request, "/tiles?f=html")},
                {std::string{word(request, "api")}, ogc_url(request, "/api?f=html")},
                {std::string{word(request, "conformance")}, ogc_url(request, "/conformance?f=html")}});
    return page.response();
  }
  const Json document = {
      {"title", title},
      {"description", word(request, "landing")},
      {"links",
       Json::array({link(request, "self", "/?f=json", "application/json", title),
                    link(request, "alternate", "/?f=html", "text/html", title),
                    link(request, "service-desc", "/api?f=json", kOpenApi, word(request, "api")),
                    link(request, "service-doc", "/api?f=html", "text/html", word(request, "api")),
                    link(request, "conformance", "/conformance", "application/json", word(request, "conformance")),
                    link(request, "http://www.opengis.net/def/rel/ogc/1.0/conformance", "/conformance",
                         "application/json", word(request, "conformance")),
                    link(request, "data", "/collections", "application/json", word(request, "collections")),
                    link(request, "http://www.opengis.net/def/rel/ogc/1.0/data", "/collections", "application/json",
                         word(request, "collections")),
                    link(request, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", "/tiles?f=json",
                         "application/json", word(request, "tiles")),
                    link(request, "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", "/tileMatrixSets?f=json",
                         "application/json")})}};
  return json(document).with("Vary", "Accept, Accept-Language, Cookie, Authorization");
}

Response conformance(const Request& request, Services& services) {
  Json uris = Json::array();
  for (const std::string_view name : kClasses) uris.push_back("http://www.opengis.net/spec/" + std::string{name});
  if (format_of(request) == Format::json) return json({{"conformsTo", uris}}).with("Vary", "Accept, Accept-Language");
  Page page{request, std::string{word(request, "conformance")}};
  page.crumb(services.store().model()->name, "/?f=html");
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Json& uri : uris) rows.emplace_back(uri.get<std::string>(), uri.get<std::string>());
  page.links(rows);
  return page.response();
}

/// The description of what lies under /ogc, with /ogc in the server's address: the paths begin with "/collections".
Response api(const Request& request, Services& services) {
  Json description = services.openapi("/ogc", request.base_url);
  Json paths = Json::object();
  for (auto& [path, item] : description["paths"].items()) {
    std::string below = path.substr(std::string_view{"/ogc"}.size());
    paths[below.empty() ? "/" : below] = std::move(item);
  }
  description["paths"] = std::move(paths);
  description["servers"] = Json::array({Json{{"url", request.base_url + "/ogc"}}});
  if (format_of(request) == Format::json)
    return json(description, 200, kOpenApi).with("Vary", "Accept, Accept-Language");
  Page page{request, std::string{word(request, "api")}};
  page.crumb(services.store().model()->name, "/?f=html");
  std::vector<std::vector<std::string>> rows;
  for (const auto& [path, item] : description["paths"].items()) {
    for (const auto& [method, operation] : item.items()) rows.push_back({method, path, operation.value("summary", "")});
  }
  page.table(word(request, "api"), {"HTTP", "", std::string{word(request, "description")}}, rows);
  return page.response();
}

}  // namespace

RouteList ogc_landing_routes() {
  RouteList list;
  list.schemas["LandingPage"] = {
      {"type", "object"},
      {"required", Json::array({"links"})},
      {"properties",
       {{"title", {{"type", "string"}}},
        {"description", {{"type", "string"}}},
        {"links", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Link"}}}}}}}};
  list.schemas["Link"] = {{"type", "object"},
                          {"required", Json::array({"href"})},
                          {"properties",
                           {{"href", {{"type", "string"}}},
                            {"rel", {{"type", "string"}}},
                            {"type", {{"type", "string"}}},
                            {"hreflang", {{"type", "string"}}},
                            {"title", {{"type", "string"}}}}}};
  list.schemas["ConformanceClasses"] = {
      {"type", "object"},
      {"required", Json::array({"conformsTo"})},
      {"properties", {{"conformsTo", {{"type", "array"}, {"items", {{"type", "string"}}}}}}}};
  list.routes = {page_route("/ogc", "getLandingPage", "Where clients of OGC API begin.", "LandingPage",
                            "application/json", landing),
                 page_route("/ogc/conformance", "getConformanceDeclaration", "The conformance classes that are kept.",
                            "ConformanceClasses", "application/json", conformance),
                 page_route("/ogc/api", "getOgcApi", "The description of what lies under /ogc, as OpenAPI 3.0.", "",
                            kOpenApi, api)};
  return list;
}

}  // namespace tilth::http
