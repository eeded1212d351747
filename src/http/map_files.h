// SPDX-License-Identifier: Apache-2.0
// Base maps that lie beside the programme: files of tiles that managers add, read tile by tile.
#pragma once

#include "base/json.h"
#include "base/progress.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::http {

/// A file of tiles: ID.tiles and, written last, ID.json. Tiles are XYZ in web Mercator (EPSG:3857).
struct MapFile {
  std::string id;
  std::string name, attribution;
  std::string kind;  ///< "raster": PNG, JPEG, WebP; "vector": Mapbox vector tiles
  int min_zoom = 0, max_zoom = 0;
  std::vector<double> bounds;  ///< west, south, east, north, degrees WGS 84; empty when not known
  std::uintmax_t bytes = 0;
};

class MapFiles {
 public:
  explicit MapFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Takes an MBTiles file as it is, and makes tiles of any picture that GDAL reads. `sent` is moved or left.
  /// @param name as the person's file was called, with its ending
  /// @param worker tilth-formats
  /// @throws Problem "map.not_a_picture", "map.unreadable_tiles", "job.cancelled"; nothing is then kept
  MapFile add(const std::filesystem::path& sent, const std::string& name, const std::filesystem::path& worker,
              Progress& progress) const;
  [[nodiscard]] std::vector<MapFile> all() const;                        ///< by name
  [[nodiscard]] std::optional<MapFile> find(std::string_view id) const;  ///< nothing for what is no id too
  void remove(const MapFile& map) const;
  /// The bytes of a tile, vector tiles unpacked; nothing where the file has none.
  /// @throws Problem "map.unreadable_tiles"
  [[nodiscard]] std::optional<std::string> tile(const MapFile& map, int zoom, int column, int row) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace tilth::http
