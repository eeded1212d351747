// SPDX-License-Identifier: Apache-2.0
// Checks of one record's geometry: rings, vertices, edges, parts, ids of parts and points.
#include "quality/check_run.h"

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/coverage.h"
#include "geo/near_duplicates.h"
#include "geo/overlay.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tilth::quality {
namespace {

constexpr double kRepeatDegrees = 0.000001;  // domain 1.7, G05
constexpr double kLegMetres = 5000;          // G09

std::string place_of(const std::string& field, const std::string& what, std::size_t number) {
  return field + " " + what + " " + std::to_string(number);
}

/// Calls visit(record, geometry, faults of that kind) for the rule's records that have some.
template <typename Visit>
void each_fault(CheckRun& run, geo::FaultKind kind, Visit&& visit) {
  const std::string field = run.geometry_field();
  const double tolerance = run.number("tolerance_degrees", kRepeatDegrees), metres = run.number("metres", kLegMetres);
  const RecordTable& table = run.table({field});
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  auto row = rows.begin();
  for (const auto& [number, faults] : run.shapes(table.type().name, field).faults(tolerance, metres)) {
    row = std::lower_bound(row, rows.end(), number);
    if (row == rows.end() || *row != number) continue;
    std::vector<const geo::ShapeFault*> of_kind;
    for (const geo::ShapeFault& fault : faults)
      if (fault.kind == kind) of_kind.push_back(&fault);
    if (!of_kind.empty()) visit(table.ids()[number], *table.geometries(field)[number], of_kind, field);
  }
}

using Faults = std::vector<const geo::ShapeFault*>;

void ring_too_short(CheckRun& run) {
  each_fault(run, geo::FaultKind::few_vertices,
             [&](const Uuid& id, const geo::Geometry& geometry, const Faults& faults, const std::string& field) {
               if (!geometry.polygonal()) return;
               for (const geo::ShapeFault* fault : faults) {
                 std::set<std::pair<double, double>> distinct;
                 for (std::size_t i = geometry.path_begin(fault->ring); i < geometry.path_end(fault->ring); ++i)
                   distinct.emplace(geometry.x[i], geometry.y[i]);
                 run.find({.records = {id},
                           .values = {{"ring", fault->ring + 1}, {"vertices", distinct.size()}},
                           .place = place_of(field, "ring", fault->ring + 1),
                           .lon = fault->lon,
                           .lat = fault->lat});
               }
             });
}

void repeated_vertex(CheckRun& run) {
  const double tolerance = run.number("tolerance_degrees", kRepeatDegrees);
  each_fault(
      run, geo::FaultKind::repeated_vertex,
      [&](const Uuid& id, const geo::Geometry& geometry, const Faults& faults, const std::string& field) {
        CheckRun::Found found{
            .records = {id},
            .values = {{"count", faults.size()}, {"ring", faults[0]->ring + 1}, {"vertex", faults[0]->vertex + 1}},
            .place = field,
            .lon = faults[0]->lon,
            .lat = faults[0]->lat};
        if (const std::optional<geo::Geometry> mended = geo::without_repeated_vertices(geometry, tolerance))
          found.repair = run.repair_of(id, field, geo::to_geojson(*mended));
        run.find(std::move(found));
      });
}

void long_edge(CheckRun& run) {
  each_fault(run, geo::FaultKind::long_leg,
             [&](const Uuid& id, const geo::Geometry&, const Faults& faults, const std::string& field) {
               const geo::ShapeFault& longest = **std::max_element(
                   faults.begin(), faults.end(),
                   [](const geo::ShapeFault* a, const geo::ShapeFault* b) { return a->value < b->value; });
               run.find({.records = {id},
                         .values = {{"length_m", std::round(longest.value)}, {"count", faults.size()}},
                         .place = field,
                         .lon = longest.lon,
                         .lat = longest.lat});
             });
}

/// Calls visit(record, geometry) for the rule's records that have a geometry in the rule's field.
template <typename Visit>
void each_geometry(CheckRun& run, const std::string& field, Visit&& visit) {
  const RecordTable& table = run.table({field});
  const std::vector<geo::GeometryPtr>& geometries = table.geometries(field);
  for (const std::uint32_t row : run.rows())
    if (geometries[row]) visit(table.ids()[row], *geometries[row]);
}

void invalid_geometry(CheckRun& run) {
  const std::string field = run.geometry_field();
  const RecordTable& table = run.table({field});
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  Shapes& shapes = run.shapes(table.type().name, field);
  const std::vector<geo::Validity>& verdicts = shapes.verdicts();
  const std::vector<geo::GeometryPtr>& geometries = table.geometries(field);
  std::vector<std::uint32_t> invalid;
  for (const std::uint32_t row : rows)
    if (geometries[row] && !verdicts[row].valid) invalid.push_back(row);
  if (!invalid.empty()) (void)shapes.layer();
  run.find_each(invalid.size(), [&](std::size_t i) {
    const std::uint32_t row = invalid[i];
    CheckRun::Found found{.records = {table.ids()[row]},
                          .values = {{"reason", verdicts[row].reason}},
                          .place = field,
                          .lon = verdicts[row].lon,
                          .lat = verdicts[row].lat};
    if (const std::optional<geo::Geometry> mended = shapes.mended(row))
      found.repair = run.repair_of(table.ids()[row], field, geo::to_geojson(*mended));
    return std::optional{std::move(found)};
  });
}

geo::Geometry parts_of(const geo::Geometry& geometry, geo::Kind kind, const auto& keep) {
  geo::Geometry rest{.kind = kind};
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part) {
    if (!keep(part)) continue;
    for (std::size_t path = geometry.part_begin(part); path < geometry.part_end(part); ++path) {
      for (std::size_t i = geometry.path_begin(path); i < geometry.path_end(path); ++i) {
        rest.x.push_back(geometry.x[i]);
        rest.y.push_back(geometry.y[i]);
      }
      rest.close_path();
    }
    rest.close_part();
  }
  return rest;
}

