// SPDX-License-Identifier: Apache-2.0
// Tables in every format, encoding and state of repair.
#include "exchange/open_table.h"

#include "base/address_sanitizer.h"
#include "base/hxl_tag.h"
#include "exchange/delimited_reader.h"
#include "exchange/scratch_files.h"
#include "geo/codec.h"

#include <rapidcheck/gtest.h>

#include <chrono>
#include <map>

namespace tilth::exchange {
namespace {

std::vector<std::string> texts(const SourceRow& row) {
  std::vector<std::string> all;
  for (const Cell& cell : row.cells) all.push_back(cell.text);
  return all;
}

std::vector<std::string> names(const SourceHeader& header) {
  std::vector<std::string> all;
  for (const SourceColumn& column : header.columns) all.push_back(column.name);
  return all;
}

using Strings = std::vector<std::string>;

TEST(DelimitedTable, ReadsQuotesLineEndsInQuotesAndCountsLinesAsAPersonDoes) {
  const ScratchFiles folder;
  const auto table = whole(folder.write("a.csv", "id,note\r\n1,\"one, \"\"two\"\"\r\nthree\"\r\n\r\n2,plain\r\n"));
  EXPECT_EQ(names(table.header), (Strings{"id", "note"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(texts(table.rows[0]), (Strings{"1", "one, \"two\"\r\nthree"}));
  EXPECT_EQ(table.rows[0].number, 2U);
  EXPECT_EQ(table.rows[1].number, 5U);
}

TEST(DelimitedTable, FindsTheDelimiterOut) {
  const ScratchFiles folder;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    const std::string d(1, delimiter);
    const auto table =
        whole(folder.write("a.csv", "a" + d + "b" + d + "c\n1,5" + d + "2" + d + "3\n4" + d + "5" + d + "6\n"),
              with_worker({.delimiter = delimiter == ',' ? ',' : '\0'}));
    EXPECT_EQ(table.header.delimiter, d);
  }
}

TEST(DelimitedTable, ShortRowsHaveEmptyCellsAndTooLongOnesAreFaults) {
  const ScratchFiles folder;
  const auto table = whole(folder.write("a.csv", "a,b,c\n1\n1,2,3,4\n1,2,3,,\n"));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(texts(table.rows[0]), (Strings{"1", "", ""}));
  EXPECT_FALSE(table.rows[1].fault.empty());
  EXPECT_EQ(table.rows[1].fault_value, "4");
  EXPECT_TRUE(table.rows[2].fault.empty());
}

TEST(DelimitedTable, ReadsUtf16AndWindowsArabicAsTheSameText) {
  const ScratchFiles folder;
  const std::string arabic = "\xd9\x86\xd8\xb5";  // in UTF-8
  const std::string utf16{
      "\xff\xfe"
      "a\0\n\0\x46\x06\x35\x06\n\0",
      12};
  EXPECT_EQ(texts(whole(folder.write("u.csv", utf16)).rows.at(0)), Strings{arabic});
  EXPECT_EQ(texts(whole(folder.write("w.csv", "a\n\xe4\xd5\n"), with_worker({.encoding = "windows-1256"})).rows.at(0)),
            Strings{arabic});
  EXPECT_EQ(texts(whole(folder.write("m.csv",
                                     "\xef\xbb\xbf"
                                     "a\n" +
                                         arabic + "\n"))
                      .rows.at(0)),
            Strings{arabic});
}

TEST(DelimitedTable, RefusesTextThatIsNotInItsEncodingAndNamesTheLine) {
  const ScratchFiles folder;
  const auto latin = folder.write("latin.csv", "municipio,n\nNari\xf1o,1\nBogot\xe1,2\n");
  Json values;
  EXPECT_EQ(problem_of([&] { whole(latin); }, &values), "import.wrong_encoding");
  EXPECT_EQ(values.at("line"), 2);
  EXPECT_EQ(values.at("probable"), "windows-1252");
  EXPECT_EQ(whole(latin, with_worker({.encoding = "windows-1252"})).rows.at(0).cells.at(0).text, "Nariño");
  // The other way round names would become "NariÃ±o" without a word.
  EXPECT_EQ(problem_of([&] { whole(folder.write("u.csv", "a\nNariño\n"), with_worker({.encoding = "windows-1252"})); }),
            "import.wrong_encoding");
  EXPECT_EQ(problem_of([&] { whole(latin, with_worker({.encoding = "klingon"})); }), "import.unknown_encoding");
}

TEST(DelimitedTable, FindsABadByteFarInAtItsLine) {
  const ScratchFiles folder;
  std::string text = "a\n";
  for (int i = 0; i < 200'000; ++i) text += "plain line\n";
  Json values;
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.csv", text + "\xf1\n")); }, &values), "import.wrong_encoding");
  EXPECT_EQ(values.at("line"), 200'002);
}

TEST(DelimitedTable, RefusesALineWithoutEndInBoundedMemory) {
  const ScratchFiles folder;
  Json values;
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.csv", "a,b\n1,2\n" + std::string(40U << 20, 'x'))); }, &values),
            "import.record_too_long");
  EXPECT_EQ(values.at("line"), 3);
  EXPECT_EQ(problem_of([&] { whole(folder.write("q.csv", "a,b\n1,\"2\n3,4\n")); }, &values), "import.quote_not_closed");
  EXPECT_EQ(values.at("line"), 2);
  EXPECT_EQ(problem_of([&] { whole(folder.write("c.csv", std::string(9000, ','))); }), "import.too_many_columns");
}

TEST(DelimitedTable, TakesAnEqualsSignForAFormulaButNotTheQuotedText) {
  const ScratchFiles folder;
  const auto table = whole(folder.write("a.csv", "code,sum\n=\"05001\",=A1+1\n"));
  EXPECT_EQ(table.rows[0].cells[0], (Cell{"05001", false}));
  EXPECT_TRUE(table.rows[0].cells[1].formula);
}

RC_GTEST_PROP(DelimitedTable, ReadsBackWhatAnyWriterOfRfc4180Wrote, ()) {
  const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab,;\"'\n\r \t|x"}));
  const auto cells = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(3, letters)));
  std::string text = "one,two,three\n";
  std::vector<Strings> expected;
  for (const auto& row : cells) {
    Strings trimmed;
    bool blank = true;
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i > 0 ? ",\"" : "\"";
      for (const char c : row[i]) text += c == '"' ? "\"\"" : std::string(1, c);
      text += '"';
      const auto first = row[i].find_first_not_of(" \t\r\n");
      trimmed.push_back(
          first == std::string::npos ? "" : row[i].substr(first, row[i].find_last_not_of(" \t\r\n") - first + 1));
      blank = blank && trimmed.back().empty();
    }
    text += "\r\n";
    if (!blank) expected.push_back(trimmed);
  }
  const ScratchFiles folder;
  const DelimitedReader unused{folder.write("u.csv", "a\n"), "", {}};
  std::vector<Strings> found;
  DelimitedReader reader{folder.write("a.csv", text), "", {.delimiter = ',', .quote = '"'}};
  std::vector<Cell> row;
  std::uint64_t line = 0;
  reader.next(row, line);
  while (reader.next(row, line)) {
    Strings all;
    bool blank = true;
    for (const Cell& cell : row) {
      all.push_back(cell.text);
      blank = blank && cell.text.empty();
    }
    if (!blank) found.push_back(all);
  }
  RC_ASSERT(found == expected);
}

