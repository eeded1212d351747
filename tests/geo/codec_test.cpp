// SPDX-License-Identifier: Apache-2.0
// Geometries read and written: the same numbers come back, and hostile bytes are refused.
#include "geo/codec.h"

#include "base/problem.h"
#include "geo/geos_bridge.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace tilth::geo {
namespace {

const char* const kTexts[] = {
    "POINT (30.5 50.25)",
    "POINT EMPTY",
    "LINESTRING (0 0, 1 1, 2 0.1)",
    "LINESTRING EMPTY",
    "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1))",
    "POLYGON EMPTY",
    "MULTIPOINT (1 2, 3 4)",
    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 4))",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 9 5, 9 9, 5 5), (8 6, 8 7, 7 6, 8 6)))",
    "GEOMETRYCOLLECTION (POINT (1 2), POLYGON ((0 0, 1 0, 1 1, 0 0)), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1)))",
    "GEOMETRYCOLLECTION EMPTY",
};

void refused(auto&& read) {
  try {
    read();
    FAIL() << "was read";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "geometry.unreadable");
    EXPECT_FALSE(problem.values().at("reason").get<std::string>().empty());
    EXPECT_FALSE(problem.values().at("place").get<std::string>().empty());
  }
}

TEST(Codec, EveryFormGivesBackTheGeometryItWasGiven) {
  for (const char* text : kTexts) {
    const Geometry geometry = from_wkt(text);
    EXPECT_EQ(from_wkt(to_wkt(geometry)), geometry) << text;
    EXPECT_EQ(from_wkb(to_wkb(geometry)), geometry) << text;
    EXPECT_EQ(from_gpkg(to_gpkg(geometry)), geometry) << text;
    EXPECT_EQ(from_geojson(to_geojson(geometry)), geometry) << text;
    std::string json;
    append_geojson(json, geometry);
    EXPECT_EQ(from_geojson(Json::parse(json)), geometry) << text;
  }
}

TEST(Codec, WritesTheWkbThatGeosReadsAndReadsTheWkbThatGeosWritesInBothByteOrders) {
  for (const char* text : kTexts) {
    const Geometry geometry = from_wkt(text);
    if (geometry.vertex_count() == 0) continue;
    const geos::Shape shape = geos::shape_of(geometry);
    ASSERT_TRUE(shape) << text;
    const std::string ours = to_wkb(geometry);
    GEOSWKBReader* reader = GEOSWKBReader_create_r(geos::context());
    const geos::Shape theirs{GEOSWKBReader_read_r(geos::context(), reader,
                                                  reinterpret_cast<const unsigned char*>(ours.data()), ours.size())};
    GEOSWKBReader_destroy_r(geos::context(), reader);
    ASSERT_TRUE(theirs) << text;
    EXPECT_EQ(GEOSEqualsExact_r(geos::context(), theirs.get(), shape.get(), 0), 1) << text;
    for (const int order : {GEOS_WKB_XDR, GEOS_WKB_NDR}) {
      GEOSWKBWriter* writer = GEOSWKBWriter_create_r(geos::context());
      GEOSWKBWriter_setByteOrder_r(geos::context(), writer, order);
      std::size_t size = 0;
      unsigned char* bytes = GEOSWKBWriter_write_r(geos::context(), writer, shape.get(), &size);
      GEOSWKBWriter_destroy_r(geos::context(), writer);
      EXPECT_EQ(from_wkb({reinterpret_cast<const char*>(bytes), size}), geometry) << text;
      GEOSFree_r(geos::context(), bytes);
    }
  }
}

