// SPDX-License-Identifier: Apache-2.0
// The model's spherical harmonics, summed by GeographicLib.
#include "geo/magnetic_declination.h"

#include "base/problem.h"

#include <fmt/format.h>
#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/SphericalHarmonic.hpp>

#include <cmath>
#include <numbers>

namespace tilth::geo {
namespace {

constexpr double kReferenceRadius = 6'371'200;  // metres, of the model
constexpr double kYears = 5;
constexpr double kBlackoutNanotesla = 2'000;

/// Coefficients of cosines and sines by degree n and order m.
struct Coefficients {
  std::vector<double> cosines, sines;

  /// The files have n before m; GeographicLib has all n of an m together, and no sines for m = 0.
  Coefficients(const Json& g, const Json& h, int degree) {
    const auto at = [](const Json& list, int n, int m) {
      return list.at(static_cast<std::size_t>(n * (n + 1) / 2 + m)).get<double>();
    };
    for (int m = 0; m <= degree; ++m) {
      for (int n = m; n <= degree; ++n) {
        cosines.push_back(at(g, n, m));
        if (m > 0) sines.push_back(at(h, n, m));
      }
    }
  }
};

struct Edition {
  std::string name;
  double epoch = 0;
  int degree = 0;
  Coefficients field, change;  ///< nT, nT a year

  explicit Edition(const Json& file)
      : name{file.at("name").get<std::string>()},
        epoch{file.at("epoch").get<double>()},
        degree{file.at("n_max").get<int>()},
        field{file.at("main_field_coeff_g"), file.at("main_field_coeff_h"), degree},
        change{file.at("secular_var_coeff_g"), file.at("secular_var_coeff_h"), degree} {}
};

const std::vector<Edition>& editions() {
  static const std::vector<Edition> all = [] {
    std::vector<Edition> made;
    for (const std::string& text : magnetic_coefficients()) made.emplace_back(Json::parse(text));
    return made;
  }();
  return all;
}

[[noreturn]] void outside(const std::string& date) {
  throw Problem{"magnetic.date_outside",
                {{"date", date},
                 {"first", static_cast<int>(editions().front().epoch)},
                 {"last", static_cast<int>(editions().back().epoch + kYears) - 1}}};
}

}  // namespace

MagneticDeclination magnetic_declination(double lon, double lat, double height_m, double year) {
  const Edition* edition = nullptr;
  for (const Edition& one : editions()) {
    if (year >= one.epoch && year < one.epoch + kYears) edition = &one;
  }
  if (edition == nullptr) outside(fmt::format("{:.3f}", year));
  std::vector<double> cosines = edition->field.cosines, sines = edition->field.sines;
  for (std::size_t i = 0; i < cosines.size(); ++i) cosines[i] += edition->change.cosines[i] * (year - edition->epoch);
  for (std::size_t i = 0; i < sines.size(); ++i) sines[i] += edition->change.sines[i] * (year - edition->epoch);

  double x = 0, y = 0, z = 0;
  std::vector<double> axes(9);  // columns: east, north, up
  GeographicLib::Geocentric::WGS84().Forward(lat, lon, height_m, x, y, z, axes);
  const GeographicLib::SphericalHarmonic potential{cosines, sines, edition->degree, kReferenceRadius,
                                                   GeographicLib::SphericalHarmonic::SCHMIDT};
  double along_x = 0, along_y = 0, along_z = 0;
  potential(x, y, z, along_x, along_y, along_z);
  const double east = -kReferenceRadius * (axes[0] * along_x + axes[3] * along_y + axes[6] * along_z);
  const double north = -kReferenceRadius * (axes[1] * along_x + axes[4] * along_y + axes[7] * along_z);
  const double horizontal = std::hypot(east, north);
  if (!(horizontal >= kBlackoutNanotesla)) throw Problem{"magnetic.near_pole"};
  return {std::atan2(east, north) * 180 / std::numbers::pi, horizontal, edition->name};
}

MagneticDeclination magnetic_declination(double lon, double lat, double height_m, Date day) {
  if (day.precision() != DatePrecision::day) outside(day.text());
  const std::int32_t first = days_since_1970(day.year, 1, 1), days = days_since_1970(day.year + 1, 1, 1) - first;
  const double year = day.year + (day.first_day() - first + 0.5) / days;
  if (year < editions().front().epoch || year >= editions().back().epoch + kYears) outside(day.text());
  return magnetic_declination(lon, lat, height_m, year);
}

}  // namespace tilth::geo
