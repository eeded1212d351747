// SPDX-License-Identifier: Apache-2.0
// A report's file: what loads, and what each fault says with file, line and the nearest word.
#include "model/report_reader.h"
#include "model/small_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tilth::model {
namespace {

const std::string kFile = "reports/finds.yaml";
const std::string kReport =
    "report: finds\n"                                                              // 1
    "title: {en: Finds, fr: Découvertes}\n"                                        // 2
    "description: {en: What was found., fr: Ce qui fut trouvé.}\n"                 // 3
    "about: place\n"                                                               // 4
    "period: year\n"                                                               // 5
    "narrowed_by: [place]\n"                                                       // 6
    "source: test\n"                                                               // 7
    "figures:\n"                                                                   // 8
    "  mines: {indicator: F1, cell: {kind: mine}, where: \"place = {record}\"}\n"  // 9
    "sections:\n"                                                                  // 10
    "  - id: all\n"                                                                // 11
    "    title: {en: All, fr: Tout}\n"                                             // 12
    "    parts:\n"                                                                 // 13
    "      - text: {en: \"{F1 kind=bomb period=previous} of {mines} in {record.name}\", fr: \"{mines}, {F1 kind=bomb "
    "period=previous}, {record.name}\"}\n"  // 14
    "      - records: {of: find, where: \"place = {record}\", columns: [kind, found_on, place.name], sort: "
    "[-found_on], sum: [depth]}\n"                                        // 15
    "      - indicators: {figures: [F1], split: [kind], across: year}\n"  // 16
    "      - chart: {figure: F1 period=until, split: year}\n"             // 17
    "      - facts: {fields: [name]}\n"                                   // 18
    "      - signatures: [{en: Signed, fr: Signé}]\n";                    // 19

Sources with_report(const std::string& report = kReport) {
  Sources sources = small_model();
  sources["indicators/f.yaml"] =
      "indicator: finds\ncode: F1\ntitle: Finds\ndefinition: Found.\nunit: finds\nvalue: count()\nof: find\n"
      "dated_by: found_on\nsplit_by: [kind]\nsource: test\n"
      "---\nindicator: met\ncode: MET\ntitle: Met\ndefinition: People.\nunit: people\nvalue: sum(people_total)\n"
      "of: find\ndated_by: found_on\nsplit_by: [people]\nsource: test\n";
  sources[kFile] = report;
  return sources;
}

/// The report with one text in place of another: what is said of it, "LINE: message hint".
std::vector<std::string> said(const std::string& from, const std::string& to) {
  std::string text = kReport;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  std::vector<std::string> out;
  for (const ModelProblem& problem : reports_of(*load_sources(with_report(text)).model)->problems)
    out.push_back(problem.file + ":" + std::to_string(problem.line) + ": " + problem.message + " " + problem.hint);
  return out;
}

testing::AssertionResult names(const std::vector<std::string>& problems, int line, const std::string& words) {
  const std::string place = kFile + ":" + std::to_string(line) + ":";
  const bool found = std::any_of(problems.begin(), problems.end(), [&](const std::string& problem) {
    return problem.starts_with(place) && problem.find(words) != std::string::npos;
  });
  if (found) return testing::AssertionSuccess();
  auto failure = testing::AssertionFailure() << "nothing at line " << line << " says \"" << words << "\"; there is:";
  for (const std::string& problem : problems) failure << "\n  " << problem;
  return failure;
}

std::string sound() {
  std::string text = kReport;
  // depth is added up, so it is a column too.
  const std::size_t at = text.find("place.name]");
  text.replace(at, 11, "place.name, depth]");
  return text;
}

TEST(ReportFiles, AreReadWithTheirFiguresPartsAndParameters) {
  const Loaded loaded = load_sources(with_report(sound()));
  ASSERT_NE(loaded.model, nullptr);
  const auto reports = reports_of(*loaded.model);
  for (const ModelProblem& problem : reports->problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
  const Report* report = reports->find("finds");
  ASSERT_NE(report, nullptr);
  EXPECT_EQ(report->about, "place");
  EXPECT_TRUE(report->by_place);
  EXPECT_FALSE(report->by_organisation);
  const auto& text = std::get<ReportText>(report->sections.at(0).parts.at(0).content);
  ASSERT_EQ(text.sentences.size(), 1U);
  const auto& english = text.sentences[0].by_language.at("en");
  ASSERT_EQ(english.size(), 3U);
  EXPECT_EQ(english[0].figure->span, FigureSpan::previous);
  EXPECT_EQ(english[0].figure->cell, (std::vector<std::pair<std::string, std::string>>{{"kind", "bomb"}}));
  EXPECT_EQ(english[1].figure->where, "place = {record}");
  EXPECT_EQ(english[2].value, "record.name");
  EXPECT_EQ(reports->find("nothing"), nullptr);
}

TEST(ReportFiles, NameTheLineAndTheNearestWordOfWhatIsUnknown) {
  EXPECT_TRUE(names(said("figures: [F1]", "figures: [F2]"), 16, "Did you mean F1?"));
  EXPECT_TRUE(names(said("split: [kind]", "split: [kinds]"), 16, "Did you mean kind?"));
  EXPECT_TRUE(names(said("of: find", "of: finds"), 15, "Did you mean find?"));
  EXPECT_TRUE(names(said("place.name]", "place.nam]"), 15, "place.nam is no property of find"));
  EXPECT_TRUE(names(said("about: place", "about: plce"), 1, "Did you mean place?"));
  EXPECT_TRUE(names(said("fields: [name]", "fields: [nme]"), 18, "Did you mean name?"));
  EXPECT_TRUE(names(said("- chart:", "- chrt:"), 17, "Did you mean chart?"));
  EXPECT_TRUE(names(said("where: \"place = {record}\", columns", "where: \"plac = {record}\", columns"), 15, "plac"));
  EXPECT_TRUE(names(said("period: year", "period: yaer"), 5, "Did you mean year?"));
  EXPECT_TRUE(names(said("source: test", "sauce: test"), 7, "Did you mean `source`?"));
}

TEST(ReportFiles, AskForWhatAFigureCanShowAndWhoAReportIsAbout) {
  EXPECT_TRUE(names(said("F1 kind=bomb period=previous} of", "F1 show=most} of"), 14,
                    "value, n, more_than, which, at_least or cells"));
  EXPECT_TRUE(names(said("F1 kind=bomb period=previous} of", "F1 show=more_than} of"), 14, "has no `more_than`"));
  EXPECT_TRUE(names(said("F1 kind=bomb period=previous} of", "F1 show=which} of"), 14, "no least or most"));
  EXPECT_TRUE(names(said("cell: {kind: mine}", "cell: {kind: \"{which best}\"}"), 14, "there is no such figure"));
  EXPECT_TRUE(names(said("cell: {kind: mine}", "cell: {kind: \"{record.nam}\"}"), 14, "nam is no property of place"));
  EXPECT_TRUE(names(said("period: year", "period: record.nam"), 1, "nam is no property of place"));
  EXPECT_TRUE(names(said("about: place", "about: place\nabout_where: nam = 'x'"), 1, "nam"));
  EXPECT_TRUE(names(said("sort: [-found_on]", "as: blocks"), 15, "`as` cannot be blocks"));
  EXPECT_TRUE(names(said("split: [kind], across: year", "ranked: true"), 16, "`ranked` is of a table with a split"));
}

TEST(ReportFiles, AskOfAConditionWhatAFigureOrTheRecordCanAnswer) {
  const std::string whole =
      "text: {en: \"{F1 kind=bomb period=previous} of {mines} in {record.name}\", fr: \"{mines}, {F1 kind=bomb "
      "period=previous}, {record.name}\"}";
  const auto when = [&](const std::string& condition) {
    return said(whole, "text: [{when: \"" + condition + "\", en: \"{mines}\", fr: \"{mines}\"}, {en: Yes, fr: Oui}]");
  };
  const auto sound_after = [](const std::vector<std::string>& problems) {
    return std::none_of(problems.begin(), problems.end(),
                        [](const std::string& one) { return one.find(":14:") != std::string::npos; });
  };
  EXPECT_TRUE(sound_after(when("{mines} > 0 AND {F1} IS NULL AND {record.name} = 'Kita'")));
  EXPECT_TRUE(names(when("{mines} >"), 14, "`when`"));
  EXPECT_TRUE(names(when("{mines} = 'many'"), 14, "`when`"));
  EXPECT_TRUE(names(when("name = 'Kita'"), 14, "`when`"));
  EXPECT_TRUE(names(when("{mine} > 0"), 14, "no indicator or value mine"));
  EXPECT_TRUE(names(when("{record.nam} = 'Kita'"), 14, "nam is no property of place"));
  EXPECT_TRUE(names(when("{place} IS NULL"), 14, "not {place}"));
}

TEST(ReportFiles, ShowCellsOfASplitAndReadTimesByAClock) {
  EXPECT_TRUE(names(said("F1 kind=bomb period=previous} of", "F1 show=cells} of"), 14, "not of which split"));
  EXPECT_TRUE(names(said("F1 kind=bomb period=previous} of", "F1 show=at_least} of"), 14, "leaves no cell out"));
  EXPECT_TRUE(names(said("cell: {kind: mine}", "split: kind"), 9, "`split` goes with show: cells"));
  EXPECT_TRUE(names(said("cell: {kind: mine}", "show: cells, split: depth"), 14, "not split by depth"));
  EXPECT_TRUE(names(said("split: [kind], across: year", "split: [kind], cells: kind"), 16, "without a split"));
  EXPECT_TRUE(names(said("columns: [kind,", "columns: [{field: kind, clock: depth},"), 15, "is no instant"));
  EXPECT_TRUE(names(said("columns: [kind,", "columns: [{field: kind, clock: place.name},"), 15, "is no number"));
}

TEST(ReportFiles, DrawWhatWasThereByItsBeginningAndItsEnd) {
  const auto layer = [](const std::string& keys) {
    return said("chart: {figure: F1 period=until, split: year}",
                "map: {layers: [{of: find, role: danger, " + keys + "}]}");
  };
  EXPECT_TRUE(names(layer("begins: found_on, ends: closed_on"), 17, "neither is without the other"));
  EXPECT_TRUE(names(layer("still: \"closed_on IS NULL\""), 17, "neither is without the other"));
  EXPECT_TRUE(names(layer("begins: found_on, dated_by: found_on"), 17, "or of what was there"));
  EXPECT_TRUE(names(layer("begins: depth"), 17, "`begins`: depth is no date of find"));
  EXPECT_TRUE(names(layer("ends: kind, still: \"kind = 'bomb'\""), 17, "`ends`: kind is no date of find"));
  EXPECT_TRUE(names(layer("ends: closed_on, still: \"clsed_on IS NULL\""), 17, "clsed_on"));
}

TEST(ReportFiles, ShowRepresentationOfGroupsAndAssessmentsOfOneAlone) {
  EXPECT_TRUE(
      names(said("chart: {figure: F1 period=until, split: year}", "representation: {figures: [F1], split: year}"), 17,
            "finds is no `representation`"));
  EXPECT_TRUE(names(said("chart: {figure: F1 period=until, split: year}", "representation: {split: year}"), 17,
                    "has no `figures`"));
  EXPECT_TRUE(names(said("facts: {fields: [name]}", "assessment: {show: radar}"), 18, "a report about an assessment"));
  EXPECT_TRUE(names(said("facts: {fields: [name]}", "assessment: {show: rader}"), 18, "Did you mean radar?"));
}

TEST(ReportFiles, AreForEverybodyOnlyWhereTheyTakeNothingAndTellOfNoPeople) {
  EXPECT_TRUE(names(said("period: year", "period: year\nfor_everybody: true"), 1, "a report that takes nothing"));
  Sources sources = with_report(
      "report: finds\ntitle: {en: Finds, fr: D}\ndescription: {en: D, fr: D}\nfor_everybody: true\nsource: test\n"
      "sections:\n  - id: all\n    title: {en: All, fr: T}\n    parts:\n      - indicators: {figures: [F1]}\n");
  EXPECT_TRUE(reports_of(*load_sources(sources).model)->problems.empty());
  std::string& finds = sources["indicators/f.yaml"];
  finds.insert(finds.find("source: test"), "about_people: true\n");
  const auto problems = reports_of(*load_sources(sources).model)->problems;
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_NE(problems[0].message.find("finds is about people"), std::string::npos) << problems[0].message;
}

TEST(ReportFiles, FillTheRecordIntoAFilterAsLiterals) {
  const auto filled = [](const cql2::Value& value) {
    return filled_filter("a = {record.x} AND b", [&](const std::string&) { return value; });
  };
  EXPECT_EQ(filled(std::string{"O'Hara"}), "a = 'O''Hara' AND b");
  EXPECT_EQ(filled(std::int64_t{24}), "a = 24 AND b");
  EXPECT_EQ(filled(true), "a = TRUE AND b");
  EXPECT_EQ(filled(Date{2021, 5, 25}), "a = DATE('2021-05-25') AND b");
}

TEST(ReportFiles, SayThatATextHasNoEnglish) {
  EXPECT_TRUE(
      names(said("text: {en: \"{F1 kind=bomb period=previous} of {mines} in {record.name}\", fr:", "text: {fr:"), 14,
            "no English"));
}

TEST(ReportFiles, RefuseACellThatNoRecordCanHave) {
  EXPECT_TRUE(
      names(said("{F1 kind=bomb period=previous} of", "{F1 kind=bom period=previous} of"), 14, "Did you mean bomb?"));
  EXPECT_TRUE(names(said("{indicator: F1, cell: {kind: mine}", "{indicator: MET, cell: {people: grils}"), 14,
                    "Did you mean girls?"));
}

TEST(ReportFiles, RefuseAFilterThatNoRowCanHold) {
  const auto refused = [](const std::string& filter, const std::string& figure) {
    std::string text = kReport;
    const std::string old = "{indicator: F1, cell: {kind: mine}, where: \"place = {record}\"}";
    text.replace(text.find(old), old.size(), "{indicator: " + figure + ", where: \"" + filter + "\"}");
    Sources sources = with_report(text);
    sources["types/place.yaml"] +=
        "  near: {kind: reference, to: place, many: true}\n  in: {kind: reference, to: place}\n";
    sources["indicators/l.yaml"] =
        "indicator: land\ncode: LL\ntitle: Land\ndefinition: Land.\nunit: m2\nvalue: sum(area)\nof: land_ledger\n"
        "source: test\n";
    std::vector<std::string> out;
    for (const ModelProblem& problem : reports_of(*load_sources(sources).model)->problems)
      out.push_back(problem.file + ":" + std::to_string(problem.line) + ": " + problem.message + " " + problem.hint);
    return out;
  };
  EXPECT_TRUE(names(refused("place IN ({record.near})", "F1"), 14, "has several values"));
  EXPECT_TRUE(names(refused("province = 'Kita' AND hazard = {record}", "LL"), 15, "sum")) << "another fault alone";
  for (const std::string& problem : refused("province = 'Kita' AND hazard = {record}", "LL"))
    EXPECT_EQ(problem.find("in the land account"), std::string::npos) << problem;
  EXPECT_TRUE(names(refused("place = {record.in}", "LL"), 14, "in the land account it is a name"));
  for (const std::string& problem : refused("place = {record.in}", "F1"))
    EXPECT_TRUE(problem.find("several values") == std::string::npos &&
                problem.find("land account") == std::string::npos)
        << problem;
}

TEST(ReportFiles, RefuseATranslationThatTellsOtherFigures) {
  EXPECT_TRUE(
      names(said("fr: \"{mines}, {F1 kind=bomb period=previous}, {record.name}\"", "fr: \"{mines}, {record.name}\""),
            14, "other figures than the English"));
  EXPECT_TRUE(
      names(said("fr: \"{mines}, {F1 kind=bomb period=previous}", "fr: \"{mines}, {F1 kind=mine period=previous}"), 14,
            "other figures than the English"));
}

TEST(ReportFiles, ShowNothingThatIsEncryptedAndAddUpOnlyNumbersThatAreShown) {
  EXPECT_TRUE(names(said("columns: [kind,", "columns: [note,"), 15, "encrypted"));
  EXPECT_TRUE(names(said("sum: [depth]", "sum: [kind]"), 15, "kind of find is no number"));
  EXPECT_TRUE(names(said("sum: [depth]", "sum: [depth]"), 15, "which is no column"));
}

TEST(ReportFiles, NeedARecordToSpeakOfOne) { EXPECT_TRUE(names(said("about: place\n", ""), 13, "Add `about: TYPE`.")); }

TEST(ReportFiles, OfAnOverlayChangeASectionById) {
  Sources sources = with_report(sound());
  sources["overlays/01-land/reports/r.yaml"] =
      "extends_report: finds\ntitle: {es: Hallazgos}\nsections:\n  - id: all\n    title: {en: Everything}\n"
      "  - id: more\n    title: More\n    parts: [{signatures: [{en: Again}]}]\n";
  const Loaded loaded = load_sources(sources);
  ASSERT_NE(loaded.model, nullptr);
  const auto reports = reports_of(*loaded.model);
  for (const ModelProblem& problem : reports->problems)
    ADD_FAILURE() << problem.file << ":" << problem.line << ": " << problem.message;
  const Report& report = *reports->find("finds");
  EXPECT_EQ(report.title.in("es"), "Hallazgos");
  ASSERT_EQ(report.sections.size(), 2U);
  EXPECT_EQ(report.sections[0].title.en(), "Everything");
  EXPECT_EQ(report.sections[0].parts.size(), 6U) << "what the overlay leaves out stays";
}

}  // namespace
}  // namespace tilth::model
