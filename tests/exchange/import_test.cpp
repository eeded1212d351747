// SPDX-License-Identifier: Apache-2.0
// Imports into a small programme: what is created, changed, left alone, refused; and that refusing changes nothing.
#include "exchange/import.h"

#include "exchange/memory_store.h"
#include "exchange/occurrence_count.h"
#include "exchange/same_shape.h"
#include "exchange/scratch_files.h"
#include "exchange/small_programme.h"
#include "geo/codec.h"

#include <rapidcheck/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

namespace tilth::exchange {
namespace {

/// A programme, a folder and a profile; alone, and while others write.
class ImportTest : public ::testing::TestWithParam<bool> {
 protected:
  ImportTest() : store_(small_programme()) {}

  ImportReport run_file(const std::string& profile, const std::filesystem::path& file, bool partial = false,
                        bool dry_run = false) {
    ReadProfile read = profile_from_yaml(profile);
    for (const auto& problem : read.problems) ADD_FAILURE() << "line " << problem.line << ": " << problem.message;
    read.profile.read.worker = with_worker().worker;
    SilentProgress silent;
    ImportRequest request{.file = file,
                          .profile = read.profile,
                          .dry_run = dry_run,
                          .partial = partial,
                          .others_write = GetParam(),
                          .rejects = rejects_};
    request.batch.author = "tester";
    return import_file(store_, request, silent);
  }
  ImportReport run(const std::string& profile, const std::string& csv) {
    return run_file(profile, folder_.write("rows.csv", csv));
  }

  /// The code of the only reason, after an import that must not have changed anything.
  std::string refused_file(const std::string& profile, const std::filesystem::path& file, Json* values = nullptr) {
    const std::int64_t before = store_.last_seq();
    const std::size_t kept = store_.attachments().size();
    Json found;
    const std::string problem = problem_of([&] { run_file(profile, file); }, &found);
    EXPECT_EQ(store_.last_seq(), before);
    EXPECT_EQ(store_.attachments().size(), kept);
    if (values != nullptr) *values = found;
    return problem == "import.rejected" ? found.at("code").get<std::string>() : problem;
  }
  std::string refused(const std::string& profile, const std::string& csv, Json* values = nullptr) {
    return refused_file(profile, folder_.write("rows.csv", csv), values);
  }

  void add_places() {
    run(R"(
profile: places
type: place
key: [pcode]
fields:
  pcode: code
  name: name
  level: level
  parent: {column: parent, find_by: pcode}
  outline: {wkt: wkt}
)",
        "code,name,level,parent,wkt\n"
        "05,Antioquia,1,,\n"
        "52,Nariño,1,,\n");
    run(R"(
profile: places
type: place
key: [pcode]
fields:
  pcode: code
  name: name
  level: level
  parent: {column: parent, find_by: pcode}
  outline: {wkt: wkt}
)",
        "code,name,level,parent,wkt\n"
        "05313,Granada,2,05,\"POLYGON((-75 6,-74 6,-74 7,-75 7,-75 6))\"\n"
        "05001,Medellín,2,05,\"POLYGON((-76 6,-75 6,-75 7,-76 7,-76 6))\"\n"
        "52835,San Andrés de Tumaco,2,52,\"POLYGON((-79 1,-78 1,-78 2,-79 2,-79 1))\"\n"
        "52001,Granada,2,52,\"POLYGON((-78 1,-77 1,-77 2,-78 2,-78 1))\"\n");
  }

  const ScratchFiles folder_;
  const std::filesystem::path rejects_ = folder_.at("rejects.csv");
  MemoryStore store_;
};

INSTANTIATE_TEST_SUITE_P(Staging, ImportTest, ::testing::Bool(),
                         [](const auto& others) { return others.param ? "WhileOthersWrite" : "Alone"; });

const char kEvents[] = R"(
profile: events
type: event
fields:
  kind: {column: tipo, values: {1: mine_accident, 2: uxo_accident, 4: demining}}
  occurred_on: {year: ano, month: mes}
  location: {lon: lon, lat: lat}
  note: nota
place:
  name: municipio
  within: departamento
  aliases: {"NARIÑO / TUMACO": "52835"}
  keep_in: place_named
)";
const char kEventHead[] = "tipo,departamento,municipio,ano,mes,lon,lat,nota\n";

