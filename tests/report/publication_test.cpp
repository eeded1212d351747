// SPDX-License-Identifier: Apache-2.0
// What may be published beside what was published before.
#include "report/publication.h"
#include "report/published_figures.h"

#include "base/problem.h"
#include "support/scratch_programme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace tilth::report {
namespace {

const std::map<std::string, std::string> kModel{
    {"model.yaml", "model: small\nversion: 1\nlanguages: [en]\n"},
    {"codes/sex.yaml", "codes: sex\ntitle: Sex\nsource: t\nvalues: {female: Female, male: Male}\n"},
    {"types/place.yaml",
     "type: place\ntitle: Place\nsource: t\nfields:\n  name: {kind: text}\n  parent: {kind: reference, to: place}\n"
     "label: name\nplace: parent\n"},
    {"types/casualty.yaml",
     "type: casualty\ntitle: Casualty\nsource: t\nfields:\n  sex: {kind: code, codes: sex}\n  on: {kind: date}\n"
     "  place: {kind: reference, to: place}\n  displaced: {kind: boolean}\n"},
    {"indicators/c.yaml",
     "indicator: casualties\ncode: C1\ntitle: Casualties\ndefinition: Hurt.\nunit: people\nvalue: count()\nof: "
     "casualty\ndated_by: on\nflow: true\nsplit_by: [sex, place, place.parent, year]\nabout_people: true\nsource: t\n"
     "---\n"
     "indicator: displaced\ncode: C4\ntitle: Displaced\ndefinition: Hurt.\nunit: people\nvalue: count()\nof: casualty\n"
     "where: displaced = TRUE\ndated_by: on\nflow: true\nsplit_by: [sex]\nabout_people: true\nsource: t\n"}};

class Publishing : public test::ScratchProgramme {
 protected:
  Publishing() : ScratchProgramme(kModel) {}

