// SPDX-License-Identifier: Apache-2.0
// Base maps that lie beside the programme: sent by managers, given tile by tile. The settings say which are shown.
#include "http/ask.h"
#include "http/jobs.h"
#include "http/map_files.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/uploads.h"

#include "base/problem.h"

#include <charconv>

namespace tilth::http {
namespace {

constexpr std::size_t kLargest = 64ULL << 30;
// A picture of one clear pixel: where the map has no tile, the outlines beneath show through.
constexpr unsigned char kClear[] = {0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
                                    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00,
                                    0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54, 0x78,
                                    0x9c, 0x63, 0x60, 0x00, 0x02, 0x00, 0x00, 0x05, 0x00, 0x01, 0x7a, 0x5e, 0xab, 0x3f,
                                    0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

MapFiles maps_of(const Services& services) { return MapFiles{services.maps_folder()}; }

/// @throws Problem "map.unknown"
MapFile map_of(const Request& request, const Services& services) {
  auto map = maps_of(services).find(request.capture("map"));
  if (!map) throw Problem{"map.unknown", {{"map", request.capture("map")}}};
  return std::move(*map);
}

Json map_json(const MapFile& map) {
  return {{"map", map.id},
          {"name", map.name},
          {"attribution", map.attribution},
          {"kind", map.kind},
          {"url", "/api/base-maps/" + map.id + "/{z}/{x}/{y}"},
          {"min_zoom", map.min_zoom},
          {"max_zoom", map.max_zoom},
          {"bounds", map.bounds},
          {"bytes", map.bytes}};
}

Response post_map(const Request& request, Services& services) {
  const std::string name = text_parameter(request, "name");
  if (name.empty()) refuse_parameter("name", "", "the file's name with its ending");
  const KeptFiles sent{services.work_folder(), "maps"};
  const KeptFile kept = sent.make(request.session, name);
  std::error_code error;
  std::filesystem::rename(request.body_file, kept.file, error);
  if (error) std::filesystem::copy_file(request.body_file, kept.file);
  const std::string job =
      services.jobs().start("base_map", request.session, {{"file", name}},
                            [sent, kept, name, maps = maps_of(services),
                             worker = services.program_folder() / "tilth-formats"](Progress& progress) {
                              try {
                                const MapFile map = maps.add(kept.file, name, worker, progress);
                                sent.remove(kept);
                                return map_json(map);
                              } catch (...) {
                                sent.remove(kept);
                                throw;
                              }
                            });
  return json({{"job", job}}, 202).with("Location", "/api/jobs/" + job);
}

Response list_maps(const Request&, Services& services) {
  Json items = Json::array();
  for (const MapFile& map : maps_of(services).all()) items.push_back(map_json(map));
  return json({{"items", std::move(items)}});
}

Response delete_map(const Request& request, Services& services) {
  maps_of(services).remove(map_of(request, services));
  return empty(204);
}

std::string tile_type(const MapFile& map, std::string_view tile) {
  if (map.kind == "vector") return "application/vnd.mapbox-vector-tile";
  return tile.starts_with("\x89PNG") ? "image/png" : tile.starts_with("\xff\xd8") ? "image/jpeg" : "image/webp";
}

int tile_number(const Request& request, std::string_view name, int below) {
  const std::string_view text = request.capture(name);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value >= below)
    refuse_parameter(name, text, "0 to " + std::to_string(below - 1));
  return value;
}

Response get_tile(const Request& request, Services& services) {
  const MapFile map = map_of(request, services);
  constexpr int kZooms = 25;
  const int zoom = tile_number(request, "z", kZooms);
  const int column = tile_number(request, "x", 1 << zoom), row = tile_number(request, "y", 1 << zoom);
  auto tile = maps_of(services).tile(map, zoom, column, row);
  if (!tile)
    tile = map.kind == "vector" ? std::string{} : std::string{reinterpret_cast<const char*>(kClear), sizeof kClear};
  Response response = text("", tile_type(map, *tile));
  response.body = std::move(*tile);
  // A file of tiles never changes: another one has another id.
  response.with("Cache-Control", "private, max-age=604800, immutable").with("ETag", "\"" + map.id + "\"");
  return response;
}

}  // namespace

RouteList base_map_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"BaseMapFile", object({{"map", text("id")},
                              {"name", text()},
                              {"attribution", text()},
                              {"kind", one_of({"raster", "vector"})},
                              {"url", text("with {z}, {x} and {y}: what the settings' base_maps hold")},
                              {"min_zoom", integer()},
                              {"max_zoom", integer()},
                              {"bounds", list(number("west, south, east, north in degrees; empty when not known"))},
                              {"bytes", integer()}},
                             {"map", "name", "attribution", "kind", "url", "min_zoom", "max_zoom", "bounds", "bytes"})},
      {"BaseMapFiles", object({{"items", list(ref("BaseMapFile"))}}, {"items"})}};
  list_of.routes = {{.method = Method::get,
                     .pattern = "/api/base-maps",
                     .access = Access::manager,
                     .operation_id = "listBaseMaps",
                     .summary = "Files of tiles that lie beside the programme",
                     .tag = "settings",
                     .response_schema = "BaseMapFiles",
                     .handle = list_maps},
                    {.method = Method::post,
                     .pattern = "/api/base-maps",
                     .access = Access::manager,
                     .operation_id = "addBaseMap",
                     .summary = "Add MBTiles, or a GeoTIFF (COG) that becomes tiles; a job",
                     .tag = "settings",
                     .parameters = {query("name", "the file's name with its ending")},
                     .response_schema = "StartedJob",
                     .request_type = "application/octet-stream",
                     .statuses = {202},
                     .max_body = kLargest,
                     .body_to_file = true,
                     .handle = post_map},
                    {.method = Method::delete_,
                     .pattern = "/api/base-maps/{map}",
                     .access = Access::manager,
                     .operation_id = "removeBaseMap",
                     .summary = "Remove the file",
                     .tag = "settings",
                     .parameters = {in_path("map", "id of the map")},
                     .handle = delete_map},
                    {.method = Method::get,
                     .pattern = "/api/base-maps/{map}/{z}/{x}/{y}",
                     .access = Access::reader,
                     .operation_id = "getBaseMapTile",
                     .summary = "A tile; a clear one where the file has none",
                     .tag = "settings",
                     .parameters = {in_path("map", "id of the map"), in_path("z", "zoom level"),
                                    in_path("x", "column from the west"), in_path("y", "row from the north")},
                     .response_type = "*/*",
                     .handle = get_tile}};
  return list_of;
}

}  // namespace tilth::http
