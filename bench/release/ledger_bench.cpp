// SPDX-License-Identifier: Apache-2.0
// Question: how long does the land account of a country take, from our file to what remains of every hazard, as at any
// date? Data: hazards of hazard_polygons.h, plain and realistic, each with five releases over ten years, one in eight
// so wide that it lies over others and over the border; each 20th is not approved. ledger_bench [releases, 100000
// unless named]
#include "geo/codec.h"
#include "geo/layer.h"
#include "release/ledger_reader.h"
#include "release/ledger_tables.h"
#include "store/sqlite/sqlite_store.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <sstream>

namespace tilth::release {
namespace {

using bench::seconds_of;
using cql2::Value;

constexpr const char* kModel = R"(
type: hazard
title: {en: Hazard}
source: bench
geometry: perimeter
dated_by: identified_on
fields:
  class: {kind: text}
  identified_on: {kind: date}
  perimeter: {kind: geometry, geometry: any}
---
type: land_release_product
title: {en: Product}
source: bench
geometry: perimeter
dated_by: released_on
fields:
  hazard: {kind: reference, to: hazard}
  product: {kind: text}
  status: {kind: text}
  released_on: {kind: date}
  perimeter: {kind: geometry, geometry: any}
)";
constexpr std::size_t kReleasesOfAHazard = 5;
constexpr std::int32_t kFirstDay = 16'000, kDays = 3650;

/// The k-th piece of a hazard, in a sector of its own about the middle of its first ring. One in eight is twice as
/// wide, so that it lies over its neighbours and over the border.
geo::Geometry piece_of(const geo::Geometry& hazard, std::size_t k, bench::Dice& dice, bench::Mix mix) {
  constexpr double kTurn = 2 * std::numbers::pi;
  geo::Box box;
  for (std::size_t i = 0; i < hazard.path_end(0); ++i) box.add(hazard.x[i], hazard.y[i]);
  const double wide = (box.east - box.west) / 2, high = (box.north - box.south) / 2;
  const double sector = kTurn * static_cast<double>(k) / kReleasesOfAHazard;
  const double lon = (box.west + box.east) / 2 + 0.45 * wide * std::cos(sector),
               lat = (box.south + box.north) / 2 + 0.45 * high * std::sin(sector);
  const double radius = dice.below(8) == 0 ? 0.5 : 0.25, step = mix == bench::Mix::plain ? 0 : 1e6;
  geo::Geometry g{.kind = geo::Kind::polygon};
  const std::size_t corners = 8 + dice.below(13);
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle = kTurn * static_cast<double>(i) / static_cast<double>(corners),
                 r = radius * dice.between(0.5, 1);
    double x = lon + r * wide * std::cos(angle), y = lat + r * high * std::sin(angle);
    if (step > 0) x = std::round(x * step) / step, y = std::round(y * step) / step;
    g.x.push_back(x), g.y.push_back(y);
  }
  g.x.push_back(g.x.front()), g.y.push_back(g.y.front());
  g.close_path(), g.close_part();
  return g;
}

