// SPDX-License-Identifier: Apache-2.0
#include "release/ledger.h"

#include "release/ledger_tables.h"
#include "support/drawn_site.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tilth::release {
namespace {

using namespace tilth::literals;
using tests::DrawnSite;

Uuid id(std::uint64_t number) { return Uuid::from_parts(1'700'000'000'000, 0, number); }

Hazard hazard(std::uint64_t number, std::string_view created, geo::GeometryPtr polygon) {
  return {.id = id(number),
          .polygon = std::move(polygon),
          .land_class = "cha",
          .contamination = "ap_mine",
          .created_on = Date::parse(created)};
}
Hazard hazard(std::uint64_t number, std::string_view created, SquareMetres reported) {
  Hazard made = hazard(number, created, nullptr);
  made.reported = reported;
  return made;
}
Product product(std::uint64_t number, const Hazard& of, Method method, std::string_view on, geo::GeometryPtr polygon) {
  return {.id = id(number),
          .hazard = of.id,
          .method = method,
          .polygon = std::move(polygon),
          .on = Date::parse(on),
          .approved = true};
}
Product product(std::uint64_t number, const Hazard& of, Method method, std::string_view on, SquareMetres reported) {
  Product made = product(number, of, method, on, nullptr);
  made.reported = reported;
  return made;
}
Ledger ledger_of(const LandHistory& history) {
  SilentProgress silent;
  return Ledger::of(history, {}, silent);
}
bool found(const Ledger& ledger, std::string_view rule, std::uint64_t number) {
  return std::any_of(ledger.findings().begin(), ledger.findings().end(), [&](const Finding& finding) {
    return finding.rule == rule &&
           std::find(finding.records.begin(), finding.records.end(), id(number)) != finding.records.end();
  });
}
void expect_near(SquareMetres left, SquareMetres right, double tolerance = 0.02) {
  EXPECT_NEAR(left.as_double(), right.as_double(), tolerance);
}

TEST(Ledger, TheWorkedFixtureLeavesEighteenThousandSquareMetresAsReportedFigures) {
  // Domain 1.6: 100,000 - 40,000 - 25,000 - 20,000 + 3,000.
  const Hazard land = hazard(1, "2020-01-10", 100'000_m2);
  const Ledger ledger = ledger_of({
      .hazards = {land},
      .changes = {{.id = id(2),
                   .hazard = land.id,
                   .kind = ChangeKind::extended,
                   .area = 3'000_m2,
                   .on = Date::parse("2022-03-01")}},
      .products = {product(3, land, Method::cancelled, "2020-06-01", 40'000_m2),
                   product(4, land, Method::reduced, "2021-06-01", 25'000_m2),
                   product(5, land, Method::cleared, "2022-06-01", 20'000_m2)},
  });
  const Account account = total(ledger, {});
  EXPECT_EQ(account.remaining(), 18'000_m2);
  EXPECT_EQ(account.of(EntryKind::created), 100'000_m2);
  EXPECT_EQ(account.of(EntryKind::extended), 3'000_m2);
  EXPECT_EQ(account.released(), 85'000_m2);
  EXPECT_EQ(account.of(EntryKind::cleared, Basis::reported), 20'000_m2);
  EXPECT_EQ(account.of(EntryKind::cleared, Basis::geometric), 0_m2);
  EXPECT_FALSE(account.mixed());
  EXPECT_EQ(ledger.open(land.id), 18'000_m2);
  EXPECT_EQ(total(ledger, {.as_at = Date::parse("2021-12-31")}).remaining(), 35'000_m2);
}

TEST(Ledger, TheWorkedFixtureLeavesTheSameAsPolygons) {
  // One letter is 50 m x 20 m = 1,000 m2.  n cancelled, t reduced, c cleared, e the extension that is cleared too, H
  // open.
  const DrawnSite site{std::sqrt(1000.0), R"(
      n n n n n n n n n n
      n n n n n n n n n n
      n n n n n n n n n n
      n n n n n n n n n n
      t t t t t t t t t t
      t t t t t t t t t t
      t t t t t c c c c c
      c c c c c c c c c c
      c c H H H H H H H H
      H H H H H H H H H H
      e e e . . . . . . .
  )"};
  const Hazard land = hazard(1, "2020-01-10", site.land("ntcH"));
  const Ledger ledger = ledger_of({
      .hazards = {land},
      .changes = {{.id = id(2),
                   .hazard = land.id,
                   .kind = ChangeKind::extended,
                   .polygon = site.land("e"),
                   .on = Date::parse("2022-03-01")}},
      .products = {product(3, land, Method::cancelled, "2020-06-01", site.land("n")),
                   product(4, land, Method::reduced, "2021-06-01", site.land("t")),
                   product(5, land, Method::cleared, "2022-06-01", site.land("ce"))},
  });
  const Account account = total(ledger, {});
  expect_near(account.of(EntryKind::created), site.area_of("ntcH"));
  expect_near(account.of(EntryKind::cancelled), site.area_of("n"));
  expect_near(account.remaining(), site.area_of("H"), 0.05);
  EXPECT_EQ(account.remaining(), account.of(EntryKind::created) + account.of(EntryKind::extended) - account.released());
  EXPECT_EQ(account.of(EntryKind::released_outside), 0_m2);
  EXPECT_TRUE(ledger.findings().empty());
}

TEST(Ledger, AMetreThatIsReleasedTwiceBelongsToTheEarlierProductThenToTheLowerId) {
  const DrawnSite site{10, R"(
      a a b b c c H
      a a b b c c H
  )"};
  const Hazard land = hazard(1, "2020-01-01", site.land("abcH"));
  const LandHistory history{.hazards = {land},
                            .products = {product(7, land, Method::cleared, "2021-05-01", site.land("ab")),
                                         product(6, land, Method::reduced, "2021-05-01", site.land("bc")),
                                         product(5, land, Method::cancelled, "2022-01-01", site.land("b"))}};
  const Ledger ledger = ledger_of(history);
  const Account account = total(ledger, {});
  expect_near(account.of(EntryKind::reduced), site.area_of("bc"));  // id 6 before id 7 on the same day
  expect_near(account.of(EntryKind::cleared), site.area_of("a"));
  EXPECT_EQ(account.of(EntryKind::cancelled), 0_m2);
  expect_near(account.of(EntryKind::released_again), site.area_of("b") + site.area_of("b"), 0.1);
  expect_near(account.remaining(), site.area_of("H"), 0.05);
  EXPECT_TRUE(found(ledger, "double_release", 7));
  EXPECT_TRUE(found(ledger, "double_release", 5));
  EXPECT_FALSE(found(ledger, "double_release", 6));
}

TEST(Ledger, LandReleasedOutsideItsHazardIsReportedAndReducesNothing) {
  const DrawnSite site{10, R"(
      H H p p q q
      H H p p q q
  )"};
  const Hazard land = hazard(1, "2020-01-01", site.land("Hp"));
  const Ledger ledger =
      ledger_of({.hazards = {land}, .products = {product(2, land, Method::cleared, "2021-01-01", site.land("pq"))}});
  const Account account = total(ledger, {});
  expect_near(account.of(EntryKind::cleared), site.area_of("p"));
  expect_near(account.of(EntryKind::released_outside), site.area_of("q"));
  expect_near(account.remaining(), site.area_of("H"), 0.05);
  EXPECT_TRUE(found(ledger, "product_outside_hazard", 2));
}

TEST(Ledger, AProductThatIsNotApprovedReleasesNothing) {
  const Hazard land = hazard(1, "2020-01-01", 500_m2);
  Product draft = product(2, land, Method::cleared, "2021-01-01", 500_m2);
  draft.approved = false;
  const Ledger ledger = ledger_of({.hazards = {land}, .products = {draft}});
  EXPECT_EQ(total(ledger, {}).remaining(), 500_m2);
  EXPECT_EQ(ledger.entries().size(), 1U);
}

TEST(Ledger, MoreThanThereWasLeftIsAFindingAndRemainingIsNeverNegative) {
  const Hazard land = hazard(1, "2020-01-01", 1'000_m2);
  const Ledger ledger = ledger_of({.hazards = {land},
                                   .products = {product(2, land, Method::cleared, "2021-01-01", 600_m2),
                                                product(3, land, Method::cleared, "2021-02-01", 700_m2)}});
  const Account account = total(ledger, {});
  EXPECT_EQ(account.of(EntryKind::cleared), 1'000_m2);
  EXPECT_EQ(account.of(EntryKind::released_beyond), 300_m2);
  EXPECT_EQ(account.remaining(), 0_m2);
  EXPECT_TRUE(found(ledger, "remaining_negative", 3));
}

TEST(Ledger, ASplitMovesTheOpenLandOfTheChildAndCreatesNothing) {
  const DrawnSite site{10, R"(
      c c a a b b
      c c a a b b
  )"};
  const Hazard parent = hazard(1, "2020-01-01", site.land("cab"));
  Hazard child = hazard(2, "2021-06-01", site.land("b"));
  child.parent = parent.id;
  const Ledger ledger = ledger_of(
      {.hazards = {child, parent}, .products = {product(3, parent, Method::cleared, "2021-01-01", site.land("c"))}});
  expect_near(ledger.open(parent.id), site.area_of("a"), 0.05);
  expect_near(ledger.open(child.id), site.area_of("b"), 0.05);
  const Account account = total(ledger, {});
  EXPECT_EQ(account.of(EntryKind::transferred_in), account.of(EntryKind::transferred_out));
  expect_near(account.of(EntryKind::transferred_in), site.area_of("b"));
  expect_near(account.of(EntryKind::created), site.area_of("cab"));
}

TEST(Ledger, AChildThatClaimsLandWhichItsParentHadReleasedOpensItAgain) {
  const DrawnSite site{10, "c c b b"};
  const Hazard parent = hazard(1, "2020-01-01", site.land("cb"));
  Hazard child = hazard(2, "2022-01-01", site.land("cb"));
  child.parent = parent.id;
  const Ledger ledger = ledger_of(
      {.hazards = {parent, child}, .products = {product(3, parent, Method::cleared, "2021-01-01", site.land("c"))}});
  EXPECT_EQ(ledger.open(parent.id), 0_m2);
  expect_near(ledger.open(child.id), site.area_of("cb"), 0.05);  // danger wins
}

TEST(Ledger, AMergeMovesWhatIsOpenAndCountsSharedLandOnceByANamedCorrection) {
  const DrawnSite site{10, R"(
      a a x x b b
      a a x x b b
  )"};
  Hazard left = hazard(1, "2020-01-01", site.land("ax")), right = hazard(2, "2020-02-01", site.land("xb"));
  const Hazard whole = hazard(3, "2021-01-01", site.land("axb"));
  left.successor = right.successor = whole.id;
  left.closed_on = right.closed_on = Date::parse("2021-01-01");
  left.closed = right.closed = true;
  const Ledger ledger = ledger_of({.hazards = {whole, right, left}});
  EXPECT_EQ(ledger.open(left.id), 0_m2);
  EXPECT_EQ(ledger.open(right.id), 0_m2);
  expect_near(ledger.open(whole.id), site.area_of("axb"), 0.05);
  const auto entry = std::find_if(ledger.entries().begin(), ledger.entries().end(),
                                  [](const Entry& e) { return e.kind == EntryKind::corrected; });
  ASSERT_NE(entry, ledger.entries().end());
  expect_near(entry->area, -site.area_of("x"));
  EXPECT_EQ(ledger.name(entry->reason), "land_held_twice");
  EXPECT_FALSE(found(ledger, "closed_with_remaining", 1));
}

TEST(Ledger, AMergeIntoAHazardThatIsNotThereLeavesTheLandWhereItIs) {
  const Hazard land = hazard(1, "2020-01-01", 900_m2);
  const Ledger ledger = ledger_of(
      {.hazards = {land}, .changes = {{.id = id(2), .hazard = land.id, .kind = ChangeKind::merge, .other = id(9)}}});
  EXPECT_EQ(ledger.open(land.id), 900_m2);
  EXPECT_TRUE(found(ledger, "transfer_without_target", 2));
}

TEST(Ledger, LandThatIsFoundHazardousAfterItsReleaseIsOpenAgain) {
  const DrawnSite site{10, "p p H H"};
  const Hazard land = hazard(1, "2020-01-01", site.land("pH"));
  const Ledger ledger = ledger_of({.hazards = {land},
                                   .changes = {{.id = id(3),
                                                .hazard = land.id,
                                                .kind = ChangeKind::extended,
                                                .polygon = site.land("p"),
                                                .on = Date::parse("2022-01-01")}},
                                   .products = {product(2, land, Method::cleared, "2021-01-01", site.land("p"))}});
  expect_near(ledger.open(land.id), site.area_of("pH"), 0.05);
}

TEST(Ledger, ReclassifiedLandLeavesOneClassAndEntersTheOtherByTheSameFigure) {
  Hazard land = hazard(1, "2020-01-01", 1'000_m2);
  const Ledger ledger = ledger_of({.hazards = {land},
                                   .changes = {{.id = id(2),
                                                .hazard = land.id,
                                                .kind = ChangeKind::reclassified,
                                                .on = Date::parse("2021-06-01"),
                                                .from_class = "sha",
                                                .to_class = "cha"}},
                                   .products = {product(3, land, Method::cancelled, "2021-01-01", 300_m2),
                                                product(4, land, Method::cleared, "2022-01-01", 100_m2)}});
  const auto by_class = accounts_by(ledger, Dimension::land_class, {});
  EXPECT_EQ(by_class.at("sha").remaining(), 0_m2);
  EXPECT_EQ(by_class.at("sha").of(EntryKind::reclassified_out), 700_m2);
  EXPECT_EQ(by_class.at("cha").of(EntryKind::reclassified_in), 700_m2);
  EXPECT_EQ(by_class.at("cha").remaining(), 600_m2);
  EXPECT_EQ(ledger.open(land.id), 600_m2);
}

TEST(Ledger, ClearanceOutsideAnyRecordedHazardCreatesItsLandAndReleasesIt) {
  const DrawnSite site{10, "a x x b"};
  Product first{.id = id(1),
                .method = Method::cleared,
                .polygon = site.land("ax"),
                .on = Date::parse("2021-01-01"),
                .approved = true,
                .contamination = "cluster_munition"};
  Product second{.id = id(2),
                 .method = Method::cleared,
                 .polygon = site.land("xb"),
                 .on = Date::parse("2021-02-01"),
                 .approved = true};
  Product figure{
      .id = id(3), .method = Method::cleared, .reported = 6'519_m2, .on = Date::parse("2016"), .approved = true};
  const Ledger ledger = ledger_of({.products = {second, figure, first}});
  const Account account = total(ledger, {});
  EXPECT_EQ(account.remaining(), 0_m2);
  EXPECT_EQ(account.of(EntryKind::created), account.of(EntryKind::cleared));
  EXPECT_EQ(account.of(EntryKind::cleared, Basis::reported), 6'519_m2);
  expect_near(account.of(EntryKind::cleared, Basis::geometric), site.area_of("axxb"), 0.05);
  EXPECT_TRUE(account.mixed());
  EXPECT_TRUE(found(ledger, "release_without_hazard", 3));
  EXPECT_TRUE(found(ledger, "double_release", 2));
}

TEST(Ledger, DatesKnownToTheYearCountAgainstSafety) {
  const Hazard land = hazard(1, "2016", 1'000_m2);
  const Ledger ledger = ledger_of({.hazards = {land}, .products = {product(2, land, Method::cleared, "2016", 400_m2)}});
  EXPECT_EQ(total(ledger, {.as_at = Date::parse("2016-06-30")}).remaining(), 1'000_m2);  // land from the first day
  EXPECT_EQ(total(ledger, {.as_at = Date::parse("2016-12-30")}).remaining(), 1'000_m2);  // a release from the last
  EXPECT_EQ(total(ledger, {.as_at = Date::parse("2016")}).remaining(), 600_m2);
}

TEST(Ledger, AReleaseNobodyDatedNeverCountsAsAtADate) {
  const Hazard land = hazard(1, "2016-01-01", 1'000_m2);
  const Ledger ledger = ledger_of({.hazards = {land}, .products = {product(2, land, Method::cleared, "", 400_m2)}});
  EXPECT_EQ(total(ledger, {.as_at = Date::parse("9999-12-31")}).remaining(), 1'000_m2);
  EXPECT_EQ(total(ledger, {}).remaining(), 600_m2);
  EXPECT_TRUE(found(ledger, "release_without_date", 2));
}

TEST(Ledger, AReportedFigureThatDiffersFromItsOutlineIsAFinding) {
  const DrawnSite site{10, "p p H H"};
  Hazard land = hazard(1, "2020-01-01", site.land("pH"));
  land.reported = 4'000_m2;  // drawn: 400
  Product good = product(2, land, Method::cleared, "2021-01-01", site.land("p"));
  good.reported = 204_m2;
  const Ledger ledger = ledger_of({.hazards = {land}, .products = {good}});
  EXPECT_TRUE(found(ledger, "area_mismatch", 1));
  EXPECT_FALSE(found(ledger, "area_mismatch", 2));
  EXPECT_EQ(total(ledger, {}).of(EntryKind::created, Basis::reported), 0_m2);
}

TEST(Ledger, AHazardClosedWithLandRemainingAndNoReasonIsAFinding) {
  Hazard land = hazard(1, "2020-01-01", 1'000_m2);
  land.closed = true;
  EXPECT_TRUE(found(ledger_of({.hazards = {land}}), "closed_with_remaining", 1));
  land.closure_explained = true;
  EXPECT_FALSE(found(ledger_of({.hazards = {land}}), "closed_with_remaining", 1));
}

TEST(Ledger, FiguresWithAndWithoutOutlineAddUpAndSayTheirBasis) {
  const DrawnSite site{10, "p p q q H H"};
  const Hazard land = hazard(1, "2020-01-01", site.land("pqH"));
  const Ledger ledger = ledger_of({.hazards = {land},
                                   .products = {product(2, land, Method::cleared, "2021-01-01", site.land("p")),
                                                product(3, land, Method::reduced, "2021-06-01", 150_m2)}});
  const Account account = total(ledger, {});
  EXPECT_TRUE(account.mixed());
  EXPECT_EQ(account.of(EntryKind::reduced, Basis::reported), 150_m2);
  EXPECT_EQ(account.remaining(), account.of(EntryKind::created) - account.released());
}

TEST(Ledger, AHazardInTwoProvincesIsSplitByItsOutlineAndBothAccountsClose) {
  const DrawnSite site{10, R"(
      p p p q q q
      p p p q q q
      H H H H H H
  )"};
  const DrawnSite west{10, R"(
      w w w w e e e
      w w w w e e e
      w w w w e e e
  )"};
  Hazard land = hazard(1, "2020-01-01", site.land("pqH"));
  const LandHistory history{.hazards = {land},
                            .products = {product(2, land, Method::cleared, "2021-01-01", site.land("q")),
                                         product(3, land, Method::reduced, "2022-01-01", 50_m2)},
                            .provinces = {{id(20), west.land("w")}, {id(21), west.land("e")}}};
  const Ledger ledger = ledger_of(history);
  const auto by_province = accounts_by(ledger, Dimension::province, {});
  ASSERT_EQ(by_province.size(), 2U);
  const Account& w = by_province.at(id(20).text());
  const Account& e = by_province.at(id(21).text());
  EXPECT_NEAR(w.of(EntryKind::created).as_double(), 1200, 5);
  EXPECT_NEAR(e.of(EntryKind::created).as_double(), 600, 5);
  EXPECT_NEAR(w.of(EntryKind::cleared).as_double(), 200, 1);
  EXPECT_NEAR(e.of(EntryKind::cleared).as_double(), 400, 1);
  EXPECT_EQ(w.remaining() + e.remaining(), ledger.open(land.id));
  EXPECT_EQ(w.of(EntryKind::created) + e.of(EntryKind::created), total(ledger, {}).of(EntryKind::created));
  EXPECT_GE(e.remaining(), 0_m2);
}

TEST(YearTable, TheClosingOfAYearIsTheOpeningOfTheNextAndEveryDifferenceHasAName) {
  const Hazard first = hazard(1, "2018-05-01", 1'000_m2), second = hazard(2, "", 500_m2),
               third = hazard(3, "2021-01-01", 50_m2);
  const Ledger ledger = ledger_of({.hazards = {third, second, first},
                                   .changes = {{.id = id(4),
                                                .hazard = first.id,
                                                .kind = ChangeKind::data_correction,
                                                .area = SquareMetres::from_hundredths(-2550),
                                                .on = Date::parse("2021-02"),
                                                .reason = "typing error"}},
                                   .products = {product(5, first, Method::cleared, "2018-12-31", 100_m2),
                                                product(6, second, Method::cancelled, "", 20_m2)}});
  const std::vector<YearLine> table = year_table(ledger, {});
  ASSERT_EQ(table.size(), 6U);  // undated land, 2018 to 2021, undated releases
  for (std::size_t i = 1; i < table.size(); ++i) EXPECT_EQ(table[i].opening, table[i - 1].closing);
  EXPECT_EQ(table[0].closing, 500_m2);
  EXPECT_EQ(table[1].year, 2018);
  EXPECT_EQ(table[1].closing, 1'400_m2);
  EXPECT_TRUE(table[2].flows.empty());
  EXPECT_EQ(table[4].flows.of(EntryKind::corrected), SquareMetres::from_hundredths(-2550));
  EXPECT_EQ(table.back().closing, total(ledger, {}).remaining());
}

TEST(LedgerRows, RemainingIsARowOfItsOwnAsAtTheDate) {
  const Hazard land = hazard(1, "2020-01-01", 1'000_m2);
  const Ledger ledger =
      ledger_of({.hazards = {land}, .products = {product(2, land, Method::cleared, "2021-06-01", 400_m2)}});
  const std::vector<LedgerRow> rows = ledger_rows(ledger, Date::parse("2020"));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].entry, "remaining");
  EXPECT_EQ(rows[1].area, 1'000_m2);
  EXPECT_EQ(ledger_rows(ledger, std::nullopt).back().area, 600_m2);
}

}  // namespace
}  // namespace tilth::release
