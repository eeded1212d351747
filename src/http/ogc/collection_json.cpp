// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/collection_json.h"

#include "http/ogc/answer.h"
#include "http/ogc/crs.h"
#include "http/ogc/visible.h"

#include <algorithm>
#include <cmath>

namespace tilth::http::ogc {

std::optional<geo::Box> extent_of(const store::Store& store, const store::Caller& caller,
                                  const model::RecordType& type) {
  if (main_geometry(caller, type) == nullptr) return std::nullopt;
  if (caller.rows.contains(type.name)) return geo::Box{-180, -90, 180, 90};
  auto box = store.extent(caller, type.name);
  if (!box) return std::nullopt;
  const auto down = [](double degrees, double least) { return std::max(std::floor(degrees * 1e7) / 1e7, least); };
  const auto up = [](double degrees, double most) { return std::min(std::ceil(degrees * 1e7) / 1e7, most); };
  return geo::Box{down(box->west, -180), down(box->south, -90), up(box->east, 180), up(box->north, 90)};
}

Json shared_crs(const Request& request, const store::Store& store) {
  std::optional<geo::Box> all;
  for (const model::RecordType& type : store.model()->types) {
    if (!may_see(request.session.caller, type)) continue;
    const auto box = extent_of(store, request.session.caller, type);
    if (!box) continue;
    if (!all) all.emplace();
    all->add(box->west, box->south);
    all->add(box->east, box->north);
  }
  return crs_uris(all);
}

Json collection_json(const Request& request, const store::Store& store, const model::RecordType& type) {
  const std::string& language = request.session.language;
  const std::string path = "/collections/" + type.name;
  const std::string title = (type.plural.empty() ? type.title : type.plural).in(language);
  const bool land = main_geometry(request.session.caller, type) != nullptr;
  Json links = Json::array(
      {link(request, "self", path + "?f=json", "application/json", title),
       link(request, "alternate", path + "?f=html", "text/html", title),
       link(request, "items", path + "/items?f=json", kGeoJson, title),
       link(request, "items", path + "/items?f=html", "text/html", title),
       link(request, "describedby", path + "/schema?f=json", kSchemaJson, title),
       link(request, "http://www.opengis.net/def/rel/ogc/1.0/schema", path + "/schema?f=json", kSchemaJson, title),
       link(request, "http://www.opengis.net/def/rel/ogc/1.0/queryables", path + "/queryables?f=json", kSchemaJson),
       link(request, "http://www.opengis.net/def/rel/ogc/1.0/sortables", path + "/sortables?f=json", kSchemaJson)});
  if (land)
    links.push_back(link(request, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", path + "/tiles?f=json",
                         "application/json", word(request, "tiles")));
  Json made = {{"id", type.name}, {"title", title}, {"itemType", "feature"}, {"links", std::move(links)}};
  if (!type.description.empty()) made["description"] = type.description.in(language);
  if (land) {
    const auto box = extent_of(store, request.session.caller, type);
    if (box)
      made["extent"] = {
          {"spatial",
           {{"bbox", Json::array({Json::array({box->west, box->south, box->east, box->north})})}, {"crs", kCrs84}}}};
    made["crs"] = Json::array({"#/crs"});
    made["storageCrs"] = kCrs84;
    // A single collection stands alone, without the list that "#/crs" points to.
    if (request.path != "/ogc/collections") made["crs"] = shared_crs(request, store);
  }
  return made;
}

}  // namespace tilth::http::ogc
