// SPDX-License-Identifier: Apache-2.0
// Checks of accidents against land, and against each other.
#include "quality/check_run.h"

#include "geo/area.h"
#include "geo/points_in_polygons.h"

#include <algorithm>
#include <cmath>

namespace tilth::quality {
namespace {

void accident_in_released(CheckRun& run) {
  const std::string field = run.geometry_field(), date_field = run.text("date", run.type().date_field);
  const std::string of = run.text("of", "land_release_product"), of_date = run.text("of_date", "released_on");
  const model::RecordType* products = run.model().find_type(of);
  if (products == nullptr || products->geometry_field.empty()) run.refuse("of", of + " has no geometry");
  const RecordTable& table = run.table({field, date_field});
  const RecordTable& land = run.table(of, {products->geometry_field, of_date});
  const std::vector<std::uint32_t>& land_rows = run.rows(of, run.text("of_where", "status = 'approved'"));
  const std::vector<std::string> labels = run.labels(of);
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  std::vector<char> in(land.size());
  for (const std::uint32_t row : land_rows) in[row] = 1;
  const geo::PolygonIndex index{run.shapes(of, products->geometry_field).layer(), run.threads()};
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& point = table.geometries(field)[row];
    const std::optional<Date> date = date_in(table.values(date_field)[row]);
    if (!point || point->x.size() != 1 || !date) continue;
    std::int64_t first = -1;
    index.each(point->x[0], point->y[0], [&](std::uint32_t number) {
      if (!in[number] || (first >= 0 && number > first)) return;
      const std::optional<Date> released = date_in(land.values(of_date)[number]);
      if (!released) return;
      const std::optional<std::strong_ordering> order = compare(*released, *date);
      if (!order || *order <= 0) first = number;  // where the precisions leave it open, somebody has to look
    });
    if (first < 0) continue;
    const auto at = static_cast<std::size_t>(first);
    run.find({.records = {table.ids()[row], land.ids()[at]},
              .values = {{"other", labels[at]},
                         {"date", date->text()},
                         {"released_on", date_in(land.values(of_date)[at])->text()},
                         {"lon", point->x[0]},
                         {"lat", point->y[0]}},
              .place = field,
              .lon = point->x[0],
              .lat = point->y[0]});
  }
}

void accident_outside_hazard(CheckRun& run) {
  const std::string field = run.geometry_field(), of = run.text("of", "hazard");
  const model::RecordType* hazards = run.model().find_type(of);
  if (hazards == nullptr || hazards->geometry_field.empty()) run.refuse("of", of + " has no geometry");
  const RecordTable& table = run.table({field});
  const RecordTable& land = run.table(of, {hazards->geometry_field});
  const std::vector<std::uint32_t>& land_rows = run.rows(of, run.text("of_where", ""));
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  std::vector<char> in(land.size());
  for (const std::uint32_t row : land_rows) in[row] = 1;
  const geo::PolygonIndex index{run.shapes(of, hazards->geometry_field).layer(), run.threads()};
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& point = table.geometries(field)[row];
    if (!point || point->x.size() != 1) continue;
    bool known = false;
    index.each(point->x[0], point->y[0], [&](std::uint32_t number) { known = known || in[number]; });
    if (known) continue;
    run.find({.records = {table.ids()[row]},
              .values = {{"lon", point->x[0]}, {"lat", point->y[0]}},
              .place = field,
              .lon = point->x[0],
              .lat = point->y[0]});
  }
}

void possible_duplicate_accident(CheckRun& run) {
  const std::string field = run.geometry_field(), date_field = run.text("date", run.type().date_field);
  const double metres = run.number("metres", 500);
  const auto days = static_cast<std::int32_t>(run.number("days", 1));
  const std::vector<std::string> same = run.list("same", {"killed", "injured"});
  std::set<std::string> columns{same.begin(), same.end()};
  columns.insert({field, date_field});
  const RecordTable& table = run.table(columns);
  const std::vector<std::string> labels = run.labels(run.type().name);
  struct Accident {
    std::int32_t day;
    std::uint32_t row;
    double lon, lat;
  };
  std::vector<Accident> accidents;
  for (const std::uint32_t row : run.rows()) {
    const geo::GeometryPtr& point = table.geometries(field)[row];
    const std::optional<Date> date = date_in(table.values(date_field)[row]);
    if (!point || point->x.size() != 1 || !date || date->precision() != DatePrecision::day) continue;
    accidents.push_back({date->first_day(), row, point->x[0], point->y[0]});
  }
  std::sort(accidents.begin(), accidents.end(),
            [](const Accident& a, const Accident& b) { return std::tie(a.day, a.row) < std::tie(b.day, b.row); });
  for (std::size_t i = 0; i < accidents.size(); ++i)
    for (std::size_t j = i + 1; j < accidents.size() && accidents[j].day - accidents[i].day <= days; ++j) {
      const Accident &a = accidents[i], &b = accidents[j];
      if (std::abs(a.lat - b.lat) * 110'500 > metres) continue;
      const bool alike = std::all_of(same.begin(), same.end(), [&](const std::string& name) {
        return cql2::same(table.values(name)[a.row], table.values(name)[b.row]);
      });
      if (!alike) continue;
      const double apart = geo::distance_m(a.lon, a.lat, b.lon, b.lat);
      if (apart > metres) continue;
      run.find({.records = {table.ids()[a.row], table.ids()[b.row]},
                .values = {{"distance_m", std::round(apart)}, {"days", b.day - a.day}, {"other", labels[b.row]}},
                .place = field,
                .lon = a.lon,
                .lat = a.lat});
    }
}

constexpr CheckKind kChecks[] = {
    {"accident_in_released", accident_in_released},
    {"accident_outside_hazard", accident_outside_hazard},
    {"possible_duplicate_accident", possible_duplicate_accident},
};

}  // namespace

std::span<const CheckKind> accident_checks() { return kChecks; }

}  // namespace tilth::quality
