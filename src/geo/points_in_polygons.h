// SPDX-License-Identifier: Apache-2.0
// Which polygons a point lies in, for millions of points (reference geo 3.8).
#pragma once

#include "geo/layer.h"
#include "geo/spatial_index.h"

#include <span>
#include <utility>
#include <vector>

namespace tilth::geo {

/// Polygons made ready to be asked for points; the layer must outlive it. Then only read; any number of threads may
/// ask. A point on a border lies in the polygon.
class PolygonIndex {
 public:
  explicit PolygonIndex(const Layer& layer, unsigned threads = 1);

  /// Calls visit(number) for each polygon of the layer that the point lies in, in no order that means anything.
  template <typename Visit>
  void each(double lon, double lat, Visit&& visit) const {
    each_near(lon, lat, [&](std::uint32_t number) {
      if (covers(number, lon, lat)) visit(number);
    });
  }
  /// Those whose box holds the point.
  template <typename Visit>
  void each_near(double lon, double lat, Visit&& visit) const {
    index_.each(Box{lon, lat, lon, lat}, visit);
  }
  [[nodiscard]] bool covers(std::uint32_t number, double lon, double lat) const;
  [[nodiscard]] const Layer& layer() const { return *layer_; }

 private:
  /// The edges of a large polygon by strips of latitude.
  struct Strips {
    double south = 0, per_degree = 0;
    std::vector<std::uint32_t> ends, vertices;  // an edge is the number of the vertex where it ends
  };
  static Strips strips_of(const Geometry& polygon, const Box& box);

  const Layer* layer_;
  SpatialIndex index_;
  std::vector<std::uint32_t> strips_number_;
  std::vector<Strips> strips_;
};

/// Every (point, polygon) where the point lies in the polygon, sorted. lon and lat are of one length.
std::vector<std::pair<std::uint32_t, std::uint32_t>> points_in_polygons(std::span<const double> lon,
                                                                        std::span<const double> lat,
                                                                        const PolygonIndex& polygons,
                                                                        unsigned threads = 1);

}  // namespace tilth::geo
