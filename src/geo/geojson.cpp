// SPDX-License-Identifier: Apache-2.0
// GeoJSON geometries (RFC 7946), from a tree and straight into text.
#include "geo/codec.h"
#include "geo/unreadable.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tilth::geo {
namespace {

constexpr std::array<std::string_view, 8> kNames = {
    "", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"};

class TreeReader {
 public:
  Geometry read(const Json& tree, int depth) {
    if (!tree.is_object()) fail("a geometry is not an object");
    const auto type = tree.find("type");
    if (type == tree.end() || !type->is_string()) fail("\"type\" is missing");
    const auto& name = type->get_ref<const std::string&>();
    std::size_t kind = 1;
    while (kind < kNames.size() && kNames[kind] != name) ++kind;
    if (kind == kNames.size()) fail("\"type\" is no kind of geometry");
    Geometry geometry{.kind = static_cast<Kind>(kind)};
    if (geometry.kind == Kind::collection) {
      if (depth >= kDeepestCollection) fail("collections are nested too deep");
      for (const Json& member : list(tree, "geometries")) {
        geometry.members.push_back(read(member, depth + 1));
      }
      return geometry;
    }
    const Json& coordinates = list(tree, "coordinates");
    if (kind <= static_cast<std::size_t>(Kind::polygon)) {
      part(geometry.kind, coordinates, geometry);
    } else {
      for (const Json& item : coordinates) part(static_cast<Kind>(kind - 3), item, geometry);
    }
    return geometry;
  }
  [[nodiscard]] bool dropped() const { return dropped_; }

 private:
  [[noreturn]] void fail(std::string_view reason) const {
    unreadable(reason, "position " + std::to_string(positions_ + 1));
  }
  const Json& list(const Json& tree, const char* name) const {
    const auto found = tree.find(name);
    if (found == tree.end() || !found->is_array()) fail(std::string{"\""} + name + "\" is no list");
    return *found;
  }
  void position(const Json& item, Geometry& into) {
    if (!item.is_array() || item.size() < 2) fail("a position is no list of two numbers");
    for (const Json& number : item) {
      if (!number.is_number()) fail("a coordinate is no number");
    }
    const double lon = item[0].get<double>(), lat = item[1].get<double>();
    if (!std::isfinite(lon) || !std::isfinite(lat)) fail("a coordinate is not a finite number");
    if (item.size() > 2) dropped_ = true;
    into.x.push_back(lon);
    into.y.push_back(lat);
    ++positions_;
  }
  bool path(const Json& items, Geometry& into) {
    if (!items.is_array()) fail("a line or ring is no list");
    if (items.empty()) return false;
    for (const Json& item : items) position(item, into);
    into.close_path();
    return true;
  }
  void part(Kind kind, const Json& items, Geometry& into) {
    if (!items.is_array()) fail("\"coordinates\" is no list");
    if (items.empty()) return;
    bool some = false;
    if (kind == Kind::point) {
      position(items, into);
      into.close_path();
      some = true;
    } else if (kind == Kind::line) {
      some = path(items, into);
    } else {
      bool first = true;
      for (const Json& ring : items) {
        const bool filled_ring = path(ring, into);
        if (first) some = filled_ring;
        if (filled_ring && !some) fail("a shell is empty");
        first = false;
      }
    }
    if (some) into.close_part();
  }

  std::size_t positions_ = 0;
  bool dropped_ = false;
};

Json path_tree(const Geometry& g, std::size_t path) {
  Json items = Json::array();
  for (std::size_t i = g.path_begin(path); i < g.path_end(path); ++i) items.push_back(Json::array({g.x[i], g.y[i]}));
  return items;
}

Json part_tree(const Geometry& g, std::size_t part) {
  const std::size_t first = g.part_begin(part);
  if (g.dimension() == 0) return Json::array({g.x[g.path_begin(first)], g.y[g.path_begin(first)]});
  if (g.dimension() == 1) return path_tree(g, first);
  Json rings = Json::array();
  for (std::size_t path = first; path < g.part_end(part); ++path) rings.push_back(path_tree(g, path));
  return rings;
}

/// Digits by integers where they fit: three times as fast as the shortest form, and never more digits than asked for.
void append_decimal(std::string& out, double value, int decimals) {
  static constexpr std::array<double, 10> kTens = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  const double scale = kTens[static_cast<std::size_t>(decimals)];
  const double scaled = std::nearbyint(value * scale);
  std::array<char, 40> digits;
  if (!(std::abs(scaled) < 9e15)) {
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
    return;
  }
  auto whole = static_cast<std::int64_t>(scaled);
  if (whole < 0) {
    out.push_back('-');
    whole = -whole;
  }
  const auto unit = static_cast<std::int64_t>(scale);
  char* end = std::to_chars(digits.data(), digits.data() + digits.size(), whole / unit).ptr;
  std::int64_t rest = whole % unit;
  if (rest > 0) {
    int width = decimals;
    for (; rest % 10 == 0; --width) rest /= 10;
    *end++ = '.';
    for (int i = width - 1; i >= 0; --i) {
      end[i] = static_cast<char>('0' + rest % 10);
      rest /= 10;
    }
    end += width;
  }
  out.append(digits.data(), end);
}

void append_position(std::string& out, const Geometry& g, std::size_t i, int decimals) {
  out.push_back('[');
  append_decimal(out, g.x[i], decimals);
  out.push_back(',');
  append_decimal(out, g.y[i], decimals);
  out.push_back(']');
}

void append_path(std::string& out, const Geometry& g, std::size_t path, int decimals) {
  out.push_back('[');
  for (std::size_t i = g.path_begin(path); i < g.path_end(path); ++i) {
    if (i > g.path_begin(path)) out.push_back(',');
    append_position(out, g, i, decimals);
  }
  out.push_back(']');
}

void append_part(std::string& out, const Geometry& g, std::size_t part, int decimals) {
  const std::size_t first = g.part_begin(part);
  if (g.kind == Kind::point || g.kind == Kind::multi_point) {
    return append_position(out, g, g.path_begin(first), decimals);
  }
  if (!g.polygonal()) return append_path(out, g, first, decimals);
  out.push_back('[');
  for (std::size_t path = first; path < g.part_end(part); ++path) {
    if (path > first) out.push_back(',');
    append_path(out, g, path, decimals);
  }
  out.push_back(']');
}

}  // namespace

Geometry from_geojson(const Json& tree, bool* dropped_z) {
  TreeReader reader;
  Geometry geometry = reader.read(tree, 0);
  if (dropped_z != nullptr && reader.dropped()) *dropped_z = true;
  return geometry;
}

Json to_geojson(const Geometry& geometry) {
  Json tree = {{"type", std::string{kNames[static_cast<std::size_t>(geometry.kind)]}}};
  if (geometry.kind == Kind::collection) {
    Json& members = tree["geometries"] = Json::array();
    for (const Geometry& member : geometry.members) members.push_back(to_geojson(member));
    return tree;
  }
  Json& coordinates = tree["coordinates"] = Json::array();
  if (static_cast<int>(geometry.kind) <= static_cast<int>(Kind::polygon)) {
    if (!geometry.part_ends.empty()) coordinates = part_tree(geometry, 0);
    return tree;
  }
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part) coordinates.push_back(part_tree(geometry, part));
  return tree;
}

void append_geojson(std::string& out, const Geometry& geometry, int decimals) {
  if (decimals < 0 || decimals > 9) throw std::invalid_argument{"0 to 9 decimals"};
  out += R"({"type":")";
  out += kNames[static_cast<std::size_t>(geometry.kind)];
  if (geometry.kind == Kind::collection) {
    out += R"(","geometries":[)";
    for (std::size_t i = 0; i < geometry.members.size(); ++i) {
      if (i > 0) out.push_back(',');
      append_geojson(out, geometry.members[i], decimals);
    }
    out += "]}";
    return;
  }
  out += R"(","coordinates":)";
  if (static_cast<int>(geometry.kind) <= static_cast<int>(Kind::polygon) && !geometry.part_ends.empty()) {
    append_part(out, geometry, 0, decimals);
  } else {
    out.push_back('[');
    for (std::size_t part = 0; part < geometry.part_ends.size(); ++part) {
      if (part > 0) out.push_back(',');
      append_part(out, geometry, part, decimals);
    }
    out.push_back(']');
  }
  out.push_back('}');
}

}  // namespace tilth::geo