TEST_P(ImportTest, PlacesRowsByCodeThenNameThenAliasThenPointAndCountsEach) {
  add_places();
  const auto report = run(kEvents, std::string{kEventHead} +
                                       "1,ANTIOQUIA,MEDELLIN,1990,5,-75.5,6.5,\n"  // by folded name
                                       "1,Antioquia,Granada,1990,5,-75.5,6.5,\n"   // named Granada, lies in Medellín
                                       "2,NARIÑO,GRANADA,1991,,-77.5,1.5,\n"       // the other Granada
                                       "1,NARIÑO,TUMACO,1991,,-78.5,1.5,\n"        // alias
                                       "1,NARIÑO,NOWHERE,1991,,-77.5,1.5,\n"       // point
                                       "1,NARIÑO,NOWHERE,1991,,-77.5,3.5,\n"       // in no place
                                       "4,ANTIOQUIA,MEDELLIN,1990,5,,,no position\n");
  EXPECT_EQ(report.created, 7U);
  EXPECT_EQ(report.placed.at(PlacedBy::name), 4U);
  EXPECT_EQ(report.placed.at(PlacedBy::alias), 1U);
  EXPECT_EQ(report.placed.at(PlacedBy::point), 1U);
  EXPECT_EQ(report.placed.at(PlacedBy::nothing), 1U);
  EXPECT_EQ(report.point_elsewhere, 1U);
  EXPECT_EQ(report.point_otherwise_named, 2U);  // and Tumaco, which the list calls San Andrés de Tumaco
  EXPECT_EQ(report.unplaced.at("NARIÑO / NOWHERE"), 2U);
  std::map<std::string, int> named;
  for (const auto& record : store_.all("event")) ++named[std::get<std::string>(record.values[6])];
  EXPECT_EQ(named.at("NARIÑO / TUMACO"), 1);  // the source's own words are kept
}

TEST_P(ImportTest, RestoresTheLeadingZerosOfCodesThatASpreadsheetTookForNumbers) {
  add_places();
  const auto report =
      run(R"(
profile: casualties
type: casualty
fields:
  sex: {column: estado, values: {Hombre: male, Mujer: female}}
  outcome: {column: genero, values: {Herido: injured, Muerto: killed}}
  occurred_on: {year: ano, month: mes, thousands: ","}
place: {code: cod, thousands: ",", width: 5}
)",
          "estado,genero,ano,mes,cod\nHombre,Herido,\"2,006\",1,\"5,313\"\nMujer,Muerto,\"1,998\",12,\"52,835\"\n");
  EXPECT_EQ(report.created, 2U);
  EXPECT_EQ(report.placed.at(PlacedBy::code), 2U);
  bool found = false;
  for (const auto& record : store_.all("casualty")) {
    if (record.values[1] != store::Value{std::string{"male"}}) continue;
    found = true;
    EXPECT_EQ(record.values[3], (store::Value{Date{2006, 1, 0}}));
  }
  EXPECT_TRUE(found);
}

TEST_P(ImportTest, OfTheSameFileChangesNothingAlsoWhenItsRowsAreReordered) {
  const std::string a = "1,X,Y,1990,5,-75.5,6.5,a\n", b = "1,X,Y,1990,5,-75.5,6.5,b\n";
  const auto first = run(kEvents, kEventHead + a + a + b + a);
  EXPECT_EQ(first.created, 4U);
  EXPECT_EQ(first.repeated, 2U);  // kept, each as a record of its own
  const std::int64_t seq = store_.last_seq();
  for (const std::string& rows : {a + a + b + a, b + a + a + a, a + b + a}) {
    const auto again = run(kEvents, kEventHead + rows);
    EXPECT_FALSE(again.changes_something());
    EXPECT_EQ(store_.last_seq(), seq);
  }
  const auto more = run(kEvents, kEventHead + a + b + a + a + a);
  EXPECT_EQ(more.created, 1U);
  EXPECT_EQ(more.unchanged, 4U);
}

