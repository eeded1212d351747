// SPDX-License-Identifier: Apache-2.0
// Coordinates in any notation, measures of a shape, and an outline walked by compass and tape.
#include "http/ask.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "geo/area.h"
#include "geo/codec.h"
#include "geo/coordinates.h"
#include "geo/legs.h"
#include "geo/magnetic_declination.h"
#include "geo/predicates.h"
#include "geo/shape_faults.h"

#include <cmath>

namespace tilth::http {
namespace {

geo::ValueOrder order_in(const std::string& text) {
  if (text == "lat-lon") return geo::ValueOrder::latitude_first;
  if (text == "lon-lat") return geo::ValueOrder::longitude_first;
  if (!text.empty()) refuse_parameter("order", text, "lat-lon or lon-lat");
  return geo::ValueOrder::by_letters;
}

Json place_json(const geo::ReadCoordinate& place, const std::string& crs) {
  using geo::Notation;
  Json formats = Json::object();
  const auto add = [&](const char* name, const geo::WantedNotation& as) {
    const bool grid = as.notation == Notation::utm || as.notation == Notation::epsg;
    // The centre of a square lies at half its side: a grid needs one digit more to say so.
    const double precision = grid && place.notation == Notation::mgrs ? place.precision_m / 10 : place.precision_m;
    formats[name] = geo::written(place.lon, place.lat, as, precision);
  };
  add("decimal", {Notation::decimal_degrees, ""});
  add("dm", {Notation::degrees_minutes, ""});
  add("dms", {Notation::degrees_minutes_seconds, ""});
  add("mgrs", {Notation::mgrs, ""});
  if (place.lat >= -80 && place.lat < 84) add("utm", {Notation::utm, ""});
  if (!crs.empty()) add("crs", {Notation::epsg, crs});
  return {{"lon", place.lon},
          {"lat", place.lat},
          {"read_as", geo::name_of(place.notation)},
          {"crs", place.crs.empty() ? Json() : Json(place.crs)},
          {"precision_m", place.precision_m},
          {"datum_accuracy_m", place.datum_accuracy_m},
          {"formats", std::move(formats)}};
}

Response get_coordinates(const Request& request, Services&) {
  const std::string text = text_parameter(request, "text");
  return json(place_json(geo::read_coordinate(text, order_in(text_parameter(request, "order"))),
                         text_parameter(request, "crs")));
}

std::string_view text_of_fault(geo::FaultKind kind) {
  switch (kind) {
    case geo::FaultKind::few_vertices:
      return "few_vertices";
    case geo::FaultKind::invalid:
      return "invalid";
    case geo::FaultKind::spike:
      return "spike";
    case geo::FaultKind::repeated_vertex:
      return "repeated_vertex";
    case geo::FaultKind::long_leg:
      break;
  }
  return "long_leg";
}

double rounded(double measure) { return std::round(measure * 100) / 100; }

Response post_measure(const Request& request, Services&) {
  const Json body = object_of(request);
  const geo::Geometry shape = geo::from_geojson(member(body, "geometry", Json::value_t::object));
  if (shape.vertex_count() > geo::kMaxVertices)
    throw Problem{"geometry.too_many_vertices",
                  {{"field", "geometry"}, {"count", shape.vertex_count()}, {"limit", geo::kMaxVertices}}};
  const geo::Validity verdict = geo::validity(shape);
  Json faults = Json::array();
  for (const geo::ShapeFault& fault : geo::shape_faults(shape, {}, &verdict))
    faults.push_back({{"kind", text_of_fault(fault.kind)},
                      {"ring", fault.ring + 1},
                      {"vertex", fault.vertex + 1},
                      {"lon", fault.lon ? Json(*fault.lon) : Json()},
                      {"lat", fault.lat ? Json(*fault.lat) : Json()},
                      {"value", fault.value},
                      {"reason", fault.reason}});
  // An outline that crosses itself encloses no area that anybody means.
  const bool has_area = shape.dimension() == 2 && verdict.valid;
  return json({{"area_m2", has_area ? Json(rounded(geo::area_m2(shape))) : Json()},
               {"length_m", shape.dimension() > 0 ? Json(rounded(geo::length_m(shape))) : Json()},
               {"valid", verdict.valid},
               {"faults", std::move(faults)}});
}

std::vector<geo::Leg> legs_in(const Json& list) {
  std::vector<geo::Leg> legs;
  for (const Json& one : list) {
    if (one.is_string()) {
      legs.push_back(geo::read_leg(one.get_ref<const std::string&>()));
    } else if (one.is_object() && one.contains("bearing") && one.contains("metres") && one["bearing"].is_number() &&
               one["metres"].is_number()) {
      legs.push_back({one["bearing"].get<double>(), one["metres"].get<double>()});
    } else {
      throw Problem{"request.bad_member",
                    {{"name", "legs"}, {"expected", "texts such as \"45 120\", or {bearing, metres}"}}};
    }
  }
  return legs;
}

Response post_legs(const Request& request, Services&) {
  const Json body = object_of(request);
  const std::string start_text = member(body, "start", Json::value_t::string).get<std::string>();
  const geo::ReadCoordinate start = geo::read_coordinate(start_text, order_in(text_member(body, "order")));
  const std::vector<geo::Leg> legs = legs_in(member(body, "legs", Json::value_t::array));
  double declination = 0;
  std::string north = "true";
  if (const auto given = body.find("declination_degrees"); given != body.end() && given->is_number()) {
    declination = given->get<double>();
    if (!(declination >= -180 && declination <= 180))
      throw Problem{"request.bad_member", {{"name", "declination_degrees"}, {"expected", "degrees from -180 to 180"}}};
    north = "magnetic";
  } else if (const std::string day_text = text_member(body, "magnetic_on"); !day_text.empty()) {
    const auto day = Date::parse(day_text);
    if (!day) throw Problem{"request.bad_member", {{"name", "magnetic_on"}, {"expected", "a day such as 2025-06-30"}}};
    declination = geo::magnetic_declination(start.lon, start.lat, 0, *day).degrees;
    north = "magnetic";
  }
  const geo::Traverse walked = geo::traverse(start.lon, start.lat, legs, declination);
  return json({{"start", place_json(start, "")},
               {"geometry", geo::to_geojson(walked.outline)},
               {"gap", geo::to_geojson(walked.gap)},
               {"north", north},
               {"declination_degrees", declination},
               {"walked_m", rounded(walked.walked_m)},
               {"closure_error_m", std::round(walked.closure_error_m * 1000) / 1000},
               {"closure_ratio", walked.closure_ratio ? Json(std::round(*walked.closure_ratio)) : Json()},
               {"area_m2", walked.area_m2 ? Json(rounded(*walked.area_m2)) : Json()}});
}

}  // namespace

RouteList coordinate_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"Coordinate", object({{"lon", number("degrees, WGS 84")},
                             {"lat", number("degrees, WGS 84")},
                             {"read_as", text("notation")},
                             {"crs", nullable(text())},
                             {"precision_m", number("one unit of the last digit on the ground")},
                             {"datum_accuracy_m", number()},
                             {"formats", map(text())}},
                            {"lon", "lat", "read_as", "crs", "precision_m", "datum_accuracy_m", "formats"})},
      {"MeasureRequest", object({{"geometry", ref("Geometry")}}, {"geometry"})},
      {"Measures",
       object({{"area_m2", nullable(square_metres())},
               {"length_m", nullable(number("of lines, and of the rings of polygons"))},
               {"valid", boolean()},
               {"faults",
                list(object({{"kind", one_of({"few_vertices", "invalid", "spike", "repeated_vertex", "long_leg"})},
                             {"ring", integer("from 1")},
                             {"vertex", integer("from 1")},
                             {"lon", nullable(number())},
                             {"lat", nullable(number())},
                             {"value", number()},
                             {"reason", text()}},
                            {"kind", "ring", "vertex", "lon", "lat", "value", "reason"}))}},
              {"area_m2", "length_m", "valid", "faults"})},
      {"LegsRequest",
       object({{"start", text("a coordinate in any notation")},
               {"order", one_of({"lat-lon", "lon-lat"})},
               {"legs", list({{"oneOf", Json::array({text("bearing and metres: \"45 120\""),
                                                     object({{"bearing", number("degrees")}, {"metres", number()}},
                                                            {"bearing", "metres"})})}})},
               {"declination_degrees", number("bearings are magnetic; east positive")},
               {"magnetic_on", text("bearings are magnetic, measured on that day")}},
              {"start", "legs"})},
      {"Outline", object({{"start", ref("Coordinate")},
                          {"geometry", ref("Geometry")},
                          {"gap", ref("Geometry")},
                          {"north", one_of({"true", "magnetic"})},
                          {"declination_degrees", number()},
                          {"walked_m", number()},
                          {"closure_error_m", number()},
                          {"closure_ratio", nullable(number("the N of 1:N"))},
                          {"area_m2", nullable(square_metres())}},
                         {"start", "geometry", "gap", "north", "declination_degrees", "walked_m", "closure_error_m",
                          "closure_ratio", "area_m2"})}};
  Parameter written = query("text", "a coordinate as it was written");
  written.required = true;
  list_of.routes = {{.method = Method::get,
                     .pattern = "/api/coordinates",
                     .access = Access::reader,
                     .operation_id = "readCoordinate",
                     .summary = "Read a coordinate in any notation",
                     .tag = "map",
                     .parameters = {written, query("order", "which value comes first", one_of({"lat-lon", "lon-lat"})),
                                    query("crs", "write it in this system too, such as EPSG:32636")},
                     .response_schema = "Coordinate",
                     .handle = get_coordinates},
                    // Measuring changes nothing; it is a POST for its body, so a reader may send it.
                    {.method = Method::post,
                     .pattern = "/api/measure",
                     .access = Access::reader,
                     .operation_id = "measure",
                     .summary = "Area, length, validity and faults of a shape",
                     .tag = "map",
                     .request_schema = "MeasureRequest",
                     .response_schema = "Measures",
                     .max_body = 8U << 20,
                     .handle = post_measure},
                    {.method = Method::post,
                     .pattern = "/api/legs",
                     .access = Access::reader,
                     .operation_id = "walkLegs",
                     .summary = "An outline from a start, bearings and distances, with its closure error",
                     .tag = "map",
                     .request_schema = "LegsRequest",
                     .response_schema = "Outline",
                     .handle = post_legs}};
  return list_of;
}

}  // namespace tilth::http
