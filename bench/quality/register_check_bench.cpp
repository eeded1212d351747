// SPDX-License-Identifier: Apache-2.0
// Question: how long does the full check of a national register take, from our own file to the findings, beside the
// same questions in SQL? Data: hazard_polygons.h, plain and realistic; each 30th reported area is off by a fifth, each
// 50th local id is another record's. register_check_bench [records, 100000 unless named]
#include "geo/area.h"
#include "geo/codec.h"
#include "geo/layer.h"
#include "quality/check.h"
#include "store/sqlite/sqlite_store.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace tilth::quality {
namespace {

using bench::seconds_of;
using cql2::Value;

constexpr const char* kModel = R"(
type: hazard
title: {en: Hazard}
source: bench
geometry: perimeter
label: local_id
fields:
  local_id: {kind: text, required: true}
  area_reported: {kind: area}
  perimeter: {kind: geometry, geometry: any}
rules:
  - {id: hazard.invalid, severity: error, check: invalid_geometry, message: {en: invalid}, source: bench}
  - {id: hazard.key, severity: error, check: duplicate_key, message: {en: key}, source: bench}
  - {id: hazard.same, severity: error, check: same_record, with: {fields: [perimeter]}, message: {en: same}, source: bench}
  - {id: hazard.overlap, severity: warning, check: overlap, message: {en: overlap}, source: bench}
  - {id: hazard.near, severity: warning, check: near_duplicate, message: {en: near}, source: bench}
  - {id: hazard.area, severity: warning, check: area_mismatch, message: {en: area}, source: bench}
)";

/// The same six questions, as geocheck asks them; invalid outlines are mended before they are overlaid.
constexpr const char* kSql = R"sql(
CREATE UNLOGGED TABLE judged AS SELECT id, ST_IsValid(g) AS valid FROM hazard;
CREATE UNLOGGED TABLE sound AS
  SELECT h.id, h.area_reported, coalesce(m.g, h.g) AS g, ST_Area(coalesce(m.g, h.g)::geography) AS m2
  FROM hazard h LEFT JOIN mended m ON m.id = h.id;
CREATE INDEX ON sound USING gist (g);
ANALYZE sound;
CREATE UNLOGGED TABLE shared AS
  SELECT a.id AS a, b.id AS b, a.m2 AS a_m2, b.m2 AS b_m2,
         ST_Area(ST_CollectionExtract(ST_Intersection(a.g, b.g), 3)::geography) AS m2
  FROM sound a JOIN sound b ON a.id < b.id AND ST_Intersects(a.g, b.g);
CREATE UNLOGGED TABLE finding AS
  SELECT 'hazard.invalid' AS rule, id::text AS records, 0::float8 AS m2 FROM judged WHERE NOT valid
  UNION ALL SELECT 'hazard.key', string_agg(id::text, ' ' ORDER BY id), 0 FROM hazard GROUP BY lower(local_id) HAVING count(*) > 1
  UNION ALL SELECT 'hazard.same', string_agg(id::text, ' ' ORDER BY id), 0 FROM hazard GROUP BY ST_AsBinary(g) HAVING count(*) > 1
  UNION ALL SELECT 'hazard.overlap', a || ' ' || b, m2 FROM shared WHERE m2 > 0.01 * least(a_m2, b_m2)
  UNION ALL SELECT 'hazard.near', a || ' ' || b, m2 FROM shared WHERE m2 > 0.9 * (a_m2 + b_m2 - m2)
  UNION ALL SELECT 'hazard.area', id::text, 0 FROM sound WHERE m2 > 0 AND abs(area_reported - m2) / m2 > 0.05;
)sql";