TEST_P(ImportTest, KnowsTheSameContentInOtherColumnsOrdersAndSpellings) {
  run(kEvents, "tipo,departamento,municipio,ano,mes,lon,lat,nota\n1,X,Y,1990,5,-75.50,6.5,a\n");
  const auto again = run(kEvents, "nota;lon;lat;tipo;departamento;municipio;ano;mes\n a ;-75.5;6.500;1;X;Y;1990;5\n");
  EXPECT_EQ(again.unchanged, 1U);
  EXPECT_EQ(again.created, 0U);
}

const char kHazards[] = R"(
profile: hazards
type: hazard
key: [local_id]
fields:
  local_id: id
  perimeter: {wkt: wkt}
  area_reported: {column: ha, unit: ha, decimal: ",", thousands: "."}
  contamination: {column: what, split: ";", values: {mines: ap_mine}}
  depth: {column: text, find: 'tot ([0-9]+,?[0-9]*) m', decimal: ","}
)";

TEST_P(ImportTest, WithAKeyMakesOneUpdateOfOneCorrectedCellAndNoneOfTheRest) {
  const std::string head = "id;wkt;ha;what;text\n", tail = "H2;;2;mines;Vrijgave tot 14,5 meter\n";
  EXPECT_EQ(run(kHazards, head + "H1;;1.000,5;mines; uxo;\n" + tail).created, 0U + 2U);
  const auto report = run(kHazards, head + "H1;;1.000,75;mines;uxo\n" + tail);
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(report.unchanged, 1U);
  ASSERT_EQ(store_.operations().back().after.size(), 1U);
  EXPECT_EQ(store_.operations().back().after.at("area_reported"), 10'007'500.0);
  for (const auto& record : store_.all("hazard")) {
    if (record.values[0] == store::Value{std::string{"H2"}}) {
      EXPECT_EQ(record.values[4], store::Value{14.5});
    }
  }
}

