// SPDX-License-Identifier: Apache-2.0
// Legs one after the other by the direct geodesic problem.
#include "geo/legs.h"

#include "geo/area.h"
#include "geo/coordinate_text.h"
#include "geo/predicates.h"

#include <GeographicLib/Geodesic.hpp>

#include <cmath>

namespace tilth::geo {
namespace {

constexpr double kNoGapMetres = 0.001;

[[noreturn]] void no_leg(std::size_t column, std::string reason) {
  throw Problem{"legs.unreadable", {{"reason", std::move(reason)}, {"column", column}}};
}

/// `degrees [° minutes ' seconds "] [separator] metres [m | km]`: the bearing ends where its marks end, without marks
/// after one number.
Leg leg_of(const std::vector<Mark>& marks) {
  static constexpr MarkKind kUnits[] = {MarkKind::degree, MarkKind::minute, MarkKind::second};
  std::size_t at = 0;
  double bearing = 0, share = 1;
  bool whole = true;
  for (int part = 0; part < 3; ++part, share /= 60) {
    const bool number = at < marks.size() && marks[at].kind == MarkKind::number;
    const bool marked = at + 1 < marks.size() && marks[at + 1].kind == kUnits[part];
    if (part > 0 && (!number || !marked)) break;
    if (!number || marks[at].has_sign || !whole || (part > 0 && marks[at].value >= 60))
      no_leg(at < marks.size() ? marks[at].column : 1, "a bearing is missing or malformed");
    bearing += marks[at].value * share;
    whole = marks[at].decimals == 0;
    at += marked ? 2 : 1;
    if (!marked) break;
  }
  if (at < marks.size() && marks[at].kind == MarkKind::separator) ++at;
  if (at >= marks.size() || marks[at].kind != MarkKind::number || marks[at].has_sign)
    no_leg(at < marks.size() ? marks[at].column : 1, "a distance is missing or malformed");
  if (marks[at].decimal_comma && marks[at].decimals == 3) {
    refuse("coordinates.ambiguous", marks[at].column,
           marks[at].text + " may have decimals, or a comma between its thousands", "write decimals with a point");
  }
  Leg leg{bearing, marks[at].value};
  ++at;
  if (at < marks.size() && marks[at].kind == MarkKind::word && (marks[at].text == "M" || marks[at].text == "KM")) {
    if (marks[at].text == "KM") leg.metres *= 1000;
    ++at;
  }
  if (at < marks.size()) no_leg(marks[at].column, "something is left over behind bearing and distance");
  return leg;
}

}  // namespace

Leg read_leg(std::string_view utf8) { return read_either_way(utf8, leg_of); }

Traverse traverse(double lon, double lat, std::span<const Leg> legs, double declination_degrees) {
  if (legs.size() < 3) throw Problem{"legs.too_few", {{"count", legs.size()}}};
  if (legs.size() > kMaxLegs) throw Problem{"legs.too_many", {{"count", legs.size()}, {"limit", kMaxLegs}}};
  const GeographicLib::Geodesic& ellipsoid = GeographicLib::Geodesic::WGS84();
  Traverse walked;
  Geometry& outline = walked.outline;
  outline.kind = Kind::polygon;
  outline.x.push_back(lon);
  outline.y.push_back(lat);
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const Leg& leg = legs[i];
    if (!(leg.bearing_degrees >= 0 && leg.bearing_degrees <= 360) || !(leg.metres > 0 && leg.metres <= kMaxLegMetres)) {
      throw Problem{
          "legs.bad_leg",
          {{"leg", i + 1}, {"bearing", leg.bearing_degrees}, {"metres", leg.metres}, {"limit", kMaxLegMetres}}};
    }
    double next_lat = 0, next_lon = 0;
    ellipsoid.Direct(outline.y.back(), outline.x.back(), leg.bearing_degrees + declination_degrees, leg.metres,
                     next_lat, next_lon);
    if (std::abs(next_lon - outline.x.back()) > 180) throw Problem{"legs.crosses_180", {{"leg", i + 1}}};
    outline.x.push_back(next_lon);
    outline.y.push_back(next_lat);
    walked.walked_m += leg.metres;
  }
  walked.closure_error_m = distance_m(outline.x.back(), outline.y.back(), lon, lat);
  if (walked.closure_error_m > 0) walked.closure_ratio = walked.walked_m / walked.closure_error_m;
  walked.gap.kind = Kind::line;
  walked.gap.x = {outline.x.back(), lon};
  walked.gap.y = {outline.y.back(), lat};
  walked.gap.close_path();
  walked.gap.close_part();
  if (walked.closure_error_m < kNoGapMetres) {
    outline.x.back() = lon;
    outline.y.back() = lat;
  } else {
    outline.x.push_back(lon);
    outline.y.push_back(lat);
  }
  outline.close_path();
  outline.close_part();
  if (validity(outline).valid) walked.area_m2 = geo::area_m2(outline);
  return walked;
}

}  // namespace tilth::geo
