// SPDX-License-Identifier: Apache-2.0
// Real outlines: Colombia's municipalities, Amsterdam's suspected areas, disputed areas of the world. Skipped without
// them.
#include "geo/area.h"
#include "geo/codec.h"
#include "geo/coverage.h"
#include "geo/geos_bridge.h"
#include "geo/overlap.h"
#include "geo/overlay.h"
#include "geo/points_in_polygons.h"
#include "geo/shape_faults.h"
#include "support/paths.h"

#include <geodesic.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tilth::geo {
namespace {

std::string shared_file(const std::string& name) { return test::shared_data() / name; }

std::string text_of(const std::string& path) {
  std::string text;
  if (path.ends_with(".gz")) {
    FILE* pipe = popen(("gzip -dc '" + path + "'").c_str(), "r");
    char buffer[65536];
    for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, got);
    pclose(pipe);
  } else {
    std::ifstream file{path};
    std::stringstream all;
    all << file.rdbuf();
    text = all.str();
  }
  return text;
}

std::vector<Geometry> features_of(const std::string& path) {
  std::vector<Geometry> out;
  const Json collection = Json::parse(text_of(path));
  for (const Json& feature : collection.at("features")) out.push_back(from_geojson(feature.at("geometry")));
  return out;
}

/// WKT in the first field, quoted, in the Dutch grid; laid over the city by a plain scaling, which keeps the outlines.
std::vector<Geometry> amsterdam(const std::string& path) {
  std::vector<Geometry> out;
  std::istringstream lines{text_of(path)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.find('"', 1);
    if (line.empty() || line[0] != '"' || end == std::string::npos || line.find("POLYGON") > end) continue;
    out.push_back(from_wkt(line.substr(1, end - 1)));
    for (double& x : out.back().x) x = 4.9 + (x - 121'000) / 68'300;
    for (double& y : out.back().y) y = 52.37 + (y - 487'000) / 111'300;
  }
  return out;
}

void expect_as_geos_and_proj(const std::vector<Geometry>& drawn, double share) {
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  geod_geodesic wgs84;
  geod_init(&wgs84, 6378137, 1 / 298.257223563);
  for (const Geometry& g : drawn) {
    const geos::Shape shape = geos::shape_of(g);
    EXPECT_EQ(validity(g).valid, shape && GEOSisValid_r(geos::context(), shape.get()) == 1);
    EXPECT_EQ(from_wkb(to_wkb(g)), g);
    double sum = 0;
    for (std::size_t part = 0; part < g.part_ends.size(); ++part) {
      for (std::size_t path = g.part_begin(part); path < g.part_end(part); ++path) {
        geod_polygon ring;
        geod_polygon_init(&ring, 0);
        for (std::size_t i = g.path_begin(path); i + 1 < g.path_end(path); ++i)
          geod_polygon_addpoint(&wgs84, &ring, g.y[i], g.x[i]);
        double area = 0;
        geod_polygon_compute(&wgs84, &ring, 0, 1, &area, nullptr);
        sum += path == g.part_begin(part) ? std::abs(area) : -std::abs(area);
      }
    }
    EXPECT_NEAR(area_m2(g), sum, 1e-8 * sum + 1e-3);
  }
  const Layer layer{refs, 2};
  std::vector<geos::Shape> shapes;
  for (std::size_t i = 0; i < layer.size(); ++i) shapes.push_back(geos::shape_of(layer.sound(i)));
  const std::vector<Overlap> found = overlaps(layer, 2);
  std::size_t at = 0;
  double overlapping = 0;
  for (std::uint32_t i = 0; i < drawn.size(); ++i) {
    for (std::uint32_t j = i + 1; j < drawn.size(); ++j) {
      if (!layer.box(i).meets(layer.box(j))) continue;
      const geos::Shape common{GEOSIntersection_r(geos::context(), shapes[i].get(), shapes[j].get())};
      const double expected = area_m2(geos::geometry_of(common.get(), 2));
      while (at < found.size() && (found[at].first < i || (found[at].first == i && found[at].second < j))) ++at;
      const bool here = at < found.size() && found[at].first == i && found[at].second == j;
      const double ours = here ? found[at].area_m2 : 0;
      EXPECT_NEAR(ours, expected, share * expected + 1e-2) << i << " " << j;
      overlapping += expected;
    }
  }
  const std::vector<double> covered = coverage_m2(layer, 2);
  ASSERT_FALSE(covered.empty());
  const double united = area_m2(union_of(layer, 2));
  EXPECT_NEAR(covered[0], united, share * united);
  double twice = 0, sum = 0;
  for (std::size_t k = 1; k < covered.size(); ++k) twice += covered[k];
  for (std::size_t i = 0; i < layer.size(); ++i) sum += area_m2(layer.sound(i));
  EXPECT_NEAR(covered[0] + twice, sum, 1e-4 * sum);
  EXPECT_LE(twice, overlapping + 1e-6 * sum + 1);
}

TEST(RealLand, OfColombiasMunicipalitiesIsMeasuredAsByGeosAndProj) {
  const std::string path = shared_file("colombia-admin/municipios_mgn2021.geojson.gz");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const std::vector<Geometry> drawn = features_of(path);
  ASSERT_EQ(drawn.size(), 1121u);
  int invalid = 0;
  for (const Geometry& g : drawn) invalid += validity(g).valid ? 0 : 1;
  EXPECT_EQ(invalid, 1);  // SOURCE.md says so too
  expect_as_geos_and_proj(drawn, 1e-5);
}

TEST(RealLand, OfAmsterdamIsMeasuredAsByGeosAndProj) {
  for (const char* name : {"verdachte_gebieden.csv", "gevrijwaard_gebied.csv", "reeds_uitgevoerd_ce_onderzoek.csv"}) {
    const std::string path = shared_file(std::string{"amsterdam-explosives/"} + name);
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
    const std::vector<Geometry> drawn = amsterdam(path);
    ASSERT_FALSE(drawn.empty()) << name;
    expect_as_geos_and_proj(drawn, 1e-6);
  }
}

TEST(RealLand, OfDisputedCountriesIsMeasuredAsByGeosAndProj) {
  const std::string path = shared_file("natural-earth/ne_10m_admin_0_disputed_areas.json");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  expect_as_geos_and_proj(features_of(path), 1e-5);
}

TEST(RealLand, HasEachPointOfAGridInTheMunicipalityThatGeosSays) {
  const std::string path = shared_file("colombia-admin/municipios_mgn2021.geojson.gz");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const std::vector<Geometry> drawn = features_of(path);
  std::vector<const Geometry*> refs;
  for (const Geometry& g : drawn) refs.push_back(&g);
  const Layer layer{refs, 2};
  std::vector<double> lon, lat;
  for (double x = -79; x < -67; x += 0.09) {
    for (double y = -4; y < 12; y += 0.09) lon.push_back(x), lat.push_back(y);
  }
  for (std::size_t i = 0; i < drawn[0].x.size(); ++i) lon.push_back(drawn[0].x[i]), lat.push_back(drawn[0].y[i]);
  const auto found = points_in_polygons(lon, lat, layer, 2);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
  std::vector<geos::Shape> shapes;
  std::vector<const GEOSPreparedGeometry*> prepared;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    shapes.push_back(geos::shape_of(layer.sound(i)));
    prepared.push_back(GEOSPrepare_r(geos::context(), shapes.back().get()));
  }
  for (std::uint32_t p = 0; p < lon.size(); ++p) {
    const geos::Shape point = geos::shape_of(Geometry::point(lon[p], lat[p]));
    for (std::uint32_t i = 0; i < layer.size(); ++i) {
      if (!layer.box(i).meets({lon[p], lat[p], lon[p], lat[p]})) continue;
      if (GEOSPreparedIntersects_r(geos::context(), prepared[i], point.get()) == 1) expected.emplace_back(p, i);
    }
  }
  for (const GEOSPreparedGeometry* one : prepared) GEOSPreparedGeom_destroy_r(geos::context(), one);
  EXPECT_EQ(found, expected);
  EXPECT_GT(found.size(), 10'000u);
}

}  // namespace
}  // namespace tilth::geo
