// SPDX-License-Identifier: Apache-2.0
// Checks of where records lie: their place, their country, benchmarks and reference points, heaps under one place.
#include "quality/check_run.h"

#include "geo/area.h"
#include "geo/codec.h"
#include "geo/line_distance.h"
#include "geo/points_in_polygons.h"
#include "geo/predicates.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tilth::quality {
namespace {

/// The place reference of the rule's type and the type it leads to.
struct Places {
  std::string field;
  const model::RecordType* type = nullptr;
};

Places places_of(const CheckRun& run) {
  Places places{.field = run.text("place", run.type().place_field)};
  if (places.field.empty()) run.refuse("place", run.type().name + " has no place");
  places.type = &run.target(run.type().name, places.field);
  return places;
}

/// The reference of a place to the one above it; empty when places know none.
std::string parent_field(const model::RecordType& places) {
  for (const model::Field& field : places.fields)
    if (field.kind == model::FieldKind::reference && field.refers_to == places.name && !field.many) return field.name;
  return {};
}

geo::Box point_box(double lon, double lat) { return {lon, lat, lon, lat}; }

void outside_place(CheckRun& run) {
  const std::string field = run.geometry_field();
  const Places places = places_of(run);
  const std::string outline = places.type->geometry_field, above = parent_field(*places.type);
  if (outline.empty()) run.refuse("place", places.type->name + " has no geometry");
  std::set<std::string> columns{outline};
  if (!above.empty()) columns.insert(above);
  const RecordTable& table = run.table({field, places.field});
  const RecordTable& gazetteer = run.table(places.type->name, columns);
  const std::vector<std::string> names = run.labels(places.type->name);
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  const geo::Layer& layer = run.shapes(places.type->name, outline).layer();
  const geo::PolygonIndex index{layer, run.threads()};

  // A place without an outline of its own stands for the nearest one above it that has one.
  std::vector<std::int64_t> outlined(gazetteer.size(), -1);
  for (std::size_t place = 0; place < gazetteer.size(); ++place) {
    auto at = static_cast<std::int64_t>(place);
    for (int step = 0; at >= 0 && step < 8; ++step) {
      if (!layer.sound(static_cast<std::size_t>(at)).empty()) {
        outlined[place] = at;
        break;
      }
      at = above.empty() ? -1 : gazetteer.row_of(gazetteer.values(above)[static_cast<std::size_t>(at)]);
    }
  }
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& geometry = table.geometries(field)[row];
    if (!geometry || geometry->x.empty()) continue;
    const std::int64_t named = gazetteer.row_of(table.values(places.field)[row]);
    const std::int64_t place = named < 0 ? -1 : outlined[static_cast<std::size_t>(named)];
    if (place < 0) continue;
    const double lon = geometry->x[0], lat = geometry->y[0];
    if (index.covers(static_cast<std::uint32_t>(place), lon, lat)) continue;
    if (geometry->x.size() > 1 && geo::intersects(*geometry, layer.sound(static_cast<std::size_t>(place)))) continue;
    // The smallest place that it does lie in.
    std::int64_t lies_in = -1;
    double smallest = 0;
    index.each(lon, lat, [&](std::uint32_t number) {
      const geo::Box box = layer.box(number);
      const double size = (box.east - box.west) * (box.north - box.south);
      if (lies_in < 0 || size < smallest || (size == smallest && number < lies_in)) lies_in = number, smallest = size;
    });
    run.find({.records = {table.ids()[row]},
              .values = {{"place_name", names[static_cast<std::size_t>(named)]},
                         {"lies_in", lies_in < 0 ? Json() : Json(names[static_cast<std::size_t>(lies_in)])}},
              .place = field,
              .lon = lon,
              .lat = lat});
  }
}

/// The country's box: the rule's, or that of all outlines of places. Nothing when neither is there.
std::optional<geo::Box> country_box(CheckRun& run) {
  if (run.has("box")) {
    const Json& box = run.rule().parameters["box"];
    if (!box.is_array() || box.size() != 4 ||
        !std::all_of(box.begin(), box.end(), [](const Json& j) { return j.is_number(); }))
      run.refuse("box", "expected [west, south, east, north]");
    return geo::Box{box[0].get<double>(), box[1].get<double>(), box[2].get<double>(), box[3].get<double>()};
  }
  // A type without a place of its own is held against the same country as all others.
  const model::RecordType* known =
      run.text("place", run.type().place_field).empty() ? run.model().find_type("place") : places_of(run).type;
  if (known == nullptr || known->geometry_field.empty()) return std::nullopt;
  const model::RecordType& places = *known;
  geo::Box all;
  for (const geo::GeometryPtr& outline :
       run.table(places.name, {places.geometry_field}).geometries(places.geometry_field)) {
    if (!outline || outline->dimension() != 2) continue;
    const geo::Box box = outline->box();
    all.add(box.west, box.south);
    all.add(box.east, box.north);
  }
  if (all.empty()) return std::nullopt;
  return all;
}

