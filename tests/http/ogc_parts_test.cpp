// SPDX-License-Identifier: Apache-2.0
// The parts under /ogc that need no server: systems, boxes, formats, tags, pages.
#include "base/document.h"
#include "base/problem.h"
#include "http/ogc/answer.h"
#include "http/ogc/crs.h"
#include "http/ogc/item_tag.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tilth::http::ogc {
namespace {

std::string code_of(const auto& work) {
  try {
    work();
  } catch (const Problem& problem) {
    return std::string{problem.kind().code};
  }
  return "";
}

TEST(OgcCrs, KnowsItsSystemsByEveryNameOfTheirs) {
  for (const char* name :
       {"http://www.opengis.net/def/crs/OGC/1.3/CRS84", "OGC:CRS84", "[OGC:CRS84]", "urn:ogc:def:crs:OGC:1.3:CRS84"}) {
    const auto crs = find_crs(name);
    ASSERT_TRUE(crs) << name;
    EXPECT_FALSE(crs->north_first);
    EXPECT_EQ(crs->uri, kCrs84);
  }
  for (const char* name : {"http://www.opengis.net/def/crs/EPSG/0/4326", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"}) {
    const auto crs = find_crs(name);
    ASSERT_TRUE(crs) << name;
    EXPECT_TRUE(crs->north_first);
  }
  EXPECT_EQ(find_crs("EPSG:32636")->code, "EPSG:32636");
  for (const char* name : {"", "EPSG:", "EPSG:04326", "EPSG:1", "EPSG:99999999999", "EPSG:32661", "EPSG:-4326",
                           "http://example.org/4326", "EPSG:4326;DROP"})
    EXPECT_FALSE(find_crs(name)) << name;
}

TEST(OgcCrs, TurnsThereAndBack) {
  for (const char* name : {"EPSG:4326", "EPSG:3857", "EPSG:32636"}) {
    geo::Geometry point = geo::Geometry::point(33.5, 49.25);
    find_crs(name)->from_wgs84()(point);
    EXPECT_GT(std::abs(point.x[0] - 33.5), 1);
    find_crs(name)->to_wgs84()(point);
    EXPECT_NEAR(point.x[0], 33.5, 1e-9) << name;
    EXPECT_NEAR(point.y[0], 49.25, 1e-9) << name;
  }
}

TEST(OgcCrs, ReadsBoxesAndRefusesWhatIsNone) {
  const Crs crs84 = *find_crs("OGC:CRS84");
  EXPECT_EQ(box_of("1,2,3,4", crs84), (geo::Box{1, 2, 3, 4}));
  EXPECT_EQ(box_of(" 1 , 2 , 0 , 3 , 4 , 100 ", crs84), (geo::Box{1, 2, 3, 4}));
  EXPECT_EQ(box_of("177,-20,-177,-10", crs84), (geo::Box{177, -20, -177, -10})) << "across the antimeridian";
  EXPECT_EQ(box_of("2,1,4,3", *find_crs("EPSG:4326")), (geo::Box{1, 2, 3, 4})) << "latitude first";
  const geo::Box metres = box_of("0,0,111319.49,111325.14", *find_crs("EPSG:3857"));
  EXPECT_NEAR(metres.east, 1, 1e-5);
  EXPECT_NEAR(metres.north, 1, 1e-5);
  for (const char* text : {"", "1,2,3", "1,2,3,4,5", "1,2,3,4,5,6,7", "a,b,c,d", "1,2,3,nan", "1,2,inf,4", "1,5,3,4",
                           "1,2,3,4,", "1;2;3;4", "0,0,200,1", "0,-91,1,0"})
    EXPECT_EQ(code_of([&] { (void)box_of(text, crs84); }), "ogc.bad_parameter") << text;
}

TEST(OgcCrs, AdvertisesTheZonesThatTheLandLiesIn) {
  const auto uris = crs_uris(geo::Box{29, 49, 37, 51});
  EXPECT_EQ(uris.size(), 6U);
  EXPECT_EQ(uris[3], "http://www.opengis.net/def/crs/EPSG/0/32635");
  EXPECT_EQ(uris[5], "http://www.opengis.net/def/crs/EPSG/0/32637");
  EXPECT_EQ(crs_uris(geo::Box{12, -18, 17, -5})[3], "http://www.opengis.net/def/crs/EPSG/0/32733");
  EXPECT_EQ(crs_uris(geo::Box{-180, -90, 180, 90}).size(), 3U);
  EXPECT_EQ(crs_uris(std::nullopt).size(), 3U);
}

TEST(OgcAnswer, ChoosesTheFormatByParameterThenByAccept) {
  const auto of = [](const char* accept, const char* f = nullptr) {
    Request request;
    if (accept != nullptr) request.headers.emplace_back("accept", accept);
    if (f != nullptr) request.query.emplace_back("f", f);
    return format_of(request);
  };
  EXPECT_EQ(of(nullptr), Format::json);
  EXPECT_EQ(of("*/*"), Format::json);
  EXPECT_EQ(of("application/geo+json"), Format::json);
  EXPECT_EQ(of("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"), Format::html);
  EXPECT_EQ(of("text/html;q=0.3, application/json;q=0.5"), Format::json);
  EXPECT_EQ(of("text/*"), Format::html);
  EXPECT_EQ(of("text/html;q=0"), Format::json);
  EXPECT_EQ(of("text/html", "json"), Format::json);
  EXPECT_EQ(of(nullptr, "html"), Format::html);
  EXPECT_EQ(code_of([&] { (void)of(nullptr, "gml"); }), "ogc.bad_parameter");
}

TEST(OgcAnswer, KeepsAnAddressThroughEncodingAndMarkup) {
  Request request;
  request.base_url = "http://127.0.0.1:8080";
  request.path = "/ogc/collections/a b";
  request.query = {{"filter", "x = '<&>'"}, {"after", "old"}};
  EXPECT_EQ(with_parameter(request, "after", "n+w=="),
            "http://127.0.0.1:8080/ogc/collections/a%20b?filter=x%20%3D%20%27%3C%26%3E%27&after=n%2Bw%3D%3D");
  EXPECT_EQ(html_text("<a href=\"x\" & 'y'>\n\x01\x1f"), "&lt;a href=&quot;x&quot; &amp; &#39;y&#39;&gt;\n");
}

TEST(OgcTags, NameTheStateOfARecord) {
  store::Record record;
  record.seq = 17;
  const Crs plain = *find_crs("OGC:CRS84");
  EXPECT_EQ(item_tag(record, plain, Format::json, "en"), "\"17\"");
  EXPECT_EQ(item_tag(record, *find_crs("EPSG:3857"), Format::json, "en"), "\"17-3857\"");
  EXPECT_EQ(item_tag(record, plain, Format::html, "fr"), "\"17-html-fr\"");
  EXPECT_TRUE(names_state("\"17\"", 17));
  EXPECT_TRUE(names_state("\"3\", W/\"17-3857\"", 17));
  EXPECT_TRUE(names_state("*", 17));
  for (const char* tags : {"", "17", "\"18\"", "\"170\"", "\"x17\"", "\"17x\"", "\"17"})
    EXPECT_FALSE(names_state(tags, 17)) << tags;
  EXPECT_EQ(first_state("\"x\", \"12\""), 12);
  EXPECT_FALSE(first_state("*"));
}

}  // namespace
}  // namespace tilth::http::ogc
