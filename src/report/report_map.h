// SPDX-License-Identifier: Apache-2.0
// A map in a report: outlines in a local plane, drawn the same on a page, on paper and in a browser.
#pragma once

#include "base/json.h"
#include "geo/geometry.h"

#include <string>
#include <vector>

namespace tilth::report {

/// An outline to draw.
struct MapShape {
  std::string role;   ///< danger, work, released, place, point
  std::string label;  ///< what people call the record
  std::string type, id;
  geo::GeometryPtr geometry;  ///< null: the record has none
};

/// {"kind": "map", "width", "height", "shapes", "legend", "scale", "notes"}: paths as in SVG, north up, degrees of
/// longitude shrunk by the cosine of the middle latitude. Danger comes last, so that it lies on top of all else. At
/// most kMostShapes are drawn, danger first to stay.
Json map_json(const std::string& title, std::vector<MapShape> shapes, Json notes, const std::string& language);
inline constexpr std::size_t kMostShapes = 3000;

}  // namespace tilth::report