TEST_P(ImportTest, LeavesACorrectionThatPeopleMadeAsLongAsTheSourceSaysTheSame) {
  const std::string head = "id;wkt;ha;what;text\n";
  run(kHazards, head + "H1;;1;mines;\n");
  const auto record = store_.all("hazard").at(0);
  store_.append({.author = "officer"}, {{.record = record.id, .type = "hazard", .set = {{2, store::Value{12'000.0}}}}});
  const auto same = run(kHazards, head + "H1;;1;mines;\n");
  EXPECT_EQ(same.kept_corrections, 1U);
  EXPECT_EQ(same.changed, 0U);
  EXPECT_EQ(run(kHazards, head + "H1;;3;mines;\n").changed, 1U);  // the source has news
}

TEST_P(ImportTest, FindsRecordsThatPeopleEnteredByTheSameKey) {
  store_.append({}, {{.kind = store::OperationKind::create,
                      .record = Uuid::make(),
                      .type = "hazard",
                      .set = {{0, store::Value{std::string{"H1"}}}}}});
  const auto report = run(kHazards, "id;wkt;ha;what;text\nH1;;1;mines;\n");
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(store_.all("hazard").size(), 1U);
}

TEST_P(ImportTest, DoesNotBringBackWhatPeopleRemoved) {
  run(kHazards, "id;wkt;ha;what;text\nH1;;1;mines;\n");
  store_.append({},
                {{.kind = store::OperationKind::remove, .record = store_.all("hazard").at(0).id, .type = "hazard"}});
  const auto report = run(kHazards, "id;wkt;ha;what;text\nH1;;1;mines;\n");
  EXPECT_EQ(report.removed_here, 1U);
  EXPECT_FALSE(report.changes_something());
}

TEST_P(ImportTest, RefusesAKeyThatIsGivenTwiceWithDifferentContentOnly) {
  const std::string head = "id;wkt;ha;what;text\n";
  EXPECT_EQ(refused(kHazards, head + "H1;;1;mines;\nH1;;2;mines;\n"), "key.repeated");
  EXPECT_EQ(refused(kHazards, head + ";;1;mines;\n"), "key.missing");
  EXPECT_EQ(run(kHazards, head + "H1;;1;mines;\nH1;;1;mines;\n").repeated_keys, 1U);
}

TEST_P(ImportTest, RefersToRecordsByNameMakingThemWhenAskedAndByTheLandTheyShare) {
  run(kHazards,
      "id;wkt;ha;what;text\nH1;POLYGON((0 0,0 1,1 1,1 0,0 0));1;mines;\nH2;POLYGON((1 0,1 1,2 1,2 0,1 0));1;mines;\n");
  run("profile: releases\ntype: release\nfields:\n  local_id: id\n  outline: {wkt: wkt}\n  hazard: {overlapping: "
      "true}\n",
      "id;wkt\nR1;POLYGON((0.9 0,0.9 1,2 1,2 0,0.9 0))\n");
  const auto hazards = store_.all("hazard");
  const auto release = store_.all("release").at(0);
  const auto h2 = std::find_if(hazards.begin(), hazards.end(),
                               [](const auto& r) { return r.values[0] == store::Value{std::string{"H2"}}; });
  EXPECT_EQ(release.values[0], store::Value{h2->id.text()});

  const std::string profile =
      "profile: e2\ntype: event\nfields:\n  note: n\n  reported_by: {column: org, find_by: name, create: true, with: "
      "{kind: ngo}}\n";
  const auto report = run(profile, "n,org\na,Halo\nb,HALO\nc,MAG\n");
  EXPECT_EQ(report.referred_created, 2U);
  EXPECT_EQ(store_.all("organisation").size(), 2U);
  EXPECT_FALSE(run(profile, "n,org\na,Halo\nb,HALO\nc,MAG\n").changes_something());
  EXPECT_EQ(refused("profile: e3\ntype: event\nfields:\n  reported_by: {column: org, find_by: name}\n", "org\nNPA\n"),
            "reference.unknown");
}

TEST_P(ImportTest, LeavesOutRowsThatAreNotAskedForAndMakesNoNewRecordsWhenToldSo) {
  add_places();
  const auto report = run(R"(
profile: places
type: place
key: [pcode]
new_rows: leave
only: {ano: 2024}
fields: {pcode: cod, population: total}
)",
                          "cod,ano,total\n05001,2023,1\n05001,2024,2616335\n99999,2024,5\n");
  EXPECT_EQ(report.left_out, 1U);
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(report.without_record, 1U);
}

// --- what bad input gets ---

TEST_P(ImportTest, RefusesWhatItCannotReadWithPlaceAndRemedyAndChangesNothing) {
  Json values;
  const auto event = [&](const std::string& row) { return refused(kEvents, kEventHead + row, &values); };
  EXPECT_EQ(event("1,X,Y,1990,5,-75.5,6.5,a\n1,X,Y,2099,5,-75.5,6.5,a\n"), "date.implausible");
  EXPECT_EQ(values.at("row"), 3);
  EXPECT_EQ(values.at("column"), "column ano");
  EXPECT_EQ(event("9,X,Y,1990,5,-75.5,6.5,a\n"), "code.unknown");
  EXPECT_EQ(event("1,X,Y,1990,13,-75.5,6.5,a\n"), "date.unreadable");
  EXPECT_EQ(event("1,X,Y,19x0,1,-75.5,6.5,a\n"), "date.unreadable");
  EXPECT_EQ(event("1,X,Y,1990,1,west,6.5,a\n"), "coordinates.unreadable");
  EXPECT_EQ(event("1,X,Y,1990,1,-75.5,600,a\n"), "coordinates.outside_world");
  EXPECT_EQ(event("1,X,Y,1990,1,-75.5,6.5,=HYPERLINK(A1)\n"), "formula.without_value");
  EXPECT_EQ(event("1,X,Y,1990,1,-75.5,6.5," + std::string(41, 'x') + "\n"), "text.too_long");
  EXPECT_EQ(event("1,X,Y,1990,1,-75.5,6.5,a,more\n"), "row.unreadable");
  const std::string head = "id;wkt;ha;what;text\n";
  EXPECT_EQ(refused(kHazards, head + "H1;;two;mines;\n"), "number.unreadable");
  EXPECT_EQ(refused(kHazards, head + "H1;POLYGON((0 0;1;mines;\n"), "geometry.unreadable");
  EXPECT_EQ(refused(kHazards, head + "H1;POINT(0 0);1;mines;\n"), "geometry.wrong_kind");
  EXPECT_EQ(refused(kHazards, head + "H1;;1;rocks;\n"), "code.unknown");
}

TEST_P(ImportTest, FindsExchangedCoordinatesOutByTheCountry) {
  add_places();  // what they cover is the country
  const std::int64_t before = store_.last_seq();
  Json values;
  EXPECT_EQ(
      problem_of([&] { run(kEvents, std::string{kEventHead} + "1,ANTIOQUIA,MEDELLIN,1990,5,6.5,-75.5,\n"); }, &values),
      "import.rejected");
  EXPECT_EQ(values.at("code"), "coordinates.swapped");
  EXPECT_EQ(store_.last_seq(), before);
  const auto report =
      run(kEvents,
          std::string{kEventHead} + "1,ANTIOQUIA,MEDELLIN,1990,5,-75.5,6.5,\n1,ANTIOQUIA,MEDELLIN,1990,5,75.5,6.5,\n");
  EXPECT_EQ(report.outside_country, 1U);  // a sign error: imported, and for the check to show
}

TEST_P(ImportTest, RefusesAFileWhoseGeometriesMostlyLieOutsideTheCountry) {
  Json values;
  EXPECT_EQ(
      refused(std::string{kEvents} + "country_box: [-82, -5, -66, 14]\n",
              std::string{kEventHead} + "1,X,Y,1990,5,10,50,\n1,X,Y,1990,5,11,50,\n1,X,Y,1990,5,-75,5,\n", &values),
      "import.outside_country");
  EXPECT_EQ(values.at("count"), 2);
}

TEST_P(ImportTest, RefusesAProfileThatDoesNotFitAndNamesTheNearestWord) {
  Json values;
  EXPECT_EQ(refused("profile: p\ntype: event\nfields: {note: notas}\n", "nota\nx\n", &values), "import.profile_unfit");
  EXPECT_NE(values.at("reason").get<std::string>().find("'nota'"), std::string::npos);
  EXPECT_EQ(refused("profile: p\ntype: event\nfields: {notes: nota}\n", "nota\nx\n", &values), "import.profile_unfit");
  EXPECT_NE(values.at("reason").get<std::string>().find("'note'"), std::string::npos);
  EXPECT_EQ(refused("profile: p\ntype: hamster\nfields: {note: nota}\n", "nota\nx\n"), "import.profile_unfit");
  EXPECT_EQ(refused("profile: p\ntype: event\nfields: {kind: {column: nota, values: {x: nonsense}}}\n", "nota\nx\n"),
            "import.profile_unfit");
  EXPECT_EQ(refused("profile: p\ntype: event\nfields: {note: {column: nota, find: '('}}\n", "nota\nx\n"),
            "import.profile_unfit");
  EXPECT_EQ(refused(std::string{kEvents} + "crs: EPSG:999999\n", std::string{kEventHead} + "1,X,Y,1990,5,10,50,\n"),
            "geometry.unknown_crs");
}

TEST_P(ImportTest, WritesRejectsWithRowColumnValueReasonAndRemedyForItsOwnerAlone) {
  refused(kEvents, std::string{kEventHead} +
                       "1,X,Y,2099,5,-75.5,6.5,a\n9,X,Y,1990,5,-75.5,6.5,\"=1+1\"\n1,X,Y,1990,5,-75.5,6.5,good\n");
  const auto rejects = whole(rejects_);
  ASSERT_EQ(rejects.rows.size(), 3U);
  EXPECT_EQ(rejects.header.columns[4].name, "how to mend");
  EXPECT_EQ(rejects.rows[0].cells[0].text, "2");
  EXPECT_EQ(rejects.rows[1].cells[1].text, "tipo");
  EXPECT_EQ(rejects.rows[1].cells[2].text, "9");
  const auto rights = std::filesystem::status(rejects_).permissions();
  EXPECT_EQ(rights & std::filesystem::perms::group_read, std::filesystem::perms::none);
  EXPECT_EQ(rights & std::filesystem::perms::others_read, std::filesystem::perms::none);
}

TEST_P(ImportTest, TakesTheGoodRowsAloneOnlyWhenAsked) {
  const auto file =
      folder_.write("rows.csv", std::string{kEventHead} + "1,X,Y,2099,5,-75.5,6.5,a\n1,X,Y,1990,5,-75.5,6.5,good\n");
  EXPECT_EQ(refused_file(kEvents, file), "date.implausible");
  const auto report = run_file(kEvents, file, true);
  EXPECT_EQ(report.created, 1U);
  EXPECT_EQ(report.rejected, 1U);
  EXPECT_EQ(store_.all("event").size(), 1U);
}

TEST_P(ImportTest, AsADryRunSaysEverythingAndChangesNothing) {
  const auto file = folder_.write("rows.csv", std::string{kEventHead} + "1,X,Y,1990,5,-75.5,6.5,a\n");
  const auto report = run_file(kEvents, file, false, true);
  EXPECT_EQ(report.created, 1U);
  EXPECT_EQ(store_.last_seq(), 0);
  EXPECT_TRUE(store_.attachments().empty());
}

TEST_P(ImportTest, KeepsTheOriginalAndSaysWhereEachRecordComesFrom) {
  const auto report = run(kEvents, std::string{kEventHead} + "1,X,Y,1990,5,-75.5,6.5,a\n");
  EXPECT_EQ(store_.attachments(), std::vector<std::string>{report.sha256});
  const store::Batch& batch = store_.operations().back().context;
  EXPECT_EQ(batch.extra.at("sha256"), report.sha256);
  EXPECT_EQ(batch.extra.at("profile"), "events");
  EXPECT_EQ(batch.author, "tester");
  EXPECT_TRUE(run(kEvents, std::string{kEventHead} + "1,X,Y,1990,5,-75.5,6.5,a\n").imported_before);
}

TEST_P(ImportTest, StopsWhenAPersonSaysSoAndChangesNothing) {
  class StopLater final : public Progress {
   public:
    void start(std::string_view, std::uint64_t) override {}
    void done(std::uint64_t) override { ++signs_; }
    [[nodiscard]] bool cancelled() const override { return signs_ > 1; }

   private:
    int signs_ = 0;
  };
  std::string rows = kEventHead;
  for (int i = 0; i < 5000; ++i) rows += "1,X,Y,1990,5,-75.5,6.5," + std::to_string(i) + "\n";
  ImportRequest request{.file = folder_.write("rows.csv", rows),
                        .profile = profile_from_yaml(kEvents).profile,
                        .others_write = GetParam()};
  StopLater progress;
  EXPECT_EQ(problem_of([&] { import_file(store_, request, progress); }), "job.cancelled");
  EXPECT_EQ(store_.last_seq(), 0);
}

TEST(SameShape, LooksThroughStartDirectionAndLastDigitsAndThroughNothingElse) {
  const auto shape = [](const char* wkt) { return geo::from_wkt(wkt); };
  const auto square = shape("POLYGON((0 0,1 0,1 1,0 1,0 0),(0.2 0.2,0.3 0.2,0.3 0.3,0.2 0.2))");
  EXPECT_TRUE(same_shape(square, shape("POLYGON((1 1,1 0,0 0,0 1.0000000001,1 1),(0.3 0.3,0.2 0.2,0.3 0.2,0.3 0.3))")));
  EXPECT_TRUE(same_shape(square, shape("MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0),(0.2 0.2,0.3 0.2,0.3 0.3,0.2 0.2)))")));
  EXPECT_FALSE(same_shape(square, shape("POLYGON((0 0,1 0,1 1,0 1,0 0))")));
  EXPECT_FALSE(same_shape(square, shape("POLYGON((0 0,1 0,1 1,0 1.00001,0 0),(0.2 0.2,0.3 0.2,0.3 0.3,0.2 0.2))")));
  EXPECT_FALSE(same_shape(shape("LINESTRING(0 0,1 1)"), shape("LINESTRING(1 1,0 0)")));
  EXPECT_FALSE(same_shape(shape("POINT(0 0)"), shape("POINT(0 0.001)")));
}

TEST(OccurrenceCount, CountsTheSameWithAndWithoutSpilling) {
  OccurrenceCount small{100};
  std::map<std::uint64_t, std::uint32_t> oracle;
  std::uint64_t state = 42;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const std::uint64_t digest = (state >> 33) % 3000 * 0x9e3779b97f4a7c15ULL;
    ASSERT_EQ(small.next(digest), ++oracle[digest]);
  }
}

}  // namespace
}  // namespace tilth::exchange