bool measure(std::size_t count, bench::Mix mix, const bench::Postgis& postgis) {
  const std::string data = mix == bench::Mix::plain ? "plain polygons" : "realistic polygons";
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "register.gpkg";
  std::map<Uuid, std::size_t> number;
  SilentProgress progress;
  {
    std::vector<geo::GeometryPtr> shapes;
    std::vector<const geo::Geometry*> refs;
    for (geo::Geometry& g : bench::hazard_polygons(count, mix))
      shapes.push_back(std::make_shared<const geo::Geometry>(std::move(g)));
    for (const geo::GeometryPtr& shape : shapes) refs.push_back(shape.get());
    const geo::Layer layer{refs, 2};
    const auto store = store::sqlite::create(
        file, {{"model.yaml", "model: bench\nversion: '1'\nlanguages: [en]\n"}, {"types/hazard.yaml", kModel}});
    const model::RecordType& type = *store->model()->find_type("hazard");
    std::ofstream hazards{folder / "hazards"}, mended{folder / "mended"};
    const auto load = store->begin_load({.author = "bench"});
    for (std::size_t i = 0; i < count; ++i) {
      const Uuid id = Uuid::make();
      number[id] = i;
      const std::string local_id = fmt::format("HZ-{}", 1'000'000 + (i % 50 == 49 ? i - 7 : i));
      const double reported =
          std::round(geo::area_m2(layer.sound(i)) * (i % 30 == 29 ? 1.2 : 1.01)) + (layer.sound(i).empty() ? 1 : 0);
      load->add({.kind = store::OperationKind::create,
                 .record = id,
                 .type = "hazard",
                 .set = {{type.index_of("local_id"), Value{local_id}},
                         {type.index_of("area_reported"), Value{reported}},
                         {type.index_of("perimeter"), Value{shapes[i]}}}});
      hazards << i << '\t' << local_id << '\t' << reported << '\t' << bench::hexadecimal(geo::to_wkb(*shapes[i]))
              << '\n';
      if (layer.repaired(i)) mended << i << '\t' << bench::hexadecimal(geo::to_wkb(layer.sound(i))) << '\n';
    }
    load->commit(progress);
  }
  // There is more than one way to mend an outline; so that both sides measure the same land, PostGIS gets ours.
  postgis.ask(
      "DROP TABLE IF EXISTS hazard, mended, judged, sound, shared, finding;\n"
      "CREATE UNLOGGED TABLE hazard (id int PRIMARY KEY, local_id text, area_reported float8, g geometry);\n"
      "CREATE UNLOGGED TABLE mended (id int PRIMARY KEY, g geometry);\n"
      "\\copy hazard FROM '" +
      (folder / "hazards").string() + "'\n\\copy mended FROM '" + (folder / "mended").string() +
      "'\n"
      "UPDATE hazard SET g = ST_SetSRID(g, 4326); UPDATE mended SET g = ST_SetSRID(g, 4326);\n"
      "CREATE INDEX ON hazard USING gist (g); VACUUM FULL ANALYZE hazard; VACUUM ANALYZE mended;\n"
      "SELECT sum(ST_NPoints(g)) FROM hazard;");
  bench::output_of("cat '" + file.string() + "' > /dev/null");  // warm, as the other side's buffers are

  CheckResult result;
  bench::forget_peak_memory();
  const double ours_s = seconds_of([&] {
    const auto store = store::sqlite::open(file, store::sqlite::Mode::read_only);
    result = check(*store, {}, {.threads = 2}, progress);
  });
  const double peak = bench::peak_memory_mib();
  double postgis_s = 0;
  postgis.ask(kSql, postgis_s);

  struct Found {
    std::string rule, records;
    double m2;
  };
  std::map<std::pair<std::string, std::string>, double> ours;
  for (const Finding& finding : result.findings) {
    std::set<std::size_t> records;
    for (const Uuid& id : finding.records) records.insert(number.at(id));
    std::string names;
    for (const std::size_t one : records) names += (names.empty() ? "" : " ") + std::to_string(one);
    const bool land = finding.values.contains("overlap_m2");
    ours[{finding.rule, names}] = land ? finding.values.at("overlap_m2").get<double>() : 0.0;
  }
  std::size_t theirs = 0, missed = 0;
  double sum = 0, their_sum = 0;
  for (const auto& [key, m2] : ours) sum += m2;
  std::istringstream rows{postgis.ask("SELECT rule, records, m2 FROM finding")};
  for (std::string line; std::getline(rows, line); ++theirs) {
    const std::size_t one = line.find('|'), two = line.find('|', one + 1);
    const double m2 = std::stod(line.substr(two + 1));
    their_sum += std::round(m2 * 100) / 100;
    const auto found = ours.find({line.substr(0, one), line.substr(one + 1, two - one - 1)});
    if (found == ours.end() || std::abs(found->second - m2) > 0.011 + 1e-6 * m2) {
      if (++missed <= 5)
        std::fprintf(stderr, "# %s differs: %s, ours %f\n", data.c_str(), line.c_str(),
                     found == ours.end() ? -1.0 : found->second);
    }
  }
  std::fprintf(stderr, "# %s: %zu findings, %zu in SQL, %zu differ; shared land %.2f and %.2f m2\n", data.c_str(),
               ours.size(), theirs, missed, sum, their_sum);
  return bench::print_row({"full check of a register, from file to findings, " + data, count, "PostGIS", ours_s,
                           postgis_s, 20, missed == 0 && theirs == ours.size(), peak});
}

}  // namespace
}  // namespace tilth::quality

int main(int count, char** words) {
  return tilth::bench::beside_postgis(count, words, [](std::size_t records, const tilth::bench::Postgis& postgis) {
    const bool plain = tilth::quality::measure(records, tilth::bench::Mix::plain, postgis);
    return tilth::quality::measure(records, tilth::bench::Mix::realistic, postgis) && plain;
  });
}
