// SPDX-License-Identifier: Apache-2.0
// A geometry as flat arrays: WGS 84, degrees, longitude before latitude.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace tilth::geo {

enum class Kind : std::uint8_t {
  point = 1,
  line = 2,
  polygon = 3,
  multi_point = 4,
  multi_line = 5,
  multi_polygon = 6,
  collection = 7,
};  // numbers as in WKB

/// Axis-aligned box in degrees; empty while west > east. Boxes here never cross the antimeridian.
struct Box {
  double west = std::numeric_limits<double>::infinity(), south = std::numeric_limits<double>::infinity();
  double east = -std::numeric_limits<double>::infinity(), north = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool empty() const { return !(west <= east); }
  void add(double lon, double lat) {
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  [[nodiscard]] bool meets(const Box& o) const {
    return west <= o.east && o.west <= east && south <= o.north && o.south <= north;
  }
  bool operator==(const Box&) const = default;
};

/// Coordinates of all rings or lines one after the other, as they were entered: rings keep their closing vertex, their
/// order and their faults. A point is a path of one vertex; a polygon part's first path is its shell, the rest holes.
struct Geometry {
  Kind kind = Kind::point;
  std::vector<double> x;                 ///< longitude
  std::vector<double> y;                 ///< latitude
  std::vector<std::uint32_t> path_ends;  ///< one past the last vertex of each ring, line or point
  std::vector<std::uint32_t> part_ends;  ///< one past the last path of each polygon, line or point
  std::vector<Geometry> members;         ///< of a collection only; its own arrays are then empty

  [[nodiscard]] bool empty() const { return x.empty() && members.empty(); }
  [[nodiscard]] std::size_t vertex_count() const;  ///< members included
  [[nodiscard]] Box box() const;                   ///< members included
  [[nodiscard]] int dimension() const;             ///< 0 points, 1 lines, 2 polygons; the largest of a collection
  bool operator==(const Geometry&) const = default;

  void close_path() { path_ends.push_back(static_cast<std::uint32_t>(x.size())); }
  void close_part() { part_ends.push_back(static_cast<std::uint32_t>(path_ends.size())); }
  static Geometry point(double lon, double lat);

  [[nodiscard]] std::size_t path_begin(std::size_t path) const { return path == 0 ? 0 : path_ends[path - 1]; }
  [[nodiscard]] std::size_t path_end(std::size_t path) const { return path_ends[path]; }
  [[nodiscard]] std::size_t part_begin(std::size_t part) const { return part == 0 ? 0 : part_ends[part - 1]; }
  [[nodiscard]] std::size_t part_end(std::size_t part) const { return part_ends[part]; }
  [[nodiscard]] bool polygonal() const { return kind == Kind::polygon || kind == Kind::multi_polygon; }
};

using GeometryPtr = std::shared_ptr<const Geometry>;

/// A hazard has at most this many vertices (DESIGN 6).
inline constexpr std::size_t kMaxVertices = 100'000;

}  // namespace tilth::geo
