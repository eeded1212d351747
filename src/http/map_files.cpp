// SPDX-License-Identifier: Apache-2.0
#include "http/map_files.h"

#include "base/fold.h"
#include "base/problem.h"
#include "base/sync_file.h"
#include "base/uuid.h"
#include "exchange/map_tiles.h"
#include "http/compression.h"
#include "store/tile_file.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <tuple>

namespace tilth::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTileBytes = 8U << 20;
constexpr auto kUnfinishedKept = std::chrono::hours{48};

MapFile map_of(const std::string& id, const Json& about, const fs::path& tiles) {
  std::error_code error;
  return {.id = id,
          .name = about.value("name", ""),
          .attribution = about.value("attribution", ""),
          .kind = about.value("kind", "raster"),
          .min_zoom = about.value("min_zoom", 0),
          .max_zoom = about.value("max_zoom", 0),
          .bounds = about.value("bounds", std::vector<double>{}),
          .bytes = fs::file_size(tiles, error)};
}

std::optional<Json> read_about(const fs::path& file) {
  std::ifstream in{file};
  Json about = Json::parse(in, nullptr, false);
  if (!about.is_object()) return std::nullopt;
  return about;
}

}  // namespace

MapFile MapFiles::add(const fs::path& sent, const std::string& name, const fs::path& worker, Progress& progress) const {
  fs::create_directories(folder_);
  fs::permissions(folder_, fs::perms::owner_all);
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder_, error}) {
    const bool unfinished =
        entry.path().extension() == ".tiles" && !fs::exists(fs::path{entry.path()}.replace_extension(".json"), error);
    if (unfinished && fs::file_time_type::clock::now() - entry.last_write_time(error) > kUnfinishedKept)
      fs::remove(entry.path(), error);
  }
  const std::string id = Uuid::make().text();
  const fs::path tiles = folder_ / (id + ".tiles");
  try {
    Json about;
    if (store::TileFile::is_mbtiles(sent)) {
      about = store::TileFile{sent}.about();
      fs::rename(sent, tiles, error);
      if (error) fs::copy_file(sent, tiles);
    } else {
      about = exchange::make_map_tiles(sent, tiles, worker, progress);
      about["kind"] = "raster";
    }
    if (about.value("name", "").empty()) about["name"] = beginning_of(name.substr(0, name.rfind('.')), 200);
    sync_file(tiles);
    const fs::path half = folder_ / (id + ".json.part");
    std::ofstream{half} << about.dump(-1, ' ', false, Json::error_handler_t::replace);
    sync_file(half);
    fs::rename(half, folder_ / (id + ".json"));
    sync_folder_of(half);
    return map_of(id, about, tiles);
  } catch (...) {
    for (const char* ending : {".tiles", ".tiles-journal", ".json.part"}) fs::remove(folder_ / (id + ending), error);
    throw;
  }
}

std::optional<MapFile> MapFiles::find(std::string_view id) const {
  const auto uuid = Uuid::parse(id);
  if (!uuid) return std::nullopt;
  const auto about = read_about(folder_ / (uuid->text() + ".json"));
  if (!about) return std::nullopt;
  return map_of(uuid->text(), *about, folder_ / (uuid->text() + ".tiles"));
}

std::vector<MapFile> MapFiles::all() const {
  std::vector<MapFile> maps;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder_, error})
    if (entry.path().extension() == ".json")
      if (auto map = find(entry.path().stem().string())) maps.push_back(std::move(*map));
  std::sort(maps.begin(), maps.end(),
            [](const MapFile& a, const MapFile& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
  return maps;
}

void MapFiles::remove(const MapFile& map) const {
  std::error_code error;
  fs::remove(folder_ / (map.id + ".json"), error);
  fs::remove(folder_ / (map.id + ".tiles"), error);
}

std::optional<std::string> MapFiles::tile(const MapFile& map, int zoom, int column, int row) const {
  auto tile = store::TileFile{folder_ / (map.id + ".tiles")}.tile(zoom, column, row);
  if (!tile || map.kind != "vector") return tile;
  tile = gunzipped(*tile, kMostTileBytes);
  if (!tile) throw Problem{"map.unreadable_tiles", {{"reason", "a tile is no gzip, or too large"}}};
  return tile;
}

}  // namespace tilth::http
