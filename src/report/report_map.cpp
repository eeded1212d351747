// SPDX-License-Identifier: Apache-2.0
#include "report/report_map.h"

#include "report/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

namespace tilth::report {
namespace {

constexpr std::array<std::string_view, 7> kDrawn{"place",  "released", "closed", "work",
                                                 "amount", "point",    "danger"};  // the last on top
constexpr double kWidth = 1000, kMargin = 24, kLowest = 320, kHighest = 900;
constexpr double kMetresOfDegree = 111'320;     // of latitude, on a sphere: good enough for the bar of a scale
constexpr double kLargest = 40, kSmallest = 3;  // radius of a circle
constexpr double kLeast = 0.002;                // degrees across: a single point gets some land around it

/// Degrees to the sheet.
struct Sheet {
  double west = 0, north = 0, across = 1, up = 1, height = kLowest;  // units of the sheet a degree
  [[nodiscard]] double x(double lon) const { return kMargin + (lon - west) * across; }
  [[nodiscard]] double y(double lat) const { return kMargin + (north - lat) * up; }
};

Sheet sheet_around(geo::Box box) {
  const double grow_x = std::max(0.0, kLeast - (box.east - box.west)) / 2;
  const double grow_y = std::max(0.0, kLeast - (box.north - box.south)) / 2;
  box.west -= grow_x, box.east += grow_x, box.south -= grow_y, box.north += grow_y;
  const double narrow = std::max(0.05, std::cos((box.south + box.north) / 2 * std::numbers::pi / 180));
  Sheet sheet;
  sheet.up = std::min((kWidth - 2 * kMargin) / ((box.east - box.west) * narrow),
                      (kHighest - 2 * kMargin) / (box.north - box.south));
  sheet.across = sheet.up * narrow;
  sheet.height = std::max(kLowest, (box.north - box.south) * sheet.up + 2 * kMargin);
  // In the middle of the sheet where it does not fill it.
  sheet.west = box.west - ((kWidth - 2 * kMargin) / sheet.across - (box.east - box.west)) / 2;
  sheet.north = box.north + ((sheet.height - 2 * kMargin) / sheet.up - (box.north - box.south)) / 2;
  return sheet;
}

void draw(const geo::Geometry& geometry, const Sheet& sheet, std::string& path, Json& points) {
  for (const geo::Geometry& member : geometry.members) draw(member, sheet, path, points);
  const bool point = geometry.dimension() == 0;
  for (std::size_t p = 0; geometry.members.empty() && p < geometry.path_ends.size(); ++p) {
    std::string last;
    for (std::size_t i = geometry.path_begin(p); i < geometry.path_end(p); ++i) {
      const double x = sheet.x(geometry.x[i]), y = sheet.y(geometry.y[i]);
      if (point) {
        points.push_back({std::round(x * 10) / 10, std::round(y * 10) / 10});
        continue;
      }
      const std::string at = fmt::format("{:.1f} {:.1f}", x, y);
      if (at == last) continue;  // vertices that nobody could tell apart
      path += (i == geometry.path_begin(p) ? "M" : "L") + at;
      last = at;
    }
    if (geometry.polygonal()) path += "Z";
  }
}

/// A round length of at most a quarter of the sheet.
Json scale_of(const Sheet& sheet, const std::string& language) {
  const double metres_of_unit = kMetresOfDegree / sheet.up, most = kWidth / 4 * metres_of_unit;
  double length = std::pow(10.0, std::floor(std::log10(most)));
  if (length * 5 <= most)
    length *= 5;
  else if (length * 2 <= most)
    length *= 2;
  const bool far = length >= 1000;
  const std::string unit = language == "ar" ? (far ? "كم" : "م") : (far ? "km" : "m");
  return {{"length", std::round(length / metres_of_unit * 10) / 10},
          {"words", number_text(far ? length / 1000 : length, 0, language) + "\u00a0" + unit}};
}

/// Outlines of one role that are no larger than a dot, each dot once.
class Dots {
 public:
  explicit Dots(const Sheet& sheet) : sheet_(sheet) {}

