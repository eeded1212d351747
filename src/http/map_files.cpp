// SPDX-License-Identifier: Apache-2.0
#include "http/map_files.h"

#include "base/problem.h"
#include "base/sync_file.h"
#include "base/uuid.h"
#include "exchange/map_tiles.h"
#include "http/compression.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <functional>
#include <memory>

namespace tilth::http {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr int kMostZoom = 24;
constexpr int kMostSteps = 1000;  // of a thousand instructions of SQLite each: files are not trusted
constexpr int kMostTileBytes = 8 << 20;
constexpr auto kUnfinishedKept = std::chrono::hours{48};

[[noreturn]] void unreadable(const std::string& reason) { throw Problem{"map.unreadable_tiles", {{"reason", reason}}}; }

/// A file of tiles, read and not trusted: no writes, no functions of its own, no endless query.
class TileFile {
 public:
  explicit TileFile(const fs::path& file) {
    std::string address = "file:";
    for (const char letter : file.string()) {
      if (std::string_view{"%?#"}.find(letter) == std::string_view::npos) address += letter;
      if (letter == '%') address += "%25";
      if (letter == '?') address += "%3f";
      if (letter == '#') address += "%23";
    }
    // immutable: nothing else writes it, so no lock and no file beside it.
    if (sqlite3_open_v2((address + "?immutable=1").c_str(), &file_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) !=
        SQLITE_OK) {
      sqlite3_close(file_);
      unreadable("the file cannot be opened");
    }
    sqlite3_db_config(file_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(file_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(file_, SQLITE_LIMIT_LENGTH, kMostTileBytes);
    sqlite3_progress_handler(
        file_, 1000, [](void* left) { return --*static_cast<int*>(left) < 0 ? 1 : 0; }, &left_);
  }
  ~TileFile() { sqlite3_close(file_); }
  TileFile(const TileFile&) = delete;
  TileFile& operator=(const TileFile&) = delete;

  /// Calls `row` for each row of the query.
  void each(const std::string& sql, std::initializer_list<int> values,
            const std::function<void(sqlite3_stmt*)>& row) const {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(file_, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) unreadable(sqlite3_errmsg(file_));
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement{prepared, sqlite3_finalize};
    int at = 0;
    for (const int value : values) sqlite3_bind_int(prepared, ++at, value);
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) row(prepared);
    if (code != SQLITE_DONE) unreadable(sqlite3_errmsg(file_));
  }

 private:
  sqlite3* file_ = nullptr;
  int left_ = kMostSteps;
};

std::string bytes_of(sqlite3_stmt* row, int column) {
  const void* bytes = sqlite3_column_blob(row, column);
  const auto length = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
  return bytes == nullptr ? std::string{} : std::string{static_cast<const char*>(bytes), length};
}

std::optional<std::string> tile_in(const TileFile& file, const Json& about, int zoom, int column, int row) {
  // MBTiles counts rows from the south (TMS), the tiles that GDAL makes from the north.
  const bool made_here = about.at("layout") == "geopackage";
  const std::string table = made_here ? "map" : "tiles";
  std::optional<std::string> tile;
  file.each("SELECT tile_data FROM " + table + " WHERE zoom_level=?1 AND tile_column=?2 AND tile_row=?3 LIMIT 1",
            {zoom, column, made_here ? row : (1 << zoom) - 1 - row},
            [&tile](sqlite3_stmt* found) { tile = bytes_of(found, 0); });
  return tile;
}

std::vector<double> numbers_of(const std::string& text) {
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    double value = 0;
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc{}) return {};
    numbers.push_back(value);
    at = next < end && *next == ',' ? next + 1 : next;
    if (next < end && *next != ',') return {};
  }
  return numbers;
}

/// What an MBTiles file says of itself, held against what is in it.
Json about_mbtiles(const fs::path& sent) {
  const TileFile file{sent};
  Json about{{"layout", "mbtiles"}};
  file.each("SELECT name, value FROM metadata WHERE typeof(value)='text' OR typeof(value)='integer'", {},
            [&about](sqlite3_stmt* row) {
              const std::string name = bytes_of(row, 0), value = bytes_of(row, 1);
              if (name == "name" || name == "attribution") about[name] = value.substr(0, 2000);
              if (name == "bounds") {
                const auto bounds = numbers_of(value);
                if (bounds.size() == 4) about["bounds"] = bounds;
              }
            });
  std::string first;
  for (const auto& [name, sql] : {std::pair{"min_zoom", "SELECT min(zoom_level) FROM tiles"},
                                  std::pair{"max_zoom", "SELECT max(zoom_level) FROM tiles"}})
    file.each(sql, {}, [&about, key = name](sqlite3_stmt* row) {
      if (sqlite3_column_type(row, 0) == SQLITE_INTEGER) about[key] = sqlite3_column_int(row, 0);
    });
  if (!about.contains("min_zoom")) unreadable("it holds no tile");
  if (about["min_zoom"] < 0 || about["max_zoom"] > kMostZoom) unreadable("its zoom levels are not 0 to 24");
  file.each("SELECT tile_data FROM tiles LIMIT 1", {}, [&first](sqlite3_stmt* row) { first = bytes_of(row, 0); });
  const bool picture = first.starts_with("\x89PNG") || first.starts_with("\xff\xd8\xff") ||
                       (first.size() > 12 && first.substr(8, 4) == "WEBP");
  if (!picture && !first.starts_with("\x1f\x8b"sv))
    unreadable("its tiles are no PNG, JPEG or WebP pictures and no vector tiles");
  about["kind"] = picture ? "raster" : "vector";
  return about;
}

bool is_mbtiles(const fs::path& file) {
  std::string head(16, '\0');
  std::ifstream in{file, std::ios::binary};
  in.read(head.data(), 16);
  if (head != "SQLite format 3\0"sv) return false;
  bool tiles = false;
  TileFile{file}.each("SELECT 1 FROM sqlite_master WHERE name='tiles'", {}, [&tiles](sqlite3_stmt*) { tiles = true; });
  return tiles;
}

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
    if (is_mbtiles(sent)) {
      about = about_mbtiles(sent);
      fs::rename(sent, tiles, error);
      if (error) fs::copy_file(sent, tiles);
    } else {
      about = exchange::make_map_tiles(sent, tiles, worker, progress);
      about["layout"] = "geopackage";
      about["kind"] = "raster";
    }
    if (about.value("name", "").empty()) about["name"] = name.substr(0, name.rfind('.')).substr(0, 200);
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
  const auto about = read_about(folder_ / (map.id + ".json"));
  if (!about || zoom > kMostZoom) return std::nullopt;
  auto tile = tile_in(TileFile{folder_ / (map.id + ".tiles")}, *about, zoom, column, row);
  if (!tile || map.kind != "vector") return tile;
  tile = gunzipped(*tile, kMostTileBytes);
  if (!tile) unreadable("a tile is no gzip, or too large");
  return tile;
}

}  // namespace tilth::http