/// Calls visit(record, geometry, box of the geometry).
template <typename Visit>
void each_box(CheckRun& run, Visit&& visit) {
  const std::string field = run.geometry_field();
  const RecordTable& table = run.table({field});
  for (const std::uint32_t row : run.rows()) {
    const geo::GeometryPtr& geometry = table.geometries(field)[row];
    if (!geometry) continue;
    const geo::Box box = geometry->box();
    if (!box.empty()) visit(table.ids()[row], *geometry, box, field);
  }
}

bool inside(const geo::Box& box, const geo::Box& outer) {
  return box.west >= outer.west && box.east <= outer.east && box.south >= outer.south && box.north <= outer.north;
}

void outside_country(CheckRun& run) {
  const std::optional<geo::Box> country = country_box(run);
  each_box(run, [&](const Uuid& id, const geo::Geometry&, const geo::Box& box, const std::string& field) {
    if (!country || inside(box, *country)) return;
    const double lon = box.west < country->west   ? box.west
                       : box.east > country->east ? box.east
                                                  : (box.west + box.east) / 2;
    const double lat = box.south < country->south   ? box.south
                       : box.north > country->north ? box.north
                                                    : (box.south + box.north) / 2;
    run.find({.records = {id}, .values = {{"lon", lon}, {"lat", lat}}, .place = field, .lon = lon, .lat = lat});
  });
}

void null_island(CheckRun& run) {
  const double metres = run.number("metres", 1000);
  each_box(run, [&](const Uuid& id, const geo::Geometry&, const geo::Box& box, const std::string& field) {
    const double lon = std::clamp(0.0, box.west, box.east), lat = std::clamp(0.0, box.south, box.north);
    if (std::abs(lon) > 2 || std::abs(lat) > 2 || geo::distance_m(lon, lat, 0, 0) > metres) return;
    run.find({.records = {id}, .values = {{"lon", lon}, {"lat", lat}}, .place = field, .lon = lon, .lat = lat});
  });
}

geo::Geometry exchanged(geo::Geometry geometry) {
  std::swap(geometry.x, geometry.y);
  for (geo::Geometry& member : geometry.members) member = exchanged(std::move(member));
  return geometry;
}

void swapped_coordinates(CheckRun& run) {
  const std::optional<geo::Box> country = country_box(run);
  each_box(run, [&](const Uuid& id, const geo::Geometry& geometry, const geo::Box& box, const std::string& field) {
    const geo::Box other{box.south, box.west, box.north, box.east};
    if (!country || box.meets(*country) || !inside(other, *country)) return;
    run.find({.records = {id},
              .values = {{"lon", box.west}, {"lat", box.south}},
              .place = field,
              .lon = box.south,
              .lat = box.west,
              .repair = run.repair_of(id, field, geo::to_geojson(exchanged(geometry)))});
  });
}

void benchmark_inside(CheckRun& run) {
  const std::string field = run.geometry_field(), point_field = run.text("point", "benchmark");
  const RecordTable& table = run.table({field, point_field});
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  const geo::Layer& layer = run.shapes(table.type().name, field).layer();
  const geo::PolygonIndex index{layer, run.threads()};
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& point = table.geometries(point_field)[row];
    if (!point || point->x.size() != 1 || layer.sound(row).empty()) continue;
    const double lon = point->x[0], lat = point->y[0];
    if (!layer.box(row).meets(point_box(lon, lat)) || !index.covers(row, lon, lat)) continue;
    run.find({.records = {table.ids()[row]},
              .values = {{"lon", lon}, {"lat", lat}},
              .place = point_field,
              .lon = lon,
              .lat = lat});
  }
}

void reference_inside_hazard(CheckRun& run) {
  const std::string point_field = run.text("point", "reference_point"), of = run.text("of", "hazard");
  const model::RecordType* hazards = run.model().find_type(of);
  if (hazards == nullptr || hazards->geometry_field.empty()) run.refuse("of", of + " has no geometry");
  const RecordTable& table = run.table({point_field});
  const RecordTable& others = run.table(of, {hazards->geometry_field});
  const std::vector<std::uint32_t>& open_rows = run.rows(of, run.text("of_where", "status <> 'closed'"));
  const std::vector<std::string> labels = run.labels(of);
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  std::vector<char> open(others.size());
  for (const std::uint32_t row : open_rows) open[row] = 1;
  const geo::PolygonIndex index{run.shapes(of, hazards->geometry_field).layer(), run.threads()};
  for (const std::uint32_t row : rows) {
    const geo::GeometryPtr& point = table.geometries(point_field)[row];
    if (!point || point->x.size() != 1) continue;
    const double lon = point->x[0], lat = point->y[0];
    std::int64_t first = -1;
    index.each(lon, lat, [&](std::uint32_t number) {
      if (open[number] && (first < 0 || number < first)) first = number;
    });
    if (first < 0) continue;
    run.find({.records = {table.ids()[row], others.ids()[static_cast<std::size_t>(first)]},
              .values = {{"other", labels[static_cast<std::size_t>(first)]}, {"lon", lon}, {"lat", lat}},
              .place = point_field,
              .lon = lon,
              .lat = lat});
  }
}

