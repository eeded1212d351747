// SPDX-License-Identifier: Apache-2.0
// Tiles as another reader sees them: GDAL reads what we wrote, GEOS judges it, and the store says what should be there.
#include "tiles/tile_builder.h"

#include "geo/codec.h"
#include "geo/geos_bridge.h"
#include "geo/predicates.h"
#include "store/store_fixture.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>

namespace tilth::tiles {
namespace {

using store::Caller;
using store::Change;

const geo::TileMatrixSet& mercator() { return *geo::find_tile_matrix_set("WebMercatorQuad"); }

class Tiles : public store::StoreTest {
 protected:
  /// Layer -> features, in degrees, read by GDAL's MVT driver.
  std::map<std::string, std::vector<Json>> read_by_gdal(const std::string& bytes, const geo::TilePlace& place) {
    const auto folder = folder_ / (std::to_string(place.level) + "/" + std::to_string(place.column));
    std::filesystem::create_directories(folder);
    const std::filesystem::path tile = folder / (std::to_string(place.row) + ".pbf");
    std::ofstream{tile, std::ios::binary} << bytes;
    std::map<std::string, std::vector<Json>> layers;
    for (const std::string& layer : {std::string{"hazard"}, std::string{"hazard_label"}}) {
      const std::string command = "ogr2ogr -f GeoJSON -t_srs EPSG:4326 -lco COORDINATE_PRECISION=9 /vsistdout/ " +
                                  tile.string() + " " + layer + " -oo CLIP=NO 2>/dev/null";
      std::string text;
      FILE* pipe = popen(command.c_str(), "r");
      char buffer[65536];
      for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, got);
      pclose(pipe);
      if (text.empty()) continue;
      const Json read = Json::parse(text);
      for (const Json& feature : read.at("features")) layers[layer].push_back(feature);
    }
    return layers;
  }
  static geo::GeometryPtr star(std::mt19937_64& random, double lon, double lat, double radius) {
    geo::Geometry g{.kind = geo::Kind::polygon};
    const int corners = 8 + static_cast<int>(random() % 20);
    for (int i = 0; i <= corners; ++i) {
      const double angle = 2 * 3.141592653589793 * (i % corners) / corners;
      const double r = radius * (i % corners % 2 == 0 ? 1 : 0.6);
      g.x.push_back(lon + r * std::cos(angle));
      g.y.push_back(lat + r * std::sin(angle));
    }
    g.x.back() = g.x.front();
    g.y.back() = g.y.front();
    g.close_path();
    g.close_part();
    return std::make_shared<const geo::Geometry>(std::move(g));
  }
  VectorTile tile(int level, std::int64_t row, std::int64_t column, const std::string& where = "",
                  const Caller& caller = {}) {
    LayerQuestion question{.type = "hazard"};
    if (!where.empty()) question.where = cql2::parse_text(where);
    return build(*store_, caller, {&mercator(), level, row, column}, {question});
  }

