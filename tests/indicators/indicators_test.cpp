// SPDX-License-Identifier: Apache-2.0
// Figures with their passports: what counts, what is missing, and what is never a number.
#include "indicators/indicators.h"

#include "base/problem.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::indicators {
namespace {

const std::map<std::string, std::string> kModel{
    {"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
    {"codes/sex.yaml", "codes: sex\ntitle: Sex\nvalues: {female: Female, male: Male, unknown: Unknown}\n"},
    {"types/place.yaml",
     "type: place\ntitle: Place\nsource: t\nfields:\n  name: {kind: text}\n  cost: {kind: integer}\n  within: {kind: "
     "reference, to: place}\nlabel: name\nplace: within\n"},
    {"types/casualty.yaml",
     "type: casualty\ntitle: Casualty\nsource: t\nfields:\n  sex: {kind: code, codes: sex}\n  on: {kind: date}\n  "
     "place: {kind: reference, to: place}\n"
     "  age: {kind: integer}\n  area: {kind: area}\n"},
    {"indicators/c.yaml",
     "indicator: casualties\ncode: C1\ntitle: Casualties\ndefinition: Hurt.\nunit: people\nvalue: count()\nof: "
     "casualty\ndated_by: on\nsplit_by: [sex, place, place.name]\nsource: t\n---\n"
     "indicator: women_share\ntitle: Women\ndefinition: Women among known.\nunit: '%'\nvalue: count()\nof: "
     "casualty\nwhere: sex = 'female'\ndated_by: on\n"
     "per: {of: casualty, where: \"sex IN ('female', 'male')\", dated_by: on}\nscale: 100\nsplit_by: "
     "[place.name]\nsource: t\n---\n"
     "indicator: median_age\ntitle: Age\ndefinition: Median.\nunit: years\nvalue: median(age)\nof: "
     "casualty\ndated_by: on\nsource: t\n---\n"
     "indicator: land\ntitle: Land\ndefinition: Sum.\nunit: m2\nvalue: sum(area)\nof: casualty\ndated_by: "
     "on\nsource: t\n---\n"
     "indicator: rate\ntitle: Rate\ndefinition: Rate.\nunit: per 100000\nvalue: sum(age)\nof: casualty\n"
     "per: {value: sum(cost), of: place}\nscale: 100000\ninterval: rate\nsource: t\n---\n"
     "indicator: cost_per_casualty\ntitle: Cost\ndefinition: Cost.\nunit: USD\nvalue: sum(cost)\nof: place\n"
     "per: {value: count(), of: casualty}\nsource: t\n---\n"
     "indicator: land_less_cost\ntitle: Gap\ndefinition: Land less cost.\nunit: USD\nvalue: sum(area)\nof: casualty\n"
     "less: {value: sum(cost), of: place}\nsource: t\n---\n"
     "indicator: aged\ntitle: Aged\ndefinition: Where most ages are known.\nunit: people\nvalue: count()\nof: "
     "casualty\n"
     "coverage: {known: age IS NOT NULL, among: TRUE, at_least: 0.5}\nsplit_by: [sex]\nsource: t\n---\n"
     "indicator: still_ill\ntitle: Ill\ndefinition: As at the end.\nunit: people\nvalue: count()\nof: casualty\n"
     "flow: false\ndated_by: on\nsource: t\n---\n"
     "indicator: women\ntitle: Women\ndefinition: Ratio.\nunit: times\n"
     "representation: {of: casualties, group: {sex: female}}\nsplit_by: [place]\nsource: t\n---\n"
     "indicator: highest\ntitle: Highest\ndefinition: Highest.\nunit: '%'\nover: {indicator: women_share, split: "
     "place.name, value: max, at_least: 3}\nsource: t\n---\n"
     "indicator: places_hit\ntitle: Hit\ndefinition: Hit.\nunit: '%'\nvalue: distinct(place)\nof: casualty\nwhere: "
     "sex = 'female'\nper: {value: distinct(place), of: casualty, where: sex IS NOT NULL}\nscale: 100\nsource: t\n"}};

class Indicators : public test::ScratchProgramme {
 protected:
  Indicators() : ScratchProgramme(kModel) {}
  IndicatorTable ask(std::string_view id, const Question& question = {}) {
    return compute(*store_, {}, *store_->model()->find_indicator(id), question, {});
  }
  static Question in(std::string_view period) {
    Question question;
    const auto [from, to] = period_of(period);
    question.from = from;
    question.to = to;
    return question;
  }
  static store::Value date(std::string_view text) { return store::Value{*Date::parse(text)}; }
};

TEST_F(Indicators, CountOnlyWhatLiesInThePeriodAndSayWhatIsTooCoarse) {
  add("casualty", {{"on", date("2018-03-02")}});
  add("casualty", {{"on", date("2018")}});
  add("casualty", {{"on", date("2019-01-01")}});
  add("casualty", {});
  const IndicatorTable year = ask("C1", in("2018"));
  EXPECT_EQ(year.total.value, 2);
  EXPECT_EQ(year.total.n_missing, 1);
  const IndicatorTable month = ask("C1", in("2018-03"));
  EXPECT_EQ(month.total.value, 1);
  EXPECT_EQ(month.total.n_missing, 2) << "a year is too coarse for a month, and no date for any period";
  EXPECT_EQ(ask("C1").total.value, 4);
}

TEST_F(Indicators, HaveCellsThatAddUpToTheTotalWithTheUnrecordedShown) {
  const Uuid place = add("place", {{"name", std::string{"Ashari"}}});
  for (int i = 0; i < 3; ++i) add("casualty", {{"sex", std::string{"female"}}, {"place", place.text()}});
  add("casualty", {{"sex", std::string{"male"}}});
  add("casualty", {});
  Question question;
  question.split_by = {"sex", "place"};
  const IndicatorTable table = ask("C1", question);
  ASSERT_EQ(table.cells.size(), 3U);
  double sum = 0;
  for (const Cell& cell : table.cells) sum += *cell.figure.value;
  EXPECT_EQ(sum, *table.total.value);
  EXPECT_EQ(table.cells[0].key, (std::vector<std::string>{"(not recorded)", "(not recorded)"}));
  EXPECT_EQ(table.cells[1].key, (std::vector<std::string>{"female", "Ashari"}));
  EXPECT_EQ(table.cells[1].figure.records.size(), 3U);
}

TEST_F(Indicators, NeverMergeTwoPlacesOfOneName) {
  const auto kita = [&](const store::Value& within) {
    return add("place", {{"name", std::string{"Kita"}}, {"within", within}});
  };
  const Uuid north = add("place", {{"name", std::string{"North"}}}),
             south = add("place", {{"name", std::string{"South"}}});
  const Uuid first = kita(north.text()), second = kita(south.text()), third = kita(store::Value{});
  for (const Uuid& place : {first, second, second, third, third, third, north})
    add("casualty", {{"place", place.text()}});
  const auto cells = [&](const std::string& split) {
    Question question;
    question.split_by = {split};
    std::map<std::string, double> values;
    for (const Cell& cell : ask("C1", question).cells) values[cell.key[0]] = *cell.figure.value;
    return values;
  };
  EXPECT_EQ(cells("place"),
            (std::map<std::string, double>{{"Kita", 3}, {"Kita, North", 1}, {"Kita, South", 2}, {"North", 1}}));
  EXPECT_EQ(cells("place.name").at("Kita"), 6) << "who asks for the name gets the name";
  // A second one in the same province, of a register without codes, is told apart by the end of its id.
  const Uuid fourth = kita(north.text());
  add("casualty", {{"place", fourth.text()}});
  const auto more = cells("place");
  EXPECT_EQ(more.size(), 5U);
  EXPECT_EQ(more.at("Kita, North (\u2026" + fourth.text().substr(28) + ")"), 1);
}

TEST_F(Indicators, ShowNoLabelThatTheReaderMayNotSee) {
  const Uuid place = add("place", {{"name", std::string{"Ashari"}}});
  add("casualty", {{"place", place.text()}});
  Question question;
  question.split_by = {"place"};
  const store::Caller limited{.name = "limited", .rows = {{"place", cql2::parse_text("name = 'Kita'")}}};
  const IndicatorTable table = compute(*store_, limited, *store_->model()->find_indicator("C1"), question, {});
  ASSERT_EQ(table.cells.size(), 1U);
  EXPECT_EQ(table.cells[0].key[0], place.text());
}

TEST_F(Indicators, AreARateWithItsExactInterval) {  // T-5.1
  add("casualty", {{"age", std::int64_t{12}}});
  add("place", {{"cost", std::int64_t{45'000}}});
  const Figure rate = ask("rate").total;
  EXPECT_NEAR(*rate.value, 26.6667, 5e-5);
  EXPECT_NEAR(*rate.lower, 13.7791, 5e-5);
  EXPECT_NEAR(*rate.upper, 46.5813, 5e-5);
}

TEST_F(Indicators, AreNoNumberOverADenominatorOfZero) {
  add("casualty", {{"sex", std::string{"unknown"}}});
  const IndicatorTable table = ask("women_share");
  EXPECT_FALSE(table.total.value);
  EXPECT_EQ(table.total.reason_if_null, "ZERO_DENOMINATOR");
}

TEST_F(Indicators, TakeAShareOverTheKnownAloneWithItsInterval) {
  for (int i = 0; i < 136; ++i) add("casualty", {{"sex", std::string{"female"}}});
  for (int i = 0; i < 14; ++i) add("casualty", {{"sex", std::string{"male"}}});
  for (int i = 0; i < 50; ++i) add("casualty", {{"sex", std::string{"unknown"}}});
  const IndicatorTable table = ask("women_share");
  EXPECT_NEAR(*table.total.value, 100 * 136.0 / 150, 1e-9);
  EXPECT_NEAR(*table.total.lower, 84.9436, 5e-5);
  EXPECT_NEAR(*table.total.upper, 94.3588, 5e-5);
  EXPECT_EQ(table.total.n, 150);
}

TEST_F(Indicators, CallNoCellTheHighestThatHasTooFewBehindIt) {
  const Uuid kita = add("place", {{"name", std::string{"Kita"}}}),
             north = add("place", {{"name", std::string{"North"}}});
  const auto hurt = [&](const char* sex, const Uuid& place) {
    add("casualty", {{"sex", std::string{sex}}, {"place", place.text()}});
  };
  hurt("female", kita);
  EXPECT_EQ(ask("highest").total.reason_if_null, "TOO_FEW");
  for (const char* sex : {"female", "male", "male", "male"}) hurt(sex, north);
  const IndicatorTable table = ask("highest");
  EXPECT_EQ(table.total.value, 25) << "one woman of one is no 100 %";
  EXPECT_EQ(table.total.n, 4);
  ASSERT_EQ(table.warnings.size(), 1U);
  hurt("female", kita);
  hurt("female", kita);
  EXPECT_EQ(ask("highest").total.value, 100) << "three of three are";
  EXPECT_TRUE(ask("highest").warnings.empty());
}

TEST_F(Indicators, OfDifferentPlacesCountThePlacesAndNotTheRecords) {
  const Uuid kita = add("place", {{"name", std::string{"Kita"}}}),
             north = add("place", {{"name", std::string{"North"}}});
  for (const Uuid& place : {kita, kita, kita, north})
    add("casualty", {{"sex", std::string{place == kita ? "female" : "male"}}, {"place", place.text()}});
  EXPECT_EQ(ask("places_hit").total.value, 50);
  EXPECT_EQ(ask("places_hit").total.n, 2);
}

TEST_F(Indicators, HaveNoMedianAndNoSumOfNothingKnown) {
  EXPECT_EQ(ask("median_age").total.reason_if_null, "NO_DATA");
  EXPECT_EQ(ask("land").total.value, 0) << "no record at all is no land";
  add("casualty", {});
  EXPECT_EQ(ask("land").total.reason_if_null, "NO_DATA") << "a record without its area is not zero land";
  add("casualty", {{"age", std::int64_t{4}}, {"area", 10.5}});
  add("casualty", {{"age", std::int64_t{7}}, {"area", 0.25}});
  EXPECT_EQ(ask("median_age").total.value, 5.5);
  EXPECT_EQ(ask("land").total.value, 10.75);
  EXPECT_EQ(ask("land").total.n_missing, 1);
}

TEST_F(Indicators, AnswerAsItWasKnownWhateverCameLater) {
  add("casualty", {});
  const auto then = store_->last_seq();
  add("casualty", {});
  Question question;
  question.known_at = then;
  EXPECT_EQ(ask("C1", question).total.value, 1);
  EXPECT_EQ(ask("C1").total.value, 2);
}

TEST_F(Indicators, RefuseASplitThatTheyDoNotAllow) {
  Question question;
  question.split_by = {"age"};
  EXPECT_THROW(ask("C1", question), Problem);
  EXPECT_THROW(period_of("2024-13"), Problem);
  EXPECT_THROW(period_of("2025..2024"), Problem);
}

TEST_F(Indicators, TakeNoRecordOfCostForNoCost) {
  add("casualty", {{"on", date("2020-01-01")}});
  EXPECT_FALSE(ask("cost_per_casualty").total.value) << "0 per person would say that it cost nothing";
  EXPECT_EQ(ask("cost_per_casualty").total.reason_if_null, "NO_DATA");
  add("place", {{"cost", store::Value{std::int64_t{12}}}});
  EXPECT_EQ(ask("cost_per_casualty").total.value, 12.0);
}

TEST_F(Indicators, AreNoDebtWhereTheNeedIsNotRecorded) {
  add("place", {{"cost", store::Value{std::int64_t{12}}}});
  EXPECT_EQ(ask("land_less_cost").total.value, std::nullopt) << "-12 would say that the need is 0";
  EXPECT_EQ(ask("land_less_cost").total.reason_if_null, "NO_DATA");
  add("casualty", {{"area", 20.0}});
  EXPECT_EQ(ask("land_less_cost").total.value, 8.0);
}

TEST_F(Indicators, OfWhatIsThereHoldNothingThatCameLater) {
  for (const char* on : {"2022-05-01", "2024-01-01", "2024-12-31", "2025-01-01"}) add("casualty", {{"on", date(on)}});
  add("casualty", {{"on", date("2024")}});
  add("casualty", {});  // nobody dated it: it may have been there
  EXPECT_EQ(ask("still_ill", in("2024")).total.value, 5.0);
  EXPECT_EQ(ask("still_ill", in("2023")).total.value, 2.0);
  EXPECT_EQ(ask("still_ill", in("2024-06")).total.value, 4.0) << "2024 may be before July";
  EXPECT_EQ(ask("still_ill").total.value, 6.0);
}

TEST_F(Indicators, AddUpOnlyWhereTheirPartsMakeTheWhole) {
  const auto adds_up = [&](const char* id) { return store_->model()->find_indicator(id)->adds_up(); };
  EXPECT_TRUE(adds_up("casualties"));
  EXPECT_TRUE(adds_up("land"));
  for (const char* id : {"women_share", "median_age", "cost_per_casualty", "land_less_cost", "aged", "women"})
    EXPECT_FALSE(adds_up(id)) << id;
}

TEST_F(Indicators, HaveCellsWithoutAFigureWhereTooLittleOfThemIsKnown) {
  for (int i = 0; i < 5; ++i) add("casualty", {{"sex", std::string{"male"}}, {"age", std::int64_t{40}}});
  add("casualty", {{"sex", std::string{"female"}}});
  Question question;
  question.split_by = {"sex"};
  const IndicatorTable table = ask("aged", question);
  EXPECT_EQ(table.total.value, 6.0);
  ASSERT_EQ(table.cells.size(), 2U);
  EXPECT_EQ(table.cells[0].figure.reason_if_null, "LOW_COVERAGE");
  EXPECT_EQ(table.cells[1].figure.value, 5.0);
}

TEST_F(Indicators, OfAGroupAreNotSplitByTheDate) {
  add("casualty", {{"sex", std::string{"female"}}, {"on", date("2024-01-01")}});
  for (const char* split : {"year", "month"}) {
    Question question;
    question.split_by = {split};
    try {
      ask("women", question);
      ADD_FAILURE() << split;
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.kind().code, "indicator.unknown_split");
      EXPECT_EQ(problem.values().at("known"), "place");
    }
  }
}

TEST(IndicatorShares, GiveTheWorkedNumbersOfKnownAndUnknown) {
  // Methods 3.1, T-3.1: total 1240, women 610, men 545, unknown 85.
  model::Indicator people;
  people.value.function = "count";
  IndicatorTable table;
  table.indicator = &people;
  table.question.split_by = {"sex"};
  const auto figure = [](double value) {
    Figure made;
    made.value = value;
    return made;
  };
  table.total = figure(1240);
  table.cells = {
      {{"female"}, figure(610)}, {{"male"}, figure(545)}, {{"unknown"}, figure(80)}, {{"(not recorded)"}, figure(5)}};
  const auto shares = shares_of(table);
  ASSERT_TRUE(shares);
  EXPECT_NEAR(shares->unknown * 100, 6.8548, 5e-5);
  ASSERT_TRUE(shares->cells[0]);
  EXPECT_NEAR(shares->cells[0]->of_known * 100, 52.8139, 5e-5);
  EXPECT_NEAR(shares->cells[0]->lower * 100, 49.1935, 5e-5);
  EXPECT_NEAR(shares->cells[0]->upper * 100, 56.0484, 5e-5);
  EXPECT_FALSE(shares->cells[2]) << "the unknown are no part of the known";
  EXPECT_FALSE(shares->cells[3]);

  table.total = figure(0);
  EXPECT_FALSE(shares_of(table)) << "no share of nothing";
  table.total = figure(1240);
  table.question.split_by = {"year"};
  EXPECT_FALSE(shares_of(table));
  people.denominator = model::Measure{};
  table.question.split_by = {"sex"};
  EXPECT_FALSE(shares_of(table)) << "a ratio has no parts that add up";
}

TEST_F(Indicators, SayWhichOperationsTheyKnow) {
  add("casualty", {{"on", date("2020-01-01")}});
  const auto then = store_->last_seq();
  add("casualty", {{"on", date("2020-01-02")}});
  EXPECT_EQ(ask("casualties").as_of, store_->last_seq());
  Question before;
  before.known_at = then;
  EXPECT_EQ(ask("casualties", before).as_of, then);
  const Json json = to_json(ask("casualties", before), "en");
  EXPECT_EQ(json.at("as_of").at("operation"), then);
  EXPECT_EQ(json.at("as_of").at("node"), store_->node());
}

}  // namespace
}  // namespace tilth::indicators