std::vector<geo::Geometry> apart(const geo::Geometry& geometry) {
  std::vector<geo::Geometry> parts;
  for (std::size_t part = 0; part < geometry.part_ends.size(); ++part)
    parts.push_back(parts_of(geometry, geo::Kind::polygon, [&](std::size_t p) { return p == part; }));
  return parts;
}

std::vector<const geo::Geometry*> pointers_to(const std::vector<geo::Geometry>& parts) {
  std::vector<const geo::Geometry*> pointers;
  for (const geo::Geometry& part : parts) pointers.push_back(&part);
  return pointers;
}

void same_shape(CheckRun& run) {
  const std::string field = run.geometry_field();
  each_geometry(run, field, [&](const Uuid& id, const geo::Geometry& geometry) {
    if (!geometry.polygonal() || geometry.part_ends.size() < 2) return;
    const std::vector<geo::Geometry> parts = apart(geometry);
    for (const std::vector<std::uint32_t>& group : geo::same_outlines(pointers_to(parts)))
      for (std::size_t i = 1; i < group.size(); ++i)
        run.find(
            {.records = {id},
             .values = {{"part", group[0] + 1}, {"other_part", group[i] + 1}},
             .place = place_of(field, "part", group[i] + 1),
             .lon = parts[group[i]].x[0],
             .lat = parts[group[i]].y[0],
             .repair = run.repair_of(id, field, geo::to_geojson(parts_of(geometry, geometry.kind, [&](std::size_t p) {
                                       return std::find(group.begin() + 1, group.end(), p) == group.end();
                                     })))});
  });
}

void parts_overlap(CheckRun& run) {
  const std::string field = run.geometry_field();
  const double limit = run.number("share", 0.009);
  each_geometry(run, field, [&](const Uuid& id, const geo::Geometry& geometry) {
    if (geometry.kind != geo::Kind::multi_polygon || geometry.part_ends.size() < 2) return;
    const std::vector<geo::Geometry> parts = apart(geometry);
    const std::vector<const geo::Geometry*> pointers = pointers_to(parts);
    const geo::Layer layer{pointers};
    double sum = 0;
    for (std::size_t i = 0; i < layer.size(); ++i) sum += geo::area_m2(layer.sound(i));
    const double together = geo::union_area_m2(layer);
    if (!(together > 0) || (sum - together) / together <= limit) return;
    const geo::Geometry whole = geo::union_of(layer);
    const geo::Box box = geometry.box();
    run.find(
        {.records = {id},
         .values = {{"share", (sum - together) / together}, {"overlap_m2", std::round((sum - together) * 100) / 100}},
         .place = field,
         .lon = (box.west + box.east) / 2,
         .lat = (box.south + box.north) / 2,
         .repair = run.repair_of(id, field, geo::to_geojson(whole))});
  });
}

// --- groups: lines of one record, or the records about one item ------------------------------------------------------

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n\u00a0");
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::string line_text(const Json& value) {
  return value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
}