TEST(HxlTag, HasOneSpelling) {
  EXPECT_EQ(hxl_tag(" #Affected + killed +F "), "#affected+f+killed");
  EXPECT_EQ(hxl_tag("#adm1"), "#adm1");
  EXPECT_FALSE(hxl_tag("adm1"));
  EXPECT_FALSE(hxl_tag("# of people"));
  EXPECT_FALSE(hxl_tag("#1st"));
}

/// The tagged columns by tag: what a table says whatever its format.
std::vector<std::map<std::string, std::string>> tagged(const WholeTable& table) {
  std::vector<std::map<std::string, std::string>> rows;
  for (const SourceRow& row : table.rows) {
    std::map<std::string, std::string> cells;
    for (std::size_t i = 0; i < table.header.columns.size(); ++i) {
      const std::string& name = table.header.columns[i].name;
      if (name[0] == '#') cells[name] = row.cells[i].text;
    }
    rows.push_back(cells);
  }
  return rows;
}

TEST(HxlTable, ReadsAlikeInEveryOfItsFormats) {
  TILTH_NEEDS_REAL_DATA;
  const auto folder = real_data() / "hxl-samples";
  const auto oracle = tagged(whole(folder / "input-valid.csv"));
  ASSERT_EQ(oracle.size(), 4U);
  EXPECT_EQ(oracle[2].at("#adm1"), "Chocó");
  EXPECT_EQ(oracle[0].size(), 8U);
  for (const char* file : {"input-valid.tsv", "input-valid.ssv", "input-valid.xls", "input-valid.xlsx",
                           "input-valid.json", "input-valid-objects.json", "input-valid-nested.json"}) {
    const auto table = whole(folder / file);
    EXPECT_TRUE(table.header.tagged) << file;
    EXPECT_EQ(tagged(table), oracle) << file;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      EXPECT_EQ(table.rows[i].cells[0].text, "00" + std::to_string(i + 1)) << file;
  }
  const auto many = whole(folder / "input-multiple-headers.csv");
  EXPECT_EQ(names(many.header), (Strings{"#org", "No hashtag", "#adm1", "#affected"}));
  ASSERT_EQ(many.rows.size(), 2U);
  EXPECT_EQ(texts(many.rows[1]), (Strings{"Org Y", "yyy", "Mountains", "200"}));
}

