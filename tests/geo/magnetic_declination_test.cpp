// SPDX-License-Identifier: Apache-2.0
// Declinations against the test values that come with the model.
#include "geo/magnetic_declination.h"

#include "base/problem.h"
#include "support/paths.h"

#include <gtest/gtest.h>
#include <cmath>
#include <cstdio>
#include <fstream>

namespace tilth::geo {
namespace {

std::string refusal(double lon, double lat, const char* day) {
  try {
    magnetic_declination(lon, lat, 0, *Date::parse(day));
  } catch (const Problem& problem) {
    return std::string{problem.kind().code};
  }
  return "";
}

TEST(MagneticDeclination, AgreesWithTheModelsOwnTestValues) {
  std::ifstream file{test::source_dir() / "third_party/node_modules/geomagnetism/test/values.csv"};
  std::string line;
  std::getline(file, line);
  ASSERT_EQ(line.substr(0, 31), "date,alt,lat,lon,x,y,z,h,f,incl");
  int compared = 0, near_pole = 0;
  while (std::getline(file, line)) {
    double year, km, lat, lon, x, y, z, h, f, inclination, declination;
    if (std::sscanf(line.c_str(), "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &year, &km, &lat, &lon, &x, &y, &z, &h,
                    &f, &inclination, &declination) != 11) {
      continue;
    }
    if (year < 2020) continue;  // of the edition of 2015 before its correction
    if (h < 2000) {
      EXPECT_THROW(magnetic_declination(lon, lat, km * 1000, year), Problem) << line;
      ++near_pole;
      continue;
    }
    const MagneticDeclination found = magnetic_declination(lon, lat, km * 1000, year);
    EXPECT_NEAR(found.degrees, declination, 0.0051) << line;
    EXPECT_NEAR(found.horizontal_nt, h, 0.051) << line;
    ++compared;
  }
  EXPECT_GE(compared, 190);
  EXPECT_GT(near_pole, 0);
}

TEST(MagneticDeclination, TheEditionOfTheDayIsUsedAndNoneIsStretched) {
  EXPECT_EQ(magnetic_declination(30, 10, 0, Date{2015, 1, 1}).model, "WMM-2015v2");
  EXPECT_EQ(magnetic_declination(30, 10, 0, Date{2019, 12, 31}).model, "WMM-2015v2");
  EXPECT_EQ(magnetic_declination(30, 10, 0, Date{2020, 1, 1}).model, "WMM-2020");
  EXPECT_EQ(magnetic_declination(30, 10, 0, Date{2024, 12, 31}).model, "WMM-2020");
  EXPECT_EQ(magnetic_declination(30, 10, 0, Date{2029, 12, 31}).model, "WMM-2025");
  EXPECT_EQ(refusal(30, 10, "2014-12-31"), "magnetic.date_outside");
  EXPECT_EQ(refusal(30, 10, "2030-01-01"), "magnetic.date_outside");
  EXPECT_EQ(refusal(30, 10, "9999-12-31"), "magnetic.date_outside");
  EXPECT_EQ(refusal(30, 10, "2025-06"), "magnetic.date_outside");  // a month is no day
}

TEST(MagneticDeclination, NextToThePoleThereIsNone) {
  EXPECT_EQ(refusal(139, 85.8, "2025-06-01"), "magnetic.near_pole");
  EXPECT_THROW(magnetic_declination(30, 10, 0, std::nan("")), Problem);
}

// An edition forecasts five years; where it ends, the next one's measurements must say nearly the same.
TEST(MagneticDeclination, EditionsMeetWithinHalfADegreeWherePeopleLive) {
  for (int lat = -40; lat <= 60; lat += 20) {
    for (int lon = -180; lon <= 180; lon += 30) {
      for (const double year : {2020.0, 2025.0}) {
        EXPECT_NEAR(magnetic_declination(lon, lat, 0, year - 1e-9).degrees,
                    magnetic_declination(lon, lat, 0, year).degrees, 0.5)
            << lat << " " << lon << " " << year;
      }
    }
  }
}

}  // namespace
}  // namespace tilth::geo
