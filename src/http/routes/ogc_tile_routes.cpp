// SPDX-License-Identifier: Apache-2.0
// /ogc/tiles and /ogc/collections/{type}/tiles: vector tiles (OGC API Tiles Part 1), filtered where asked, kept in
// memory until a write reaches them.
#include "base/problem.h"
#include "base/sha256.h"
#include "geo/tile_matrix_set.h"
#include "http/ask.h"
#include "http/ogc/answer.h"
#include "http/ogc/collection_json.h"
#include "http/ogc/crs.h"
#include "http/ogc/item_tag.h"
#include "http/ogc/items_question.h"
#include "http/ogc/schema_json.h"
#include "http/ogc/visible.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "tiles/map_memory.h"
#include "tiles/tile_builder.h"
#include "tiles/tile_cache.h"

#include <algorithm>
#include <charconv>
#include <memory>

namespace tilth::http {
namespace {

using namespace ogc;
using geo::TileMatrixSet;

constexpr geo::TileGrid kGrid{4096, 64};

const TileMatrixSet& set_of(const Request& request) {
  const std::string_view id = request.capture("tileMatrixSetId");
  if (const TileMatrixSet* set = geo::find_tile_matrix_set(id)) return *set;
  throw Problem{"ogc.unknown_tile_matrix_set", {{"set", id.substr(0, 100)}}};
}

std::int64_t whole(const Request& request, std::string_view name) {
  const std::string_view text = request.capture(name);
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0)
    throw Problem{"ogc.no_tile", {{"place", std::string{name} + " " + std::string{text.substr(0, 40)}}}};
  return number;
}

/// The collections of a tile: that of the path, those of collections=, or all with a geometry.
std::vector<const model::RecordType*> layers_of(const Request& request, const store::Store& store) {
  const store::Caller& caller = request.session.caller;
  std::vector<const model::RecordType*> types;
  const auto add = [&](std::string_view id) {
    const model::RecordType& type = collection_of(store, caller, id);
    if (main_geometry(caller, type) == nullptr) throw Problem{"ogc.no_land", {{"collection", type.name}}};
    types.push_back(&type);
  };
  if (const auto one = first(request.captured, "collectionId")) {
    add(*one);
  } else if (const auto some = request.parameter("collections")) {
    for (std::size_t at = 0; at <= some->size();) {
      const std::size_t comma = std::min(some->find(',', at), some->size());
      add(some->substr(at, comma - at));
      at = comma + 1;
    }
  } else {
    for (const model::RecordType& type : store.model()->types) {
      if (may_see(caller, type) && main_geometry(caller, type) != nullptr) types.push_back(&type);
    }
  }
  return types;
}

/// Whether a condition is answered by the record's own fields and always the same.
struct Reach {
  bool of_others = false, of_the_clock = false;
  void look_at(const cql2::Expression& expression, const model::RecordType& type) {
    for (const std::string& name : cql2::properties(expression)) {
      if (type.find(name) == nullptr) of_others = true;
    }
    const std::string text = cql2::to_text(expression);
    of_the_clock = of_the_clock || text.find("today(") != std::string::npos || text.find("now(") != std::string::npos;
  }
};

Response answer(const Request& request, const tiles::KeptTile& tile) {
  Response response;
  if (not_modified(request, tile.etag)) {
    response.status = 304;
  } else {
    response.with("Content-Type", std::string{kVectorTile});
    response.body = tile.bytes;
  }
  response.with("ETag", tile.etag);
  response.with("Cache-Control", "private, no-cache");
  response.with("Vary", "Cookie, Authorization");
  if (tile.merged > 0) response.with("Tilth-Merged", std::to_string(tile.merged));
  return response;
}

Response tile(const Request& request, Services& services) {
  auto& cache = services.shared<tiles::TileCache>();
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const TileMatrixSet& set = set_of(request);
  const geo::TilePlace place{&set, static_cast<int>(std::min<std::int64_t>(whole(request, "tileMatrix"), 1000)),
                             whole(request, "tileRow"), whole(request, "tileCol")};
  if (!set.has(place.level, place.row, place.column))
    throw Problem{"ogc.no_tile",
                  {{"place", std::to_string(place.level) + "/" + std::to_string(place.row) + "/" +
                                 std::to_string(place.column)}}};
  if (const auto f = request.parameter("f"); f && *f != "mvt")
    throw Problem{"ogc.bad_parameter", {{"parameter", "f"}, {"reason", "known is mvt"}}};
  const auto types = layers_of(request, store);
  const auto known_at = tilth::http::known_at(request, store);
  if (types.size() > 1 && (request.parameter("filter") || request.parameter("properties")))
    throw Problem{"ogc.bad_parameter",
                  {{"parameter", request.parameter("filter") ? "filter" : "properties"},
                   {"reason", "it speaks of one collection, and the tile has several"}}};
  std::vector<std::string> fields;
  if (const auto names = request.parameter("properties")) {
    for (std::size_t at = 0; at <= names->size();) {
      const std::size_t comma = std::min(names->find(',', at), names->size());
      fields.emplace_back(names->substr(at, comma - at));
      at = comma + 1;
    }
  }
  Reach reach;
  std::vector<tiles::LayerQuestion> layers;
  tiles::MadeOf of{.box = geo::box_of(place, static_cast<double>(kGrid.buffer) / kGrid.extent)};
  std::string key = fingerprint(caller) + "\n" + std::string{set.id} + "/" + std::to_string(place.level) + "/" +
                    std::to_string(place.row) + "/" + std::to_string(place.column);
  if (known_at) key += "\n@" + std::to_string(*known_at);
  for (const std::string& field : fields) key += "\n." + field;
  for (const model::RecordType* type : types) {
    for (const std::string& name : fields) {
      const model::Field* field = type->find(name);
      if (field == nullptr || !may_see(caller, *field))
        throw Problem{"ogc.unknown_property", {{"collection", type->name}, {"property", name.substr(0, 100)}}};
      // Whether a reference shows hangs on the record that it names.
      if (field->kind == model::FieldKind::reference && !caller.rows.empty()) reach.of_others = true;
    }
    tiles::LayerQuestion layer{.type = type->name, .known_at = known_at, .fields = fields};
    layer.where = condition_of(request, store, *type, {"f", "lang", "collections", "properties", "known-at"});
    key += "\n" + type->name;
    if (layer.where) {
      reach.look_at(*layer.where, *type);
      key += ":" + cql2::to_text(*layer.where);
    }
    if (const auto rows = caller.rows.find(type->name); rows != caller.rows.end()) reach.look_at(rows->second, *type);
    of.types.push_back(type->name);
    layers.push_back(std::move(layer));
  }
  of.of_others = reach.of_others;
  std::int64_t seq = 0;
  if (!reach.of_the_clock) {
    if (const auto kept = cache.find(store, key, seq)) return answer(request, *kept);
  }
  tiles::VectorTile made = tiles::build(store, caller, place, layers, kGrid, &services.shared<tiles::MapMemory>());
  tiles::KeptTile kept{.bytes = nullptr,
                       .etag = "\"" + hex(sha256(made.bytes)).substr(0, 20) + "\"",
                       .features = made.features,
                       .merged = made.merged};
  kept.bytes = std::make_shared<const std::string>(std::move(made.bytes));
  const Response response = answer(request, kept);
  if (!reach.of_the_clock) cache.put(std::move(key), std::move(kept), std::move(of), seq);
  return response;
}

// --- descriptions

std::string tiles_path(const Request& request) {
  const auto one = first(request.captured, "collectionId");
  return one ? "/collections/" + std::string{*one} + "/tiles" : "/tiles";
}

Json template_link(const Request& request, const TileMatrixSet& set) {
  Json made =
      link(request, "item", tiles_path(request) + "/" + std::string{set.id} + "/{tileMatrix}/{tileRow}/{tileCol}?f=mvt",
           kVectorTile);
  made["templated"] = true;
  return made;
}

Json tileset_summary(const Request& request, const TileMatrixSet& set, const std::string& title) {
  const std::string path = tiles_path(request) + "/" + std::string{set.id};
  return {{"title", title},
          {"dataType", "vector"},
          {"crs", set.crs},
          {"tileMatrixSetURI", set.uri},
          {"links", Json::array({link(request, "self", path + "?f=json", "application/json", title),
                                 link(request, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme",
                                      "/tileMatrixSets/" + std::string{set.id} + "?f=json", "application/json"),
                                 template_link(request, set)})}};
}

std::string tiles_title(const Request& request, const store::Store& store) {
  const auto one = first(request.captured, "collectionId");
  if (!one) return store.model()->name;
  const model::RecordType& type = collection_of(store, request.session.caller, *one);
  return (type.plural.empty() ? type.title : type.plural).in(request.session.language);
}

Response tilesets(const Request& request, Services& services) {
  const store::Store& store = services.store();
  (void)layers_of(request, store);
  const std::string title = tiles_title(request, store);
  if (format_of(request) == Format::html) {
    Page page{request, title + ": " + std::string{word(request, "tiles")}};
    page.crumb(store.model()->name, "/?f=html");
    std::vector<std::pair<std::string, std::string>> rows;
    for (const TileMatrixSet& set : geo::tile_matrix_sets())
      rows.emplace_back(std::string{set.id} + ": " + std::string{set.title},
                        ogc_url(request, tiles_path(request) + "/" + std::string{set.id} + "?f=json"));
    page.links(rows);
    return page.response();
  }
  Json all = Json::array();
  for (const TileMatrixSet& set : geo::tile_matrix_sets()) all.push_back(tileset_summary(request, set, title));
  return json({{"links", Json::array({link(request, "self", tiles_path(request) + "?f=json", "application/json"),
                                      link(request, "alternate", tiles_path(request) + "?f=html", "text/html")})},
               {"tilesets", std::move(all)}})
      .with("Vary", "Accept, Accept-Language, Cookie, Authorization");
}

/// The land of all layers together; the globe where a type tells no extent.
geo::Box land_of(const Request& request, const store::Store& store) {
  geo::Box all;
  for (const model::RecordType* type : layers_of(request, store)) {
    const auto box = extent_of(store, request.session.caller, *type);
    if (!box) continue;
    all.add(box->west, box->south);
    all.add(box->east, box->north);
  }
  return all.empty() ? geo::Box{-180, -90, 180, 90} : all;
}

Response tileset(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const TileMatrixSet& set = set_of(request);
  const auto types = layers_of(request, store);
  const std::string title = tiles_title(request, store);
  const geo::Box box = land_of(request, store);
  Json layers = Json::array(), vector_layers = Json::array();
  for (const model::RecordType* type : types) {
    Json properties = {{"id", {{"type", "string"}}}}, fields = {{"id", "String"}};
    const Json schema = schema_of(request, *store.model(), *type, SchemaOf::records);
    for (const std::string& name : tiles::tile_fields(request.session.caller, *type)) {
      properties[name] = schema["properties"][name];
      fields[name] = "String";
    }
    layers.push_back({{"id", type->name},
                      {"title", type->title.in(request.session.language)},
                      {"dataType", "vector"},
                      {"propertiesSchema", {{"type", "object"}, {"properties", properties}}}});
    vector_layers.push_back({{"id", type->name}, {"fields", fields}});
  }
  if (request.parameter("f") == "tilejson") {
    std::string address = template_link(request, set)["href"].get<std::string>();
    for (const auto& [from, to] :
         {std::pair{"{tileMatrix}", "{z}"}, std::pair{"{tileRow}", "{y}"}, std::pair{"{tileCol}", "{x}"}})
      address.replace(address.find(from), std::string_view{from}.size(), to);
    return json({{"tilejson", "3.0.0"},
                 {"name", title},
                 {"tiles", Json::array({address})},
                 {"minzoom", 0},
                 {"maxzoom", set.levels - 1},
                 {"bounds", Json::array({box.west, box.south, box.east, box.north})},
                 {"vector_layers", vector_layers}});
  }
  Json document = tileset_summary(request, set, title);
  Json limits = Json::array();
  for (int level = 0; level < set.levels; ++level) {
    const geo::TileRange range = geo::tiles_over(set, level, box);
    limits.push_back({{"tileMatrix", std::to_string(level)},
                      {"minTileRow", range.first_row},
                      {"maxTileRow", range.last_row},
                      {"minTileCol", range.first_column},
                      {"maxTileCol", range.last_column}});
  }
  document["tileMatrixSetLimits"] = limits;
  document["boundingBox"] = {{"lowerLeft", Json::array({box.west, box.south})},
                             {"upperRight", Json::array({box.east, box.north})},
                             {"crs", kCrs84}};
  document["layers"] = layers;
  document["mediaTypes"] = Json::array({kVectorTile});
  return json(document).with("Vary", "Accept, Accept-Language, Cookie, Authorization");
}

Json definition(const TileMatrixSet& set) {
  Json matrices = Json::array();
  for (int level = 0; level < set.levels; ++level) {
    matrices.push_back({{"id", std::to_string(level)},
                        {"scaleDenominator", set.scale_denominator(level)},
                        {"cellSize", set.cell_size_at(level)},
                        {"pointOfOrigin", Json::array({set.left, set.top})},
                        {"tileWidth", 256},
                        {"tileHeight", 256},
                        {"matrixWidth", std::int64_t{set.columns} << level},
                        {"matrixHeight", std::int64_t{set.rows} << level}});
  }
  return {{"id", set.id},
          {"title", set.title},
          {"uri", set.uri},
          {"crs", set.crs},
          {"orderedAxes", set.mercator ? Json::array({"X", "Y"}) : Json::array({"Lon", "Lat"})},
          {"wellKnownScaleSet", set.mercator ? "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible"
                                             : "http://www.opengis.net/def/wkss/OGC/1.0/GoogleCRS84Quad"},
          {"tileMatrices", matrices}};
}

Response matrix_sets(const Request& request, Services&) {
  Json all = Json::array();
  for (const TileMatrixSet& set : geo::tile_matrix_sets())
    all.push_back({{"id", set.id},
                   {"title", set.title},
                   {"uri", set.uri},
                   {"links", Json::array({link(request, "self", "/tileMatrixSets/" + std::string{set.id} + "?f=json",
                                               "application/json", set.title)})}});
  return json({{"tileMatrixSets", all}});
}

}  // namespace

