// SPDX-License-Identifier: Apache-2.0
// The map of a past year shows the danger of that year: no land that was open then is missing, whatever became of it.
#include "geo/codec.h"
#include "report/report_document.h"
#include "support/scratch_programme.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

namespace tilth::report {
namespace {

class PastMap : public test::ScratchProgramme {
 protected:
  store::Value square() {
    const double west = 30 + 0.01 * ++squares_;
    return store::Value{geo::GeometryPtr{std::make_shared<const geo::Geometry>(
        geo::from_wkt(fmt::format("POLYGON(({0} 10, {1} 10, {1} 10.005, {0} 10.005, {0} 10))", west, west + 0.005)))}};
  }
  Uuid hazard(const char* name, const char* status, const char* from, const char* closed) {
    std::vector<std::pair<std::string, store::Value>> values{
        {"local_id", text(name)}, {"class", text("cha")}, {"status", text(status)}, {"perimeter", square()}};
    if (*from != 0) values.emplace_back("identified_on", day(from));
    if (*closed != 0) values.emplace_back("closed_on", day(closed));
    return add("hazard", std::move(values));
  }
  Uuid product(const char* name, const char* on) {
    std::vector<std::pair<std::string, store::Value>> values{
        {"local_id", text(name)}, {"product", text("cleared")}, {"status", text("approved")}, {"perimeter", square()}};
    if (*on != 0) values.emplace_back("released_on", day(on));
    return add("land_release_product", std::move(values));
  }
  struct Map {
    std::set<std::string> danger, released, closed;
    std::string notes;
  };
  Map map_of(ReportRequest request, const char* section = "map") {
    SilentProgress silent;
    const Json document = report_document(*store_, {}, request, {}, silent);
    Map map;
    for (const Json& one : document.at("sections")) {
      if (one.at("id") != section) continue;
      for (const Json& part : one.at("parts")) {
        if (part.at("kind") != "map") continue;
        for (const Json& shape : part.at("shapes")) {
          const std::string role = shape.at("role");
          auto& names = role == "danger" ? map.danger : role == "released" ? map.released : map.closed;
          names.insert(shape.at("label").get<std::string>());
        }
        map.notes += part.at("notes").dump();
      }
    }
    return map;
  }
  Map year(int year) { return map_of({.report = "annual_land_release", .period = std::to_string(year)}); }
  using Names = std::set<std::string>;

  int squares_ = 0;
};

TEST_F(PastMap, ShowsWhatWasOpenWhenItsYearEnded) {
  hazard("still open", "open", "2019-05-01", "");
  hazard("closed since", "closed", "2019-05-01", "2023-03-01");
  hazard("found since", "open", "2023-05-01", "");
  hazard("came and went", "closed", "2020-02-01", "2020-11-01");
  EXPECT_EQ(year(2019).danger, (Names{"still open", "closed since"}));
  EXPECT_EQ(year(2020).danger, (Names{"still open", "closed since"}));
  EXPECT_EQ(year(2022).danger, (Names{"still open", "closed since"})) << "what was closed later was open then";
  EXPECT_EQ(year(2023).danger, (Names{"still open", "found since"}));
  EXPECT_NE(year(2022).notes.find("2022-12-31"), std::string::npos) << "the map says of which day it is";
}

TEST_F(PastMap, TakesWhatNobodyKnowsAsDanger) {
  hazard("some day of 2021", "open", "2021", "");
  hazard("of no known day", "open", "", "");
  hazard("closed in 2022", "closed", "2020-01-01", "2022");
  hazard("closed some day", "closed", "2020-01-01", "");
  hazard("of no status", "open", "2020-01-01", "");
  EXPECT_EQ(year(2020).danger, (Names{"of no known day", "closed in 2022", "closed some day", "of no status"}));
  EXPECT_EQ(year(2021).danger,
            (Names{"some day of 2021", "of no known day", "closed in 2022", "closed some day", "of no status"}));
  const Map map = year(2022);
  EXPECT_EQ(map.danger, (Names{"some day of 2021", "of no known day", "closed some day", "of no status"}));
  EXPECT_NE(map.notes.find("1 of them were closed on a day that nobody recorded"), std::string::npos) << map.notes;
}

TEST_F(PastMap, ShowsLandAsReleasedOnlyOnceItSurelyWas) {
  hazard("h", "open", "2019-01-01", "");
  product("in June", "2021-06-01");
  product("some day of 2021", "2021");
  product("later", "2022-02-01");
  product("of no known day", "");
  EXPECT_EQ(year(2020).released, Names{});
  EXPECT_EQ(year(2021).released, (Names{"in June", "some day of 2021"}));
  EXPECT_EQ(year(2022).released, (Names{"in June", "some day of 2021", "later"}));
}

TEST_F(PastMap, OfThisYearIsOfToday) {
  const int now = Instant::now().date().year;
  hazard("closed some day", "closed", "2020-01-01", "");
  hazard("open", "open", "2020-01-01", "");
  product("of no known day", "");
  const Map map = year(now);
  EXPECT_EQ(map.danger, Names{"open"});
  EXPECT_EQ(map.released, Names{"of no known day"});
  EXPECT_EQ(map.notes, "[]") << "nothing to say of another day";
}

TEST_F(PastMap, OfARecordDrawsWhatIsClosedAsNoDanger) {
  const Uuid open = hazard("open", "open", "2020-01-01", ""), closed = hazard("closed", "closed", "2020-01-01", "");
  const Map of_open = map_of({.report = "hazard_dossier", .record = open}),
            of_closed = map_of({.report = "hazard_dossier", .record = closed});
  EXPECT_EQ(of_open.danger, Names{"open"});
  EXPECT_EQ(of_open.closed, Names{});
  EXPECT_EQ(of_closed.danger, Names{});
  EXPECT_EQ(of_closed.closed, Names{"closed"});
}

}  // namespace
}  // namespace tilth::report
