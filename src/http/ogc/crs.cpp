// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/crs.h"

#include "base/problem.h"
#include "geo/to_wgs84.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tilth::http::ogc {
namespace {

constexpr std::string_view kEpsg = "http://www.opengis.net/def/crs/EPSG/0/";

void swap_axes(geo::Geometry& geometry) {
  std::swap(geometry.x, geometry.y);
  for (geo::Geometry& member : geometry.members) swap_axes(member);
}

std::optional<Crs> of_epsg(std::string_view digits) {
  int code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty() || digits.front() == '0')
    return std::nullopt;
  Crs crs{.uri = std::string{kEpsg} + std::to_string(code), .code = "EPSG:" + std::to_string(code)};
  if (code == 4326) {
    crs.code.clear();
    crs.north_first = true;
    return crs;
  }
  const bool utm = (code > 32600 && code <= 32660) || (code > 32700 && code <= 32760);
  if (code != 3857 && !utm) return std::nullopt;
  crs.degrees = false;
  return crs;
}

}  // namespace

std::function<void(geo::Geometry&)> Crs::from_wgs84() const {
  if (code.empty()) return north_first ? swap_axes : std::function<void(geo::Geometry&)>{};
  return geo::from_wgs84(code);
}

std::function<void(geo::Geometry&)> Crs::to_wgs84() const {
  if (code.empty()) return north_first ? swap_axes : std::function<void(geo::Geometry&)>{};
  return geo::to_wgs84(code);
}

std::optional<Crs> find_crs(std::string_view name) {
  if (name.size() > 2 && name.front() == '[' && name.back() == ']') name = name.substr(1, name.size() - 2);
  for (const std::string_view same :
       {kCrs84, std::string_view{"http://www.opengis.net/def/crs/OGC/0/CRS84"}, std::string_view{"OGC:CRS84"},
        std::string_view{"urn:ogc:def:crs:OGC:1.3:CRS84"}, std::string_view{"urn:ogc:def:crs:OGC::CRS84"}}) {
    if (name == same) return Crs{.uri = std::string{kCrs84}};
  }
  for (const std::string_view start : {kEpsg, std::string_view{"EPSG:"}, std::string_view{"urn:ogc:def:crs:EPSG::"}}) {
    if (name.starts_with(start)) return of_epsg(name.substr(start.size()));
  }
  return std::nullopt;
}

Crs crs_of(std::string_view parameter, std::string_view name) {
  if (auto crs = find_crs(name)) return *crs;
  throw Problem{
      "ogc.bad_parameter",
      {{"parameter", parameter},
       {"reason", "the system " + std::string{name.substr(0, 100)} + " is none of those that the collection lists"}}};
}

std::vector<std::string> crs_uris(const std::optional<geo::Box>& extent) {
  std::vector<std::string> uris{std::string{kCrs84}, std::string{kEpsg} + "4326", std::string{kEpsg} + "3857"};
  if (!extent || extent->empty()) return uris;
  const auto zone = [](double lon) { return std::clamp(static_cast<int>(std::floor((lon + 180) / 6)) + 1, 1, 60); };
  for (const bool north : {true, false}) {
    if (north ? extent->north <= 0 : extent->south >= 0) continue;
    for (int at = zone(extent->west); at <= zone(extent->east); ++at) {
      if (uris.size() >= 11) return {uris.begin(), uris.begin() + 3};  // a whole continent: no zone is at home
      uris.push_back(std::string{kEpsg} + std::to_string((north ? 32600 : 32700) + at));
    }
  }
  return uris;
}

geo::Box box_of(std::string_view text, const Crs& crs) {
  const auto refuse = [&](const std::string& reason) -> void {
    throw Problem{"ogc.bad_parameter", {{"parameter", "bbox"}, {"reason", reason}}};
  };
  std::vector<double> numbers;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    std::string_view word = text.substr(at, comma - at);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    if (word.starts_with('+')) word.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size() || !std::isfinite(number) || numbers.size() == 6)
      refuse("it is no list of four or six numbers");
    numbers.push_back(number);
    at = comma + 1;
  }
  if (numbers.size() != 4 && numbers.size() != 6) refuse("it is no list of four or six numbers");
  const bool flat = numbers.size() == 4;
  double west = numbers[0], south = numbers[1], east = numbers[flat ? 2 : 3], north = numbers[flat ? 3 : 4];
  if (crs.code.empty()) {
    if (crs.north_first) {
      std::swap(west, south);
      std::swap(east, north);
    }
    if (south > north) refuse("its southern edge lies north of its northern one");
    if (south < -90 || north > 90 || west < -180 || east > 180 || west > 180 || east < -180)
      refuse("it reaches beyond 180 degrees of longitude or 90 of latitude");
    return {west, south, east, north};
  }
  if (south > north || west > east) refuse("its first corner is not the lower left one");
  // Straight edges of the system bend in degrees: points along them give the box.
  constexpr int kSteps = 24;
  geo::Geometry rim{.kind = geo::Kind::multi_point};
  for (int i = 0; i <= kSteps; ++i) {
    const double x = west + (east - west) * i / kSteps, y = south + (north - south) * i / kSteps;
    for (const auto& [px, py] : {std::pair{x, south}, std::pair{x, north}, std::pair{west, y}, std::pair{east, y}}) {
      rim.x.push_back(px);
      rim.y.push_back(py);
    }
  }
  try {
    crs.to_wgs84()(rim);
  } catch (const Problem&) {
    refuse("it reaches where its coordinate system does not");
  }
  return rim.box();
}

}  // namespace tilth::http::ogc