RouteList ogc_tile_routes() {
  RouteList list;
  for (const char* name : {"TileSets", "TileSet", "TileMatrixSets", "TileMatrixSet"})
    list.schemas[name] = schema::map(schema::anything());
  const Parameter format{"f", "query", "The format; else Accept decides.", {{"type", "string"}}};
  const Parameter language{"lang", "query", "The language of titles.", {{"type", "string"}}};
  const Parameter collections{"collections",
                              "query",
                              "The collections that make the layers; else all.",
                              {{"type", "array"}, {"items", {{"type", "string"}}}}};
  const std::vector<Parameter> filters = {
      format,
      query("filter", "a condition in CQL2, where the tile has one collection"),
      filter_lang_parameter(),
      query("filter-crs", "the coordinate system of the filter's geometries"),
      query("datetime", "records whose date meets the instant, the day or the interval a/b"),
      query("properties", "the fields that are wanted", schema::list(schema::text())),
      known_at_parameter()};
  const auto add = [&](std::string pattern, std::string id, std::string summary, std::vector<Parameter> parameters,
                       std::string schema, std::string type, auto handle) -> Route& {
    Route route;
    route.pattern = std::move(pattern);
    route.access = Access::reader;
    route.operation_id = std::move(id);
    route.summary = std::move(summary);
    route.tag = "OGC API Tiles";
    route.parameters = std::move(parameters);
    route.response_schema = std::move(schema);
    route.response_type = std::move(type);
    route.handle = handle;
    list.routes.push_back(std::move(route));
    return list.routes.back();
  };
  const auto with = [](std::vector<Parameter> all, const Parameter& more) {
    all.push_back(more);
    return all;
  };
  const std::string of_one = "/ogc/collections/{collectionId}/tiles", of_all = "/ogc/tiles";
  const std::string at = "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";
  add(of_all, "dataset.vector.getTileSetsList", "The tile sets of the programme.", {format, language, collections},
      "TileSets", "application/json, text/html", tilesets);
  add(of_all + "/{tileMatrixSetId}", "dataset.vector.getTileSet", "One tile set.", {format, language, collections},
      "TileSet", "application/json", tileset);
  add(of_all + at, "dataset.vector.getTile", "A tile with a layer for each collection.", with(filters, collections), "",
      std::string{kVectorTile}, tile);
  add(of_one, "collection.vector.getTileSetsList", "The tile sets of a collection.", {format, language}, "TileSets",
      "application/json, text/html", tilesets);
  add(of_one + "/{tileMatrixSetId}", "collection.vector.getTileSet", "One tile set of a collection.",
      {format, language}, "TileSet", "application/json", tileset);
  add(of_one + at, "collection.vector.getTile", "A tile of a collection.", filters, "", std::string{kVectorTile}, tile)
      .any_parameter = true;
  add("/ogc/tileMatrixSets", "getTileMatrixSetsList", "The grids of tiles.", {format, language}, "TileMatrixSets",
      "application/json", matrix_sets);
  add("/ogc/tileMatrixSets/{tileMatrixSetId}", "getTileMatrixSet", "One grid of tiles.", {format, language},
      "TileMatrixSet", "application/json",
      [](const Request& request, Services&) { return json(definition(set_of(request))); });
  return list;
}

}  // namespace tilth::http