bool measure(std::size_t count, bench::Mix mix, const bench::Postgis& postgis) {
  const std::string data = mix == bench::Mix::plain ? "plain polygons" : "realistic polygons";
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "land.gpkg";
  std::vector<Uuid> ids;
  SilentProgress progress;
  {
    const std::vector<geo::Geometry> drawn =
        bench::hazard_polygons(std::max<std::size_t>(1, count / kReleasesOfAHazard), mix);
    std::vector<const geo::Geometry*> refs;
    for (const geo::Geometry& g : drawn) refs.push_back(&g);
    const geo::Layer layer{refs, 2};
    const auto store = store::sqlite::create(
        file, {{"model.yaml", "model: bench\nversion: '1'\nlanguages: [en]\n"}, {"types/land.yaml", kModel}});
    const model::RecordType &hazard = *store->model()->find_type("hazard"),
                            &product = *store->model()->find_type("land_release_product");
    std::ofstream hazards{folder / "hazards"}, products{folder / "products"};
    const auto load = store->begin_load({.author = "bench"});
    bench::Dice dice{11};
    const char* methods[] = {"cancelled", "reduced", "cleared"};
    for (std::size_t i = 0; i < layer.size(); ++i) {
      ids.push_back(Uuid::make());
      const geo::Geometry& land = layer.sound(i);
      load->add({.kind = store::OperationKind::create,
                 .record = ids[i],
                 .type = "hazard",
                 .set = {{hazard.index_of("class"), Value{std::string{"cha"}}},
                         {hazard.index_of("identified_on"), Value{Date::from_days(kFirstDay)}},
                         {hazard.index_of("perimeter"), Value{std::make_shared<const geo::Geometry>(land)}}}});
      hazards << i << '\t' << bench::hexadecimal(geo::to_wkb(land)) << '\n';
      for (std::size_t k = 0; k < kReleasesOfAHazard; ++k) {
        const auto day = kFirstDay + static_cast<std::int32_t>(dice.below(kDays));
        const bool approved = dice.below(20) > 0;
        const auto piece = std::make_shared<const geo::Geometry>(piece_of(land, k, dice, mix));
        load->add({.kind = store::OperationKind::create,
                   .record = Uuid::make(),
                   .type = "land_release_product",
                   .set = {{product.index_of("hazard"), Value{ids[i].text()}},
                           {product.index_of("product"), Value{std::string{methods[dice.below(3)]}}},
                           {product.index_of("status"), Value{std::string{approved ? "approved" : "draft"}}},
                           {product.index_of("released_on"), Value{Date::from_days(day)}},
                           {product.index_of("perimeter"), Value{piece}}}});
        products << i << '\t' << day << '\t' << (approved ? 't' : 'f') << '\t'
                 << bench::hexadecimal(geo::to_wkb(*piece)) << '\n';
      }
    }
    load->commit(progress);
  }
  postgis.ask(
      "DROP TABLE IF EXISTS hazard, product, answer;\n"
      "CREATE UNLOGGED TABLE hazard (id int PRIMARY KEY, g geometry);\n"
      "CREATE UNLOGGED TABLE product (hazard int, day int, approved boolean, g geometry);\n"
      "\\copy hazard FROM '" +
      (folder / "hazards").string() + "'\n\\copy product FROM '" + (folder / "products").string() +
      "'\n"
      "UPDATE hazard SET g = ST_SetSRID(g, 4326); UPDATE product SET g = ST_SetSRID(g, 4326);\n"
      "CREATE INDEX ON product (hazard); VACUUM FULL ANALYZE hazard; VACUUM FULL ANALYZE product;\n"
      "SELECT (SELECT sum(ST_NPoints(g)) FROM hazard) + (SELECT sum(ST_NPoints(g)) FROM product);");
  bench::output_of("cat '" + file.string() + "' > /dev/null");

  std::unique_ptr<store::Store> store;
  std::optional<Ledger> ledger;
  std::map<std::string, Account> accounts;
  const auto as_at = [&](std::int32_t day) {
    accounts = accounts_by(*ledger, Dimension::hazard, View{.as_at = Date::from_days(day)});
  };
  const auto in_sql = [&](std::int32_t day, double& seconds) {
    postgis.ask(
        fmt::format(
            "DROP TABLE IF EXISTS answer; CREATE UNLOGGED TABLE answer AS\n"
            "SELECT h.id, coalesce(ST_Area(ST_CollectionExtract(ST_Intersection(h.g, p.g), 3)::geography), 0) AS "
            "released, ST_Area(CASE WHEN p.g IS NULL THEN h.g ELSE ST_CollectionExtract(ST_Difference(h.g, "
            "p.g), 3) END::geography) AS remaining\n"
            "FROM hazard h LEFT JOIN (SELECT hazard, ST_Union(g) AS g FROM product WHERE approved AND day <= {} "
            "GROUP BY hazard) AS p ON p.hazard = h.id",
            day),
        seconds);
  };
  // An edge that is cut bulges less than the whole edge (docs/formulas.md): 1e-6 of the land at 100 m.
  const auto same = [&] {
    std::istringstream rows{postgis.ask("SELECT id, released, remaining FROM answer ORDER BY id")};
    std::size_t seen = 0, apart = 0;
    double ours = 0, theirs = 0;
    for (std::string line; std::getline(rows, line); ++seen) {
      const std::size_t one = line.find('|'), two = line.find('|', one + 1);
      const double released = std::stod(line.substr(one + 1)), remaining = std::stod(line.substr(two + 1));
      const auto found = accounts.find(ids[seen].text());
      const Account account = found == accounts.end() ? Account{} : found->second;
      const double near = 0.05 + 2e-5 * (released + remaining);
      if (std::abs(account.released().as_double() - released) > near ||
          std::abs(account.remaining().as_double() - remaining) > near) {
        if (++apart <= 5)
          std::fprintf(stderr, "# hazard %zu: %.2f and %.2f m2 released, %.2f and %.2f m2 remain\n", seen,
                       account.released().as_double(), released, account.remaining().as_double(), remaining);
      }
      ours += account.remaining().as_double(), theirs += remaining;
    }
    std::fprintf(stderr, "# %s: %.2f and %.2f m2 remain, %.1e apart; %zu hazards differ\n", data.c_str(), ours, theirs,
                 std::abs(ours - theirs) / theirs, apart);
    return seen == ids.size() && apart == 0 && std::abs(ours - theirs) <= 1e-6 * theirs;
  };

  double first_sql_s = 0, second_sql_s = 0;
  bench::forget_peak_memory();
  const double first_s = seconds_of([&] {
    store = store::sqlite::open(file, store::sqlite::Mode::read_only);
    ledger.emplace(Ledger::of(read_land_history(*store, {}, {}, progress), {.threads = 2}, progress));
    as_at(kFirstDay + kDays / 2);
  });
  const double peak = bench::peak_memory_mib();
  in_sql(kFirstDay + kDays / 2, first_sql_s);
  bool agree = same();
  bool all = bench::print_row(
      {"ledger as at a date, from the file, " + data, count, "PostGIS", first_s, first_sql_s, 15, agree, peak});
  const double second_s = seconds_of([&] { as_at(kFirstDay + kDays); });
  in_sql(kFirstDay + kDays, second_sql_s);
  agree = same();
  return bench::print_row(
             {"ledger as at another date, " + data, count, "PostGIS", second_s, second_sql_s, 15, agree, peak}) &&
         all;
}

}  // namespace
}  // namespace tilth::release

int main(int count, char** words) {
  return tilth::bench::beside_postgis(count, words, [](std::size_t records, const tilth::bench::Postgis& postgis) {
    const bool plain = tilth::release::measure(records, tilth::bench::Mix::plain, postgis);
    return tilth::release::measure(records, tilth::bench::Mix::realistic, postgis) && plain;
  });
}
