// SPDX-License-Identifier: Apache-2.0
#include "geo/tile_matrix_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tilth::geo {
namespace {

constexpr double kHalfWorld = 20037508.342789244;  // pi times the equator's radius of WGS 84, metres
constexpr double kRadian = std::numbers::pi / 180;

constexpr std::array<TileMatrixSet, 2> kSets = {{
    {.id = "WebMercatorQuad",
     .title = "Google Maps Compatible for the World",
     .uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
     .crs = "http://www.opengis.net/def/crs/EPSG/0/3857",
     .columns = 1,
     .rows = 1,
     .left = -kHalfWorld,
     .top = kHalfWorld,
     .cell_size = 2 * kHalfWorld / 256,
     .metres_per_unit = 1,
     .mercator = true},
    {.id = "WorldCRS84Quad",
     .title = "CRS84 for the World",
     .uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WorldCRS84Quad",
     .crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
     .columns = 2,
     .rows = 1,
     .left = -180,
     .top = 90,
     .cell_size = 180.0 / 256,
     .metres_per_unit = kHalfWorld / 180,
     .mercator = false},
}};

double latitude(const TileMatrixSet& set, double v) {
  if (!set.mercator) return 90 - 180 * v;
  return std::atan(std::sinh(std::numbers::pi * (1 - 2 * v))) / kRadian;
}

}  // namespace

bool TileMatrixSet::has(int level, std::int64_t row, std::int64_t column) const {
  if (level < 0 || level >= levels || row < 0 || column < 0) return false;
  return row < (std::int64_t{rows} << level) && column < (std::int64_t{columns} << level);
}

double TileMatrixSet::cell_size_at(int level) const { return std::ldexp(cell_size, -level); }
double TileMatrixSet::scale_denominator(int level) const { return cell_size_at(level) * metres_per_unit / 0.28e-3; }

std::span<const TileMatrixSet> tile_matrix_sets() { return kSets; }

const TileMatrixSet* find_tile_matrix_set(std::string_view id) {
  const auto* found = std::find_if(kSets.begin(), kSets.end(), [&](const TileMatrixSet& set) { return set.id == id; });
  return found == kSets.end() ? nullptr : found;
}

double tile_u(const TileMatrixSet& set, double lon) { return (lon + 180) / 360 * set.columns; }

double tile_v(const TileMatrixSet& set, double lat) {
  if (!set.mercator) return (90 - lat) / 180;
  const double s = std::sin(std::clamp(lat, -kMercatorEdge, kMercatorEdge) * kRadian);
  return 0.5 - std::log((1 + s) / (1 - s)) / (4 * std::numbers::pi);
}

Box box_of(const TilePlace& tile, double margin) {
  const double side = std::ldexp(1.0, -tile.level);
  const TileMatrixSet& set = *tile.set;
  const auto column = static_cast<double>(tile.column), row = static_cast<double>(tile.row);
  Box box;
  box.west = (column - margin) * side / set.columns * 360 - 180;
  box.east = (column + 1 + margin) * side / set.columns * 360 - 180;
  const double top = (row - margin) * side, bottom = (row + 1 + margin) * side;
  // What lies beyond the edge of the plane is drawn on the edge.
  box.north = top <= 0 ? 90 : latitude(set, top);
  box.south = bottom >= set.rows ? -90 : latitude(set, bottom);
  return box;
}

TileRange tiles_over(const TileMatrixSet& set, int level, const Box& box) {
  const auto clamped = [](double at, std::int64_t count) {
    return std::clamp(static_cast<std::int64_t>(std::floor(at)), std::int64_t{0}, count - 1);
  };
  const std::int64_t columns = std::int64_t{set.columns} << level, rows = std::int64_t{set.rows} << level;
  const double scale = std::ldexp(1.0, level);
  return {.first_row = clamped(tile_v(set, box.north) * scale, rows),
          .last_row = clamped(tile_v(set, box.south) * scale, rows),
          .first_column = clamped(tile_u(set, box.west) * scale, columns),
          .last_column = clamped(tile_u(set, box.east) * scale, columns)};
}

}  // namespace tilth::geo
