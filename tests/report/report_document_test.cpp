// SPDX-License-Identifier: Apache-2.0
// A report worked out: its figures are those of the indicators, nothing hidden shows, and what was published stays.
#include "report/published_reports.h"
#include "report/report_html.h"

#include "base/problem.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

namespace tilth::report {
namespace {

const std::map<std::string, std::string> kModel{
    {"model.yaml", "model: small\nversion: 1\nlanguages: [en, ar]\n"},
    {"codes/sex.yaml",
     "codes: sex\ntitle: Sex\nsource: t\nvalues:\n  female: {title: {en: Female, ar: أنثى}}\n  male: Male\n"},
    {"types/place.yaml",
     "type: place\ntitle: Place\nclass: public\nsource: t\nfields:\n  name: {kind: text}\n  ahead: {kind: decimal}\n  "
     "parent: {kind: reference, "
     "to: place}\n"
     "label: name\nplace: parent\n"},
    {"types/casualty.yaml",
     "type: casualty\ntitle: Casualty\nsource: t\nfields:\n  code: {kind: text}\n  sex: {kind: code, codes: sex}\n  "
     "on: {kind: date}\n  at: {kind: instant}\n"
     "  place: {kind: reference, to: place}\n  minutes: {kind: integer}\n  spot: {kind: geometry, geometry: point}\n"
     "label: code\nplace: place\ngeometry: spot\ndated_by: on\n"},
    {"indicators/c.yaml",
     "indicator: casualties\ncode: C1\ntitle: Casualties\ndefinition: Hurt.\nunit: {en: people}\nvalue: count()\nof: "
     "casualty\n"
     "dated_by: on\nsplit_by: [sex, place]\nabout_people: true\nsource: t\nedition: e\nmark: U\n"
     "---\n"
     "indicator: minutes\ncode: C7\ntitle: Minutes\ndefinition: Median.\nunit: {en: minutes}\nvalue: "
     "median(minutes)\nof: casualty\n"
     "dated_by: on\nabout_people: true\nsource: t\n"
     "---\n"
     "indicator: places\ncode: P1\ntitle: Places\ndefinition: All.\nunit: {en: places}\nvalue: count()\nof: "
     "place\nflow: false\n"
     "source: t\n"
     "---\n"
     "indicator: unmeasured\ncode: U1\ntitle: Minutes\ndefinition: Sum.\nunit: {en: minutes}\nvalue: "
     "sum(minutes)\nof: casualty\nwhere: minutes IS NULL\ndated_by: on\nsplit_by: [sex]\nsource: t\n"
     "---\n"
     "indicator: mean_minutes\ncode: M1\ntitle: Minutes\ndefinition: Mean.\nunit: {en: minutes}\nvalue: "
     "mean(minutes)\nof: casualty\ndated_by: on\nsplit_by: [sex, place]\nsource: t\n"},
    {"types/grant.yaml",
     "type: grant\ntitle: Grant\nclass: public\nsource: t\nlabel: code\napart: {kind: G1}\nfields:\n  code: {kind: "
     "text}\n  kind: "
     "{kind: text}\n  people: {kind: integer}\n  currency: {kind: text}\n  amount: {kind: money, currency: currency, "
     "title: Amount}\n"},
    {"reports/u.yaml",
     "report: unknown\ntitle: Unknown\ndescription: Unknown.\nperiod: year\nsource: t\nsections:\n"
     "  - id: a\n    title: A\n    parts:\n"
     "      - text: {en: \"{U1}, women {U1 sex=female}\"}\n"
     "      - indicators: {figures: [U1], split: [sex]}\n"
     "      - records: {of: casualty, where: minutes IS NULL, columns: [code, minutes], sum: [minutes]}\n"
     "      - records: {of: grant, where: \"kind = 'a'\", columns: [code, people, amount], sum: [people, amount]}\n"
     "      - records: {of: grant, columns: [code, people, amount], sum: [people, amount]}\n"
     "      - indicators: {figures: [M1], split: [place], across: sex}\n"
     "      - indicators: {figures: [C1, M1], split: [sex]}\n"},
    {"reports/b.yaml",
     "report: bulletin\ntitle: Bulletin\ndescription: Hurt.\nperiod: year\nnarrowed_by: [place]\nsource: t\nsections:\n"
     "  - id: a\n    title: People\n    parts:\n"
     "      - text: {en: \"{C1}, before {C1 period=previous}, women {C1 sex=female}, {C7} minutes\", ar: \"{C1} {C1 "
     "period=previous} {C1 sex=female} {C7} رقم\"}\n"
     "      - indicators: {figures: [C1], split: [sex]}\n"
     "      - records: {of: casualty, columns: [code, sex, on, place], sort: [code], sum: [minutes]}\n"
     "      - map: {layers: [{of: casualty, role: point}]}\n"
     "      - text: {en: \"{P1}\", ar: \"{P1} رقم\"}\n"},
    {"codes/state.yaml", "codes: state\ntitle: State\nsource: t\nvalues:\n  draft: Draft\n  handed_in: Handed in\n"},
    {"types/filing.yaml",
     "type: filing\ntitle: Filing\nsource: t\nfields:\n  code: {kind: text}\n  year: {kind: integer}\n  status: {kind: "
     "code, codes: state, required: true}\nlabel: code\nworkflow:\n  field: status\n  initial: draft\n  sealed: "
     "[handed_in]\n  transitions:\n    - {from: draft, to: handed_in, name: hand_in, title: Hand in}\n"},
    {"reports/f.yaml",
     "report: filed\ntitle: Filed\ndescription: Filed.\nabout: filing\nperiod: record.year\nsource: t\nsections:\n"
     "  - id: a\n    title: A\n    parts:\n      - text: \"{C1} of {record.code}\"\n      - records: {of: casualty, "
     "columns: [code, place], where: \"sex = 'female'\", sort: [code]}\n"},
    {"reports/p.yaml",
     "report: one\ntitle: One\ndescription: One.\nabout: casualty\nsource: t\nsections:\n"
     "  - id: a\n    title: A\n    parts:\n      - text: \"{record.code} in {record.place}\"\n      - facts: {fields: "
     "[code, sex, place]}\n"
     "      - records: {of: place, from: place, where: \"name = 'Kita'\", columns: [name]}\n"}};

const std::string kShare =
    "indicator: women\ncode: C2\ntitle: Women\ndefinition: Women.\nunit: '%'\nvalue: count()\nof: casualty\nwhere: sex "
    "= "
    "'female'\ndated_by: on\nper: {of: casualty, where: sex IS NOT NULL, dated_by: on}\nscale: 100\nsplit_by: [place, "
    "sex]\nsource: t\n---\n"
    "indicator: most_women\ncode: C3\ntitle: Most\ndefinition: Most.\nunit: '%'\nover: {indicator: women, split: "
    "place, "
    "value: max, at_least: 3}\nsource: t\n";
const std::string kSentences =
    "report: sentences\ntitle: S\ndescription: S.\nabout: casualty\nsource: t\nfigures:\n"
    "  most: {indicator: C3, show: which}\n  where: {indicator: C3, show: cells, split: sex}\n"
    "sections:\n  - id: a\n    title: A\n    parts:\n      - text:\n"
    "          - {when: \"{C1} > 0\", en: \"Hurt: {C1}.\", ar: \"رقم {C1}.\"}\n"
    "          - {when: \"{C1} = 0\", en: \"Nobody was hurt.\"}\n"
    "          - {when: \"{most} = 1\", en: \"Most women: {most}, of {where}, from {most show=at_least} on.\"}\n"
    "          - {when: \"{most} > 1\", en: \"Most women alike: {most}.\"}\n"
    "          - {when: \"{C3} IS NULL\", en: \"Too few to say.\"}\n"
    "          - {when: \"{record.on} > today()\", en: \"It will be.\"}\n"
    "          - {when: \"{record.on} <= today()\", en: \"It was.\"}\n"
    "      - text: {when: \"{record.code} = 'nobody'\", en: \"Not there.\"}\n"
    "      - indicators: {figures: [C1, C2, C3], n: true, cells: sex}\n"
    "      - facts: {fields: [code, {field: at, clock: place.ahead}]}\n";

std::map<std::string, std::string> model_files() {
  std::map<std::string, std::string> files = kModel;
  std::string& report = files["reports/b.yaml"];
  report.replace(report.find(", sum: [minutes]"), 16, "");
  files["indicators/s.yaml"] = kShare;
  files["reports/s.yaml"] = kSentences;
  return files;
}

class Reports : public test::ScratchProgramme {
 protected:
  Reports() : ScratchProgramme(model_files()) {
    north_ = add("place", {{"name", text("North")}});
    kita_ = add("place", {{"name", text("Kita")}, {"parent", text(north_.text())}});
    south_ = add("place", {{"name", text("South")}});
    for (int i = 0; i < 30; ++i) hurt("male", kita_, "2024-05-01");
    for (int i = 0; i < 3; ++i) hurt("female", south_, "2024-06-01");
    hurt("male", south_, "2023-06-01");
  }
  Uuid hurt(const std::string& sex, const Uuid& where, const std::string& on) {
    return add("casualty", {{"code", text("V" + std::to_string(++number_))},
                            {"sex", text(sex)},
                            {"place", text(where.text())},
                            {"on", day(on)},
                            {"minutes", store::Value{std::int64_t{40}}}});
  }
  Json made(ReportRequest request, const store::Caller& caller = {}) {
    SilentProgress progress;
    if (request.reader != ReportReader::inside && !request.gate)
      request.gate = PeopleGate{store_.get(), request.reader, "t", true};
    return report_document(*store_, caller, request, {}, progress);
  }
  Json bulletin(ReportReader reader = ReportReader::inside) {
    return made({.report = "bulletin", .period = "2024", .reader = reader});
  }
  void become(const std::string& type_name, const Uuid& record, const std::string& field, const std::string& value) {
    store::Change change{store::OperationKind::change, record, type_name, {}, 0};
    change.set.emplace_back(store_->model()->find_type(type_name)->index_of(field), text(value));
    write(change);
  }
  static std::string words(const Json& document, std::size_t part) {
    std::string line;
    for (const Json& piece : document.at("sections")[0].at("parts")[part].at("pieces"))
      line += piece.at("text").get<std::string>();
    return line;
  }
  static std::string known(const Json& document) { return document.at("words").at("as_known").get<std::string>(); }
  static const Json& part(const Json& document, std::size_t number) {
    return document.at("sections")[0].at("parts")[number];
  }
  static Json figure(const Json& document, const std::string& name) {
    for (const Json& one : document.at("figures"))
      if (one.at("name").get<std::string>().starts_with(name + " ")) return one;
    return nullptr;
  }
  std::string refused(const ReportRequest& request, const store::Caller& caller = {}) {
    try {
      made(request, caller);
    } catch (const Problem& problem) {
      return std::string{problem.kind().code};
    }
    return {};
  }

