// SPDX-License-Identifier: Apache-2.0
#include "store/tile_file.h"

#include "base/fold.h"
#include "base/problem.h"

#include <sqlite3.h>

#include <charconv>
#include <cmath>
#include <fstream>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <vector>

namespace tilth::store {
namespace {

using namespace std::string_view_literals;

constexpr int kMostZoom = 24;
constexpr int kMostSteps = 100'000;  // of a thousand instructions of SQLite each
constexpr int kMostTileBytes = 8 << 20;

[[noreturn]] void unreadable(const std::string& reason) { throw Problem{"map.unreadable_tiles", {{"reason", reason}}}; }

std::string bytes_of(sqlite3_stmt* row, int column) {
  const void* bytes = sqlite3_column_blob(row, column);
  const auto length = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
  return bytes == nullptr ? std::string{} : std::string{static_cast<const char*>(bytes), length};
}

/// As a URI: SQLite then takes immutable=1.
std::string address_of(const std::filesystem::path& file) {
  std::string address = "file:";
  for (const char letter : file.string()) {
    if (letter == '%') {
      address += "%25";
    } else if (letter == '?') {
      address += "%3f";
    } else if (letter == '#') {
      address += "%23";
    } else {
      address += letter;
    }
  }
  return address + "?immutable=1";  // nothing else writes it: no lock and no file beside it
}

/// "30,0.5,31,1.5"; empty for anything else.
std::vector<double> bounds_in(std::string_view text) {
  std::vector<double> bounds;
  while (true) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return {};
    bounds.push_back(value);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return bounds.size() == 4 ? bounds : std::vector<double>{};
    if (text.front() != ',') return {};
    text.remove_prefix(1);
  }
}

}  // namespace

struct TileFile::Opened {
  explicit Opened(const std::filesystem::path& name) {
    if (sqlite3_open_v2(address_of(name).c_str(), &file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) !=
        SQLITE_OK) {
      sqlite3_close(file);
      unreadable("the file cannot be opened");
    }
    sqlite3_db_config(file, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(file, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(file, SQLITE_LIMIT_LENGTH, kMostTileBytes);
    const auto spent = [](void* left) { return --*static_cast<int*>(left) < 0 ? 1 : 0; };
    sqlite3_progress_handler(file, 1000, spent, &steps_left);
  }
  ~Opened() { sqlite3_close(file); }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  /// Calls `row` for each row of the query.
  void each(const std::string& sql, std::initializer_list<int> values,
            const std::function<void(sqlite3_stmt*)>& row) const {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(file, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) unreadable(sqlite3_errmsg(file));
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement{prepared, sqlite3_finalize};
    int at = 0;
    for (const int value : values) sqlite3_bind_int(prepared, ++at, value);
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) row(prepared);
    if (code != SQLITE_DONE) unreadable(sqlite3_errmsg(file));
  }

  [[nodiscard]] bool holds(const std::string& table) const {
    bool found = false;
    each("SELECT 1 FROM sqlite_master WHERE name='" + table + "'", {}, [&found](sqlite3_stmt*) { found = true; });
    return found;
  }

  sqlite3* file = nullptr;
  int steps_left = kMostSteps;
};

TileFile::TileFile(const std::filesystem::path& file) : opened_(std::make_unique<Opened>(file)) {
  mbtiles_ = opened_->holds("tiles");
  if (!mbtiles_ && !opened_->holds("map")) unreadable("it holds no tiles");
}

TileFile::~TileFile() = default;

bool TileFile::is_mbtiles(const std::filesystem::path& file) {
  std::string head(16, '\0');
  std::ifstream in{file, std::ios::binary};
  in.read(head.data(), 16);
  return head == "SQLite format 3\0"sv && Opened{file}.holds("tiles");
}

Json TileFile::about() const {
  Json about = Json::object();
  opened_->each("SELECT name, value FROM metadata WHERE typeof(value)='text'", {}, [&about](sqlite3_stmt* row) {
    constexpr std::size_t kMostText = 2000;
    const std::string name = bytes_of(row, 0), value = bytes_of(row, 1);
    if ((name == "name" || name == "attribution") && is_utf8(value)) about[name] = beginning_of(value, kMostText);
    if (const auto bounds = name == "bounds" ? bounds_in(value) : std::vector<double>{}; !bounds.empty())
      about["bounds"] = bounds;
  });
  // Each alone, so that an index answers; a country has millions of tiles.
  for (const auto& [name, said, sql] : {std::tuple{"min_zoom", "minzoom", "SELECT min(zoom_level) FROM tiles"},
                                        std::tuple{"max_zoom", "maxzoom", "SELECT max(zoom_level) FROM tiles"}}) {
    const auto take = [&about, key = name](sqlite3_stmt* row) {
      if (sqlite3_column_type(row, 0) == SQLITE_INTEGER) about[key] = sqlite3_column_int(row, 0);
    };
    opened_->each(std::string{"SELECT cast(value AS integer) FROM metadata WHERE name='"} + said + "'", {}, take);
    if (!about.contains(name)) opened_->each(sql, {}, take);
    if (!about.contains(name)) unreadable("it holds no tile");
    if (about[name] < 0 || about[name] > kMostZoom) unreadable("its zoom levels are not 0 to 24");
  }
  std::string first;
  opened_->each("SELECT tile_data FROM tiles LIMIT 1", {}, [&first](sqlite3_stmt* row) { first = bytes_of(row, 0); });
  if (first.empty()) unreadable("it holds no tile");
  const bool picture = first.starts_with("\x89PNG") || first.starts_with("\xff\xd8\xff") ||
                       (first.size() > 12 && first.substr(8, 4) == "WEBP");
  if (!picture && !first.starts_with("\x1f\x8b"sv))
    unreadable("its tiles are no PNG, JPEG or WebP pictures and no vector tiles");
  about["kind"] = picture ? "raster" : "vector";
  return about;
}

std::optional<std::string> TileFile::tile(int zoom, int column, int row) const {
  if (zoom < 0 || zoom > kMostZoom) return std::nullopt;
  // MBTiles count rows from the south (TMS), the tiles that GDAL makes from the north.
  std::optional<std::string> tile;
  opened_->each(std::string{"SELECT tile_data FROM "} + (mbtiles_ ? "tiles" : "map") +
                    " WHERE zoom_level=?1 AND tile_column=?2 AND tile_row=?3 LIMIT 1",
                {zoom, column, mbtiles_ ? (1 << zoom) - 1 - row : row},
                [&tile](sqlite3_stmt* found) { tile = bytes_of(found, 0); });
  return tile;
}

}  // namespace tilth::store
