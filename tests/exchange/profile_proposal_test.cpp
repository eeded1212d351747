// SPDX-License-Identifier: Apache-2.0
// First drafts of profiles: what headers and values give away.
#include "exchange/profile_proposal.h"

#include "exchange/header_words.h"
#include "exchange/mapping_profile.h"
#include "exchange/scratch_files.h"
#include "exchange/small_programme.h"

namespace tilth::exchange {
namespace {

Proposal propose(const std::string& type, const std::filesystem::path& file) {
  const SilentProgress silent;
  const auto reader = open_table(file, with_worker(), silent);
  return propose_profile(*small_programme(), type, file, with_worker(), *reader);
}

std::string field_of(const Proposal& proposal, const std::string& column) {
  for (const ProposedColumn& proposed : proposal.columns) {
    if (proposed.column == column) return proposed.field;
  }
  return "no such column";
}

TEST(HeaderWords, AreKnownInFiveLanguages) {
  using Notions = std::vector<std::string_view>;
  EXPECT_EQ(notions_of_header("AÑO"), Notions{"year"});
  EXPECT_EQ(notions_of_header("Fecha"), Notions{"date"});
  EXPECT_EQ(notions_of_header("Geslacht"), Notions{"sex"});
  EXPECT_EQ(notions_of_header("تاريخ"), Notions{"date"});
  EXPECT_EQ(notions_of_header("date_naissance"), Notions{"date"});
  EXPECT_EQ(notion_of_value("Hombre"), "male");
  EXPECT_EQ(notion_of_value("أنثى"), "female");
  EXPECT_EQ(notion_of_value("Sin información"), "unknown");
}

TEST(ProposedProfile, GoesByValuesWhereHeadersAreShifted) {
  TILTH_NEEDS_REAL_DATA;
  const auto proposal = propose("casualty", real_data() / "colombia-victims" / "victimas_map_muse_1990_2018.csv");
  EXPECT_EQ(field_of(proposal, "estado"), "sex");      // whose header says state
  EXPECT_EQ(field_of(proposal, "genero"), "outcome");  // whose header says sex
  EXPECT_EQ(field_of(proposal, "ano"), "occurred_on");
  EXPECT_EQ(field_of(proposal, "codigodanemunicipio"), "place");
  for (const ProposedColumn& column : proposal.columns) {
    if (column.column == "estado") {
      EXPECT_NE(column.remark.find("the values are those of 'sex'"), std::string::npos) << column.remark;
    }
  }
  const ReadProfile read = profile_from_yaml(proposal.yaml);
  for (const auto& problem : read.problems)
    ADD_FAILURE() << problem.line << ": " << problem.message << "\n" << proposal.yaml;
  EXPECT_EQ(read.profile.place->width, 5);
  EXPECT_EQ(read.profile.place->thousands, ",");
}

TEST(ProposedProfile, FindsTheRecordTypeAndTheGeometryOut) {
  const ScratchFiles folder;
  const auto file = folder.write(
      "h.csv",
      "WKT,ID,Contamination\n\"POLYGON((0 0,0 1,1 1,0 0))\",H1,ap_mine\n\"POLYGON((0 0,0 1,1 1,0 0))\",H2,uxo\n");
  const auto proposal = propose("", file);
  EXPECT_EQ(proposal.type, "hazard");
  EXPECT_EQ(field_of(proposal, "WKT"), "perimeter");
  EXPECT_EQ(field_of(proposal, "Contamination"), "contamination");
  EXPECT_TRUE(profile_from_yaml(proposal.yaml).problems.empty()) << proposal.yaml;
}

TEST(ProposedProfile, PutsNoPointIntoAFieldOfOutlines) {
  const ScratchFiles folder;
  const auto points = folder.write("p.csv", "lat,lon,pcode,name\n4.5,-74.2,01,A\n4.6,-74.3,02,B\n");
  EXPECT_EQ(field_of(propose("event", points), "lat"), "location");
  EXPECT_EQ(propose("place", points).yaml.find("outline"), std::string::npos) << "places have outlines alone";
  const auto grid = folder.write("g.csv", "WKT,ID\nPOINT (121959.98 489558.68),E1\nPOINT (121960.98 489559.68),E2\n");
  EXPECT_EQ(propose("hazard", grid).yaml.find("perimeter"), std::string::npos);
  const auto event = propose("event", grid);
  EXPECT_EQ(field_of(event, "WKT"), "location");
  EXPECT_NE(event.yaml.find("CHECK: these are no degrees"), std::string::npos) << event.yaml;
}

TEST(ProposedProfile, ReadsAsAProfileWhateverTheHeadersHold) {
  const ScratchFiles folder;
  const auto file = folder.write("odd name's \"file\".csv", "\"a: b\",#c,\"- d\",yes,\"{x}\"\n1,2,'3,\"#4\",|\n");
  for (const char* type : {"place", "event", "casualty", "hazard", "release"}) {
    const auto proposal = propose(type, file);
    EXPECT_TRUE(profile_from_yaml(proposal.yaml).problems.empty() ||
                proposal.yaml.find("fields:\n  {}") != std::string::npos)
        << proposal.yaml;
  }
  EXPECT_EQ(problem_of([&] { propose("hamster", file); }), "import.profile_unfit");
}

}  // namespace
}  // namespace tilth::exchange
