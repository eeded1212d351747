// SPDX-License-Identifier: Apache-2.0
#include "exchange/worker/field_points.h"

#include "geo/codec.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace tilth::formats {
namespace {

enum class Kind : std::uint8_t { polygon, line, point };

Kind kind_of(const FieldShape& shape) {
  std::string word = shape.kind;
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word.find("polygon") != std::string::npos) return Kind::polygon;
  if (word.find("line") != std::string::npos) return Kind::line;
  if (word.find("point") != std::string::npos) return Kind::point;
  return shape.points.size() > 2 ? Kind::polygon : shape.points.size() == 2 ? Kind::line : Kind::point;
}

std::string number(double value) {
  char digits[48];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string pair(const FieldPoint& point) { return number(point.longitude) + " " + number(point.latitude); }

bool same_place(const FieldPoint& a, const FieldPoint& b) {
  return a.longitude == b.longitude && a.latitude == b.latitude;
}

std::string pairs(const std::vector<FieldPoint>& points) {
  std::string text;
  for (const FieldPoint& point : points) text += (text.empty() ? "" : ",") + pair(point);
  return text;
}

}  // namespace

std::optional<double> degrees(const std::string& text, double most) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) || std::fabs(value) > most)
    return std::nullopt;
  return value;
}

std::string geometry_of(std::vector<FieldShape> shapes, std::string& fault) {
  std::string polygons, lines;
  std::size_t polygon_count = 0, line_count = 0;
  const FieldPoint* first = nullptr;
  for (FieldShape& shape : shapes) {
    if (!shape.fault.empty()) {
      fault = shape.fault;
      return {};
    }
    std::vector<FieldPoint>& points = shape.points;
    if (points.empty()) continue;
    if (std::all_of(points.begin(), points.end(), [](const FieldPoint& point) { return point.number.has_value(); })) {
      std::stable_sort(points.begin(), points.end(),
                       [](const FieldPoint& a, const FieldPoint& b) { return *a.number < *b.number; });
    }
    const Kind kind = kind_of(shape);
    if (kind == Kind::polygon) {
      if (points.size() > 1 && same_place(points.front(), points.back())) points.pop_back();
      if (points.size() < 3) {
        fault = "an outline needs at least three points";
        return {};
      }
      points.push_back(points.front());
      polygons += (polygons.empty() ? "((" : ",((") + pairs(points) + "))";
      ++polygon_count;
    } else if (kind == Kind::line) {
      if (points.size() < 2) {
        fault = "a line needs at least two points";
        return {};
      }
      lines += (lines.empty() ? "(" : ",(") + pairs(points) + ")";
      ++line_count;
    } else if (first == nullptr) {
      first = &points.front();
    }
  }
  std::string wkt;
  if (polygon_count > 0)
    wkt = polygon_count == 1 ? "POLYGON" + polygons : "MULTIPOLYGON(" + polygons + ")";
  else if (line_count > 0)
    wkt = line_count == 1 ? "LINESTRING" + lines : "MULTILINESTRING(" + lines + ")";
  else if (first != nullptr)
    wkt = "POINT(" + pair(*first) + ")";
  return wkt.empty() ? std::string{} : geo::to_wkb(geo::from_wkt(wkt));
}

}  // namespace tilth::formats
