// SPDX-License-Identifier: Apache-2.0
// The ledger, indicators and the home page.
#include "http/programme_fixture.h"

#include "geo/area.h"

namespace tilth::http {
namespace {

class FiguresOfAProgramme : public ProgrammeTest {
 protected:
  static double area_of(const Json& outline) {
    return std::round(geo::area_m2(geo::from_geojson(outline)) * 100) / 100;
  }
  const double hazard_m2_ = area_of(square(30, 10, 0.002)), released_m2_ = area_of(square(30, 10, 0.001)),
               other_m2_ = area_of(square(30.1, 10, 0.002));
};

TEST_F(FiguresOfAProgramme, TheLedgerClosesByEveryDimension) {
  for (const char* by : {"hazard", "place", "province", "organisation", "contamination", "land_class", "class"}) {
    const Json ledger = got(viewer(), std::string{"/api/ledger?by="} + by);
    double created = 0, cleared = 0;
    for (const Json& row : ledger["rows"]) {
      created += row["created"].get<double>();
      cleared += row["cleared"].get<double>();
    }
    EXPECT_NEAR(created, hazard_m2_ + other_m2_, 0.005) << by;
    EXPECT_NEAR(cleared, released_m2_, 0.005) << by;
    EXPECT_NEAR(ledger["total"]["remaining"].get<double>(), hazard_m2_ + other_m2_ - released_m2_, 0.005) << by;
  }
  const Json years = got(viewer(), "/api/ledger");
  ASSERT_EQ(years["rows"].size(), 2U);
  EXPECT_EQ(years["rows"][0]["key"], "2024");
  EXPECT_EQ(years["rows"][1]["opening"], years["rows"][0]["closing"]);
}

TEST_F(FiguresOfAProgramme, TheLedgerNamesItsRowsAndSortsThem) {
  const Json ledger = got(viewer(), "/api/ledger?by=hazard");
  EXPECT_EQ(ledger["rows"][0]["label"], "HA-2");  // the most land first
  EXPECT_EQ(got(viewer(), "/api/ledger?by=hazard&sortby=label")["rows"][0]["label"], "HA-1");
  EXPECT_EQ(got(viewer(), "/api/ledger?by=hazard&limit=1&offset=1")["rows"][0]["label"], "HA-1");
  EXPECT_EQ(got(viewer(), "/api/ledger?by=hazard&limit=1")["total_rows"], 2);
  Session french = viewer();
  french.language = "fr";
  const Json classes = got(french, "/api/ledger?by=land_class");
  EXPECT_NE(classes["rows"][0]["label"], classes["rows"][0]["key"]);
}

TEST_F(FiguresOfAProgramme, TheLedgerAnswersAsAtADateAndAsItWasKnown) {
  EXPECT_EQ(got(viewer(), "/api/ledger?by=hazard&as-at=2024-12-31")["total"]["cleared"], 0);
  const std::int64_t then = store_->last_seq();
  change("land_release_product", product_, {{"status", "submitted"}});
  EXPECT_EQ(got(viewer(), "/api/ledger?by=hazard")["total"]["cleared"], 0);
  EXPECT_NEAR(got(viewer(), "/api/ledger?by=hazard&known-at=" + std::to_string(then))["total"]["cleared"].get<double>(),
              released_m2_, 0.005);
}

TEST_F(FiguresOfAProgramme, TheLedgerGoesDownToThePolygon) {
  const Json one = got(viewer(), "/api/ledger/" + hazard_.text());
  EXPECT_EQ(one["label"], "HA-1");
  ASSERT_EQ(one["entries"].size(), 2U);
  EXPECT_EQ(one["entries"][1]["entry"], "cleared");
  EXPECT_EQ(one["entries"][1]["source"], product_.text());
  EXPECT_EQ(one["entries"][1]["source_type"], "land_release_product");
  EXPECT_EQ(one["entries"][1]["geometry"]["type"], "Polygon");
  EXPECT_NEAR(one["account"]["remaining"].get<double>(), hazard_m2_ - released_m2_, 0.005);
  EXPECT_EQ(get(viewer(), "/api/ledger/" + Uuid::make().text()).problem, "store.unknown_record");
}

TEST_F(FiguresOfAProgramme, TheLedgerShowsLandReleasedTwice) {
  const Uuid again = make("land_release_product", product("approved", hazard_, first_, square(30, 10, 0.001)));
  const Json odd = got(viewer(), "/api/ledger/findings?check=double_release");
  EXPECT_EQ(odd["total"], 1);
  EXPECT_NE(odd["items"][0]["records"].dump().find(again.text()), std::string::npos);
  EXPECT_NE(odd["items"][0]["message"], "double_release");
  EXPECT_GT(got(viewer(), "/api/ledger")["findings"]["double_release"], 0);
  EXPECT_NEAR(got(viewer(), "/api/ledger?by=hazard")["total"]["remaining"].get<double>(),
              hazard_m2_ + other_m2_ - released_m2_, 0.005);
}

TEST_F(FiguresOfAProgramme, TheLedgerIsRefusedToWhoSeesAPart) {
  for (const Session& who : {everybody(), partner(), operator_of(first_)}) {
    EXPECT_EQ(get(who, "/api/ledger").problem, "access.partial_view");
    EXPECT_EQ(get(who, "/api/ledger/" + hazard_.text()).problem, "access.partial_view");
    EXPECT_EQ(get(who, "/api/ledger/findings").problem, "access.partial_view");
  }
}

TEST_F(FiguresOfAProgramme, TheLedgerRefusesWhatItCannotRead) {
  EXPECT_EQ(get(viewer(), "/api/ledger?by=colour").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/ledger?as-at=soon").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/ledger?place=Kita").problem, "request.bad_parameter");
  EXPECT_EQ(get(viewer(), "/api/ledger?by=hazard&sortby=colour").problem, "request.bad_parameter");
}

TEST_F(FiguresOfAProgramme, IndicatorsStayRightAfterWrites) {
  // Columns are kept from one question to the next: after each write every figure is the one of a server that has just
  // begun.
  const auto figures = [&](const Session& who) {
    std::map<std::string, Json> answers;
    const Json list = got(who, "/api/indicators");
    for (const Json& indicator : list["items"]) {
      const std::string path = "/api/indicators/" + indicator["id"].get<std::string>() + "?split=";
      for (const std::string& split :
           {std::string{}, indicator["splits"].empty() ? std::string{} : indicator["splits"][0].get<std::string>()}) {
        const Json table = got(who, path + split);
        answers[path + split] = {{"total", table["total"]}, {"cells", table["cells"]}};
      }
    }
    return answers;
  };
  const Session narrowed = operator_of(first_);
  std::map<std::string, Json> before = figures(viewer());
  ASSERT_GT(before.size(), 20U);
  figures(narrowed);
  Uuid added;
  const std::vector<std::function<void()>> writes{
      [&] {
        added = make("hazard", {{"local_id", "HA-3"},
                                {"class", "sha"},
                                {"status", "open"},
                                {"organisation", first_.text()},
                                {"place", north_.text()},
                                {"identified_on", "2025-01-01"},
                                {"perimeter", square(30.2, 10, 0.001)}});
      },
      [&] {
        change("hazard", hazard_, {{"status", "closed"}, {"organisation", second_.text()}});
      },
      [&] {
        change("land_release_product", product_, {{"depth", 0.5}, {"status", "submitted"}});
      },
      [&] {
        store::Batch batch;
        batch.author = "owner";
        store_->append(batch, {{.kind = store::OperationKind::remove, .record = added, .type = "hazard"}});
      }};
  int moved = 0;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    writes[i]();
    const auto kept = figures(viewer()), kept_narrowed = figures(narrowed);
    moved += kept == before ? 0 : 1;
    before = kept;
    auto begun = std::make_unique<TestServices>(*store_, folder_ / "work");
    std::swap(services_, begun);
    const auto fresh = figures(viewer()), fresh_narrowed = figures(narrowed);
    std::swap(services_, begun);
    for (const auto& [path, answer] : kept) EXPECT_EQ(answer, fresh.at(path)) << path << " after write " << i;
    for (const auto& [path, answer] : kept_narrowed)
      EXPECT_EQ(answer, fresh_narrowed.at(path)) << path << " after write " << i << " for a narrowed caller";
  }
  EXPECT_GE(moved, 3) << "writes that move no figure test nothing";
}