TEST(XlsxTable, GivesTheSameCellsAsTheCsvBesideIt) {
  TILTH_NEEDS_REAL_DATA;
  const auto folder = real_data() / "colombia-demining";
  const auto csv = whole(folder / "situacion_desminado_humanitario.csv");
  const auto xlsx = whole(folder / "situacion_desminado_humanitario.xlsx");
  EXPECT_EQ(names(csv.header), names(xlsx.header));
  ASSERT_EQ(csv.rows.size(), 333U);
  ASSERT_EQ(xlsx.rows.size(), 333U);
  for (std::size_t i = 0; i < 333; ++i) EXPECT_EQ(texts(csv.rows[i]), texts(xlsx.rows[i])) << i;
  EXPECT_EQ(xlsx.rows[0].number, 2U);
}

TEST(ZippedShapefile, IsReadWithItsCoordinateSystem) {
  TILTH_NEEDS_REAL_DATA;
  const auto table = whole(real_data() / "ukraine-shelled-areas" / "mapvestigation_ukraine_dataset.zip");
  EXPECT_EQ(table.header.crs, "EPSG:4326");
  ASSERT_EQ(table.rows.size(), 76U);
  EXPECT_EQ(geo::from_wkb(table.rows[0].geometry).vertex_count(), 5U);
  EXPECT_EQ(table.rows[0].cells[3].text, "3.3e-05");
}

