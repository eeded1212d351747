// SPDX-License-Identifier: Apache-2.0
// Exports are read back by the readers: what went in comes out, in every format; and nothing that should stay.
#include "exchange/export.h"

#include "exchange/memory_store.h"
#include "exchange/scratch_files.h"
#include "exchange/small_programme.h"
#include "geo/codec.h"

#include <map>

namespace tilth::exchange {
namespace {

class ExportTest : public ::testing::Test {
 protected:
  ExportTest() : store_(small_programme()) {
    const auto outline =
        std::make_shared<const geo::Geometry>(geo::from_wkt("POLYGON((30 10,30.5 10,30.5 10.5,30 10.5,30 10))"));
    const store::Value mines = std::make_shared<const cql2::Array>(
        cql2::Array{store::Value{std::string{"ap_mine"}}, store::Value{std::string{"ied"}}});
    add("hazard", {{0, std::string{"H, \"1\"\nنص"}}, {1, outline}, {2, 1521.82}, {3, mines}, {4, 0.2}});
    add("hazard", {{0, std::string{"=2+3"}}, {2, 0.1}});
    const Uuid halo = add("organisation", {{0, std::string{"Halo"}}});
    add("event", {{0, std::string{"demining"}},
                  {1, Date{2016, 8, 21}},
                  {3, std::make_shared<const geo::Geometry>(geo::Geometry::point(-74.25, 4.5))},
                  {5, halo.text()}});
    add("event", {{1, Date{2016, 0, 0}}});
  }

  Uuid add(const std::string& type, std::vector<std::pair<int, store::Value>> set) {
    const Uuid id = Uuid::make();
    store_.append({}, {{.kind = store::OperationKind::create, .record = id, .type = type, .set = std::move(set)}});
    return id;
  }

  std::filesystem::path write(const std::string& name, std::vector<std::string> types,
                              model::FieldClass highest = model::FieldClass::personal) {
    SilentProgress silent;
    ExportRequest request{.file = folder_.at(name), .types = std::move(types), .worker = with_worker().worker};
    request.caller.highest_class = highest;
    report_ = export_file(store_, request, silent);
    return request.file;
  }

  /// Rows by the text of a column.
  static std::map<std::string, std::map<std::string, std::string>> by(const WholeTable& table, const std::string& key) {
    std::map<std::string, std::map<std::string, std::string>> rows;
    for (const SourceRow& row : table.rows) {
      std::map<std::string, std::string> cells;
      for (std::size_t i = 0; i < row.cells.size(); ++i) cells[table.header.columns[i].name] = row.cells[i].text;
      if (!row.geometry.empty()) cells["geometry"] = geo::to_wkt(geo::from_wkb(row.geometry));
      rows[cells.at(key)] = cells;
    }
    return rows;
  }

