// SPDX-License-Identifier: Apache-2.0
// Question: what do mapping, placing, every rule of the base model and a history cost an import, beside ogr2ogr, which
// checks and keeps nothing? Data: hazard_polygons.h, realistic, as a table with well-known text and as a GeoPackage;
// the built programs run as people run them. import_bench [records, 100000 unless named]
#include "base/date.h"
#include "geo/codec.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"

#include <sys/resource.h>

#include <fmt/format.h>

#include <fstream>

namespace tilth::exchange {
namespace {

using bench::output_of;
using bench::seconds_of;

constexpr std::size_t kPlaces = 200;

constexpr const char* kPlaceProfile = R"(profile: places
title: Places
source: bench
type: place
key: [pcode]
fields: {pcode: code, name: name, level: {constant: 2}}
)";
constexpr const char* kHazardProfile = R"(profile: hazards
title: Hazards
source: bench
type: hazard
key: [local_id]
fields:
  local_id: local_id
  class: class
  status: status
  contamination: {column: contamination, split: ";"}
  identified_on: identified_on
  area_reported: {column: area_reported, unit: m2}
  perimeter: GEOMETRY
place: {code: place, point: false}
)";

std::string in_quotes(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

/// The most memory of any child that has ended, in MiB.
double children_peak_mib() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

bool measure(std::size_t count) {
  const test::ScratchFolder folder;
  const std::filesystem::path programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  const std::string tilth = in_quotes(programs / "tilth");
  {
    std::ofstream places{folder / "places.csv"}, hazards{folder / "hazards.csv"};
    places << "code,name\n";
    for (std::size_t i = 0; i < kPlaces; ++i) places << fmt::format("P{:04},District {}\n", i, i);
    hazards << "local_id,class,status,place,contamination,identified_on,area_reported,WKT\n";
    const char* contaminations[] = {"ap_mine", "av_mine", "other_uxo", "ap_mine;av_mine"};
    std::size_t i = 0;
    for (const geo::Geometry& g : bench::hazard_polygons(count, bench::Mix::realistic)) {
      hazards << fmt::format("HZ-{},{},{},P{:04},{},{},{},\"{}\"\n", 1'000'000 + i, i % 3 == 0 ? "sha" : "cha",
                             i % 4 == 0 ? "worked_on" : "open", i % kPlaces, contaminations[i % 4],
                             Date::from_days(14'000 + static_cast<std::int32_t>(i % 3650)).text(),
                             500 + i * 7919 % 40'000, geo::to_wkt(g));
      ++i;
    }
    std::ofstream{folder / "places.yaml"} << kPlaceProfile;
  }
  output_of("ogr2ogr -f GPKG -lco SPATIAL_INDEX=NO -nlt GEOMETRY -a_srs EPSG:4326 " +
            in_quotes(folder / "hazards.gpkg") + " " + in_quotes(folder / "hazards.csv") + " 2>/dev/null");
  bool all = true;
  for (const bool table : {true, false}) {
    const std::string kind = table ? "a table" : "a GeoPackage", input = table ? "hazards.csv" : "hazards.gpkg";
    std::string profile = kHazardProfile;
    profile.replace(profile.find("GEOMETRY"), 8, table ? "{wkt: WKT}" : "{geometry: source}");
    std::ofstream{folder / "hazards.yaml"} << profile;
    const std::filesystem::path ours = folder / "programme.gpkg", theirs = folder / "theirs.gpkg";
    output_of(tilth + " init " + in_quotes(ours) + " > /dev/null");
    output_of(tilth + " import " + in_quotes(ours) + " " + in_quotes(folder / "places.csv") + " --profile " +
              in_quotes(folder / "places.yaml") + " > /dev/null");
    output_of("sync");
    const double ours_s = seconds_of([&] {
      output_of(tilth + " import " + in_quotes(ours) + " " + in_quotes(folder / input) + " --profile " +
                in_quotes(folder / "hazards.yaml") + " --no-keep > /dev/null");
    });
    const double peak = children_peak_mib();
    output_of("sync");
    const double peer_s = seconds_of([&] {
      output_of("ogr2ogr -f GPKG -nln hazard -nlt GEOMETRY -a_srs EPSG:4326 -gt 100000 " + in_quotes(theirs) + " " +
                in_quotes(folder / input) + " 2>/dev/null && sync");
    });
    const std::string rows =
        "\"SELECT count(*), count(DISTINCT local_id), sum(length(contamination) > 0) FROM hazard\"";
    bool agree =
        output_of("sqlite3 " + in_quotes(ours) + " " + rows) == output_of("sqlite3 " + in_quotes(theirs) + " " + rows);
    agree = agree &&
            output_of("sqlite3 " + in_quotes(ours) + " 'SELECT sum(area_reported) / 100 FROM hazard'") ==
                output_of("sqlite3 " + in_quotes(theirs) + " 'SELECT CAST(sum(area_reported) AS INTEGER) FROM hazard'");
    agree = agree && output_of("sqlite3 " + in_quotes(ours) + " 'SELECT count(*) FROM rtree_hazard_perimeter'") ==
                         output_of("sqlite3 " + in_quotes(theirs) + " 'SELECT count(*) FROM rtree_hazard_geom'");
    output_of(tilth + " verify " + in_quotes(ours) + " > /dev/null");  // ends with an error unless sound
    std::fprintf(stderr, "# %s: %.0f MiB ours, %.0f MiB theirs\n", kind.c_str(),
                 static_cast<double>(std::filesystem::file_size(ours)) / 0x1p20,
                 static_cast<double>(std::filesystem::file_size(theirs)) / 0x1p20);
    all = bench::print_row({"import with all rules and history from " + kind, count,
                            "ogr2ogr, which checks and keeps nothing", ours_s, peer_s, 0.5, agree, peak}) &&
          all;
    std::filesystem::remove(ours);
    std::filesystem::remove(theirs);
  }
  return all;
}

}  // namespace
}  // namespace tilth::exchange

int main(int count, char** words) {
  const std::size_t records = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100'000;
  return tilth::bench::exit_code_of([&] { return tilth::exchange::measure(records); });
}
