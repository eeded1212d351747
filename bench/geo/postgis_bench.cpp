// SPDX-License-Identifier: Apache-2.0
// Question: how much faster than PostGIS are area, union and points in polygons, on two cores each, with the same
// answers? Data: hazard_polygons.h, plain and realistic. postgis_bench [polygons, 100000 unless named]
#include "geo/area.h"
#include "geo/codec.h"
#include "geo/coverage.h"
#include "geo/points_in_polygons.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"

#include <cmath>
#include <fstream>
#include <sstream>

namespace tilth::geo {
namespace {

using bench::seconds_of;

constexpr unsigned kThreads = 2;

bool same(double a, double b, double share) { return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b)); }

bool measure(std::size_t count, bench::Mix mix, const bench::Postgis& postgis) {
  const std::string data = mix == bench::Mix::plain ? "plain polygons" : "realistic polygons";
  const std::vector<Geometry> polygons = bench::hazard_polygons(count, mix);
  std::vector<const Geometry*> refs;
  for (const Geometry& g : polygons) refs.push_back(&g);
  const Layer layer{refs, kThreads};
  std::vector<double> lon, lat;
  bench::points_near(polygons, 2 * count, lon, lat);

  // Both sides have the same valid polygons, already in memory here and in the shared buffers there.
  const test::ScratchFolder folder;
  {
    std::ofstream hazards{folder / "hazards"}, points{folder / "points"};
    for (std::size_t i = 0; i < count; ++i) hazards << i << '\t' << bench::hexadecimal(to_wkb(layer.sound(i))) << '\n';
    for (std::size_t i = 0; i < lon.size(); ++i)
      points << i << '\t' << bench::hexadecimal(to_wkb(Geometry::point(lon[i], lat[i]))) << '\n';
  }
  postgis.ask(
      "DROP TABLE IF EXISTS hazard, point, measured;\n"
      "CREATE UNLOGGED TABLE hazard (id int PRIMARY KEY, g geometry);\n"
      "CREATE UNLOGGED TABLE point (id int PRIMARY KEY, g geometry);\n"
      "\\copy hazard FROM '" +
      (folder / "hazards").string() +
      "'\n"
      "\\copy point FROM '" +
      (folder / "points").string() +
      "'\n"
      "UPDATE hazard SET g = ST_SetSRID(g, 4326); UPDATE point SET g = ST_SetSRID(g, 4326);\n"
      "CREATE INDEX ON hazard USING gist (g); CREATE INDEX ON point USING gist (g);\n"
      "VACUUM FULL ANALYZE hazard; VACUUM FULL ANALYZE point; SELECT sum(ST_NPoints(g)) FROM hazard;");

  std::vector<const Geometry*> sound;
  for (std::size_t i = 0; i < count; ++i) sound.push_back(&layer.sound(i));
  std::vector<double> areas;
  bench::forget_peak_memory();
  const double area_s = seconds_of([&] { areas = areas_m2(sound, kThreads); });
  double peak = bench::peak_memory_mib(), postgis_s = 0;
  postgis.ask("CREATE UNLOGGED TABLE measured AS SELECT id, ST_Area(g::geography) AS m2 FROM hazard", postgis_s);
  bool agree = true;
  double largest = 0;
  {
    std::istringstream rows{postgis.ask("SELECT id, m2::float8 FROM measured ORDER BY id")};
    std::size_t seen = 0;
    for (std::string line; std::getline(rows, line); ++seen) {
      const double theirs = std::stod(line.substr(line.find('|') + 1));
      // PROJ itself is off by up to 7e-5 m2 on small polygons (reference geo 5.6), so a millimetre squared is let pass.
      const double apart = std::abs(areas[seen] - theirs);
      if (theirs > 0 && apart > 1e-3) largest = std::max(largest, apart / theirs);
      agree = agree && apart <= 1e-8 * theirs + 1e-3;
    }
    agree = agree && seen == count;
  }
  std::fprintf(stderr, "# %s: areas differ by %.1e at most\n", data.c_str(), largest);
  bool all =
      bench::print_row({"geodesic area, " + data, count, "PostGIS geography", area_s, postgis_s, 100, agree, peak});

  double covered = 0;
  bench::forget_peak_memory();
  const double union_s = seconds_of([&] { covered = union_area_m2(layer, kThreads); });
  peak = bench::peak_memory_mib();
  const double theirs =
      std::stod(postgis.ask("SELECT sum(ST_Area(g::geography))::float8 FROM (SELECT ST_Union(g) AS g FROM (SELECT g, "
                            "ST_ClusterDBSCAN(g, 0, 1) "
                            "OVER () AS part FROM hazard WHERE NOT ST_IsEmpty(g)) AS c GROUP BY part) AS u",
                            postgis_s));
  std::fprintf(stderr, "# %s: union %.6f and %.6f m2, %.1e apart\n", data.c_str(), covered, theirs,
               std::abs(covered - theirs) / theirs);
  // Where rounded borders are shared, GEOS nodes them anew and moves them by up to half a unit of its grid.
  all = bench::print_row({"area of the union, per group, " + data, count, "PostGIS", union_s, postgis_s, 10,
                          same(covered, theirs, mix == bench::Mix::plain ? 1e-9 : 1e-7), peak}) &&
        all;

  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;
  bench::forget_peak_memory();
  const double points_s = seconds_of([&] { hits = points_in_polygons(lon, lat, layer, kThreads); });
  peak = bench::peak_memory_mib();
  std::uint64_t mark = 0;
  for (const auto& [point, polygon] : hits) mark += (std::uint64_t{point} * 31 + polygon) % 1'000'003;
  const std::string answer = postgis.ask(
      "SELECT count(*), sum((p.id::bigint * 31 + h.id) % 1000003) FROM hazard h JOIN point p ON ST_Intersects(h.g, "
      "p.g)",
      postgis_s);
  return bench::print_row({"twice as many points in " + data, count, "PostGIS", points_s, postgis_s, 20,
                           answer == std::to_string(hits.size()) + "|" + std::to_string(mark), peak}) &&
         all;
}

}  // namespace
}  // namespace tilth::geo

int main(int count, char** words) {
  return tilth::bench::beside_postgis(count, words, [](std::size_t records, const tilth::bench::Postgis& postgis) {
    const bool plain = tilth::geo::measure(records, tilth::bench::Mix::plain, postgis);
    return tilth::geo::measure(records, tilth::bench::Mix::realistic, postgis) && plain;
  });
}