/// The shapes of a record, the first that it has.
const geo::Geometry* first_shape(const RecordTable& table, const std::vector<std::string>& fields, std::uint32_t row) {
  for (const std::string& field : fields)
    if (const geo::GeometryPtr& shape = table.geometries(field)[row]) return shape.get();
  return nullptr;
}

void border_distance(CheckRun& run) {
  const std::string recorded_field = run.text("recorded", "border_distance"), of = run.text("of", "border_line");
  const std::vector<std::string> shapes = run.list("shapes", {run.geometry_field()});
  const double metres = run.number("metres", 200), share = run.number("share", 0.05);
  const bool missing = run.has("missing_within");
  const double within = run.number("missing_within", 0);
  const model::RecordType* lines = run.model().find_type(of);
  if (lines == nullptr || lines->geometry_field.empty()) run.refuse("of", of + " has no geometry");
  std::set<std::string> fields{shapes.begin(), shapes.end()};
  fields.insert(recorded_field);
  const RecordTable& table = run.table(fields);
  const RecordTable& borders = run.table(of, {lines->geometry_field});
  const std::vector<std::uint32_t>& drawn = run.rows(of, run.text("of_where", ""));
  const std::vector<std::uint32_t>& rows = run.rows();
  if (run.rehearsing()) return;
  std::vector<geo::GeometryPtr> outlines;
  for (const std::uint32_t row : drawn) outlines.push_back(borders.geometries(lines->geometry_field)[row]);
  const geo::LineDistance border{outlines};
  run.find_each(rows.size(), [&](std::size_t i) -> std::optional<CheckRun::Found> {
    const std::optional<double> recorded = number_in(table.values(recorded_field)[rows[i]]);
    const geo::Geometry* shape = first_shape(table, shapes, rows[i]);
    if (recorded.has_value() == missing || shape == nullptr) return std::nullopt;
    const auto nearest = border.nearest(*shape);
    if (!nearest) return std::nullopt;
    if (missing ? nearest->metres > within
                : std::abs(*recorded - nearest->metres) <= std::max(metres, share * nearest->metres))
      return std::nullopt;
    const double measured = std::round(nearest->metres);
    CheckRun::Found found{.records = {table.ids()[rows[i]]},
                          .values = {{"measured_m", measured}},
                          .place = recorded_field,
                          .lon = nearest->lon,
                          .lat = nearest->lat,
                          .repair = run.repair_of(table.ids()[rows[i]], recorded_field, measured)};
    if (recorded) found.values["recorded_m"] = *recorded;
    return found;
  });
}

void place_concentration(CheckRun& run) {
  const Places places = places_of(run);
  const double limit = run.number("share", 0.2), at_least = run.number("at_least", 50);
  const std::string above = parent_field(*places.type);
  const RecordTable& table = run.table({places.field});
  const RecordTable& gazetteer =
      run.table(places.type->name, above.empty() ? std::set<std::string>{} : std::set<std::string>{above});
  const std::vector<std::string> names = run.labels(places.type->name);
  std::map<std::int64_t, std::int64_t> counts;
  std::set<std::string> parents;
  std::int64_t total = 0;
  for (const std::uint32_t row : run.rows()) {
    const std::int64_t place = gazetteer.row_of(table.values(places.field)[row]);
    if (place < 0) continue;
    ++counts[place];
    ++total;
    if (!above.empty()) parents.insert(shown(gazetteer.values(above)[static_cast<std::size_t>(place)]));
  }
  if (static_cast<double>(total) < at_least || parents.size() < 2) return;
  for (const auto& [place, count] : counts) {
    const double share = static_cast<double>(count) / static_cast<double>(total);
    if (share <= limit) continue;
    run.find({.records = {gazetteer.ids()[static_cast<std::size_t>(place)]},
              .values = {{"count", count},
                         {"total", total},
                         {"share", share},
                         {"place_name", names[static_cast<std::size_t>(place)]}}});
  }
}

void without_geometry(CheckRun& run) {
  const std::string field = run.geometry_field();
  const RecordTable& table = run.table({field});
  std::int64_t count = 0, total = 0;
  for (const std::uint32_t row : run.rows()) {
    ++total;
    if (!table.geometries(field)[row]) ++count;
  }
  if (count > 0) run.find({.values = {{"count", count}, {"total", total}, {"shown", total - count}}, .place = field});
}

constexpr CheckKind kChecks[] = {
    {"outside_place", outside_place},       {"outside_country", outside_country},
    {"null_island", null_island},           {"swapped_coordinates", swapped_coordinates},
    {"benchmark_inside", benchmark_inside}, {"reference_inside_hazard", reference_inside_hazard},
    {"border_distance", border_distance},   {"place_concentration", place_concentration},
    {"without_geometry", without_geometry},
};

}  // namespace

std::span<const CheckKind> place_checks() { return kChecks; }

}  // namespace tilth::quality
