// SPDX-License-Identifier: Apache-2.0
// Which polygons a point lies in, for millions of points (reference geo 3.8).
#pragma once

#include "geo/layer.h"
#include "geo/spatial_index.h"

#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace tilth::geo {

/// Whether a point lies in one of many polygons; the layer must outlive it. Then only read; any number of threads may
/// ask. A point on a border lies in the polygon.
class PolygonSides {
 public:
  /// @param questions how many points a polygon is asked for on average: few are answered without making it ready
  explicit PolygonSides(const Layer& layer, unsigned threads = 1,
                        double questions = std::numeric_limits<double>::infinity());

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
  std::vector<std::uint32_t> strips_number_;
  std::vector<Strips> strips_;
};

/// Polygons made ready to be asked for points one by one, under the terms of PolygonSides.
class PolygonIndex {
 public:
  explicit PolygonIndex(const Layer& layer, unsigned threads = 1) : sides_(layer, threads), index_(layer.boxes()) {}

  /// Calls visit(number) for each polygon of the layer that the point lies in, in no order that means anything.
  template <typename Visit>
  void each(double lon, double lat, Visit&& visit) const {
    index_.each(Box{lon, lat, lon, lat}, [&](std::uint32_t number) {
      if (sides_.covers(number, lon, lat)) visit(number);
    });
  }
  [[nodiscard]] bool covers(std::uint32_t number, double lon, double lat) const {
    return sides_.covers(number, lon, lat);
  }

 private:
  PolygonSides sides_;
  SpatialIndex index_;
};

/// Every (point, polygon of the layer) where the point lies in the polygon or on its border, sorted. lon and lat are of
/// one length; what is no finite number lies nowhere. All at once, points and boxes swept together in bands of
/// latitude: no tree is built or walked.
std::vector<std::pair<std::uint32_t, std::uint32_t>> points_in_polygons(std::span<const double> lon,
                                                                        std::span<const double> lat, const Layer& layer,
                                                                        unsigned threads = 1);

}  // namespace tilth::geo
