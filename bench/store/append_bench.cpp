// SPDX-License-Identifier: Apache-2.0
// Question: what does it cost to keep every version, the hash chain and the R-tree, beside a program that keeps none?
// Data: hazard_polygons.h, realistic, with four attributes; each tenth record is changed once more in a second batch.
// The peer, ogr2ogr, writes the same final features to a GeoPackage with its R-tree, from FlatGeobuf, which it reads
// fastest. append_bench [records, 100000 unless named]
#include "geo/codec.h"
#include "store/sqlite/sqlite_store.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <thread>

namespace tilth::store {
namespace {

using bench::output_of;
using bench::seconds_of;

constexpr const char* kModel = R"(
type: hazard
title: {en: Hazard}
source: bench
geometry: perimeter
label: local_id
fields:
  local_id: {kind: text}
  status: {kind: text}
  identified_on: {kind: date}
  area_reported: {kind: area}
  perimeter: {kind: geometry, geometry: any}
)";

std::string local_id(std::size_t i) { return "HZ-" + std::to_string(1'000'000 + i); }
std::string status(std::size_t i, bool changed) { return changed ? "closed" : i % 3 == 0 ? "open" : "suspended"; }
Date identified_on(std::size_t i) { return Date::from_days(14'000 + static_cast<std::int32_t>(i % 3650)); }
double area_reported(std::size_t i) { return static_cast<double>(500 + i * 7919 % 40'000); }
bool changes(std::size_t i) { return i % 10 == 0; }

std::string sqlite(const std::filesystem::path& file, const std::string& sql) {
  return output_of("sqlite3 '" + file.string() + "' \"" + sql + "\"");
}

/// The same question of both files.
bool same(const std::filesystem::path& ours, const std::string& question, const std::filesystem::path& theirs,
          const std::string& as_they_say) {
  const std::string one = sqlite(ours, question), other = sqlite(theirs, as_they_say);
  if (one != other) std::fprintf(stderr, "# %s: %s against %s\n", question.c_str(), one.c_str(), other.c_str());
  return one == other;
}

/// Batches of one record a second, each acknowledged when it is on the disk, by so many writers at once.
double batches_a_second(Store& store, std::size_t writers) {
  constexpr std::size_t kBatches = 400;
  const model::RecordType& type = *store.model()->find_type("hazard");
  const int status_field = type.index_of("status");
  std::vector<std::thread> threads;
  const double seconds = seconds_of([&] {
    for (std::size_t w = 0; w < writers; ++w)
      threads.emplace_back([&] {
        Batch batch;
        batch.author = "field";
        for (std::size_t i = 0; i < kBatches / writers; ++i)
          store.append(batch, {{.kind = OperationKind::create,
                                .record = Uuid::make(),
                                .type = "hazard",
                                .set = {{status_field, Value{"open"}}}}});
      });
    for (std::thread& thread : threads) thread.join();
  });
  return static_cast<double>(kBatches) / seconds;
}

bool measure(std::size_t count) {
  const test::ScratchFolder folder;
  const std::filesystem::path ours = folder / "ours.gpkg", features = folder / "features.fgb",
                              theirs = folder / "theirs.gpkg";
  std::vector<geo::GeometryPtr> shapes;
  for (geo::Geometry& g : bench::hazard_polygons(count, bench::Mix::realistic))
    shapes.push_back(std::make_shared<const geo::Geometry>(std::move(g)));
  {
    std::ofstream csv{folder / "features.csv"};
    csv << "local_id,status,identified_on,area_reported,WKT\n";
    for (std::size_t i = 0; i < count; ++i)
      csv << local_id(i) << ',' << status(i, changes(i)) << ',' << identified_on(i).text() << ',' << area_reported(i)
          << ",\"" << geo::to_wkt(*shapes[i]) << "\"\n";
  }
  output_of("ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=NO -nlt GEOMETRY -a_srs EPSG:4326 -oo AUTODETECT_TYPE=YES '" +
            features.string() + "' '" + (folder / "features.csv").string() + "' 2>/dev/null");
  std::filesystem::remove(folder / "features.csv");

  const auto store = sqlite::create(
      ours, {{"model.yaml", "model: bench\nversion: '1'\nlanguages: [en]\n"}, {"types/hazard.yaml", kModel}});
  const model::RecordType& type = *store->model()->find_type("hazard");
  const int id_field = type.index_of("local_id"), status_field = type.index_of("status"),
            date_field = type.index_of("identified_on"), area_field = type.index_of("area_reported"),
            shape_field = type.index_of("perimeter");
  Batch batch;
  batch.author = "bench";
  SilentProgress progress;
  std::vector<Uuid> ids(count);
  bench::forget_peak_memory();
  const double create_s = seconds_of([&] {
    const auto load = store->begin_load(batch);
    for (std::size_t i = 0; i < count; ++i) {
      ids[i] = Uuid::make();
      load->add({.kind = OperationKind::create,
                 .record = ids[i],
                 .type = "hazard",
                 .set = {{id_field, Value{local_id(i)}},
                         {status_field, Value{status(i, false)}},
                         {date_field, Value{identified_on(i)}},
                         {area_field, Value{area_reported(i)}},
                         {shape_field, Value{shapes[i]}}}});
    }
    load->commit(progress);
  });
  const double change_s = seconds_of([&] {
    const auto load = store->begin_load(batch);
    for (std::size_t i = 0; i < count; ++i)
      if (changes(i)) load->add({.record = ids[i], .type = "hazard", .set = {{status_field, Value{status(i, true)}}}});
    load->commit(progress);
  });
  const double peak = bench::peak_memory_mib();

  const double peer_s = seconds_of([&] {
    output_of("ogr2ogr -f GPKG -gt 100000 -nln hazard '" + theirs.string() + "' '" + features.string() + "'");
  });

  // The answers: rows, sums, what windows of the R-trees hold, the versions, and the chain.
  const std::string changed = std::to_string((count + 9) / 10);
  bool agree = same(ours, "SELECT count(*), sum(area_reported) / 100, count(DISTINCT local_id) FROM hazard", theirs,
                    "SELECT count(*), sum(area_reported), count(DISTINCT local_id) FROM hazard");
  const std::string by_status = "SELECT status, count(*) FROM hazard GROUP BY 1 ORDER BY 1";
  agree = same(ours, by_status, theirs, by_status) && agree;
  // R-trees round boxes to 32 bits, each program in its own way: both must hold what meets a window, and little more.
  bench::Dice dice{3};
  for (int window = 0; window < 50; ++window) {
    geo::Box at = shapes[dice.below(count)]->box();
    at = {at.west - 0.01, at.south - 0.01, at.east + 0.01, at.north + 0.01};
    const auto exact = std::count_if(shapes.begin(), shapes.end(),
                                     [&](const geo::GeometryPtr& shape) { return shape->box().meets(at); });
    const auto close = [&](const std::filesystem::path& file, const std::string& tree) {
      const auto found = std::stol(sqlite(file, fmt::format("SELECT count(*) FROM {} WHERE minx <= {} AND maxx >= {} "
                                                            "AND miny <= {} AND maxy >= {}",
                                                            tree, at.east, at.west, at.north, at.south)));
      return found >= exact && found <= exact + 2;
    };
    agree = agree && close(ours, "rtree_hazard_perimeter") && close(theirs, "rtree_hazard_geom");
    agree = agree && store->count({}, {.type = "hazard", .box = at}) == exact;
  }
  agree = agree && sqlite(ours, "SELECT count(*) FROM hazard_history") == changed;
  VerifyReport report;
  const double verify_s = seconds_of([&] { report = store->verify(progress); });
  agree = agree && report.sound() && report.records == static_cast<std::int64_t>(count) &&
          report.operations == static_cast<std::int64_t>(count + (count + 9) / 10);
  std::fprintf(stderr, "# create %.2f s, change %.2f s, verify %.2f s; %.0f MiB ours, %.0f MiB theirs\n", create_s,
               change_s, verify_s, static_cast<double>(std::filesystem::file_size(ours)) / 0x1p20,
               static_cast<double>(std::filesystem::file_size(theirs)) / 0x1p20);
  for (const std::size_t writers : {1, 4, 16})
    std::fprintf(stderr, "# %zu writers at once: %.0f batches a second\n", writers, batches_a_second(*store, writers));
  const bool first = bench::print_row(
      {"append with chain and R-tree", count, "ogr2ogr, which keeps neither", create_s, peer_s, 0, agree, peak});
  return bench::print_row({"append and a second version of each tenth", count, "ogr2ogr, which keeps none",
                           create_s + change_s, peer_s, 0, agree, peak}) &&
         first;
}

}  // namespace
}  // namespace tilth::store

int main(int count, char** words) {
  const std::size_t records = count > 1 ? std::strtoull(words[1], nullptr, 10) : 100'000;
  return tilth::bench::exit_code_of([&] { return tilth::store::measure(records); });
}
