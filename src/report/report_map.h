// SPDX-License-Identifier: Apache-2.0
// A map in a report: outlines in a local plane, drawn the same on a page, on paper and in a browser.
#pragma once

#include "base/json.h"
#include "geo/geometry.h"

#include <string>
#include <vector>

namespace tilth::report {

/// An outline to draw; of an amount a circle in the middle of the outline instead, its area as large as the amount.
struct MapShape {
  std::string role;   ///< danger, work, released, closed, place, point, amount
  std::string label;  ///< what people call the record
  std::string type, id;
  geo::GeometryPtr geometry;  ///< null: the record has none
  double amount = 0;          ///< above 0 for a circle
  int figure = -1;            ///< of a circle: the number of its passport
  std::string words = {};     ///< of a circle: the amount with its unit
};

/// {"kind": "map", "width", "height", "shapes", "legend", "scale", "notes"}: paths as in SVG, north up, degrees of
/// longitude shrunk by the cosine of the middle latitude. Circles of amounts have radii in units of the sheet. Danger
/// comes last, so that it lies on top of all else. At most kMostShapes are drawn as outlines; of more those that are
/// too small to make out are dots, so that no hazardous land is left out. Of 20 or more, those that lie far from
/// all else, one or one in a hundred at most, are named in the notes instead of drawn: the rest would shrink to a
/// speck.
Json map_json(const std::string& title, std::vector<MapShape> shapes, Json notes, const std::string& language);
inline constexpr std::size_t kMostShapes = 5000;

}  // namespace tilth::report