/// A key that says nothing is no key.
std::string joined(const std::vector<std::string>& parts, bool& any) {
  std::string key;
  any = false;
  for (const std::string& part : parts) {
    const std::string word = trimmed(part);
    any = any || !word.empty();
    key += (&part == parts.data() ? "" : " / ") + word;
  }
  return key;
}

void same_key_in_group(CheckRun& run, std::vector<std::string> key_fields) {
  const std::vector<std::string> fields = run.list("key", std::move(key_fields));
  if (fields.empty()) run.refuse("key", "is empty");
  const std::string lines = run.text("lines", "");
  if (!lines.empty()) {
    const RecordTable& table = run.table({lines});
    for (const std::uint32_t row : run.rows()) {
      const std::optional<std::string> text = text_in(table.values(lines)[row]);
      if (!text) continue;
      const Json all = Json::parse(*text, nullptr, false);
      if (!all.is_array()) continue;
      std::map<std::string, std::int64_t> counts;
      for (const Json& line : all) {
        if (!line.is_object()) continue;
        std::vector<std::string> parts;
        for (const std::string& field : fields) parts.push_back(line_text(line.value(field, Json{})));
        bool any = false;
        const std::string key = joined(parts, any);
        if (any) ++counts[key];
      }
      for (const auto& [key, count] : counts)
        if (count > 1)
          run.find(
              {.records = {table.ids()[row]}, .values = {{"key", key}, {"count", count}}, .place = lines + " " + key});
    }
    return;
  }
  const std::string by = run.text("by", "hazard");
  std::set<std::string> columns{fields.begin(), fields.end()};
  columns.insert(by);
  const RecordTable& table = run.table(columns);
  std::map<std::pair<std::string, std::string>, std::vector<Uuid>> groups;
  for (const std::uint32_t row : run.rows()) {
    const std::vector<std::string> items = texts_in(table.values(by)[row]);
    std::vector<std::string> parts;
    for (const std::string& field : fields) parts.push_back(shown(table.values(field)[row]));
    bool any = false;
    const std::string key = joined(parts, any);
    if (!any) continue;
    for (const std::string& item : items) groups[{item, key}].push_back(table.ids()[row]);
  }
  for (const auto& [group, records] : groups)
    if (records.size() > 1)
      run.find({.records = records, .values = {{"key", group.second}, {"count", records.size()}}});
}

void same_part_id(CheckRun& run) { same_key_in_group(run, {"part_id"}); }
void same_point_id(CheckRun& run) { same_key_in_group(run, {"point_id", "point_type"}); }
void duplicate_lines(CheckRun& run) { same_key_in_group(run, {"category", "subcategory", "model", "quantity"}); }

void same_point_place(CheckRun& run) {
  const std::string field = run.geometry_field(), by = run.text("by", "hazard");
  const double tolerance = run.number("tolerance_degrees", 0.000001);
  const RecordTable& table = run.table({field, by});
  const std::vector<std::string> labels = run.labels(run.type().name);
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (const std::uint32_t row : run.rows()) {
    const geo::GeometryPtr& point = table.geometries(field)[row];
    if (!point || point->x.size() != 1) continue;
    for (const std::string& item : texts_in(table.values(by)[row])) groups[item].push_back(row);
  }
  for (auto& [item, rows] : groups) {
    const auto x = [&](std::uint32_t row) { return table.geometries(field)[row]->x[0]; };
    const auto y = [&](std::uint32_t row) { return table.geometries(field)[row]->y[0]; };
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) { return x(a) < x(b); });
    // A heap of points is one finding for each point after the first, so that it stays as long as the heap.
    for (std::size_t i = 1; i < rows.size(); ++i)
      for (std::size_t j = i; j-- > 0 && x(rows[i]) - x(rows[j]) <= tolerance;)
        if (std::abs(y(rows[i]) - y(rows[j])) <= tolerance) {
          run.find({.records = {table.ids()[rows[j]], table.ids()[rows[i]]},
                    .values = {{"other", labels[rows[i]]}},
                    .lon = x(rows[i]),
                    .lat = y(rows[i])});
          break;
        }
  }
}

constexpr CheckKind kChecks[] = {
    {"ring_too_short", ring_too_short},
    {"invalid_geometry", invalid_geometry},
    {"same_shape", same_shape},
    {"same_part_id", same_part_id},
    {"repeated_vertex", repeated_vertex},
    {"same_point_id", same_point_id},
    {"same_point_place", same_point_place},
    {"long_edge", long_edge},
    {"parts_overlap", parts_overlap},
    {"duplicate_lines", duplicate_lines},
};

}  // namespace

std::span<const CheckKind> shape_checks() { return kChecks; }

}  // namespace tilth::quality
