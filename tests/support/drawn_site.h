// SPDX-License-Identifier: Apache-2.0
// Sites drawn as letters, so that a test shows its land instead of coordinates.
#pragma once

#include "geo/area.h"
#include "geo/geometry.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::tests {

/// A grid of square cells near 7 E, 9 N, rows from north to south. Each letter is land of that name, '.' is nothing;
/// spaces between the letters do not count. A cell holds one character: land that lies over other land is drawn as a
/// site of its own with the same cell size, and meets the first cell by cell.
class DrawnSite {
 public:
  DrawnSite(double cell_side_m, std::string_view drawing) : side_(cell_side_m) {
    std::string row;
    const auto end_row = [&] {
      if (!row.empty()) rows_.push_back(row);
      row.clear();
    };
    for (const char c : drawing) {
      if (c == '\n')
        end_row();
      else if (c != ' ')
        row += c;
    }
    end_row();
  }

  /// The cells of these letters as one polygon or multipolygon of rectangles, runs of one row joined, or, where one
  /// letter fills a rectangle, as that rectangle. @pre the letters occur
  [[nodiscard]] geo::GeometryPtr land(std::string_view letters) const {
    geo::Geometry geometry;
    geometry.kind = geo::Kind::polygon;
    std::size_t top = rows_.size(), bottom = 0, left = SIZE_MAX, right = 0, count = 0;
    for (std::size_t y = 0; y < rows_.size(); ++y)
      for (std::size_t x = 0; x < rows_[y].size(); ++x)
        if (letters.find(rows_[y][x]) != std::string_view::npos) {
          top = std::min(top, y), bottom = std::max(bottom, y + 1);
          left = std::min(left, x), right = std::max(right, x + 1);
          ++count;
        }
    if (count == (bottom - top) * (right - left)) {
      rectangle(geometry, left, top, right, bottom);
      return std::make_shared<const geo::Geometry>(std::move(geometry));
    }
    outline(geometry, letters);
    return std::make_shared<const geo::Geometry>(std::move(geometry));
  }

  [[nodiscard]] SquareMetres area_of(std::string_view letters) const { return geo::area(*land(letters)); }

  [[nodiscard]] double lon(double column) const {
    return 7.0 + column * side_ / (111'319.49 * std::cos(9.0 * std::numbers::pi / 180));
  }
  [[nodiscard]] double lat(double row) const { return 9.0 - row * side_ / 110'600.0; }

 private:
  void rectangle(geo::Geometry& geometry, std::size_t left, std::size_t top, std::size_t right,
                 std::size_t bottom) const {
    const auto add = [&](std::size_t x, std::size_t y) {
      geometry.x.push_back(lon(static_cast<double>(x)));
      geometry.y.push_back(lat(static_cast<double>(y)));
    };
    add(left, bottom), add(right, bottom), add(right, top), add(left, top), add(left, bottom);
    geometry.close_path();
    geometry.close_part();
  }

  /// The boundary of a connected set of cells without holes, walked with the land on the left.
  void outline(geo::Geometry& geometry, std::string_view letters) const {
    const auto in = [&](int x, int y) {
      return y >= 0 && y < static_cast<int>(rows_.size()) && x >= 0 &&
             x < static_cast<int>(rows_[static_cast<std::size_t>(y)].size()) &&
             letters.find(rows_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]) != std::string_view::npos;
    };
    struct Edge {
      int x1, y1, x2, y2;
    };
    std::vector<Edge> edges;
    for (int y = 0; y < static_cast<int>(rows_.size()); ++y)
      for (int x = 0; x < static_cast<int>(rows_[static_cast<std::size_t>(y)].size()); ++x) {
        if (!in(x, y)) continue;
        if (!in(x, y + 1)) edges.push_back({x, y + 1, x + 1, y + 1});
        if (!in(x + 1, y)) edges.push_back({x + 1, y + 1, x + 1, y});
        if (!in(x, y - 1)) edges.push_back({x + 1, y, x, y});
        if (!in(x - 1, y)) edges.push_back({x, y, x, y + 1});
      }
    std::vector<bool> used(edges.size());
    int parts = 0;
    for (std::size_t start = 0; start < edges.size(); ++start) {
      if (used[start]) continue;
      std::size_t at = start;
      std::vector<Edge> ring;
      for (;;) {
        used[at] = true;
        ring.push_back(edges[at]);
        if (edges[at].x2 == edges[start].x1 && edges[at].y2 == edges[start].y1) break;
        std::size_t next = SIZE_MAX;
        for (std::size_t i = 0; i < edges.size(); ++i) {
          if (used[i] || edges[i].x1 != edges[at].x2 || edges[i].y1 != edges[at].y2) continue;
          const int dx = edges[at].x2 - edges[at].x1, dy = edges[at].y2 - edges[at].y1;
          const int ex = edges[i].x2 - edges[i].x1, ey = edges[i].y2 - edges[i].y1;
          // At a corner where two cells touch, turn left, so that the ring stays simple (y runs south).
          if (next == SIZE_MAX || dx * ey - dy * ex < 0) next = i;
        }
        at = next;
      }
      for (const Edge& edge : ring) {
        geometry.x.push_back(lon(edge.x1));
        geometry.y.push_back(lat(edge.y1));
      }
      geometry.x.push_back(lon(ring.front().x1));
      geometry.y.push_back(lat(ring.front().y1));
      geometry.close_path();
      geometry.close_part();
      ++parts;
    }
    geometry.kind = parts > 1 ? geo::Kind::multi_polygon : geo::Kind::polygon;
  }

  double side_;
  std::vector<std::string> rows_;
};

}  // namespace tilth::tests
