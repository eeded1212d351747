// SPDX-License-Identifier: Apache-2.0
// Mapping profiles: what they may say, and how their mistakes are named.
#include "exchange/mapping_profile.h"

#include "exchange/row_fault.h"
#include "exchange/scratch_files.h"

namespace tilth::exchange {
namespace {

TEST(MappingProfile, SaysHowASourceIsReadAndMapped) {
  const ReadProfile read = profile_from_yaml(R"(
profile: casualties
type: casualty
read: {format: csv, delimiter: tab, encoding: windows-1252, header_rows: 2, formulas: take}
crs: EPSG:28992
country_box: [-82, -5, -66, 14]
key: [local_id]
fields:
  local_id: ID
  sex: {column: estado, values: {Hombre: male, Mujer: female, "Sin información": }}
  occurred_on: {year: ano, month: mes, thousands: ","}
  area: {column: AREA, unit: ha, decimal: ",", thousands: "."}
  where: {lon: X, lat: Y}
place: {code: cod, width: 5, name: municipio, within: departamento, aliases: {"Nariño / TUMACO": "52835"}}
leave: [SHAPE_Area]
only: {ano: [2023, 2024]}
)");
  for (const auto& problem : read.problems) ADD_FAILURE() << problem.line << " " << problem.message;
  const MappingProfile& profile = read.profile;
  EXPECT_EQ(profile.read.delimiter, '\t');
  EXPECT_EQ(profile.read.headers.rows, 2);
  EXPECT_TRUE(profile.take_formulas);
  EXPECT_EQ(profile.ids, "casualties");
  ASSERT_EQ(profile.fields.size(), 5U);
  EXPECT_EQ(profile.fields[0].columns, std::vector<std::string>{"ID"});
  EXPECT_EQ(profile.fields[1].values.at("hombre"), "male");
  EXPECT_EQ(profile.fields[1].values.at("sin informacion"), "");
  EXPECT_EQ(profile.fields[3].factor, 10'000);
  EXPECT_EQ(profile.fields[4].geometry, GeometrySource::lon_lat);
  EXPECT_EQ(profile.place->aliases.at("narino / tumaco"), "52835");
  EXPECT_EQ(profile.only.at("ano").size(), 2U);
}

TEST(MappingProfile, NamesAllItsMistakesWithLineAndNearestWord) {
  const ReadProfile read = profile_from_yaml(
      "profile: a\ntyp: event\nfields:\n  kind: {colum: X}\n  kind: Y\n  area: {column: A, unit: hectare}\nnew_rows: "
      "maybe\n");
  std::vector<int> lines;
  for (const auto& problem : read.problems) lines.push_back(problem.line);
  EXPECT_EQ(read.problems.size(), 7U);  // type missing, typ, colum, kind without column, kind twice, hectare, maybe
  EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()));
  EXPECT_NE(read.problems[1].message.find("did you mean 'type'"), std::string::npos) << read.problems[1].message;
}

TEST(MappingProfile, ThatIsUnsoundIsRefusedWithItsFirstMistake) {
  const ScratchFiles folder;
  Json values;
  EXPECT_EQ(problem_of([&] { read_profile(folder.write("p.yaml", "profile: [\n")); }, &values),
            "import.profile_unsound");
  EXPECT_EQ(problem_of([&] { read_profile(folder.at("absent.yaml")); }), "import.unreadable");
  EXPECT_EQ(problem_of([&] { read_profile(folder.write("n.yaml", "just text\n")); }), "import.profile_unsound");
}

TEST(RowFaultTable, IsSortedAndEachSaysWhatToDo) {
  const auto kinds = row_fault_kinds();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    EXPECT_FALSE(kinds[i].mend.empty()) << kinds[i].code;
    if (i > 0) {
      EXPECT_LT(kinds[i - 1].code, kinds[i].code);
    }
  }
}

}  // namespace
}  // namespace tilth::exchange
