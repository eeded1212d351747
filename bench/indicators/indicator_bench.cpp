// SPDX-License-Identifier: Apache-2.0
// Question: can an indicator with three splits be worked out anew at every request?
// Data: releases of 40 provinces, 3 methods and 10 years, areas log-normal with a median of about 8,000 m2; a tenth is
// not approved. indicator_bench [records, 100000 unless named]
#include "indicators/indicators.h"
#include "store/sqlite/sqlite_store.h"
#include "support/hazard_polygons.h"
#include "support/postgis.h"
#include "support/row.h"
#include "support/scratch_folder.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <sstream>

namespace tilth::indicators {
namespace {

using bench::seconds_of;
using cql2::Value;

constexpr const char* kModel = R"(
type: land_release
title: {en: Land release}
source: bench
dated_by: completed_on
fields:
  province: {kind: text}
  method: {kind: text}
  status: {kind: text}
  completed_on: {kind: date}
  area: {kind: area}
)";
constexpr const char* kIndicator = R"(
indicator: land_released
code: LR
title: {en: Land released}
definition: {en: Land released}
unit: m2
value: sum(area)
of: land_release
where: status = 'approved' AND method IN ('cancelled', 'reduced', 'cleared')
dated_by: completed_on
split_by: [province, method]
source: bench
)";

bool measure(std::size_t count, const bench::Postgis& postgis) {
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "land.gpkg";
  const auto store = store::sqlite::create(file, {{"model.yaml", "model: bench\nversion: '1'\nlanguages: [en]\n"},
                                                  {"types/land_release.yaml", kModel},
                                                  {"indicators/land.yaml", kIndicator}});
  const model::RecordType& type = *store->model()->find_type("land_release");
  const model::Indicator& indicator = *store->model()->find_indicator("land_released");
  const auto release = [&](std::size_t i, bench::Dice& dice) {
    const char* methods[] = {"cancelled", "reduced", "cleared"};
    return std::vector<std::pair<int, Value>>{
        {type.index_of("province"), Value{fmt::format("Province {:02}", i * 31 % 40)}},
        {type.index_of("method"), Value{std::string{methods[dice.below(3)]}}},
        {type.index_of("status"), Value{std::string{dice.below(10) == 0 ? "draft" : "approved"}}},
        {type.index_of("completed_on"), Value{Date::from_days(16'000 + static_cast<std::int32_t>(dice.below(3650)))}},
        {type.index_of("area"), Value{std::round(8'000 * std::exp(dice.normal()) * 100) / 100}}};
  };
  SilentProgress progress;
  {
    std::ofstream rows{folder / "rows"};
    bench::Dice dice{5};
    const auto load = store->begin_load({.author = "bench"});
    for (std::size_t i = 0; i < count; ++i) {
      const auto set = release(i, dice);
      load->add({.kind = store::OperationKind::create, .record = Uuid::make(), .type = "land_release", .set = set});
      rows << fmt::format("{}\t{}\t{}\t{}\t{:.2f}\n", std::get<std::string>(set[0].second),
                          std::get<std::string>(set[1].second), std::get<std::string>(set[2].second),
                          std::get<Date>(set[3].second).text(), std::get<double>(set[4].second));
    }
    load->commit(progress);
  }
  postgis.ask(
      "DROP TABLE IF EXISTS land_release;\n"
      "CREATE UNLOGGED TABLE land_release (province text, method text, status text, completed_on date, area numeric);\n"
      "\\copy land_release FROM '" +
      (folder / "rows").string() +
      "'\nVACUUM FULL ANALYZE land_release;\n"
      "SELECT sum(area) FROM land_release;");
  const std::string sql =
      "SELECT province, method, extract(year FROM completed_on)::int, sum(area), count(*) FROM land_release WHERE "
      "status "
      "= 'approved' AND method IN ('cancelled', 'reduced', 'cleared') AND completed_on BETWEEN '2014-01-01' AND "
      "'2023-12-31' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

  Question question;
  std::tie(question.from, question.to) = period_of("2014..2023");
  question.split_by = {"province", "method", "year"};
  ColumnCache columns{*store};
  Registry registry;
  registry.columns = &columns;
  IndicatorTable table;
  const auto ask = [&] { return seconds_of([&] { table = compute(*store, {}, indicator, question, registry); }); };
  const auto same = [&](const std::string& answer) {
    std::istringstream rows{answer};
    std::size_t seen = 0;
    bool agree = true;
    for (std::string line; std::getline(rows, line); ++seen) {
      if (seen >= table.cells.size()) return false;
      const Cell& cell = table.cells[seen];
      agree = agree && line == fmt::format("{}|{}|{}|{:.2f}|{}", cell.key[0], cell.key[1], cell.key[2],
                                           *cell.figure.value, cell.figure.n);
    }
    return agree && seen == table.cells.size();
  };
  bench::forget_peak_memory();
  const double first_s = ask();
  double warm_s = ask();
  for (int again = 0; again < 4; ++again) warm_s = std::min(warm_s, ask());
  const double peak = bench::peak_memory_mib();
  double peer_s = 0, once = 0;
  std::string answer = postgis.ask(sql, peer_s);
  for (int again = 0; again < 4; ++again) {
    postgis.ask(sql, once);
    peer_s = std::min(peer_s, once);
  }
  bool agree = same(answer);
  std::fprintf(stderr, "# %zu cells; first %.3f s\n", table.cells.size(), first_s);
  bool all =
      bench::print_row({"an indicator with three splits, warm", count, "PostgreSQL", warm_s, peer_s, 3, agree, peak});

  // A change by a person: one record more, and one that moves to another province.
  bench::Dice dice{6};
  const Uuid added = Uuid::make();
  store->append(
      {.author = "bench"},
      {{.kind = store::OperationKind::create, .record = added, .type = "land_release", .set = release(1, dice)}});
  store->append({.author = "bench"}, {{.record = added,
                                       .type = "land_release",
                                       .set = {{type.index_of("province"), Value{std::string{"Province 07"}}},
                                               {type.index_of("status"), Value{std::string{"approved"}}}}}});
  const double changed_s = ask();
  const auto record = store->find({}, "land_release", added);
  postgis.ask(fmt::format("INSERT INTO land_release VALUES ('Province 07', '{}', 'approved', '{}', {:.2f})",
                          std::get<std::string>(record->values[1]), std::get<Date>(record->values[3]).text(),
                          std::get<double>(record->values[4])));
  answer = postgis.ask(sql, once);
  agree = same(answer);
  return bench::print_row({"the same after a change", count, "PostgreSQL", changed_s, once, 0, agree, peak}) && all;
}

}  // namespace
}  // namespace tilth::indicators

int main(int count, char** words) {
  return tilth::bench::beside_postgis(count, words, [](std::size_t records, const tilth::bench::Postgis& postgis) {
    return tilth::indicators::measure(records, postgis);
  });
}