  /// False where the outline is larger than a dot.
  bool take(const MapShape& shape) {
    const geo::Box box = shape.geometry->box();
    if ((box.east - box.west) * sheet_.across > kDot || (box.north - box.south) * sheet_.up > kDot) return false;
    ++count_;
    cells_.emplace(static_cast<int>(sheet_.x((box.west + box.east) / 2) / kDot),
                   static_cast<int>(sheet_.y((box.south + box.north) / 2) / kDot));
    return true;
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] Json shape(const std::string& role) const {
    std::string path;
    Json points = Json::array();
    for (const auto& [column, row] : cells_) {
      const double x = column * kDot, y = row * kDot;
      if (role == "point")
        points.push_back({x + kDot / 2, y + kDot / 2});
      else
        path += fmt::format("M{0} {1}L{2} {1}L{2} {3}L{0} {3}Z", x, y, x + kDot, y + kDot);
    }
    return {{"role", role}, {"label", ""}, {"path", path}, {"points", std::move(points)}};
  }

 private:
  static constexpr double kDot = 3;  // seen on paper, and a country has no more of them than a file can hold
  const Sheet& sheet_;
  std::size_t count_ = 0;
  std::set<std::pair<int, int>> cells_;
};

Json outline_json(const MapShape& shape, const Sheet& sheet) {
  std::string path;
  Json points = Json::array();
  draw(*shape.geometry, sheet, path, points);
  return {{"role", shape.role},
          {"label", shape.label},
          {"record", {{"type", shape.type}, {"id", shape.id}}},
          {"path", path},
          {"points", std::move(points)}};
}

Json circle_json(const MapShape& shape, const Sheet& sheet, double most) {
  const geo::Box around = shape.geometry->box();
  const double radius = std::max(kSmallest, std::sqrt(shape.amount / most) * kLargest);
  return {{"role", shape.role},
          {"label", shape.label + ": " + shape.words},
          {"record", {{"type", shape.type}, {"id", shape.id}}},
          {"path", ""},
          {"points", Json::array()},
          {"circle",
           {{"x", std::round(sheet.x((around.west + around.east) / 2) * 10) / 10},
            {"y", std::round(sheet.y((around.south + around.north) / 2) * 10) / 10},
            {"radius", std::round(radius * 10) / 10}}},
          {"figure", shape.figure}};
}

std::pair<double, double> middle_of(const MapShape& shape) {
  const geo::Box around = shape.geometry->box();
  return {(around.west + around.east) / 2, (around.south + around.north) / 2};
}

/// The few that lie so far from all else that a sheet which has them shows nothing of the rest: most often a swapped
/// or mistyped coordinate. They leave `shapes`; where they are not few, none does.
std::vector<MapShape> take_far(std::vector<MapShape>& shapes) {
  constexpr std::size_t kEnough = 20;  // of fewer nobody can say what is far
  constexpr std::size_t kOneOf = 100;  // no more than this share are few, and one always is
  constexpr double kFar = 5;           // times the range of the middle half
  if (shapes.size() < kEnough) return {};
  std::vector<double> lon, lat;
  for (const MapShape& shape : shapes) {
    const auto [x, y] = middle_of(shape);
    lon.push_back(x), lat.push_back(y);
  }
  const auto limits = [](std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const double low = values[values.size() / 4], high = values[values.size() * 3 / 4];
    const double far = kFar * std::max(kLeast, high - low);
    return std::pair{low - far, high + far};
  };
  const auto within_lon = limits(lon), within_lat = limits(lat);
  const auto near = std::stable_partition(shapes.begin(), shapes.end(), [&](const MapShape& shape) {
    const auto [x, y] = middle_of(shape);
    return shape.role == "place" ||
           (x >= within_lon.first && x <= within_lon.second && y >= within_lat.first && y <= within_lat.second);
  });
  const auto few = static_cast<std::size_t>(shapes.end() - near);
  if (few == 0 || few > std::max<std::size_t>(1, shapes.size() / kOneOf)) return {};
  std::vector<MapShape> far(std::make_move_iterator(near), std::make_move_iterator(shapes.end()));
  shapes.erase(near, shapes.end());
  return far;
}

/// "HA-7, HA-12 ..."
std::string names_of(const std::vector<MapShape>& shapes, const std::string& language) {
  constexpr std::size_t kMostNamed = 10;
  std::string names;
  for (std::size_t i = 0; i < std::min(kMostNamed, shapes.size()); ++i)
    names += std::string{i == 0 ? "" : list_mark(language)} + isolated(shapes[i].label, language);
  return shapes.size() > kMostNamed ? names + " \u2026" : names;
}

}  // namespace

Json map_json(const std::string& title, std::vector<MapShape> shapes, Json notes, const std::string& language) {
  const auto count = [&](std::size_t number) { return number_text(static_cast<double>(number), 0, language); };
  const std::size_t before = shapes.size();
  std::erase_if(shapes, [](const MapShape& shape) { return shape.geometry == nullptr || shape.geometry->empty(); });
  if (shapes.size() < before)
    notes.push_back(report_word("map_without", language, {{"count", count(before - shapes.size())}}));
  if (const std::vector<MapShape> far = take_far(shapes); !far.empty())
    notes.push_back(
        report_word("map_far", language, {{"count", count(far.size())}, {"names", names_of(far, language)}}));
  const auto layer = [](const MapShape& shape) {
    return std::find(kDrawn.begin(), kDrawn.end(), shape.role) - kDrawn.begin();
  };
  // Small circles on top of large ones, so that none hides another.
  std::stable_sort(shapes.begin(), shapes.end(), [&](const MapShape& a, const MapShape& b) {
    return std::pair{layer(a), -a.amount} < std::pair{layer(b), -b.amount};
  });
  Json part{{"kind", "map"},           {"title", title},          {"width", kWidth}, {"height", kLowest},
            {"shapes", Json::array()}, {"legend", Json::array()}, {"scale", nullptr}};
  geo::Box box;
  for (const MapShape& shape : shapes) {
    const geo::Box around = shape.geometry->box();
    box.add(around.west, around.south);
    box.add(around.east, around.north);
  }
  if (box.empty()) {
    if (notes.empty()) notes.push_back(report_word("none", language));
    part["notes"] = std::move(notes);
    return part;
  }
  const Sheet sheet = sheet_around(box);
  double most = 0;
  std::string most_words;
  for (const MapShape& shape : shapes)
    if (shape.amount > most) most = shape.amount, most_words = shape.words;
  part["height"] = std::round(sheet.height);
  part["scale"] = scale_of(sheet, language);
  for (const std::string_view role : kDrawn)
    if (std::any_of(shapes.begin(), shapes.end(), [&](const MapShape& shape) { return shape.role == role; }))
      part["legend"].push_back({{"role", role}, {"words", report_word(role, language, {{"most", most_words}})}});
  // Of too many outlines those that nobody could make out become dots: hazardous land that is not on the map would be
  // read as free of hazard.
  std::map<std::string, Dots> dots;
  if (shapes.size() > kMostShapes)
    std::erase_if(shapes, [&](const MapShape& shape) {
      return shape.role != "place" && shape.role != "amount" &&
             dots.try_emplace(shape.role, sheet).first->second.take(shape);
    });
  std::size_t small = 0;
  for (const auto& [role, of] : dots) small += of.count();
  if (small > 0) notes.push_back(report_word("map_dots", language, {{"count", count(small)}}));
  if (shapes.size() > kMostShapes) {
    shapes.erase(shapes.begin(), shapes.end() - static_cast<std::ptrdiff_t>(kMostShapes));
    notes.push_back(report_word("map_cut", language, {{"shown", count(kMostShapes)}}));
  }
  auto next = shapes.begin();
  for (const std::string_view role : kDrawn) {
    if (const auto of = dots.find(std::string{role}); of != dots.end() && of->second.count() > 0)
      part["shapes"].push_back(of->second.shape(of->first));
    for (; next != shapes.end() && next->role == role; ++next)
      part["shapes"].push_back(next->amount > 0 ? circle_json(*next, sheet, most) : outline_json(*next, sheet));
  }
  part["notes"] = std::move(notes);
  return part;
}

}  // namespace tilth::report
