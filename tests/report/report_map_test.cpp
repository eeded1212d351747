// SPDX-License-Identifier: Apache-2.0
// What is drawn on a map of a report, and what is only named.
#include "report/report_map.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

MapShape field(const std::string& label, double lon, double lat) {
  geo::Geometry shape;
  shape.kind = geo::Kind::polygon;
  shape.x = {lon, lon + 0.01, lon + 0.01, lon, lon};
  shape.y = {lat, lat, lat + 0.01, lat + 0.01, lat};
  shape.close_path();
  shape.close_part();
  return {.role = "danger",
          .label = label,
          .type = "hazard",
          .id = label,
          .geometry = std::make_shared<const geo::Geometry>(std::move(shape))};
}

/// 150 fields over a land of 3 by 2 degrees.
std::vector<MapShape> land() {
  std::vector<MapShape> fields;
  for (int i = 0; i < 150; ++i) fields.push_back(field("HA-" + std::to_string(i), 10 + i % 15 * 0.2, 4 + i / 15 * 0.2));
  return fields;
}

/// How much of the sheet's width the fields cover.
double width_of(const Json& map) {
  double west = 1e9, east = -1e9;
  for (const Json& shape : map.at("shapes")) {
    const double x = std::stod(shape.at("path").get<std::string>().substr(1));
    west = std::min(west, x), east = std::max(east, x);
  }
  return (east - west) / map.at("width").get<double>();
}

TEST(ReportMap, NamesTheFewThatLieFarFromAllElse) {
  std::vector<MapShape> shapes = land();
  shapes.push_back(field("HA-FAR", 40, 4));
  const Json map = map_json("Land", shapes, Json::array(), "en");
  EXPECT_EQ(map.at("shapes").size(), 150U);
  EXPECT_GT(width_of(map), 0.5);
  ASSERT_EQ(map.at("notes").size(), 1U);
  EXPECT_EQ(map.at("notes")[0], "Far from all else and not on this map, 1: HA-FAR. A coordinate may be wrong.");
}

TEST(ReportMap, DrawsAllWhereWhatIsFarIsNotFew) {
  std::vector<MapShape> shapes = land();
  for (int i = 0; i < 3; ++i) shapes.push_back(field("HA-FAR-" + std::to_string(i), 40, 4 + i));
  const Json map = map_json("Land", shapes, Json::array(), "en");
  EXPECT_EQ(map.at("shapes").size(), 153U) << "the south of a long country";
  EXPECT_TRUE(map.at("notes").empty());
  std::vector<MapShape> few;
  for (int i = 0; i < 30; ++i) few.push_back(field("HA-" + std::to_string(i), 10 + i % 6 * 0.2, 4 + i / 6 * 0.2));
  few.push_back(field("HA-FAR", 40, 4));
  EXPECT_EQ(map_json("Land", few, Json::array(), "en").at("shapes").size(), 30U) << "one is few";
  few.push_back(field("HA-FAR-2", 40, 5));
  EXPECT_EQ(map_json("Land", few, Json::array(), "en").at("shapes").size(), 32U);
  const Json little = map_json("Land", {field("A", 10, 4), field("B", 40, 4)}, Json::array(), "en");
  EXPECT_EQ(little.at("shapes").size(), 2U);
}

}  // namespace
}  // namespace tilth::report
