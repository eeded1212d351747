// SPDX-License-Identifier: Apache-2.0
// Points as IMSMA NG keeps them, numbered and with the kind of their shape, become one geometry.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tilth::formats {

struct FieldPoint {
  double longitude = 0, latitude = 0;  ///< WGS 84, degrees
  std::optional<double> number;        ///< its place in the shape
};

struct FieldShape {
  std::string kind;  ///< as the source says: "Polygon", "Polyline", "Point"; empty: by the number of points
  std::vector<FieldPoint> points;
  std::string fault;  ///< why it cannot be read; empty: it can
};

/// Degrees out of text; nothing for text that is no number or none that can be one.
std::optional<double> degrees(const std::string& text, double most);

/// WKB of the polygons; without any of the lines; without any of the first point. Empty without a shape.
/// @param fault says why a shape cannot be one
std::string geometry_of(std::vector<FieldShape> shapes, std::string& fault);

}  // namespace tilth::formats