TEST_F(FiguresOfAProgramme, AnIndicatorComesWithItsPassport) {
  const Json table = got(viewer(), "/api/indicators/land_released?period=2025&split=entry&compare=2024");
  EXPECT_NEAR(table["total"]["value"].get<double>(), released_m2_, 0.005);
  EXPECT_EQ(table["unit"], "m2");
  EXPECT_EQ(table["cells"][0]["key"], Json({"cleared"}));
  EXPECT_EQ(table["total"]["records"], Json({product_.text()}));
  EXPECT_EQ(table["compared"]["total"]["n"], 0);
  EXPECT_FALSE(table["source"].get<std::string>().empty());
  // The filter leads to the records behind a figure of records.
  const Json days = got(viewer(), "/api/indicators/LR5?period=2025");
  EXPECT_EQ(days["records"]["type"], "land_release_product");
  const std::string filter = days["records"]["filter"];
  std::string escaped;
  for (const char c : filter) escaped += c == ' ' ? "%20" : c == '+' ? "%2B" : std::string{c};
  EXPECT_EQ(got(viewer(), "/api/tables/land_release_product?filter=" + escaped)["total"], days["total"]["n"]);
}

TEST_F(FiguresOfAProgramme, AnIndicatorOfTheLedgerAgreesWithTheLedger) {
  const Json table = got(viewer(), "/api/indicators/remaining_area?split=class");
  EXPECT_NEAR(table["total"]["value"].get<double>(), hazard_m2_ + other_m2_ - released_m2_, 0.005);
  change("land_release_product", product_, {{"status", "rejected"}});
  EXPECT_NEAR(got(viewer(), "/api/indicators/remaining_area")["total"]["value"].get<double>(), hazard_m2_ + other_m2_,
              0.005);
}