TEST(Codec, ReadsHeightsAndMeasuresAndSaysThatItLeftThemOut) {
  const Geometry flat = from_wkt("LINESTRING (1 2, 3 4)");
  for (const char* text :
       {"LINESTRING Z (1 2 9, 3 4 9)", "linestringzm(1 2 9 8,3 4 9 8)", "LINESTRING M (1 2 7, 3 4 7)",
        "LINESTRING (1 2 9, 3 4 9)", "SRID=4326;LINESTRING(1 2 9, 3 4 9)"}) {
    bool dropped = false;
    EXPECT_EQ(from_wkt(text, &dropped), flat) << text;
    EXPECT_TRUE(dropped) << text;
  }
  bool dropped = false;
  EXPECT_EQ(from_wkt("LINESTRING (1 2, 3 4)", &dropped), flat);
  EXPECT_FALSE(dropped);
  EXPECT_EQ(from_geojson(Json::parse(R"({"type":"LineString","coordinates":[[1,2,9],[3,4,9]]})"), &dropped), flat);
  EXPECT_TRUE(dropped);

  // POINT Z (1 2 9) as ISO numbers it (1001) and as PostGIS flags it (1 | 0x80000000), both little endian.
  const std::string body = [] {
    std::string bytes;
    for (const double value : {1.0, 2.0, 9.0}) bytes.append(reinterpret_cast<const char*>(&value), 8);
    return bytes;
  }();
  using namespace std::string_literals;
  for (const std::string& head :
       {"\x01\xe9\x03\x00\x00"s, "\x01\x01\x00\x00\x80"s, "\x01\x01\x00\x00\xa0\xe6\x10\x00\x00"s}) {
    dropped = false;
    EXPECT_EQ(from_wkb(head + body, &dropped), Geometry::point(1, 2));
    EXPECT_TRUE(dropped);
  }
}

TEST(Codec, ReadsBothWaysToWriteAMultipoint) {
  EXPECT_EQ(from_wkt("MULTIPOINT ((1 2), (3 4))"), from_wkt("MULTIPOINT (1 2, 3 4)"));
}

TEST(Codec, KeepsRingsAsTheyWereEnteredWithTheirFaults) {
  const char* const open = "POLYGON ((0 0, 1 0, 1 1))";
  EXPECT_EQ(to_wkt(from_wkt(open)), open);
  EXPECT_EQ(from_wkb(to_wkb(from_wkt(open))), from_wkt(open));
  const Geometry clockwise = from_wkt("POLYGON ((0 0, 0 1, 1 1, 0 0))");
  EXPECT_EQ(from_geojson(to_geojson(clockwise)), clockwise);
}

TEST(Codec, RefusesTextThatIsNoGeometry) {
  for (const char* text : {"", "POINT", "POINT (1)", "POINT (1 2", "POINT (1 2) x", "POINT (1 2, 3 4)", "POINT (nan 2)",
                           "POINT (inf 2)", "POINT (1e999 2)", "POINT (+-1 2)", "POINT (1 2 3 4 5)", "CIRCLE (1 2)",
                           "POLYGON (EMPTY, (0 0, 1 1, 1 0, 0 0))", "SRID=32636;POINT (500000 5000000)",
                           "SRID=;POINT (1 2)", "CIRCULARSTRING (0 0, 1 1, 2 0)", "LINESTRING ()"}) {
    refused([&] { from_wkt(text); });
  }
}

TEST(Codec, RefusesTreesThatAreNoGeometry) {
  for (const char* text :
       {"null", "[]", "{}", R"({"type":"Point"})", R"({"type":"point","coordinates":[1,2]})",
        R"({"type":"Point","coordinates":[1]})", R"({"type":"Point","coordinates":["1","2"]})",
        R"({"type":"Point","coordinates":[1,null]})", R"({"type":"Polygon","coordinates":[[1,2],[3,4]]})",
        R"({"type":"Polygon","coordinates":[[],[[0,0],[1,1],[1,0],[0,0]]]})", R"({"type":"Feature","geometry":null})",
        R"({"type":"GeometryCollection","coordinates":[]})", R"({"type":"Point","coordinates":{}})"}) {
    refused([&] { from_geojson(Json::parse(text)); });
  }
}