  Uuid north_, kita_, south_;
  int number_ = 0;
};

TEST_F(Reports, ListWhatTheRecordRefersToOnlyWhereTheConditionHolds) {
  const Uuid in_kita = hurt("male", kita_, "2024-05-01"), in_south = hurt("male", south_, "2024-05-01");
  EXPECT_EQ(part(made({.report = "one", .record = in_kita}), 2).at("rows").size(), 1u);
  EXPECT_EQ(part(made({.report = "one", .record = in_south}), 2).at("rows").size(), 0u);
}

TEST_F(Reports, SayTheFiguresOfTheIndicatorsWithTheirPassports) {
  const Json document = bulletin();
  EXPECT_EQ(words(document, 0), "33, before 1, women 3, 40 minutes");
  const Json women = figure(document, "casualties sex=female");
  EXPECT_EQ(women.at("value"), 3.0);
  EXPECT_EQ(women.at("n"), 3);
  EXPECT_EQ(women.at("from"), "2024-01-01");
  EXPECT_EQ(women.at("to_check"), true);
  // The filter leads to exactly the records behind the figure.
  store::Query behind{.type = "casualty",
                      .where = cql2::parse_text(women.at("records").at("filter").get<std::string>())};
  EXPECT_EQ(store_->count({}, behind), 3);
  const Json& table = part(document, 1);
  ASSERT_EQ(table.at("rows").size(), 2U);
  EXPECT_EQ(table.at("rows")[0][0].at("text"), "Female") << "in the order of the code list";
  EXPECT_EQ(table.at("rows")[1][1].at("value"), 30.0);
  EXPECT_EQ(table.at("sums")[1].at("value"), 33.0);
  EXPECT_EQ(part(document, 2).at("total_rows"), 33) << "those of the period";
}

TEST_F(Reports, SayThatAFigureIsUnknownInItsPartsToo) {
  add("casualty", {{"code", text("V?")}, {"sex", text("male")}, {"on", day("2024-05-01")}});
  const Json document = made({.report = "unknown", .period = "2024"});
  EXPECT_EQ(words(document, 0), "\u2013 (no data), women \u2013 (no data)") << "women are no 0 where all is unknown";
  EXPECT_EQ(part(document, 1).at("rows")[0][1].at("value"), nullptr);
  const Json empty = made({.report = "unknown", .period = "2022"});
  EXPECT_EQ(words(empty, 0), "0, women 0") << "nobody was recorded, of whom nothing would be known";
}

TEST_F(Reports, AddUpARecordListOnlyWhereItsValuesAddUp) {
  add("casualty", {{"code", text("V?")}, {"on", day("2024-05-01")}});
  const auto grant = [&](const char* code, const char* kind, std::optional<std::int64_t> people, const char* currency) {
    add("grant", {{"code", text(code)},
                  {"kind", text(kind)},
                  {"people", people ? store::Value{*people} : store::Value{}},
                  {"currency", text(currency)},
                  {"amount", store::Value{std::int64_t{12345}}}});
  };
  grant("a", "a", 7, "USD");
  grant("b", "a", std::nullopt, "USD");
  grant("c", "b", 5, "EUR");
  const Json document = made({.report = "unknown", .period = "2024"});
  EXPECT_EQ(part(document, 2).at("total_rows"), 1);
  EXPECT_EQ(part(document, 2).at("sums")[1], (Json{{"text", "\u2013"}})) << "minutes that nobody recorded are no 0";
  const Json& alike = part(document, 3);
  EXPECT_EQ(alike.at("sums")[1].at("value"), 7.0);
  EXPECT_EQ(alike.at("sums")[2].at("text"), "246.90 USD");
  EXPECT_EQ(alike.at("sums")[2].at("value"), 246.9);
  EXPECT_EQ(alike.at("notes"), Json::array({"People: 1 of these records have no value; the total is of the others."}));
  const Json& apart = part(document, 4);
  EXPECT_FALSE(apart.at("sums")[1].contains("value")) << "of two kinds";
  EXPECT_FALSE(apart.at("sums")[2].contains("value")) << "of two currencies";
  EXPECT_EQ(apart.at("notes").size(), 2U);
}

TEST_F(Reports, CallOnlyASumATotal) {
  const Json document = made({.report = "unknown", .period = "2024"});
  EXPECT_EQ(part(document, 5).at("sums")[0].at("text"), "All together");
  EXPECT_EQ(part(document, 6).at("sums")[0].at("text"), "All together") << "one of the two figures is a mean";
  EXPECT_EQ(part(bulletin(), 1).at("sums")[0].at("text"), "Total");
}

class Sentences : public test::ScratchProgramme {
 protected:
  Sentences() : ScratchProgramme(model_files()) {
    for (const char* name : {"Kita", "North"})
      places_.push_back(add("place", {{"name", text(name)}, {"ahead", store::Value{5.5}}}));
  }
  Uuid hurt(const std::string& sex, std::size_t place, const std::string& on = "2024-05-01") {
    return add("casualty", {{"sex", text(sex)},
                            {"place", text(places_[place].text())},
                            {"on", day(on)},
                            {"at", store::Value{*Instant::parse("2024-05-01T20:00:00Z")}}});
  }
  Json parts(const Uuid& about, const std::string& language = "en") {
    SilentProgress progress;
    return report_document(*store_, {}, {.report = "sentences", .record = about, .language = language}, {}, progress)
        .at("sections")[0]
        .at("parts");
  }
  static std::string said(const Json& part) {
    std::string line;
    for (const Json& piece : part.at("pieces")) line += piece.at("text").get<std::string>();
    return line;
  }
  std::vector<Uuid> places_;
};

TEST_F(Sentences, StandOnlyWhereTheyAreTrue) {
  const Uuid one = hurt("female", 0);
  EXPECT_EQ(said(parts(one)[0]), "Hurt: 1. Too few to say. It was.") << "one woman of one is no 100 %";
  hurt("male", 0);
  hurt("male", 0);
  for (int i = 0; i < 3; ++i) hurt(i == 0 ? "male" : "female", 1);
  EXPECT_EQ(said(parts(one)[0]), "Hurt: 6. Most women: North (n = 3), of Female; Male, from 3 on. It was.");
  hurt("female", 0);
  hurt("female", 0);
  hurt("female", 0);
  EXPECT_EQ(said(parts(one)[0]), "Hurt: 9. Most women alike: Kita (n = 6); North (n = 3). It was.");
  const Uuid later = hurt("male", 1, "2999-01-01");
  EXPECT_TRUE(said(parts(later)[0]).ends_with("It will be."));
  EXPECT_TRUE(said(parts(one, "ar")[0]).starts_with("رقم 10. [en] Most women"));
}

TEST_F(Sentences, ThatAreNotTrueLeaveNoParagraphBehind) {
  const Json made = parts(hurt("female", 0));
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[1].at("kind"), "table");
}

TEST_F(Sentences, HaveWhatWasAskedBesideTheFigures) {
  const Uuid one = hurt("female", 0);
  hurt("male", 0);
  hurt("male", 0);
  const Json table = parts(one)[1];
  EXPECT_EQ(table.at("columns").back().at("title"), "Sex");
  const auto cell = [&](std::size_t row) { return table.at("rows")[row].back().at("text").get<std::string>(); };
  EXPECT_EQ(cell(0), "Female; Male");
  EXPECT_EQ(cell(1), "Female; Male") << "of all that the share is of";
  EXPECT_EQ(cell(2), "Female; Male") << "of the place with the most";
}

TEST_F(Sentences, TellTimesByTheClockOfThePlace) {
  const Json facts = parts(hurt("female", 0))[2];
  EXPECT_EQ(facts.at("rows")[1].at("cell").at("text"), "2024-05-02 01:30 (UTC+05:30)");
}

TEST_F(Reports, SpeakTheReadersLanguageAndFallBackVisibly) {
  const Json document = made({.report = "bulletin", .period = "2024", .language = "ar"});
  EXPECT_EQ(document.at("direction"), "rtl");
  EXPECT_EQ(part(document, 1).at("rows")[0][0].at("text"), "أنثى");
  EXPECT_EQ(document.at("title"), "[en] Bulletin");
}

TEST_F(Reports, AreNarrowedToAPlaceAndAllWithinIt) {
  const Json document = made({.report = "bulletin", .period = "2024", .place = north_});
  EXPECT_EQ(words(document, 0).substr(0, 12), "30, before 0");
  EXPECT_EQ(part(document, 2).at("total_rows"), 30);
  EXPECT_EQ(part(document, 4).at("pieces")[0].at("figure").is_number(), true);
  EXPECT_TRUE(figure(document, "places").at("value").is_null())
      << "places are narrowed by no place: no figure, not all";
  EXPECT_EQ(figure(document, "places").at("reason_if_null"), "NOT_BY_PLACE");
}

TEST_F(Reports, AsKnownEarlierSayWhatWasKnownThen) {
  const std::int64_t before = store_->last_seq();
  hurt("male", kita_, "2024-07-01");
  EXPECT_EQ(words(made({.report = "bulletin", .period = "2024", .known_at = before}), 0).substr(0, 3), "33,");
  EXPECT_EQ(words(bulletin(), 0).substr(0, 3), "34,");
}

TEST_F(Reports, OfARecordThatWasHandedInStayAsTheyWereThen) {
  const Uuid filing =
      add("filing", {{"code", text("F-1")}, {"year", store::Value{std::int64_t{2024}}}, {"status", text("draft")}});
  const ReportRequest request{.report = "filed", .record = filing};
  hurt("male", kita_, "2024-07-01");
  const Json draft = made(request);
  EXPECT_EQ(words(draft, 0), "34 of F-1") << "a draft follows the records";
  EXPECT_EQ(known(draft).find("handed in"), std::string::npos);
  become("filing", filing, "status", "handed_in");
  const Json handed_in = made(request);
  hurt("female", kita_, "2024-07-02");
  become("place", south_, "name", "Renamed since");
  const Json later = made(request);
  EXPECT_EQ(words(later, 0), "34 of F-1");
  EXPECT_EQ(later.at("sections"), handed_in.at("sections")) << "names too";
  EXPECT_EQ(later.at("as_of"), handed_in.at("as_of"));
  EXPECT_NE(known(later).find("This report was handed in."), std::string::npos);
  ReportRequest today = request;
  today.known_at = store_->last_seq();
  EXPECT_EQ(words(made(today), 0), "35 of F-1");
  const Json again = made(request_again(*store_, later));
  EXPECT_EQ(compared(later, again).at("differing").size(), 1);
}

TEST_F(Reports, OfARecordThatCameHandedInSayThatTheirFiguresAreTodays) {
  const Uuid filing =
      add("filing", {{"code", text("F-2")}, {"year", store::Value{std::int64_t{2024}}}, {"status", text("handed_in")}});
  hurt("male", kita_, "2024-07-01");
  const Json document = made({.report = "filed", .record = filing});
  EXPECT_EQ(words(document, 0), "34 of F-2");
  EXPECT_NE(known(document).find("This report came into the programme already"), std::string::npos);
}

TEST_F(Reports, ForThePublicShowNoSmallNumberAndNoHiddenRecord) {
  const Json document = bulletin(ReportReader::everybody);
  EXPECT_TRUE(figure(document, "casualties sex=female").at("value").is_null());
  EXPECT_TRUE(figure(document, "casualties sex=male").at("value").is_null()) << "33 - 30 would tell the 3";
  EXPECT_EQ(figure(document, "casualties").at("value"), 33.0);
  EXPECT_TRUE(figure(document, "casualties").at("n").is_null());
  EXPECT_TRUE(figure(document, "minutes").at("value").is_null()) << "a median of people passes no gate";
  EXPECT_EQ(part(document, 2).at("rows").size(), 0U);
  EXPECT_TRUE(part(document, 2).at("total_rows").is_null());
  EXPECT_EQ(part(document, 3).at("shapes").size(), 0U);
  const std::string all = document.dump();
  EXPECT_EQ(all.find("V1"), std::string::npos);
  EXPECT_EQ(figure(document, "places").at("value"), 3.0) << "what is not about people stands";
}

TEST_F(Reports, ForOthersAreMadeOnlyByWhoSeesTheWhole) {
  store::Caller viewer;
  viewer.highest_class = model::FieldClass::partner;
  EXPECT_EQ(refused({.report = "bulletin", .period = "2024", .reader = ReportReader::everybody}, viewer),
            "access.partial_view");
  EXPECT_EQ(refused({.report = "one", .record = Uuid::make(), .reader = ReportReader::everybody}),
            "report.not_for_reader");
}

TEST_F(Reports, HideFromACallerWhatItsRightsHide) {
  store::Caller viewer;
  viewer.highest_class = model::FieldClass::partner;
  const Json document = made({.report = "bulletin", .period = "2024"}, viewer);
  EXPECT_EQ(figure(document, "casualties").at("reason_if_null"), "HIDDEN");
  EXPECT_EQ(part(document, 2).at("rows").size(), 0U);
  EXPECT_EQ(document.dump().find("V1"), std::string::npos);
  store::Caller southern;
  southern.rows.emplace("casualty", cql2::parse_text("\"place\" = '" + south_.text() + "'"));
  const Json part_of = made({.report = "bulletin", .period = "2024"}, southern);
  EXPECT_EQ(figure(part_of, "casualties").at("value"), 3.0);
  EXPECT_EQ(figure(part_of, "casualties").at("partial"), true) << "a part says that it is one";
}

TEST_F(Reports, AreRefusedWhereTheQuestionDoesNotFit) {
  EXPECT_EQ(refused({.report = "buletin"}), "report.unknown");
  EXPECT_EQ(refused({.report = "one"}), "report.needs_record");
  EXPECT_EQ(refused({.report = "one", .record = Uuid::make()}), "store.unknown_record");
  EXPECT_EQ(refused({.report = "one", .period = "2024", .record = Uuid::make()}), "report.takes_no");
  EXPECT_EQ(refused({.report = "bulletin", .organisation = Uuid::make()}), "report.takes_no");
  EXPECT_EQ(refused({.report = "bulletin", .period = "last year"}), "indicator.bad_period");
  EXPECT_EQ(refused({.report = "bulletin", .period = "2024", .place = Uuid::make()}), "store.unknown_record");
}

TEST_F(Reports, OncePublishedStayAsTheyWereAndSayWhatIsOtherToday) {
  const Json entry = keep_published(*store_, bulletin(), {.author = "amina"}, folder_ / ".");
  hurt("female", south_, "2024-08-01");
  EXPECT_EQ(words(bulletin(), 0), "34, before 1, women 4, 40 minutes");
  const Json kept = published_document(
      *store_, published_entry(*store_, entry.at("id").get<std::string>(), ReportReader::inside), folder_ / ".");
  EXPECT_EQ(words(kept, 0), "33, before 1, women 3, 40 minutes");
  const Json difference = compared(kept, made(request_again(*store_, kept)));
  ASSERT_EQ(difference.at("differing").size(), 2U);
  EXPECT_EQ(difference.at("differing")[0].at("published").at("value"), 33.0);
  EXPECT_EQ(difference.at("differing")[0].at("difference"), 1.0);
  EXPECT_EQ(difference.at("differing")[1].at("name").get<std::string>().substr(0, 21), "casualties sex=female");
  // The hash of what is kept stands in the log.
  bool logged = false;
  store_->operations_since(0, [&](const store::Operation& operation) {
    logged = logged || operation.canonical.find(entry.at("sha256").get<std::string>()) != std::string::npos;
    return true;
  });
  EXPECT_TRUE(logged);
  SilentProgress progress;
  EXPECT_TRUE(store_->verify(progress).sound());
}

TEST_F(Reports, PublishedForSomeAreNotReadByMore) {
  const Json inside = keep_published(*store_, bulletin(), {.author = "amina"}, folder_ / ".");
  const Json open = keep_published(*store_, bulletin(ReportReader::everybody), {.author = "amina"}, folder_ / ".");
  EXPECT_EQ(published_reports(*store_, ReportReader::inside).size(), 2U);
  ASSERT_EQ(published_reports(*store_, ReportReader::everybody).size(), 1U);
  EXPECT_EQ(published_reports(*store_, ReportReader::everybody)[0].at("id"), open.at("id"));
  EXPECT_THROW(published_entry(*store_, inside.at("id").get<std::string>(), ReportReader::partners), Problem);
  EXPECT_EQ(reader_of(store::public_caller()), ReportReader::everybody);
  EXPECT_EQ(reader_of({}), ReportReader::inside);
  store::Caller narrow;
  narrow.rows.emplace("casualty", cql2::parse_text("FALSE"));
  EXPECT_EQ(reader_of(narrow), ReportReader::partners) << "who sees a part reads what partners read";
}

TEST_F(Reports, AsHtmlEscapeWhatPeopleWrote) {
  const Uuid odd = add("place", {{"name", text("<script>alert(1)</script>")}});
  const Uuid one = hurt("male", odd, "2024-09-01");
  const Json document = made({.report = "one", .record = one});
  EXPECT_EQ(words(document, 0), "V35 in <script>alert(1)</script>");
  const std::string page = report_html(document);
  EXPECT_EQ(page.find("<script>"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

TEST(SourceOfAReport, IsToldWithItsEditionAndThatItIsToBeChecked) {
  const Json words{{"to_check", "to be checked with the standard"}};
  EXPECT_EQ(source_of({{"source", "IMAS 07.13"}, {"edition", "2017"}, {"to_check", true}}, words),
            "IMAS 07.13, 2017 (to be checked with the standard)");
  EXPECT_EQ(source_of({{"source", "programme practice"}, {"edition", ""}, {"to_check", false}}, words),
            "programme practice");
  EXPECT_EQ(source_of({{"title", "published before editions were told"}}, words), "");
}

TEST(DaysOfAFigure, GoBackByWholeMonthsOrByAsManyDays) {
  const auto of = [](const char* from, const char* to, model::FigureSpan span) {
    const auto [first, last] = days_of(span, std::pair{*Date::parse(from), *Date::parse(to)});
    return (first ? first->text() : "") + ".." + (last ? last->text() : "");
  };
  using model::FigureSpan;
  EXPECT_EQ(of("2024-01-01", "2024-12-31", FigureSpan::previous), "2023-01-01..2023-12-31");
  EXPECT_EQ(of("2024-03-01", "2024-03-31", FigureSpan::previous), "2024-02-01..2024-02-29");
  EXPECT_EQ(of("2024-01-01", "2024-01-31", FigureSpan::previous), "2023-12-01..2023-12-31");
  EXPECT_EQ(of("2020-01-01", "2022-12-31", FigureSpan::previous), "2017-01-01..2019-12-31");
  EXPECT_EQ(of("2024-03-11", "2024-03-20", FigureSpan::previous), "2024-03-01..2024-03-10");
  EXPECT_EQ(of("2024-03-01", "2024-03-31", FigureSpan::until), "..2024-03-31");
  EXPECT_EQ(of("2024-03-01", "2024-03-31", FigureSpan::year_to_date), "2024-01-01..2024-03-31");
  EXPECT_EQ(of("2024-03-01", "2024-03-31", FigureSpan::all), "..");
}

TEST(ReportWords, WriteNumbersAndPeriodsAsTheLanguageDoes) {
  EXPECT_EQ(number_text(1234567, 0, "en"), "1,234,567");
  EXPECT_EQ(number_text(1234567, 0, "fr"), "1\u202f234\u202f567");
  EXPECT_EQ(number_text(1234567, 0, "es"), "1.234.567");
  EXPECT_EQ(number_text(1234567, 0, "ar"), "1,234,567") << "Western digits";
  EXPECT_EQ(number_text(2.5, 0, "en"), "3") << "half away from zero, as areas are rounded everywhere";
  EXPECT_EQ(number_text(-0.2, 0, "en"), "0") << "no -0";
  EXPECT_EQ(period_text(Date{2024, 1, 1}, Date{2024, 12, 31}, "en"), "2024");
  EXPECT_EQ(period_text(Date{2024, 3, 1}, Date{2024, 3, 31}, "en"), "March 2024");
  EXPECT_EQ(period_text(Date{2024, 3, 1}, Date{2024, 3, 31}, "fr"), "mars 2024");
  EXPECT_EQ(period_text(Date{2020, 1, 1}, Date{2022, 12, 31}, "es"), "2020 a 2022");
}

}  // namespace
}  // namespace tilth::report