TEST(GzippedGeoJson, IsStreamedWithAllItsRows) {
  TILTH_NEEDS_REAL_DATA;
  const auto table = whole(real_data() / "colombia-events" / "eventos_map_muse_1990_2016.geojson.gz");
  EXPECT_EQ(table.rows.size(), 34'960U);
  EXPECT_EQ(names(table.header), (Strings{"TIPO_EVENTO", "DEPARTAMENTO", "TIPO_AREA", "AÑO", "MUNICIPIO"}));
}

TEST(GeoJsonTable, TurnsAMillionVerticesIntoAFaultOfItsRow) {
  const ScratchFiles folder;
  std::string ring = "[[0,0]";
  for (int i = 1; i < 1'000'000; ++i)
    ring += ",[" + std::to_string(i * 1e-5) + "," + std::to_string((i % 7) * 0.1) + "]";
  ring += ",[0,0]]";
  const auto table = whole(folder.write(
      "big.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":1},"geometry":{"type":"Polygon","coordinates":[)" +
          ring + "]}}]}"));
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_NE(table.rows[0].fault.find("100000 vertices"), std::string::npos);
  EXPECT_TRUE(table.rows[0].geometry.empty());
}

TEST(BadFile, IsRefusedInWords) {
  const ScratchFiles folder;
  EXPECT_EQ(problem_of([&] { whole(folder.at("absent.csv")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("empty.csv", "")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.xlsx", "not a sheet")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("b.xlsx", std::string{"PK\x03\x04"} + "cut off")); }),
            "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.xls", "\xd0\xcf\x11\xe0 cut off")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.gpkg", "SQLite format 3, and no more")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.kml", "<kml><Document>")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.geojson", R"({"type":"FeatureCollection","features":[)")); }),
            "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.json", "[1, 2")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { whole(folder.write("a.pdf", "%PDF")); }), "import.unknown_format");
}

TEST(ZipBomb, IsRefusedBeforeItIsUnpacked) {
  const ScratchFiles folder;
  const std::string zeros(80U << 20, '0');
  std::string lines;
  while (lines.size() < zeros.size()) lines += "0,0,0,0,0,0,0\n";
  const auto bomb =
      folder.write_zip("bomb.xlsx", {{"xl/workbook.xml", "<workbook/>"}, {"xl/worksheets/sheet1.xml", zeros}});
  EXPECT_EQ(problem_of([&] { whole(bomb); }), "import.inflates_too_much");
  EXPECT_EQ(problem_of([&] { whole(folder.write_gzip("bomb.csv.gz", lines)); }), "import.inflates_too_much");
  EXPECT_EQ(
      problem_of([&] { whole(folder.write_gzip("bomb.geojson.gz", "{\"type\":\"FeatureCollection\"," + zeros)); }),
      "import.inflates_too_much");
}

TEST(Worker, ThatUsesTooMuchMemoryIsAProblemNotACrash) {
  if (kAddressSanitizer) GTEST_SKIP() << "the address sanitizer needs more address space than a limit leaves";
  const ScratchFiles folder;
  const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[]})");
  auto options = with_worker();
  options.limits.memory_bytes = 20U << 20;
  EXPECT_EQ(problem_of([&] { whole(file, options); }), "import.worker_stopped");
}

TEST(Maxml, GivesTheReportsOfAClassAsRowsAndTheirPartsAsRowsOfTheirOwn) {
  const ScratchFiles folder;
  const auto file = folder.write(
      "r.xml",
      "<?xml version='1.0'?><MineActionFieldReport><DocumentHeader/>"
      "<FieldReport><FieldReportInfo reportID='F1'><ReportingDate>2021-03-05</ReportingDate></FieldReportInfo>"
      "<Hazard><LocalID>H1</LocalID><Use>farm</Use><Use>house</Use><Location guid='L1'><LocalID>X</LocalID></Location>"
      "<Ordnance><Model>PMN</Model></Ordnance><Ordnance><Model>OZM</Model></Ordnance>"
      "<CustomDefinedField><Name>Owner</Name><Value>yes</Value></CustomDefinedField>"
      "<GeospatialInfo><ShapeType>Polygon</ShapeType>"
      "<Point PointNo='3'><Latitude>11</Latitude><Longitude>31</Longitude></Point>"
      "<Point PointNo='1'><Latitude>10</Latitude><Longitude>30</Longitude></Point>"
      "<Point PointNo='2'><Latitude>10</Latitude><Longitude>31</Longitude></Point></GeospatialInfo></Hazard>"
      "</FieldReport><FieldReport><FieldReportInfo reportID='F2'/><Accident><LocalID>A1</LocalID></Accident>"
      "</FieldReport></MineActionFieldReport>");
  const auto hazards = whole(file, with_worker({.layer = "Hazard"}));
  EXPECT_EQ(names(hazards.header), (Strings{"reportID", "FieldReportInfo/ReportingDate", "LocalID", "Use",
                                            "Location@guid", "Location/LocalID", "Ordnance/Model", "CDF Owner"}));
  ASSERT_EQ(hazards.rows.size(), 1U);
  EXPECT_EQ(texts(hazards.rows[0]), (Strings{"F1", "2021-03-05", "H1", "farm;house", "L1", "X", "PMN;OZM", "yes"}));
  EXPECT_EQ(geo::to_wkt(geo::from_wkb(hazards.rows[0].geometry)), "POLYGON ((30 10, 31 10, 31 11, 30 10))");
  const auto devices = whole(file, with_worker({.layer = "Hazard/Ordnance"}));
  ASSERT_EQ(devices.rows.size(), 2U);
  EXPECT_EQ(names(devices.header).back(), "Model");
  EXPECT_EQ(devices.rows[1].cells.back().text, "OZM");
  EXPECT_EQ(problem_of([&] { whole(file); }), "import.several_layers");
  EXPECT_EQ(problem_of([&] { whole(file, with_worker({.layer = "Victim"})); }), "import.unknown_layer");
}

