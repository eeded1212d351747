// SPDX-License-Identifier: Apache-2.0
// The grids of map tiles that OGC has registered (OGC 17-083r4, Two Dimensional Tile Matrix Set), and how land lies in
// them.
#pragma once

#include "geo/geometry.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace tilth::geo {

/// A quad tree of tiles over the globe. A place has plane coordinates (u, v), u to the east and v to the south, such
/// that the column of its tile at level z is floor(u 2^z) and the row floor(v 2^z).
struct TileMatrixSet {
  std::string_view id, title, uri, crs;
  std::uint32_t columns = 1, rows = 1;  ///< of level 0
  double left = 0, top = 0;    ///< the corner where tile 0/0/0 begins, in units of the CRS, its axis order east, north
  double cell_size = 0;        ///< of level 0, CRS units per pixel of a tile of 256 pixels
  double metres_per_unit = 1;  ///< OGC 17-083r4, 7.1.3: of a degree by the equator's radius
  bool mercator = false;
  int levels = 25;

  [[nodiscard]] bool has(int level, std::int64_t row, std::int64_t column) const;
  /// The standard's scale, of pixels of 0.28 mm.
  [[nodiscard]] double scale_denominator(int level) const;
  [[nodiscard]] double cell_size_at(int level) const;
};

std::span<const TileMatrixSet> tile_matrix_sets();
const TileMatrixSet* find_tile_matrix_set(std::string_view id);

struct TilePlace {
  const TileMatrixSet* set = nullptr;
  int level = 0;
  std::int64_t row = 0, column = 0;
};
/// The land of a tile grown by `margin` (a share of its side) on all sides, degrees.
Box box_of(const TilePlace& tile, double margin = 0);

/// Rows and columns of the tiles of a level that a box reaches, within the set.
struct TileRange {
  std::int64_t first_row = 0, last_row = 0, first_column = 0, last_column = 0;
};
TileRange tiles_over(const TileMatrixSet& set, int level, const Box& box);

/// v of a latitude, and u of a longitude.
double tile_v(const TileMatrixSet& set, double lat);
double tile_u(const TileMatrixSet& set, double lon);

/// Beyond this latitude WebMercatorQuad has no tiles (EPSG:3857 laid square): land there is drawn at its edge.
inline constexpr double kMercatorEdge = 85.0511287798066;

}  // namespace tilth::geo
