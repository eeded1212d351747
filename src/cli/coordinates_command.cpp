// SPDX-License-Identifier: Apache-2.0
// tilth coordinates: one written coordinate in other notations, or an outline from a start, bearings and distances.
#include "cli/command.h"
#include "geo/codec.h"
#include "geo/coordinates.h"
#include "geo/legs.h"
#include "geo/magnetic_declination.h"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

namespace tilth::cli {
namespace {

constexpr double kVertexPrecision = 0.001;  // metres, of a computed vertex as it is shown

struct Settings {
  std::string text, start, to, order, measured_on;
  std::vector<std::string> legs;
  std::optional<double> magnetic;
  bool geojson = false;
};

std::string length(double metres) {
  if (metres >= 1000) return fmt::format("{:.1f} km", metres / 1000);
  if (metres >= 10) return fmt::format("{:.0f} m", metres);
  return fmt::format("{:.2g} m", metres);
}

geo::WantedNotation wanted(const std::string& to) {
  using geo::Notation;
  if (to == "decimal") return {Notation::decimal_degrees, ""};
  if (to == "dm") return {Notation::degrees_minutes, ""};
  if (to == "dms") return {Notation::degrees_minutes_seconds, ""};
  if (to == "utm") return {Notation::utm, ""};
  if (to == "mgrs") return {Notation::mgrs, ""};
  return {Notation::epsg, to};
}

std::string fault_of_notation(const std::string& to) {
  const bool code = to.starts_with("EPSG:") && to.size() > 5 && to.size() <= 11 &&
                    to.find_first_not_of("0123456789", 5) == std::string::npos;
  if (code || to == "decimal" || to == "dm" || to == "dms" || to == "utm" || to == "mgrs") return "";
  return "give decimal, dm, dms, utm, mgrs or EPSG: and its code";
}

geo::ReadCoordinate read(const std::string& text, const std::string& order) {
  return geo::read_coordinate(text, order == "lat-lon"   ? geo::ValueOrder::latitude_first
                                    : order == "lon-lat" ? geo::ValueOrder::longitude_first
                                                         : geo::ValueOrder::by_letters);
}

Json feature(const geo::Geometry& geometry, Json properties) {
  return {{"type", "Feature"}, {"geometry", geo::to_geojson(geometry)}, {"properties", std::move(properties)}};
}

Json facts_of(const geo::ReadCoordinate& place) {
  Json facts{{"notation", std::string{geo::name_of(place.notation)}}, {"precision_m", place.precision_m}};
  if (!place.crs.empty()) {
    facts["crs"] = place.crs;
    facts["datum_accuracy_m"] = place.datum_accuracy_m;
  }
  return facts;
}

std::string read_as(const geo::ReadCoordinate& place) {
  std::string text{place.crs.empty() ? geo::name_of(place.notation) : place.crs};
  text += place.notation == geo::Notation::mgrs ? ", the centre of a square of " + length(place.precision_m)
                                                : ", to " + length(place.precision_m);
  if (place.datum_accuracy_m > 0) text += ", its datum known to " + length(place.datum_accuracy_m);
  return text;
}

void show_place(const Settings& settings, const Terminal& terminal) {
  const geo::ReadCoordinate place = read(settings.text, settings.order);
  const auto text_in = [&](const std::string& to) {
    const geo::WantedNotation as = wanted(to);
    const bool grid = as.notation == geo::Notation::utm || as.notation == geo::Notation::epsg;
    // The centre of a square lies at half its side: a grid needs one digit more to say so.
    const bool half = grid && place.notation == geo::Notation::mgrs;
    return geo::written(place.lon, place.lat, as, half ? place.precision_m / 10 : place.precision_m);
  };
  std::vector<std::pair<std::string, std::string>> texts;
  if (settings.to.empty()) {
    for (const char* to : {"decimal", "dm", "dms", "utm", "mgrs"}) {
      const bool beyond_utm = std::string_view{to} == "utm" && (place.lat < -80 || place.lat >= 84);
      if (!beyond_utm) texts.emplace_back(to, text_in(to));
    }
  } else {
    texts.emplace_back(settings.to, text_in(settings.to));
  }
  Json facts = facts_of(place);
  for (const auto& [to, text] : texts) facts[to] = text;
  if (settings.geojson) {
    terminal.print(feature(geo::Geometry::point(place.lon, place.lat), facts));
  } else if (terminal.json) {
    facts["lon"] = place.lon;
    facts["lat"] = place.lat;
    terminal.print(facts);
  } else if (!settings.to.empty()) {
    std::cout << texts[0].second << "\n";
  } else {
    std::cout << "read as  " << read_as(place) << "\n";
    for (const auto& [to, text] : texts) std::cout << fmt::format("{:<9}{}\n", to, text);
  }
}

void show_outline(const Settings& settings, const Terminal& terminal) {
  const geo::ReadCoordinate start = read(settings.start, settings.order);
  std::vector<geo::Leg> legs;
  for (const std::string& text : settings.legs) legs.push_back(geo::read_leg(text));
  std::string north = "true";
  double declination = 0;
  if (settings.magnetic) {
    declination = *settings.magnetic;
    north = fmt::format("magnetic, declination {:+.2f} degrees as given", declination);
  } else if (!settings.measured_on.empty()) {
    const auto day = Date::parse(settings.measured_on);
    if (!day) throw CLI::ValidationError{"--magnetic-on", "give a day such as 2025-06-30"};
    const geo::MagneticDeclination found = geo::magnetic_declination(start.lon, start.lat, 0, *day);
    declination = found.degrees;
    north = fmt::format("magnetic, declination {:+.2f} degrees by {} on {}", declination, found.model, day->text());
  }
  const geo::Traverse walked = geo::traverse(start.lon, start.lat, legs, declination);
  const std::string to = settings.to.empty() ? "decimal" : settings.to;
  std::vector<std::vector<std::string>> rows;
  Json vertices = Json::array();
  for (std::size_t i = 0; i <= legs.size(); ++i) {
    const double lon = walked.outline.x[i], lat = walked.outline.y[i];
    const std::string text = geo::written(lon, lat, wanted(to), kVertexPrecision);
    rows.push_back({i == 0 ? "start" : std::to_string(i),
                    i == 0 ? "" : fmt::format("{:g}", legs[i - 1].bearing_degrees),
                    i == 0 ? "" : fmt::format("{:g}", legs[i - 1].metres), text});
    vertices.push_back({{"lon", lon}, {"lat", lat}, {"text", text}});
  }
  Json facts{{"start", facts_of(start)},
             {"bearings", north},
             {"declination_degrees", declination},
             {"walked_m", walked.walked_m},
             {"closure_error_m", walked.closure_error_m},
             {"closure_ratio", walked.closure_ratio ? Json(*walked.closure_ratio) : Json()},
             {"area_m2", walked.area_m2 ? Json(*walked.area_m2) : Json()}};
  if (settings.geojson) {
    terminal.print(feature(walked.outline, facts));
    return;
  }
  if (terminal.json) {
    facts["vertices"] = std::move(vertices);
    terminal.print(facts);
    return;
  }
  std::cout << "start read as " << read_as(start) << "\nbearings are " << north << "\n\n";
  terminal.print_table({"leg", "bearing", "metres", "ends at"}, rows);
  std::cout << fmt::format("\nwalked         {:.2f} m\nclosure error  {:.3f} m", walked.walked_m,
                           walked.closure_error_m);
  if (walked.closure_ratio) std::cout << fmt::format(", 1:{:.0f}", *walked.closure_ratio);
  std::cout << "\narea           "
            << (walked.area_m2 ? shown(SquareMetres::from_double(*walked.area_m2)) + " m2"
                               : std::string{"none: the outline crosses itself"})
            << "\nNothing was shifted: the outline runs from the last end straight back to the start.\n";
}

}  // namespace

void add_coordinates_command(CLI::App& app, Terminal& terminal) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command =
      app.add_subcommand("coordinates", "read a written coordinate, or an outline from bearings and distances");
  CLI::Option* text = command->add_option("TEXT", settings->text, "a coordinate as it was written, in quotes");
  command->add_option("--to", settings->to, "decimal, dm, dms, utm, mgrs or EPSG:CODE; without it all but EPSG")
      ->check(fault_of_notation);
  command->add_option("--order", settings->order, "which of two values without letters comes first: lat-lon or lon-lat")
      ->check(CLI::IsMember({"lat-lon", "lon-lat"}));
  CLI::Option* start = command->add_option("--start", settings->start, "where the outline starts")->excludes(text);
  CLI::Option* leg = command->add_option("--leg", settings->legs, "bearing and metres, such as \"45 120\"; repeatable")
                         ->allow_extra_args(false)
                         ->needs(start);
  start->needs(leg);
  CLI::Option* magnetic = command
                              ->add_option("--magnetic", settings->magnetic,
                                           "bearings are magnetic; the declination in degrees, east positive")
                              ->check(CLI::Range(-180.0, 180.0))
                              ->needs(leg);
  command
      ->add_option("--magnetic-on", settings->measured_on, "bearings are magnetic, measured on that day (2015 to 2029)")
      ->needs(leg)
      ->excludes(magnetic);
  command->add_flag("--geojson", settings->geojson, "answer with a GeoJSON feature");
  command->callback([settings, text, start, &terminal] {
    if (start->count() > 0) {
      show_outline(*settings, terminal);
    } else if (text->count() > 0) {
      show_place(*settings, terminal);
    } else {
      throw CLI::RequiredError{"TEXT or --start"};
    }
  });
}

}  // namespace tilth::cli