TEST_F(FiguresOfAProgramme, AnIndicatorIsACsvAndAWorkbook) {
  const Answer csv = get(viewer(), "/api/indicators/land_released?f=csv");
  EXPECT_NE(csv.body.find("land_released"), std::string::npos);
  const Answer book = get(viewer(), "/api/indicators/land_released?split=method&f=xlsx");
  ASSERT_EQ(book.problem, "");
  EXPECT_GT(std::filesystem::file_size(book.file), 1000U);
  EXPECT_EQ(get(viewer(), "/api/indicators/land_released?f=doc").problem, "request.bad_parameter");
}

TEST_F(FiguresOfAProgramme, AnIndicatorHidesWhatTheCallerMayNotSee) {
  const auto listed = [&](const Session& who) { return got(who, "/api/indicators").dump(); };
  EXPECT_NE(listed(viewer()).find("remaining_area"), std::string::npos);
  EXPECT_EQ(listed(operator_of(first_)).find("remaining_area"), std::string::npos);
  EXPECT_EQ(listed(everybody()).find("land_released"), std::string::npos);
  EXPECT_EQ(get(everybody(), "/api/indicators/land_released").problem, "indicator.unknown");
  EXPECT_EQ(get(operator_of(first_), "/api/indicators/remaining_area").problem, "indicator.unknown");
  // Its own rows, and it is said that they are not all.
  const Json own = got(operator_of(second_), "/api/indicators/LR5");
  EXPECT_EQ(own["total"]["n"], 0);
  EXPECT_EQ(own["partial"], true);
  EXPECT_EQ(got(viewer(), "/api/indicators/LR5")["partial"], false);
  EXPECT_EQ(get(viewer(), "/api/indicators/casualties?filter=date_of_birth%20IS%20NULL").problem, "store.hidden_field");
}