TEST(Maxml, ExpandsNoEntity) {
  const ScratchFiles folder;
  const auto file = folder.write("r.xml",
                                 "<!DOCTYPE m [<!ENTITY a 'aaaaaaaa'>]><MineActionFieldReport><FieldReport>"
                                 "<Hazard>&a;</Hazard></FieldReport></MineActionFieldReport>");
  EXPECT_EQ(problem_of([&] { whole(file); }), "import.unreadable");
}

TEST(ImsmaTables, PutEnumsLocalIdsLinksOwnFieldsAndShapesTogether) {
  const ScratchFiles folder;
  const auto file = folder.write_zip(
      "t.zip",
      {{"imsmaenum.csv", "imsmaenum_guid,enumvalue\nE1,Active\nE2,Polyline\nE3,blocked\n"},
       {"location.csv", "location_guid,location_localid\nL1,LOC-1\n"},
       {"hazard.csv", "hazard_guid,hazard_localid,status_guid,location_guid\nH1,HA-1,E1,L1\nH2,HA-2,,L9\n"},
       {"hazard_has_geospatialinfo.csv", "hazard_guid,geospatialinfo_guid\nH1,S1\nH1,S2\n"},
       {"geospatialinfo.csv", "geospatialinfo_guid,shapeenum_guid,isactive\nS1,E2,t\nS2,E2,f\n"},
       {"geopoint.csv", "geospatialinfo_guid,pointno,latitude,longitude\nS1,2,10,31\nS1,1,10,30\nS1,3,,\nS2,1,1,1\n"},
       {"customdefinedfield.csv", "cdf_id,name\nC1,Use\n"},
       {"cdfvalue.csv", "cdfvalue_guid,cdf_id,stringvalue\nV1,C1,E3\nV2,C1,two\n"},
       {"hazard_has_cdfvalue.csv", "hazard_guid,cdfvalue_guid\nH1,V1\nH1,V2\n"},
       {"task.csv", "guid,localid\nT1,TSK-1\n"},
       {"task_has_objective.csv", "task_guid,hazard_guid\nT1,H1\nT1,H2\n"}});
  const auto hazards = whole(file, with_worker({.layer = "hazard"}));
  EXPECT_EQ(names(hazards.header),
            (Strings{"hazard_guid", "hazard_localid", "status_guid", "location_guid", "location_localid", "CDF Use"}));
  ASSERT_EQ(hazards.rows.size(), 2U);
  EXPECT_EQ(texts(hazards.rows[0]), (Strings{"H1", "HA-1", "Active", "L1", "LOC-1", "blocked;two"}));
  EXPECT_EQ(texts(hazards.rows[1]), (Strings{"H2", "HA-2", "", "L9", "", ""}));
  EXPECT_EQ(geo::to_wkt(geo::from_wkb(hazards.rows[0].geometry)), "LINESTRING (30 10, 31 10)");
  const auto tasks = whole(file, with_worker({.layer = "task"}));
  EXPECT_EQ(texts(tasks.rows[0]), (Strings{"T1", "TSK-1", "HA-1;HA-2"}));
  EXPECT_EQ(problem_of([&] { whole(file); }), "import.several_layers");
}

TEST(Worker, ThatIsNotThereIsNamed) {
  const ScratchFiles folder;
  const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[]})");
  auto options = with_worker();
  options.worker = folder.at("absent");
  EXPECT_EQ(problem_of([&] { whole(file, options); }), "worker.missing");
}

TEST(Worker, StopsWhenAPersonSaysSo) {
  class Stop final : public Progress {
   public:
    void start(std::string_view, std::uint64_t) override {}
    void done(std::uint64_t) override {}
    [[nodiscard]] bool cancelled() const override { return true; }
  };
  const ScratchFiles folder;
  const Stop stop;
  const auto file = folder.write("a.geojson", R"({"type":"FeatureCollection","features":[]})");
  EXPECT_EQ(problem_of([&] { open_table(file, with_worker(), stop); }), "job.cancelled");
}

}  // namespace
}  // namespace tilth::exchange
