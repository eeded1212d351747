// SPDX-License-Identifier: Apache-2.0
// Checks of figures of area: reported against measured, square degrees, totals that add up twice.
#include "quality/check_run.h"

#include "geo/area.h"
#include "geo/ring_signs.h"

#include <algorithm>
#include <cmath>

namespace tilth::quality {
namespace {

double hundredths(double metres) { return std::round(metres * 100) / 100; }

/// Calls visit(row, reported, computed, geometry) where the record has both.
template <typename Visit>
void each_pair(CheckRun& run, Visit&& visit) {
  const std::string field = run.geometry_field(), reported_field = run.text("reported", "area_reported");
  const RecordTable& table = run.table({field, reported_field});
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  Shapes& shapes = run.shapes(table.type().name, field);
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& geometry = table.geometries(field)[row];
    const std::optional<double> reported = number_in(table.values(reported_field)[row]);
    if (!geometry || !reported || geometry->dimension() != 2) continue;
    const double computed = shapes.area_m2(row);
    if (computed > 0) visit(table.ids()[row], *reported, computed, *geometry, reported_field);
  }
}

void area_mismatch(CheckRun& run) {
  const double limit = run.number("share", 0.05);
  each_pair(run, [&](const Uuid& id, double reported, double computed, const geo::Geometry& geometry,
                     const std::string& field) {
    const double share = std::abs(reported - computed) / computed;
    if (share <= limit) return;
    const geo::Box box = geometry.box();
    run.find({.records = {id},
              .values = {{"reported_m2", reported}, {"computed_m2", hundredths(computed)}, {"share", share}},
              .place = field,
              .lon = (box.west + box.east) / 2,
              .lat = (box.south + box.north) / 2});
  });
}

double square_degrees(const geo::Geometry& geometry) {
  double twice = 0;
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part)
    for (std::size_t path = geometry.part_begin(part); path < geometry.part_end(part); ++path)
      twice += (path == geometry.part_begin(part) ? 1 : -1) * std::abs(geo::ring_turn(geometry, path));
  return twice / 2;
}

void area_in_degrees(CheckRun& run) {
  const double limit = run.number("share", 0.01);
  each_pair(run, [&](const Uuid& id, double reported, double computed, const geo::Geometry& geometry,
                     const std::string& field) {
    const double degrees = square_degrees(geometry);
    // Areas are kept to 0.01 m2, so a figure in square degrees of a small polygon may be all rounding.
    if (!(reported > 0) || std::abs(reported - degrees) > std::max(limit * degrees, degrees < 1 ? 0.005 : 0.0)) return;
    if (computed < 1000 * reported) return;
    run.find({.records = {id},
              .values = {{"reported", reported}, {"computed_m2", hundredths(computed)}},
              .place = field,
              .repair = run.repair_of(id, field, hundredths(computed))});
  });
}

void cumulative_series(CheckRun& run) {
  const std::string by = run.text("by", "activity"), value = run.text("value", "area"),
                    order = run.text("order", "period_end");
  const std::string of = run.text("of", "land_release_product"), of_by = run.text("of_by", by),
                    of_value = run.text("of_value", "area_reported");
  const RecordTable& table = run.table({by, value, order});
  const RecordTable& totals = run.table(of, {of_by, of_value});
  const std::vector<std::uint32_t>& of_rows = run.rows(of, run.text("of_where", ""));
  std::map<std::string, double> total;
  for (const std::uint32_t row : of_rows)
    for (const std::string& item : texts_in(totals.values(of_by)[row]))
      total[item] += number_in(totals.values(of_value)[row]).value_or(0);
  struct Report {
    std::int32_t day;
    Uuid id;
    double value;
  };
  std::map<std::string, std::vector<Report>> series;
  for (const std::uint32_t row : run.rows()) {
    const std::optional<double> figure = number_in(table.values(value)[row]);
    const std::optional<Date> date = date_in(table.values(order)[row]);
    if (!figure || !date) continue;
    for (const std::string& item : texts_in(table.values(by)[row]))
      series[item].push_back({date->last_day(), table.ids()[row], *figure});
  }
  for (auto& [item, reports] : series) {
    if (reports.size() < 3) continue;
    std::sort(reports.begin(), reports.end(),
              [](const Report& a, const Report& b) { return std::tie(a.day, a.id) < std::tie(b.day, b.id); });
    const bool rising = std::is_sorted(reports.begin(), reports.end(),
                                       [](const Report& a, const Report& b) { return a.value < b.value; });
    const double first = reports.front().value, last = reports.back().value;
    const auto known = total.find(item);
    if (!rising || first == last || known == total.end() || std::abs(last - known->second) > 0.01 * known->second)
      continue;
    double sum = 0;
    CheckRun::Found found{.place = value};
    for (const Report& report : reports) sum += report.value, found.records.push_back(report.id);
    found.values = {{"count", reports.size()}, {"first", first}, {"last", last}, {"sum", hundredths(sum)}};
    run.find(std::move(found));
  }
}

constexpr CheckKind kChecks[] = {
    {"area_mismatch", area_mismatch}, {"area_in_degrees", area_in_degrees}, {"cumulative_series", cumulative_series}};

}  // namespace

std::span<const CheckKind> area_checks() { return kChecks; }

}  // namespace tilth::quality
