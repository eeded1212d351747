// SPDX-License-Identifier: Apache-2.0
// Written coordinates: read as meant, refused where in doubt, written back.
#include "geo/coordinates.h"

#include "base/problem.h"
#include "geo/area.h"
#include "geo/to_wgs84.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <cmath>
#include <random>

namespace tilth::geo {
namespace {

constexpr double kTwelveAndAHalf = 12 + 34 / 60.0 + 56.7 / 3600;

void expect_at(const std::string& text, double lon, double lat, Notation notation,
               ValueOrder order = ValueOrder::by_letters) {
  try {
    const ReadCoordinate read = read_coordinate(text, order);
    EXPECT_NEAR(read.lon, lon, 1e-9) << text;
    EXPECT_NEAR(read.lat, lat, 1e-9) << text;
    EXPECT_EQ(read.notation, notation) << text;
  } catch (const Problem& problem) {
    ADD_FAILURE() << text << ": " << problem.title();
  }
}

void expect_refused(const std::string& text, std::string_view code, ValueOrder order = ValueOrder::by_letters) {
  try {
    const ReadCoordinate read = read_coordinate(text, order);
    ADD_FAILURE() << text << " was read as " << read.lat << " " << read.lon;
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, code) << text << ": " << problem.title();
    EXPECT_EQ(problem.title().find('{'), std::string::npos);
    EXPECT_EQ(problem.hint().find('{'), std::string::npos);
  }
}

TEST(Coordinates, DecimalDegreesAreReadWithTheirLetters) {
  for (const char* text : {"12.5 S 30.1 E", "S 12.5 E 30.1", "12.5S,30.1E", "30.1 E 12.5 S", "30.1°E; 12.5°S",
                           "12,5 S 30,1 E", "12,5S, 30,1E", "12.5 deg south / 30.1 deg east", "lat -12.5 lon 30.1",
                           "lat: -12,5, lon: 30,1", "Longitud = 30.1; latitud = −12.5", "١٢٫٥ جنوب ٣٠٫١ شرق",
                           "12.5 sud 30.1 est", "lat 12.5 S lon 30.1 E", "\t12.5\u00a0S\n30.1 E  "}) {
    expect_at(text, 30.1, -12.5, Notation::decimal_degrees);
  }
  expect_at("12.5 N 30.1 O", -30.1, 12.5, Notation::decimal_degrees);
  expect_at("0 N 180 W", -180, 0, Notation::decimal_degrees);
  expect_at("۱۲.۵ N ۳۰.۱ E", 30.1, 12.5, Notation::decimal_degrees);
}

TEST(Coordinates, MinutesAndSecondsAreReadWithAnyMarks) {
  for (const char* text :
       {"12°34'56.7\"N 030°12'00\"E", "12º34’56.7”N 30º12’00”E", "12°34′56.7″N, 30°12′0″E", "12 34 56.7 N 30 12 00 E",
        "N12°34'56.7'' E30°12'00''", "12:34:56.7N 30:12:00E", "12-34-56.7N 030-12-00E", "12d34'56.7\"N 30d12'0\"E",
        "30° 12' 00\" E, 12° 34' 56,7\" N", "12 deg 34 min 56.7 sec N 30 deg 12 min 0 sec E",
        "lat 12°34'56.7\" lon 30°12'00\"", "١٢°٣٤'٥٦٫٧\" شمال ٣٠°١٢'٠٠\" شرق"}) {
    expect_at(text, 30.2, kTwelveAndAHalf, Notation::degrees_minutes_seconds);
  }
  expect_at("12°34.5'S 030°12.0'W", -30.2, -(12 + 34.5 / 60), Notation::degrees_minutes);
  expect_at("0°30'S 0°15'O", -0.25, -0.5, Notation::degrees_minutes);
  expect_at("-0°30' 0°15'", 0.25, -0.5, Notation::degrees_minutes, ValueOrder::latitude_first);
  expect_at("12 34 56 130 12 00", 130.2, 12 + 34 / 60.0 + 56 / 3600.0, Notation::degrees_minutes_seconds);
}

TEST(Coordinates, TwoBareValuesAreReadOnlyWhereTheirOrderIsSaidOrForced) {
  expect_refused("-12.5, 30.1", "coordinates.ambiguous");
  expect_at("-12.5, 30.1", 30.1, -12.5, Notation::decimal_degrees, ValueOrder::latitude_first);
  expect_at("30.1 -12.5", 30.1, -12.5, Notation::decimal_degrees, ValueOrder::longitude_first);
  expect_at("130.1 -12.5", 130.1, -12.5, Notation::decimal_degrees);
  expect_at("-12.5 130.1", 130.1, -12.5, Notation::decimal_degrees);
  expect_refused("130.1 -12.5", "coordinates.out_of_range", ValueOrder::latitude_first);
  expect_refused("130.1 120.1", "coordinates.out_of_range");
}

TEST(Coordinates, CommasAreReadOneWayOrNotAtAll) {
  expect_at("-12,5 30,1", 30.1, -12.5, Notation::decimal_degrees, ValueOrder::latitude_first);
  expect_at("-12.5,30.1", 30.1, -12.5, Notation::decimal_degrees, ValueOrder::latitude_first);
  expect_at("12 30,14 15", 14.25, 12.5, Notation::degrees_minutes, ValueOrder::latitude_first);
  expect_refused("12,5,30,1", "coordinates.unreadable", ValueOrder::latitude_first);
  expect_refused("EPSG:28992 155,000 463,000", "coordinates.ambiguous");
  expect_refused("EPSG:28992 155.000 463.000", "coordinates.ambiguous");
  expect_refused("36N 500,000 4,649,776", "coordinates.unreadable");
}

TEST(Coordinates, LettersThatContradictOrAreMissingAreRefused) {
  expect_refused("12.5 N 30.1 S", "coordinates.contradictory");
  expect_refused("12.5 E 30.1 W", "coordinates.contradictory");
  expect_refused("12.5 N 30.1", "coordinates.unreadable");
  expect_refused("N 12.5 30.1 E", "coordinates.unreadable");
  expect_refused("-12.5 S 30.1 E", "coordinates.ambiguous");
  expect_refused("lat 12.5 E lon 30.1 N", "coordinates.contradictory");
  expect_refused("12.5 - 30.1", "coordinates.ambiguous");
  expect_refused("12-30 14-20", "coordinates.ambiguous", ValueOrder::latitude_first);
  expect_refused("95 N 30 E", "coordinates.out_of_range");
  expect_refused("12 N 181 E", "coordinates.out_of_range");
  expect_refused("12°60'N 30°E", "coordinates.out_of_range");
  expect_refused("12.5°30'N 30°E", "coordinates.unreadable");
  expect_refused("12'30\"N 30°E", "coordinates.unreadable");
  expect_refused("1230N 03012E", "coordinates.unreadable");
  expect_refused("12С 30В", "coordinates.unreadable");  // Cyrillic
}

TEST(Coordinates, UtmIsReadByHemisphereOrBandAndNeverByAnSThatMayBeBoth) {
  const Geometry oracle = [] {
    Geometry point = Geometry::point(500'000, 4'649'776);
    to_wgs84("EPSG:32636")(point);
    return point;
  }();
  for (const char* text :
       {"36N 500000 4649776", "36 N 500000 4649776", "UTM 36N 500000 4649776", "Zone 36 north, 500000 E, 4649776 N",
        "36T 500000 4649776", "36T 500000mE 4649776mN", "36 north 4649776 N 500000 E",
        "WGS 84 UTM zone 36N E 500000 N 4649776", "36n 500000 m E 4649776 m N", "٣٦N ٥٠٠٠٠٠ ٤٦٤٩٧٧٦",
        "36N;500000;4649776", "36N,500000,4649776"}) {
    expect_at(text, oracle.x[0], oracle.y[0], Notation::utm);
  }
  EXPECT_EQ(read_coordinate("36N 500000 4649776").precision_m, 1);
  EXPECT_NEAR(read_coordinate("36N 500000.0 4649776.0").precision_m, 0.1, 1e-12);
  EXPECT_LT(read_coordinate("36S 500000 8000000").lat, -18);  // the band S does not reach there
  expect_refused("36S 500000 4000000", "coordinates.ambiguous");
  EXPECT_GT(read_coordinate("36 north 500000 4000000").lat, 36);
  EXPECT_LT(read_coordinate("36 south 500000 4000000").lat, -54);
  expect_refused("36U 500000 4649776", "coordinates.contradictory");
  expect_refused("36 500000 4649776", "coordinates.ambiguous");
  expect_refused("500000 4649776", "coordinates.unreadable");
  expect_refused("36N 4649776 500000", "coordinates.out_of_range");
  expect_refused("36N 500000 N 4649776 E", "coordinates.out_of_range");
  expect_refused("36N 500000 4649776 N", "coordinates.ambiguous");
  expect_refused("36N 500000 E 4649776 E", "coordinates.contradictory");
  expect_refused("61N 500000 4649776", "coordinates.out_of_range");
  expect_refused("36I 500000 4649776", "coordinates.unreadable");
  expect_refused("36N 500000", "coordinates.unreadable");
}

TEST(Coordinates, MgrsIsReadInEveryPrecisionAndAnswersTheCentreOfItsSquare) {
  const ReadCoordinate metre =
      read_coordinate("38SMB4488");  // GeographicLib's own example: 444 to 445 km E, 3688 to 3689 km N
  EXPECT_EQ(metre.precision_m, 1000);
  Geometry centre = Geometry::point(444'500, 3'688'500);
  to_wgs84("EPSG:32638")(centre);
  EXPECT_NEAR(metre.lon, centre.x[0], 1e-9);
  EXPECT_NEAR(metre.lat, centre.y[0], 1e-9);
  for (const char* text : {"38SMB4488", "38 S MB 44 88", "38smb 44 88", "38S MB 4488", "MGRS: 38SMB4488"})
    expect_at(text, centre.x[0], centre.y[0], Notation::mgrs);
  EXPECT_EQ(read_coordinate("38SMB").precision_m, 100'000);
  EXPECT_NEAR(read_coordinate("38SMB1234567890112233445566").precision_m, 1e-6, 1e-12) << "eleven digits each";
  EXPECT_EQ(read_coordinate("45SUD3037632029").precision_m, 1);  // letters that are a word elsewhere
  EXPECT_EQ(read_coordinate("MGRS 45SUD30").precision_m, 10'000);
  EXPECT_EQ(read_coordinate("45S UD").precision_m, 100'000);
  EXPECT_EQ(written(read_coordinate("45S UD").lon, read_coordinate("45S UD").lat, {Notation::mgrs, ""}, 1e5),
            "MGRS 45SUD");
  expect_refused("12 sud", "coordinates.ambiguous");
  expect_refused("12deg30", "coordinates.ambiguous");
  expect_refused("38SMB448", "coordinates.unreadable");
  expect_refused("38SMB 44 8", "coordinates.contradictory");
  expect_refused("38SIB4488", "coordinates.out_of_range");
  expect_refused("38NMB4488", "coordinates.out_of_range");  // no such square in that band
  expect_refused("MGRS 12.5 N 30 E", "coordinates.unreadable");
}

TEST(Coordinates, NationalGridsAreReadByTheirCodeAndNoFurtherThanTheyReach) {
  const ReadCoordinate amersfoort = read_coordinate("EPSG:28992 155000 463000");
  EXPECT_NEAR(amersfoort.lon, 5.38720, 2e-5);
  EXPECT_NEAR(amersfoort.lat, 52.15517, 2e-5);
  EXPECT_NEAR(amersfoort.precision_m, 1, 1e-3);
  EXPECT_EQ(amersfoort.crs, "EPSG:28992");
  EXPECT_EQ(read_coordinate("epsg 28992, 463000 N, 155000 E").lon, amersfoort.lon);
  expect_refused("EPSG:28992 463000 155000", "coordinates.out_of_range");
  expect_refused("EPSG:999999 1 2", "geometry.unknown_crs");
  expect_refused("EPSG:4258 12.5 30.1", "coordinates.ambiguous");
  expect_at("EPSG:4258 50.5 N 30.1 E", 30.1, 50.5, Notation::epsg);
  expect_refused("EPSG:2193 1576000 5180000", "coordinates.ambiguous");  // New Zealand: northing first by its register
  EXPECT_NEAR(read_coordinate("EPSG:2193 1576000 E 5180000 N").lat, -43.5, 0.1);
  expect_refused("EPSG:2048 10000 3700000", "coordinates.ambiguous");  // counts west and south
  expect_refused("EPSG:4001 50 N 2 E", "coordinates.ambiguous");       // a datum that nobody has tied to WGS 84
  EXPECT_THROW(written(2, 50, {Notation::epsg, "EPSG:4001"}, 1), Problem);
  EXPECT_GT(amersfoort.datum_accuracy_m, 0);
  expect_refused("EPSG:4807 50 N 2 E", "coordinates.ambiguous");  // grads
}

TEST(Coordinates, WhatIsNoCoordinateIsAProblemAndNothingElse) {
  for (const char* text : {"",
                           " ",
                           "hello",
                           "12.5",
                           "N",
                           "°",
                           "12.5 N",
                           "EPSG",
                           "EPSG:",
                           "EPSG:28992",
                           "UTM",
                           "MGRS",
                           "36N",
                           "1 2 3",
                           "1 2 3 4 5 6 7 8",
                           "12.5.6 N 30 E",
                           "12 N 30 E 14",
                           "lat 12",
                           "lon 12 lat",
                           "12..5",
                           "#",
                           "\xff\xfe"}) {
    expect_refused(text, "coordinates.unreadable");
  }
  expect_refused(std::string(201, '1'), "coordinates.too_long");
}

RC_GTEST_PROP(Coordinates, AnyTextIsReadOrRefused, (const std::string& text)) {
  static const std::string kPieces[] = {
      "12", "N",          "S",      "E",       "W",   "O",   " ", ",", ".",     "°", "'",   "\"", "-",   ":", "36T",
      "VK", "EPSG:32636", "500000", "4649776", "lat", "lon", ";", "٣", "30.25", "m", "deg", "/",  "UTM", "=", "\u200f"};
  std::string drawn = text.substr(0, *rc::gen::inRange<std::size_t>(0, 4));
  const auto pieces = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30));
  for (const int piece : pieces) drawn += kPieces[piece];
  try {
    const ReadCoordinate read = read_coordinate(drawn);
    RC_ASSERT(std::abs(read.lat) <= 90 && std::abs(read.lon) <= 180 && read.precision_m > 0);
  } catch (const Problem& problem) {
    RC_ASSERT(!problem.hint().empty());
  }
}

RC_GTEST_PROP(Coordinates, WhatIsWrittenReadsBackWithinItsPrecision, ()) {
  const double lon = *rc::gen::inRange(-180'000'000, 180'000'001) * 1e-6;
  const double lat = *rc::gen::inRange(-90'000'000, 90'000'001) * 1e-6;
  const double precision = std::pow(10.0, *rc::gen::inRange(-3, 4));
  const Notation notation = *rc::gen::element(Notation::decimal_degrees, Notation::degrees_minutes,
                                              Notation::degrees_minutes_seconds, Notation::utm, Notation::mgrs);
  std::string text;
  try {
    text = written(lon, lat, {notation, ""}, precision);
  } catch (const Problem& problem) {
    RC_ASSERT(notation == Notation::utm && (lat < -80 || lat >= 84));
    return;
  }
  const ReadCoordinate read = read_coordinate(text);
  RC_LOG() << text << "\n";
  RC_ASSERT(read.notation == notation);
  RC_ASSERT(distance_m(lon, lat, read.lon, read.lat) <= precision * 0.75 + 1e-6);
  RC_ASSERT(read.precision_m <= precision * 1.0001);
}

RC_GTEST_PROP(Coordinates, UtmAgreesWithProj, ()) {
  const int zone = *rc::gen::inRange(1, 61);
  const bool north = *rc::gen::arbitrary<bool>();
  const int easting = *rc::gen::inRange(166'000, 834'000), northing = *rc::gen::inRange(1'200'000, 9'000'000);
  const ReadCoordinate read =
      read_coordinate(fmt::format("{} {} {} {}", zone, north ? "north" : "south", easting, northing));
  Geometry point = Geometry::point(easting, northing);
  to_wgs84(fmt::format("EPSG:{}", (north ? 32600 : 32700) + zone))(point);
  RC_ASSERT(distance_m(read.lon, read.lat, point.x[0], point.y[0]) < 1e-3);
}

// Through degrees and back, 500000 m may be 499999.9999999 m, and MGRS cuts digits off.
RC_GTEST_PROP(Coordinates, WholeMetresOfUtmKeepTheirDigitsInMgrs, ()) {
  const int zone = *rc::gen::inRange(1, 61);
  const bool north = *rc::gen::arbitrary<bool>();
  const int easting = *rc::gen::inRange(400'000, 600'000), northing = *rc::gen::inRange(1'200'000, 8'800'000);
  const ReadCoordinate utm =
      read_coordinate(fmt::format("{} {} {} {}", zone, north ? "north" : "south", easting, northing));
  const std::string mgrs = written(utm.lon, utm.lat, {Notation::mgrs, ""}, 1);
  RC_PRE(std::stoi(mgrs) == zone);  // not where zones are widened for Norway and Svalbard
  RC_LOG() << easting << " " << northing << " " << mgrs << "\n";
  RC_ASSERT(mgrs.substr(5) == fmt::format("{:05}{:05}", easting % 100'000, northing % 100'000));
}

TEST(Coordinates, NationalGridsAreWrittenAndReadBack) {
  std::mt19937 dice{7};
  for (int round = 0; round < 8; ++round) {
    const double lon = std::uniform_real_distribution{3.6, 6.4}(dice),
                 lat = std::uniform_real_distribution{50.8, 53.4}(dice);
    for (const char* crs : {"EPSG:28992", "EPSG:32631", "EPSG:4258", "EPSG:3035"}) {
      const std::string text = written(lon, lat, {Notation::epsg, crs}, 0.01);
      const ReadCoordinate read = read_coordinate(text);
      EXPECT_LT(distance_m(lon, lat, read.lon, read.lat), 0.0095) << text;
    }
  }
}

TEST(Coordinates, AreWrittenAsPeopleExpectThem) {
  EXPECT_EQ(written(30.2, kTwelveAndAHalf, {Notation::degrees_minutes_seconds, ""}, 4), "12°34'56.7\"N 030°12'00.0\"E");
  EXPECT_EQ(written(-30.2, -12.5, {Notation::decimal_degrees, ""}, 1.2), "12.50000 S 30.20000 W");
  EXPECT_EQ(written(30.2, 59.99999999, {Notation::degrees_minutes_seconds, ""}, 31), "60°00'00\"N 030°12'00\"E");
  EXPECT_EQ(written(33, 42, {Notation::utm, ""}, 1), "36 north 500000 E 4649776 N");
  EXPECT_EQ(written(33, 42, {Notation::mgrs, ""}, 100), "36TWM000497");
  EXPECT_THROW(written(30, 85, {Notation::utm, ""}, 1), Problem);
  EXPECT_THROW(written(30, 10, {Notation::epsg, "EPSG:28992"}, 1), Problem);
}

}  // namespace
}  // namespace tilth::geo
