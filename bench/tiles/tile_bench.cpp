// SPDX-License-Identifier: Apache-2.0
// Question: how fast is a vector tile made of the programme's records in memory, rings valid, against one ST_AsMVT of
// PostGIS, which is what Martin, pg_tileserv and TiPg all call? Data: hazard_polygons.h; tiles about polygons chosen by
// a fixed seed. tile_bench [polygons, 100000 unless named] tile_bench POLYGONS --write FILE makes the programme and
// ends. PostGIS has its data in EPSG:3857 already, indexed, vacuumed and warm, the same extent, buffer and properties.
#include "geo/codec.h"
#include "geo/hilbert.h"
#include "store/sqlite/sqlite_store.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"
#include "tiles/map_memory.h"
#include "tiles/tile_builder.h"
#include "tiles/tile_cache.h"

#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace tilth {
namespace {

using bench::Mix;

using bench::seconds_of;

const std::map<std::string, std::string> kModel = {
    {"model.yaml", "model: bench\nversion: 1\nlanguages: [en]\n"},
    {"codes/status.yaml", "codes: status\ntitle: Status\nvalues:\n  open: Open\n  closed: Closed\n"},
    {"types/hazard.yaml",
     "type: hazard\ntitle: Hazard\nsource: bench\nclass: public\ngeometry: perimeter\nlabel: local_id\nfields:\n"
     "  local_id: {kind: text}\n  status: {kind: code, codes: status}\n  perimeter: {kind: geometry, geometry: "
     "any}\n"}};

void fill(store::Store& store, const std::vector<geo::Geometry>& land) {
  auto load = store.begin_load({.author = "bench"});
  for (std::size_t i = 0; i < land.size(); ++i) {
    store::Change change{
        store::OperationKind::create, Uuid::from_parts(static_cast<std::int64_t>(i) + 1, i, i), "hazard", {}, 0};
    change.set.emplace_back(0, store::Value{"HA-" + std::to_string(i)});
    change.set.emplace_back(1, store::Value{std::string{i % 3 == 0 ? "closed" : "open"}});
    change.set.emplace_back(2, store::Value{std::make_shared<const geo::Geometry>(land[i])});
    load->add(change);
  }
  SilentProgress quiet;
  load->commit(quiet);
}

bool run(std::size_t count) {
  bool all = true;
  const test::ScratchFolder folder;
  const std::vector<geo::Geometry> land = bench::hazard_polygons(count, Mix::realistic);
  auto store = store::sqlite::create(folder / "bench.gpkg", kModel);
  fill(*store, land);
  const auto cluster = bench::Postgis::start(TILTH_SOURCE_DIR);
  if (cluster) {
    const std::filesystem::path rows = folder / "rows.tsv";
    {
      std::ofstream out{rows};
      for (std::size_t i = 0; i < land.size(); ++i) {
        const std::string wkb = geo::to_wkb(land[i]);
        static constexpr char kHex[] = "0123456789abcdef";
        std::string text;
        for (const unsigned char c : wkb) text += {kHex[c >> 4], kHex[c & 15]};
        out << Uuid::from_parts(static_cast<std::int64_t>(i) + 1, i, i).text() << "\tHA-" << i << '\t'
            << (i % 3 == 0 ? "closed" : "open") << '\t' << text << '\n';
      }
    }
    cluster->ask("CREATE UNLOGGED TABLE raw (id text, local_id text, status text, geom geometry);\n\\copy raw FROM '" +
                 rows.string() +
                 "'\nCREATE UNLOGGED TABLE hazard AS SELECT id, local_id, status, ST_Transform(ST_SetSRID(geom, 4326), "
                 "3857) AS geom FROM raw;"
                 "CREATE INDEX ON hazard USING gist (geom); VACUUM ANALYZE hazard;");
  }
  tiles::MapMemory memory{*store};
  const geo::TileMatrixSet& set = *geo::find_tile_matrix_set("WebMercatorQuad");
  for (const auto& [level, tiles] : {std::pair{10, 20}, std::pair{12, 60}, std::pair{14, 300}}) {
    bench::Dice dice{static_cast<std::uint64_t>(level)};
    std::vector<geo::TilePlace> places;
    for (int i = 0; i < tiles; ++i) {
      const geo::Geometry& g = land[dice.below(land.size())];
      const geo::TileRange at = geo::tiles_over(set, level, {g.x[0], g.y[0], g.x[0], g.y[0]});
      places.push_back({&set, level, at.first_row, at.first_column});
    }
    std::int64_t features = 0;
    std::size_t bytes = 0;
    std::vector<double> each;
    const auto make_all = [&] {
      features = 0, bytes = 0;
      each.clear();
      for (const geo::TilePlace& place : places) {
        each.push_back(seconds_of([&] {
          const tiles::VectorTile tile =
              tiles::build(*store, store::Caller{}, place, {{.type = "hazard"}}, {}, &memory);
          features += tile.features;
          bytes += tile.bytes.size();
        }));
      }
    };
    make_all();  // the first to ask are answered from the file
    memory.settle();
    make_all();  // warm, as the peer is
    const double ours = seconds_of(make_all);
    std::sort(each.begin(), each.end());
    double theirs = 0;
    long their_features = -1;
    if (cluster) {
      std::string list;
      for (const geo::TilePlace& place : places)
        list += (list.empty() ? "(" : ",(") + std::to_string(place.level) + "," + std::to_string(place.column) + "," +
                std::to_string(place.row) + ")";
      const std::string rows =
          "(SELECT id, local_id, status, ST_AsMVTGeom(geom, ST_TileEnvelope(z,x,y), 4096, 64, true) AS g FROM hazard "
          "WHERE geom && ST_TileEnvelope(z,x,y, margin => 64.0/4096)) q";
      const std::string tile =
          "SET max_parallel_workers_per_gather = 0; SELECT sum(length((SELECT ST_AsMVT(q, 'hazard', 4096, 'g') FROM " +
          rows + "))) FROM (VALUES " + list + ") t(z,x,y)";
      cluster->ask(tile);
      double with_start = 0, start = 0;
      cluster->ask(tile, with_start);
      cluster->ask("SELECT 1", start);
      theirs = with_start - start;
      their_features = std::strtol(cluster
                                       ->ask("SELECT sum((SELECT count(*) FROM " + rows +
                                             " WHERE g IS NOT NULL)) FROM (VALUES " + list + ") t(z,x,y)")
                                       .c_str(),
                                   nullptr, 10);
    }
    // The peer drops what rounding swallows; we keep it as dust. What both draw must be the same land.
    const bool agree = their_features < 0 ||
                       (features >= their_features &&
                        static_cast<double>(features - their_features) <= 0.02 * static_cast<double>(features) + 5);
    std::fprintf(stderr,
                 "level %d: %.0f tiles/s, %ld features in %d tiles (peer %ld), %zu bytes, p50 %.2f ms, p99 %.2f ms\n",
                 level, tiles / ours, static_cast<long>(features), tiles, their_features, bytes,
                 each[each.size() / 2] * 1e3, each[each.size() * 99 / 100] * 1e3);
    all = bench::print_row({std::to_string(tiles) + " vector tiles, uncached, level " + std::to_string(level) + " (" +
                                std::to_string(features / tiles) + " features each)",
                            count, cluster ? "PostGIS ST_AsMVT" : "none", ours, theirs, 8, agree, 0}) &&
          all;
    tiles::TileCache cache;
    std::int64_t seq = 0;
    std::string key = "tile";
    (void)cache.find(*store, key, seq);
    cache.put(key, {std::make_shared<const std::string>("x"), "e", 1, 0}, {geo::box_of(places[0]), {"hazard"}}, seq);
    const double kept = seconds_of([&] {
      for (int i = 0; i < 2000; ++i) (void)cache.find(*store, key, seq);
    });
    std::fprintf(stderr, "a kept tile is found in %.1f us\n", kept / 2000 * 1e6);
  }
  store.reset();
  return all;
}

}  // namespace
}  // namespace tilth

int main(int argc, char** argv) {
  const auto count = argc > 1 ? static_cast<std::size_t>(std::atol(argv[1])) : std::size_t{100'000};
  if (argc == 4 && std::string{argv[2]} == "--write") {  // the data alone, for benches of the server
    const auto store = tilth::store::sqlite::create(argv[3], tilth::kModel);
    tilth::fill(*store, tilth::bench::hazard_polygons(count, tilth::bench::Mix::realistic));
    return 0;
  }
  return tilth::bench::exit_code_of([&] { return tilth::run(count); });
}