  const ScratchFiles folder_;
  MemoryStore store_;
  ExportReport report_;
};

TEST_F(ExportTest, ComesBackFromEveryFormatAsItWentIn) {
  for (const char* name : {"h.gpkg", "h.geojson", "h.csv", "h.xlsx", "h.kml"}) {
    const auto rows = by(whole(write(name, {"hazard"})), "local_id");
    ASSERT_EQ(rows.size(), 2U) << name;
    const auto& hazard = rows.at("H, \"1\"\nنص");
    EXPECT_EQ(hazard.at("area_reported"), "1521.82") << name;
    EXPECT_EQ(hazard.at("contamination"), "ap_mine;ied") << name;
    const std::string outline = hazard.contains("geometry") ? hazard.at("geometry") : hazard.at("wkt");
    EXPECT_NEAR(geo::from_wkt(outline).box().east, 30.5, 1e-9) << name;
    EXPECT_TRUE(std::filesystem::exists(folder_.at(name)));
  }
}

TEST_F(ExportTest, WritesAGeoPackageWithALayerARecordTypeInWgs84) {
  const auto file = write("all.gpkg", {});
  EXPECT_EQ(report_.rows.size(), 3U);
  const auto events = whole(file, with_worker({.layer = "event"}));
  EXPECT_EQ(events.header.crs, "EPSG:4326");
  const auto rows = by(events, "occurred_on");
  EXPECT_EQ(rows.at("2016-08-21").at("geometry"), "POINT (-74.25 4.5)");
  EXPECT_EQ(rows.at("2016-08-21").at("reported_by_label"), "Halo");
  EXPECT_EQ(rows.at("2016").at("kind"), "");  // a date known to the year stays one
  EXPECT_EQ(problem_of([&] { whole(file); }), "import.several_layers");
  EXPECT_EQ(problem_of([&] { whole(file, with_worker({.layer = "rivers"})); }), "import.unknown_layer");
}

TEST_F(ExportTest, LetsNoTextBecomeAFormulaInASpreadsheet) {
  std::ifstream in{write("h.csv", {"hazard"})};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(text.find(",=2+3"), std::string::npos);
  EXPECT_NE(text.find("'=2+3"), std::string::npos);
  const auto sheet = whole(write("h.xlsx", {"hazard"}));
  for (const SourceRow& row : sheet.rows) {
    for (const Cell& cell : row.cells) EXPECT_FALSE(cell.formula);
  }
}

TEST_F(ExportTest, LeavesOutFieldsAboveTheCallersClassAndSaysSo) {
  auto programme = std::make_shared<model::Model>(*small_programme());
  programme->types[4].fields[0].field_class = model::FieldClass::personal;
  MemoryStore store{programme};
  store.append({}, {{.kind = store::OperationKind::create,
                     .record = Uuid::make(),
                     .type = "hazard",
                     .set = {{0, store::Value{std::string{"secret"}}}}}});
  SilentProgress silent;
  ExportRequest request{.file = folder_.at("p.csv"), .types = {"hazard"}, .worker = with_worker().worker};
  request.caller.highest_class = model::FieldClass::restricted;
  const auto report = export_file(store, request, silent);
  EXPECT_EQ(report.withheld, std::vector<std::string>{"hazard.local_id"});
  std::ifstream in{request.file};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(text.find("secret"), std::string::npos);
  EXPECT_EQ(text.find("local_id"), std::string::npos);
}

TEST_F(ExportTest, WritesHxlTagsUnderTheHeadersAndReadsThemBack) {
  auto programme = std::make_shared<model::Model>(*small_programme());
  programme->sources["hxl/tags.yaml"] =
      "hxl: any\nfields: {local_id: '#meta+code', perimeter: '#geo', contamination: '#contamination+type', hazard: "
      "'#contamination'}\n";
  MemoryStore store{programme};
  const Uuid hazard = Uuid::make();
  store.append(
      {},
      {{.kind = store::OperationKind::create,
        .record = hazard,
        .type = "hazard",
        .set = {{0, store::Value{std::string{"H1"}}}}},
       {.kind = store::OperationKind::create, .record = Uuid::make(), .type = "release", .set = {{0, hazard.text()}}}});
  SilentProgress silent;
  for (const char* name : {"t.csv", "t.xlsx"}) {
    ExportRequest request{.file = folder_.at(name), .types = {"hazard"}, .hxl = true, .worker = with_worker().worker};
    request.caller.highest_class = model::FieldClass::personal;
    const ExportReport report = export_file(store, request, silent);
    EXPECT_EQ(report.untagged, (std::vector<std::string>{"hazard.area_reported", "hazard.depth"})) << name;
    const auto table = whole(request.file);
    EXPECT_TRUE(table.header.tagged) << name;
    ASSERT_EQ(table.rows.size(), 1U) << name;
    EXPECT_EQ(by(table, "#meta+id").begin()->second.at("#meta+code"), "H1") << name;
    std::vector<std::string> names;
    for (const SourceColumn& column : table.header.columns) names.push_back(column.name);
    EXPECT_EQ(names, (std::vector<std::string>{"#meta+id", "#meta+code", "area_reported", "#contamination+list+type",
                                               "depth", "#geo+wkt"}))
        << name;
  }
  ExportRequest request{.file = folder_.at("r.csv"), .types = {"release"}, .hxl = true, .worker = with_worker().worker};
  request.caller.highest_class = model::FieldClass::personal;
  export_file(store, request, silent);
  EXPECT_EQ(by(whole(request.file), "#contamination+name").begin()->first, "H1");
  request.file = folder_.at("r.gpkg");
  EXPECT_EQ(problem_of([&] { export_file(store, request, silent); }), "export.hxl_in_tables_only");
  request = {.file = folder_.at("p.csv"), .types = {"place"}, .hxl = true, .worker = with_worker().worker};
  EXPECT_EQ(problem_of([&] { export_file(store, request, silent); }), "export.no_hxl_tags");
}

TEST_F(ExportTest, ThatCannotBeDoneLeavesWhatWasThere) {
  folder_.write("h.csv", "old");
  EXPECT_EQ(problem_of([&] { write("h.csv", {"hazard", "event"}); }), "export.one_table_only");
  EXPECT_EQ(problem_of([&] { write("h.pdf", {"hazard"}); }), "export.unknown_format");
  EXPECT_EQ(problem_of([&] { write("h.csv", {"hamster"}); }), "export.unknown_type");
  EXPECT_EQ(problem_of([&] { write("none/h.gpkg", {"hazard"}); }), "export.unwritable");
  EXPECT_EQ(std::filesystem::file_size(folder_.at("h.csv")), 3U);
  for (const auto& entry : std::filesystem::directory_iterator(folder_.at("."))) {
    EXPECT_EQ(entry.path().filename().string().find(".tilth-export"), std::string::npos);
  }
}

TEST(FormulaCell, OfASheetIsFlaggedWithTheValueThatTheSheetKept) {
  const ScratchFiles folder;
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  const auto file = folder.write_zip(
      "f.xlsx",
      {{"[Content_Types].xml",
        head +
            R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)"},
       {"_rels/.rels",
        head +
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
       {"xl/workbook.xml",
        head +
            R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        head +
            R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)"},
       {"xl/worksheets/sheet1.xml",
        head +
            R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2+1</f><v>2</v></c></row><row r="3"><c r="A3"><v>5</v></c><c r="B3"><f>A3+1</f></c></row></sheetData></worksheet>)"}});
  const auto table = whole(file);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].cells[0], (Cell{"1", false}));
  EXPECT_EQ(table.rows[0].cells[1], (Cell{"2", true}));
  EXPECT_TRUE(table.rows[1].cells[1].formula);
  EXPECT_EQ(table.rows[1].cells[1].text, "=");  // nothing was kept
}

}  // namespace
}  // namespace tilth::exchange
