// SPDX-License-Identifier: Apache-2.0
// What is drawn of a geometry in one map tile: whole numbers on the tile's grid, valid after rounding.
#pragma once

#include "geo/tile_matrix_set.h"

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace tilth::geo {

/// x to the east and y to the south from the tile's corner, whole numbers. A point, line or polygon, or the multi kind.
/// Polygons are valid by the Simple Features rules (GEOS agrees); shells have a positive area by the surveyor's
/// formula, holes a negative one (Mapbox Vector Tile 2.1, 4.3.4.4).
struct TileShape {
  Geometry geometry;
  bool dust = false;  ///< too small to draw: a square of kDustSide units stands for it
};

struct TileGrid {
  int extent = 4096;  ///< units a side
  int buffer = 64;    ///< drawn beyond each side
  double dust = 2;    ///< a polygon is dust when neither side of its box is longer, units
};

/// Land is never lost on the way: a polygon or line that rounding would swallow stays as dust, or one unit wide. What
/// is lost is detail below the screen: vertices within half a unit of the line without them, and where the rounded
/// outline would touch itself up to two units; holes that vanish count as part of the land.
///
/// One tile, one thread; its working memory is used again.
class TileShaper {
 public:
  static constexpr int kDustSide = 8;  ///< one pixel where a tile fills 512 of them

  explicit TileShaper(const TilePlace& tile, TileGrid grid = {});

  /// The parts of one kind each (a collection may give several); empty where none reaches the tile with its buffer.
  /// Good until the next call.
  std::span<const TileShape> shapes(const Geometry& geometry);

  /// Where a label belongs: inside the land, the same in all tiles; only in the tile that holds it. Nothing for points.
  [[nodiscard]] bool label_point(const Geometry& geometry, double& x, double& y) const;

 private:
  struct Path {
    std::vector<double> x, y;
  };
  void add(const Geometry& geometry);
  void project(const Geometry& geometry);
  bool add_points(TileShape& out) const;
  bool add_lines(const Geometry& geometry, TileShape& out);
  bool add_polygons(const Geometry& geometry, TileShape& out);
  bool outline(const Geometry& geometry, double tolerance, Geometry& out);
  TileShape& next();
  void clip_ring();

  double scale_u_ = 1, offset_u_ = 0, scale_v_ = 1, offset_v_ = 0;
  const TileMatrixSet* set_;
  TileGrid grid_;
  double low_, high_;
  std::vector<double> x_, y_;  ///< the geometry at hand, units of the tile
  Box reach_;                  ///< its box in those units: "south" is the smaller y
  bool to_clip_ = false;
  Path ring_, other_;
  std::vector<char> keep_;
  std::vector<std::pair<std::size_t, std::size_t>> stack_;
  std::vector<TileShape> made_;
  std::size_t count_ = 0;
};

}  // namespace tilth::geo