TEST_F(FiguresOfAProgramme, AnIndicatorRefusesWhatItCannotAnswer) {
  EXPECT_EQ(get(viewer(), "/api/indicators/nothing").problem, "indicator.unknown");
  EXPECT_EQ(get(viewer(), "/api/indicators/land_released?period=soon").problem, "indicator.bad_period");
  EXPECT_EQ(get(viewer(), "/api/indicators/land_released?split=colour").problem, "indicator.unknown_split");
  // What is worked out over everything is not given as the figure of a part.
  EXPECT_EQ(get(administrator(), "/api/indicators/casualty_rate?filter=sex%3D'female'").problem,
            "indicator.not_narrowed");
}

TEST_F(FiguresOfAProgramme, TheHomePageSaysWhereTheProgrammeStands) {
  const Json home = got(viewer(), "/api/home?since=0");
  EXPECT_NEAR(home["remaining_total_m2"].get<double>(), hazard_m2_ + other_m2_ - released_m2_, 0.005);
  double sum = 0;
  for (const Json& row : home["remaining"]) sum += row["area_m2"].get<double>();
  EXPECT_NEAR(sum, home["remaining_total_m2"].get<double>(), 0.005);
  EXPECT_EQ(home["released_this_year"].size(), 3U);
  EXPECT_EQ(home["unverified"][0]["type"], "land_release_product");
  EXPECT_EQ(home["unverified"][0]["count"], 1);
  EXPECT_EQ(home["changes_since"]["count"], store_->last_seq());
  EXPECT_EQ(home["changes_since"]["by_type"]["hazard"], 2);
  EXPECT_TRUE(home["freshness"]["by_type"].contains("hazard"));
  EXPECT_EQ(home["casualties"]["this_year"], 0);
}

TEST_F(FiguresOfAProgramme, TheHomePageWithholdsFiguresRatherThanShowAPart) {
  for (const Session& who : {partner(), operator_of(first_)}) {
    const Json home = got(who, "/api/home?since=0");
    EXPECT_EQ(home["partial"], true);
    EXPECT_EQ(home["remaining"], nullptr);  // not an empty list, which would read as no hazardous land
    EXPECT_EQ(home["remaining_total_m2"], nullptr);
    EXPECT_EQ(home["casualties"], nullptr);
  }
  EXPECT_EQ(got(operator_of(first_), "/api/home?since=0")["changes_since"]["by_type"]["hazard"], 1);
  EXPECT_FALSE(got(operator_of(first_), "/api/home")["freshness"]["by_type"].contains("hazard"));
}

TEST_F(FiguresOfAProgramme, TheHomePageTellsThePublicOfTheWholeAndOfNoRecord) {
  const Json home = got(everybody(), "/api/home?since=0");
  EXPECT_EQ(home["partial"], false);
  EXPECT_EQ(home["remaining_total_m2"], got(viewer(), "/api/home")["remaining_total_m2"]);
  EXPECT_EQ(home["casualties"]["at_least"], true);
  EXPECT_EQ(home["casualties"]["cells"], Json::array());
  EXPECT_EQ(home["unverified"], Json::array());
  EXPECT_EQ(home["worst_findings"], Json::array());
  EXPECT_EQ(home["changes_since"]["count"], 5);  // places and organisations
  EXPECT_FALSE(home["freshness"]["by_type"].contains("hazard"));
}

TEST_F(FiguresOfAProgramme, TheModelShowsWhatTheCallerMaySee) {
  const Json whole = got(administrator(), "/api/model");
  EXPECT_NE(whole.dump().find("\"landowner\""), std::string::npos);
  const Json seen = got(viewer(), "/api/model");
  EXPECT_EQ(seen.dump().find("\"landowner\""), std::string::npos);
  const Json open = got(everybody(), "/api/model");
  for (const Json& type : open["types"]) EXPECT_EQ(type["class"], "public");
  Session arabic = viewer();
  arabic.language = "ar";
  EXPECT_EQ(got(arabic, "/api/model")["types"].size(), seen["types"].size());
  EXPECT_NE(got(arabic, "/api/model")["types"][0]["title"], seen["types"][0]["title"]);
  const Answer first = get(viewer(), "/api/model"), second = get(partner(), "/api/model");
  EXPECT_NE(*http::first(first.headers, "ETag"), *http::first(second.headers, "ETag"));
}

}  // namespace
}  // namespace tilth::http