  test::ScratchFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(Makers, Tiles, testing::ValuesIn(store::makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(Tiles, HoldEveryRecordThatReachesThemAndGdalReadsThemSo) {
  std::mt19937_64 random{5};
  std::vector<Change> changes;
  std::map<std::string, geo::GeometryPtr> land;
  for (int i = 0; i < 400; ++i) {
    const double lon = 30 + static_cast<double>(random() % 10000) / 30000,
                 lat = 50 + static_cast<double>(random() % 10000) / 40000;
    const Uuid id = Uuid::from_parts(1000 + i, random(), random());
    const auto shape = star(random, lon, lat, 0.0005 + static_cast<double>(random() % 100) / 50000);
    land[id.text()] = shape;
    changes.push_back(create("hazard", id,
                             {{"local_id", "HA-" + std::to_string(i)},
                              {"status", std::string{i % 3 == 0 ? "closed" : "open"}},
                              {"perimeter", shape}}));
  }
  store_->append(by("land"), changes);
  const geo::TileRange range = geo::tiles_over(mercator(), 11, {30, 50, 30.34, 50.26});
  std::map<std::string, int> met, labels;
  for (std::int64_t row = range.first_row; row <= range.last_row; ++row) {
    for (std::int64_t column = range.first_column; column <= range.last_column; ++column) {
      const geo::TilePlace place{&mercator(), 11, row, column};
      const VectorTile made = tile(11, row, column);
      EXPECT_EQ(made.merged, 0);
      const auto layers = read_by_gdal(made.bytes, place);
      std::int64_t features = 0;
      if (layers.count("hazard") > 0) {
        for (const Json& feature : layers.at("hazard")) {
          ++features;
          const Json& properties = feature.at("properties");
          const std::string id = properties.at("id").get<std::string>();
          ASSERT_EQ(land.count(id), 1U);
          ++met[id];
          const geo::Geometry drawn = geo::from_geojson(feature.at("geometry"));
          EXPECT_TRUE(geo::validity(drawn).valid) << geo::to_wkt(drawn);
          // Two units and a half from the record's land inside the tile, in every direction.
          const double unit = 360.0 / 2048 / 4096;
          const geo::Box edge = geo::box_of(place, 64.0 / 4096);
          const geo::geos::Shape inside{GEOSClipByRect_r(geo::geos::context(), geo::geos::shape_of(*land[id]).get(),
                                                         edge.west, edge.south, edge.east, edge.north)};
          const geo::Box box = drawn.box(), truth = geo::geos::geometry_of(inside.get()).box();
          EXPECT_NEAR(box.west, truth.west, 2.5 * unit);
          EXPECT_NEAR(box.east, truth.east, 2.5 * unit);
          EXPECT_NEAR(box.south, truth.south, 2.5 * unit);
          EXPECT_NEAR(box.north, truth.north, 2.5 * unit);
          EXPECT_TRUE(properties.at("status") == "open" || properties.at("status") == "closed");
          EXPECT_FALSE(properties.contains("informant"));
        }
      }
      EXPECT_EQ(features, made.features);
      if (layers.count("hazard_label") > 0) {
        for (const Json& feature : layers.at("hazard_label"))
          ++labels[feature.at("properties").at("id").get<std::string>()];
      }
    }
  }
  EXPECT_EQ(met.size(), land.size());
  EXPECT_EQ(labels.size(), land.size());
  for (const auto& [id, count] : labels) EXPECT_EQ(count, 1) << id;
}

TEST_P(Tiles, MergeOnlyWhatLooksTheSameInOnePixelAndSaySo) {
  std::vector<Change> changes;
  std::mt19937_64 random{6};
  for (int i = 0; i < 90; ++i) {  // thirty closed and sixty open, all within one pixel of level 3
    changes.push_back(create("hazard", Uuid::from_parts(2000 + i, 1, 1),
                             {{"local_id", "HA-" + std::to_string(i)},
                              {"status", std::string{i % 3 == 0 ? "closed" : "open"}},
                              {"perimeter", star(random, 30.001 + i * 1e-5, 50.001, 1e-5)}}));
  }
  store_->append(by("land"), changes);
  const geo::TileRange low = geo::tiles_over(mercator(), 3, {30.001, 50.001, 30.001, 50.001});
  const VectorTile made = tile(3, low.first_row, low.first_column);
  EXPECT_EQ(made.features, 2);
  EXPECT_EQ(made.merged, 88);
  const auto layers = read_by_gdal(made.bytes, {&mercator(), 3, low.first_row, low.first_column});
  std::map<std::string, int> counts;
  for (const Json& feature : layers.at("hazard")) {
    counts[feature.at("properties").at("status").get<std::string>()] += feature.at("properties").at("count").get<int>();
    EXPECT_EQ(feature.at("properties").at("dust"), true);
    EXPECT_FALSE(feature.at("properties").contains("local_id"));
  }
  EXPECT_EQ(counts, (std::map<std::string, int>{{"closed", 30}, {"open", 60}}));
  EXPECT_EQ(layers.count("hazard_label"), 0U);
  // Above the level of merging each stands for itself.
  const geo::TileRange high = geo::tiles_over(mercator(), kMergeLevel + 1, {30.001, 50.001, 30.001, 50.001});
  EXPECT_EQ(tile(kMergeLevel + 1, high.first_row, high.first_column).features, 90);
}

TEST_P(Tiles, OfAWholeCountryStaySmallAndCountEveryRecord) {
  std::vector<store::Change> changes;
  std::mt19937_64 random{5};
  constexpr int kRecords = 24'000;  // each in a pixel of its own or nearly so
  for (int i = 0; i < kRecords; ++i)
    changes.push_back(create("hazard", Uuid::from_parts(3000 + i, 1, 1),
                             {{"local_id", "HA-" + std::to_string(i)},
                              {"status", std::string{i % 3 == 0 ? "closed" : "open"}},
                              {"perimeter", star(random, 1 + i % 155 * 0.25, 40 + i / 155 * 0.1, 1e-3)}}));
  store_->append(by("land"), changes);
  const geo::TileRange low = geo::tiles_over(mercator(), 2, {20, 48, 20, 48});
  const VectorTile made = tile(2, low.first_row, low.first_column);
  EXPECT_LE(made.features, static_cast<std::int64_t>(kMostSmall));
  EXPECT_GT(made.features, 1000) << "and shows where they lie";
  EXPECT_EQ(made.features + made.merged, kRecords);
  std::map<std::string, std::int64_t> counts;
  const auto layers = read_by_gdal(made.bytes, {&mercator(), 2, low.first_row, low.first_column});
  for (const Json& feature : layers.at("hazard"))
    counts[feature.at("properties").at("status").get<std::string>()] += feature.at("properties").value("count", 1);
  EXPECT_EQ(counts, (std::map<std::string, std::int64_t>{{"closed", kRecords / 3}, {"open", kRecords / 3 * 2}}));
}

TEST_P(Tiles, HoldWhatTheFilterKeepsAndWhatTheCallerMaySee) {
  std::mt19937_64 random{7};
  const Uuid open = Uuid::from_parts(1, 1, 1), closed = Uuid::from_parts(2, 1, 1);
  store_->append(
      by("land"),
      {create("hazard", open,
              {{"local_id", std::string{"HA-1"}},
               {"status", std::string{"open"}},
               {"note", std::string{"hush"}},
               {"perimeter", star(random, 30, 50, 0.001)}}),
       create("hazard", closed, {{"status", std::string{"closed"}}, {"perimeter", star(random, 30.002, 50, 0.001)}})});
  const geo::TileRange at = geo::tiles_over(mercator(), 12, {30, 50, 30, 50});
  EXPECT_EQ(tile(12, at.first_row, at.first_column).features, 2);
  EXPECT_EQ(tile(12, at.first_row, at.first_column, "status = 'open'").features, 1);
  Caller everyone;
  everyone.highest_class = model::FieldClass::public_;
  EXPECT_EQ(tile(12, at.first_row, at.first_column, "", everyone).bytes, "");
  Caller partner;
  partner.highest_class = model::FieldClass::restricted;
  partner.rows["hazard"] = cql2::parse_text("status = 'closed'");
  const VectorTile theirs = tile(12, at.first_row, at.first_column, "", partner);
  EXPECT_EQ(theirs.features, 1);
  LayerQuestion question{.type = "hazard", .fields = {"note", "local_id"}};
  partner.rows.clear();
  const VectorTile masked = build(*store_, partner, {&mercator(), 12, at.first_row, at.first_column}, {question});
  EXPECT_EQ(masked.bytes.find("hush"), std::string::npos);
  EXPECT_NE(masked.bytes.find("HA-1"), std::string::npos);
  EXPECT_NE(build(*store_, Caller{}, {&mercator(), 12, at.first_row, at.first_column}, {question}).bytes.find("hush"),
            std::string::npos);
  // A tile elsewhere is empty, and a record type without land has no tiles.
  EXPECT_EQ(tile(12, 0, 0).bytes, "");
  EXPECT_THROW((void)build(*store_, Caller{}, {&mercator(), 0, 0, 0}, {{.type = "place"}}), Problem);
}

TEST_P(Tiles, AreTheSameBytesWhateverTheOrderOfWriting) {
  std::vector<Change> changes;
  std::mt19937_64 random{8};
  for (int i = 0; i < 200; ++i) {
    changes.push_back(create("hazard", Uuid::from_parts(3000 + i, random(), 1),
                             {{"local_id", "HA-" + std::to_string(i)},
                              {"status", std::string{i % 2 == 0 ? "closed" : "open"}},
                              {"perimeter", star(random, 30 + i * 1e-4, 50, i % 5 == 0 ? 1e-6 : 1e-3)}}));
  }
  store_->append(by("land"), changes);
  const auto other = GetParam().create(folder_ / "other.gpkg");
  std::shuffle(changes.begin(), changes.end(), random);
  other->append(by("land"), changes);
  for (const int level : {2, 7, 12}) {
    const geo::TileRange at = geo::tiles_over(mercator(), level, {30.01, 50, 30.01, 50});
    const geo::TilePlace place{&mercator(), level, at.first_row, at.first_column};
    const std::string bytes = build(*store_, Caller{}, place, {{.type = "hazard"}}).bytes;
    EXPECT_FALSE(bytes.empty());
    // A filter that looks at the outline makes the store read it; without one, small outlines come as their box.
    const LayerQuestion with_outlines{.type = "hazard", .where = cql2::parse_text("perimeter IS NOT NULL")};
    EXPECT_EQ(bytes, build(*store_, Caller{}, place, {with_outlines}).bytes) << level;
    EXPECT_EQ(bytes, build(*other, Caller{}, place, {{.type = "hazard"}}).bytes) << level;
  }
}

}  // namespace
}  // namespace tilth::tiles
