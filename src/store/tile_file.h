// SPDX-License-Identifier: Apache-2.0
// A file of map tiles in web Mercator (EPSG:3857): MBTiles that somebody sent, or the GeoPackage that tilth-formats
// makes.
#pragma once

#include "base/json.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace tilth::store {

/// Read and not trusted: no writes, no functions of its own, no endless query.
class TileFile {
 public:
  /// @throws Problem "map.unreadable_tiles" when it holds no tiles in either form
  explicit TileFile(const std::filesystem::path& file);
  ~TileFile();
  TileFile(const TileFile&) = delete;
  TileFile& operator=(const TileFile&) = delete;

  /// By its first bytes and its tables.
  static bool is_mbtiles(const std::filesystem::path& file);
  /// What MBTiles say of themselves, held against what is in them: {"kind": "raster"|"vector", "min_zoom", "max_zoom"}
  /// and, where it is said, "name", "attribution", "bounds": [west, south, east, north] in degrees WGS 84.
  /// @throws Problem "map.unreadable_tiles"
  [[nodiscard]] Json about() const;
  /// The bytes as they are; nothing where there is no such tile. @param row from the north
  /// @throws Problem "map.unreadable_tiles"
  [[nodiscard]] std::optional<std::string> tile(int zoom, int column, int row) const;

 private:
  struct Opened;
  std::unique_ptr<Opened> opened_;
  bool mbtiles_ = false;
};

}  // namespace tilth::store