  Uuid place(const std::string& name, const store::Value& parent = {}) {
    return add("place", {{"name", name}, {"parent", parent}});
  }
  void hurt(int people, const std::string& sex, const Uuid& where, const std::string& on = "2018-05-01") {
    for (int i = 0; i < people; ++i) add("casualty", {{"sex", sex}, {"place", where.text()}, {"on", *Date::parse(on)}});
  }
  Publication publish(const PublicationRequest& request) {
    SilentProgress progress;
    Publication publication = prepare_publication(*store_, request, progress);
    remember(*store_, request, publication, "t");
    return publication;
  }
  /// The code and what it speaks of; "" where it is published.
  std::string refused(const PublicationRequest& request) {
    try {
      publish(request);
    } catch (const Problem& problem) {
      return std::string{problem.kind().code} + ": " + problem.values().value("with", "");
    }
    return {};
  }
};

TEST_F(Publishing, RefusesAFilterWhoseComplementIsKnown) {
  const Uuid north = place("North");
  hurt(40, "male", north);
  hurt(3, "female", north);
  hurt(30, "male", north, "2019-05-01");
  publish({.indicator = "C1", .period = "2018"});
  // 43 in all, 40 of them men: the difference is three women.
  EXPECT_EQ(refused({.indicator = "C1", .period = "2018", .where = "sex = 'male'"}),
            "publication.cannot_audit: no filter");
  EXPECT_EQ(refused({.indicator = "C1", .where = "sex = 'male'"}), "publication.cannot_audit: no filter");
  EXPECT_EQ(refused({.indicator = "C1", .period = "2018-05", .where = "sex = 'male'"}),
            "publication.cannot_audit: no filter");
  EXPECT_EQ(refused({.indicator = "C4", .period = "2018"}), "publication.cannot_audit: no filter");
  EXPECT_EQ(refused({.indicator = "C1", .period = "2019", .where = "sex = 'male'"}), "") << "nobody is in both";
  EXPECT_EQ(refused({.indicator = "C1", .period = "2019", .where = "sex='male'"}), "") << "the same filter";
  EXPECT_EQ(refused({.indicator = "C1", .period = "2019", .where = "sex <> 'female'"}),
            "publication.cannot_audit: the filter sex = 'male'");
}

TEST_F(Publishing, RefusesSplitsThatSpeakOfEachOther) {
  const Uuid north = place("North"), kita = place("Kita", north.text());
  hurt(40, "male", kita);
  publish({.indicator = "C1", .period = "2018", .split_by = {"place"}});
  EXPECT_EQ(refused({.indicator = "C1", .period = "2018", .split_by = {"place.parent"}}),
            "publication.cannot_audit: the split place");
  EXPECT_EQ(refused({.indicator = "C1", .split_by = {"year"}}), "publication.cannot_audit: the period 2018");
  EXPECT_EQ(refused({.indicator = "C1", .period = "2018", .split_by = {"place", "sex"}}), "");
}

TEST_F(Publishing, TellsOfNoFewLateRecordsAndShowsTheSameStateAgain) {
  const Uuid north = place("North"), south = place("South");
  hurt(40, "male", north);
  hurt(30, "female", north);
  hurt(50, "male", south);
  const Publication june = publish({.indicator = "C1", .period = "2018", .split_by = {"sex"}});
  ASSERT_FALSE(june.gate.withheld);
  hurt(3, "female", south);  // late
  const Publication today = publish({.indicator = "C1", .period = "2018", .split_by = {"sex"}});
  EXPECT_EQ(today.other_states, 1u);
  for (const people::PublishedCell& cell : today.gate.table.cells)
    EXPECT_TRUE(cell.shown != people::Shown::value || cell.key[1] == "male")
        << cell.key[1] << " " << cell.count << " less what June showed is three women";
  // By place nothing is said of what June knew; the total would say it.
  const Publication places = publish({.indicator = "C1", .period = "2018", .split_by = {"place"}});
  for (const people::PublishedCell& cell : places.gate.table.cells)
    EXPECT_FALSE(cell.shown == people::Shown::value && cell.key[1].empty()) << "73 and 50 are 123: June said 120";
  // The state of June is shown again whole, and in other words.
  const Publication then =
      publish({.indicator = "C1", .period = "2018", .split_by = {"place", "sex"}, .known_at = june.known_at});
  EXPECT_EQ(then.known_at, june.known_at);
  std::map<std::string, std::int64_t> shown;
  for (const people::PublishedCell& cell : then.gate.table.cells)
    if (cell.shown == people::Shown::value) shown[cell.key[1] + "/" + cell.key[2]] = cell.count;
  EXPECT_EQ(shown["/"], 120);
  EXPECT_EQ(shown["/female"], 30);
  // Many late records are a figure like any other.
  hurt(20, "female", south);
  const Publication december = publish({.indicator = "C1", .period = "2018", .split_by = {"sex"}});
  for (const people::PublishedCell& cell : december.gate.table.cells)
    EXPECT_EQ(cell.shown, people::Shown::value) << cell.key[1];
}

TEST_F(Publishing, ShowsRecordsOfWhichEachIsOneAmongEnough) {
  const Uuid north = place("North");
  hurt(300, "male", place("Kita", north.text()));
  hurt(2, "female", place("Lomo", north.text()));
  hurt(60, "female", place("Tana", place("South").text()));
  SilentProgress progress;
  const RecordsRequest request{
      .counted = {.indicator = "C1", .period = "2018", .split_by = {"place"}}, .sensitive = {"sex"}, .l = 1};
  const RecordsPublication records = prepare_records(*store_, request, progress);
  ASSERT_FALSE(records.result.withheld);
  remember(*store_, request, records, "t");
  const Json document = figure_document(*store_->model(), entry_of(request, records, "t"), 0, "en");
  const std::string csv = figure_csv(document, false);
  EXPECT_EQ(csv.find("Lomo"), std::string::npos) << "two women of Lomo";
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 363) << "a head and a line for each";
  EXPECT_TRUE(csv.starts_with("period,place,sex\n2018,in North,female\n")) << csv.substr(0, 80);
  EXPECT_EQ(told_of(records).at("exposure").at("smallest_class"), 60);
  // Tables of the same people are audited with them.
  EXPECT_EQ(publish({.indicator = "C1", .period = "2018", .split_by = {"sex"}}).audited_with, 1u);
  EXPECT_EQ(refused({.indicator = "C1", .period = "2018", .split_by = {"place.parent"}}),
            "publication.cannot_audit: the split place");
  RecordsRequest careless = request;
  careless.risk = 1.5;
  EXPECT_THROW(prepare_records(*store_, careless, progress), Problem);
}

TEST_F(Publishing, MergesSmallPlacesAndLeavesTheRestWhenAsked) {
  const Uuid north = place("North"), south = place("South");
  hurt(3, "male", place("Kita", north.text()));
  hurt(30, "male", place("Lomo", north.text()));
  hurt(20, "male", place("Sula", south.text()));
  hurt(50, "male", place("Tana", south.text()));
  std::map<std::string, std::int64_t> shown;
  const Publication merged = publish({.indicator = "C1", .period = "2018", .split_by = {"place"}, .roll_up = true});
  for (const people::PublishedCell& cell : merged.gate.table.cells) shown[cell.key[1]] = cell.count;
  EXPECT_EQ(shown, (std::map<std::string, std::int64_t>{{"", 103}, {"in North", 33}, {"Sula", 20}, {"Tana", 50}}));
}

TEST_F(Publishing, MergesPlacesIntoWhatHoldsThemAndEverybodyRecordedThere) {
  const Uuid country = place("Country"), north = place("North", country.text()), south = place("South", country.text());
  for (int i = 0; i < 410; ++i) hurt(1, "male", place("Village " + std::to_string(i), north.text()));
  hurt(60, "male", north);
  hurt(50, "male", south);
  hurt(70, "male", country);
  const Publication publication =
      publish({.indicator = "C1", .period = "2018", .split_by = {"place"}, .roll_up = true});
  std::map<std::string, std::int64_t> shown;
  for (const people::PublishedCell& cell : publication.gate.table.cells) shown[cell.key[1]] = cell.count;
  EXPECT_EQ(shown, (std::map<std::string, std::int64_t>{{"", 590}, {"in North", 470}, {"South", 50}, {"Country", 70}}))
      << "North itself is in North, and South waits for what lies in it";
}

}  // namespace
}  // namespace tilth::report