TEST(Codec, NeverNestsCollectionsBeyondTheLimit) {
  std::string text, json;
  for (int i = 0; i < 40; ++i) text += "GEOMETRYCOLLECTION (", json += R"({"type":"GeometryCollection","geometries":[)";
  text += "POINT (1 2)", json += R"({"type":"Point","coordinates":[1,2]})";
  for (int i = 0; i < 40; ++i) text += ")", json += "]}";
  refused([&] { from_wkt(text); });
  refused([&] { from_geojson(Json::parse(json)); });
  std::string wkb;
  using namespace std::string_literals;
  for (int i = 0; i < 100'000; ++i) wkb += "\x01\x07\x00\x00\x00\x01\x00\x00\x00"s;
  refused([&] { from_wkb(wkb); });
}

TEST(Codec, NeverBelievesACountThatTheBytesCannotHold) {
  using namespace std::string_literals;
  for (const char kind : {2, 3, 4, 5, 6, 7}) {
    refused([&] { from_wkb("\x01"s + kind + "\x00\x00\x00\xff\xff\xff\xff"s); });
    refused([&] { from_wkb("\x01"s + kind + "\x00\x00\x00\xff\xff\xff\x0f"s + std::string(64, '\0')); });
  }
}

TEST(Codec, RefusesEveryTruncationOfEveryForm) {
  for (const char* text : kTexts) {
    const std::string wkb = to_wkb(from_wkt(text)), blob = to_gpkg(from_wkt(text));
    for (std::size_t i = 0; i < wkb.size(); ++i) refused([&] { from_wkb(std::string_view{wkb}.substr(0, i)); });
    for (std::size_t i = 0; i < blob.size(); ++i) refused([&] { from_gpkg(std::string_view{blob}.substr(0, i)); });
    refused([&] { from_wkb(wkb + '\0'); });
    refused([&] { from_gpkg(blob + '\0'); });
  }
}

TEST(Codec, RefusesCoordinatesThatAreNoNumbersButTakesTheEmptyPoint) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  refused([&] { from_wkb(to_wkb(Geometry::point(inf, 0))); });
  refused([&] { from_wkb(to_wkb(Geometry::point(0, nan))); });
  EXPECT_TRUE(from_wkb(to_wkb(Geometry::point(nan, nan))).empty());
  Geometry line = from_wkt("LINESTRING (0 0, 1 1)");
  line.x[1] = line.y[1] = nan;
  refused([&] { from_wkb(to_wkb(line)); });
}

TEST(Codec, RefusesAnotherCoordinateSystemInsteadOfTakingMetresForDegrees) {
  std::string blob = to_gpkg(Geometry::point(30, 50));
  blob[4] = 0x7c, blob[5] = 0x7f;  // 32636
  refused([&] { from_gpkg(blob); });
}

TEST(Codec, WritesGeoPackageBlobsWithABoxExceptForPoints) {
  EXPECT_EQ(to_gpkg(Geometry::point(1, 2)).size(), 8u + 21u);
  const std::string line = to_gpkg(from_wkt("LINESTRING (1 2, 3 4)"));
  EXPECT_EQ(line.size(), 8u + 32u + 9u + 32u);
  double box[4];
  std::memcpy(box, line.data() + 8, 32);
  EXPECT_EQ((std::vector<double>{box, box + 4}), (std::vector<double>{1, 3, 2, 4}));
  EXPECT_EQ(to_gpkg(from_wkt("POLYGON EMPTY"))[3] & 0x10, 0x10);
}

TEST(Codec, WritesNoMoreDecimalsThanAskedForAndNoNegativeZero) {
  std::string out;
  append_geojson(out, Geometry::point(-0.00000001, 12.345678949), 7);
  EXPECT_EQ(out, R"({"type":"Point","coordinates":[0,12.3456789]})");
  out.clear();
  append_geojson(out, Geometry::point(-12.05, 1e300), 2);
  EXPECT_EQ(out, R"({"type":"Point","coordinates":[-12.05,1e+300]})");
}

RC_GTEST_PROP(Codec, GivesBackAnyFiniteCoordinateBitForBit, (double lon, double lat)) {
  RC_PRE(std::isfinite(lon) && std::isfinite(lat));
  const Geometry point = Geometry::point(lon, lat);
  RC_ASSERT(from_wkt(to_wkt(point)) == point);
  RC_ASSERT(from_wkb(to_wkb(point)) == point);
  RC_ASSERT(from_geojson(Json::parse(to_geojson(point).dump())) == point);
}

RC_GTEST_PROP(Codec, NeverCrashesOnBytesOfAnyKind, (const std::string& bytes)) {
  const auto survives = [](auto&& read) {
    try {
      read();
    } catch (const Problem&) {
    }
  };
  survives([&] { from_wkb(bytes); });
  survives([&] { from_gpkg("GP" + bytes); });
  survives([&] { from_wkt(bytes); });
}

}  // namespace
}  // namespace tilth::geo
