// SPDX-License-Identifier: Apache-2.0
// Whatever is changed behind the store's back, verify finds it and says where.
#include "store/sqlite/connection.h"
#include "store_fixture.h"

#include <fstream>

namespace tilth::store {
namespace {

struct Tampering {
  std::string name;
  std::string sql;    ///< what somebody did to the file, by a program that knows how to get past the guards
  std::string part;   ///< "chain", "tables", "attachment": what verify calls unsound
  std::string words;  ///< part of the fault's words
};

class TamperedFile : public testing::TestWithParam<Tampering> {
 protected:
  static void fill(const std::filesystem::path& file, const std::filesystem::path& photo) {
    const auto store = sqlite::create(file, small_programme());
    const model::RecordType& hazard = *store->model()->find_type("hazard");
    const auto change = [&](OperationKind kind, int number, std::vector<std::pair<std::string, Value>> values) {
      Change one{kind, Uuid::from_parts(1000, 1, static_cast<std::uint64_t>(number)), "hazard", {}, 0};
      for (auto& [name, value] : values) one.set.emplace_back(hazard.index_of(name), std::move(value));
      return one;
    };
    geo::Geometry outline = geo::from_wkt("POLYGON((10 10,10.1 10,10.1 10.1,10 10.1,10 10))");
    const Value shape{std::make_shared<const geo::Geometry>(outline)};
    const Value point{std::make_shared<const geo::Geometry>(geo::Geometry::point(9.9, 9.9))};
    Batch by;
    by.author = "ana";
    by.reason = "found";
    std::vector<Change> many;
    for (int i = 0; i < 20; ++i) {
      many.push_back(change(OperationKind::create, i,
                            {{"local_id", "HA-" + std::to_string(i)},
                             {"area", 100.0 + i},
                             {"perimeter", shape},
                             {"benchmark", point},
                             {"informant", std::string{"made up"}}}));
    }
    store->append(by, many);
    by.reason = "changed";
    store->append(by, {change(OperationKind::change, 3, {{"area", 7.0}}),
                       change(OperationKind::change, 4, {{"devices", std::int64_t{2}}})});
    store->append(by, {change(OperationKind::remove, 5, {})});
    std::ofstream{photo} << std::string(2'500'000, 'x');
    store->attach(photo, "image/jpeg", by);
    Finding finding;
    finding.rule = "hazard.x";
    finding.type = "hazard";
    finding.records = {Uuid::from_parts(1000, 1, 1)};
    store->save_findings({"hazard.x"}, {finding});
    store->settle_finding(finding.id(), "waived", "a known case", by);
  }
  test::ScratchFolder folder_;
};

TEST_P(TamperedFile, IsFoundOut) {
  const auto file = folder_ / "programme.gpkg";
  fill(file, folder_ / "photo.jpg");
  SilentProgress silent;
  ASSERT_TRUE(sqlite::open(file, sqlite::Mode::read_only)->verify(silent).sound());
  {
    sqlite::Connection connection{file, sqlite::Connection::Access::write};
    connection.run(GetParam().sql);
    ASSERT_GT(connection.integer("SELECT total_changes()"), 0) << "nothing was tampered with";
  }
  const VerifyReport report = sqlite::open(file, sqlite::Mode::read_only)->verify(silent);
  EXPECT_FALSE(report.sound());
  std::string all;
  for (const std::string& fault : report.faults) all += fault + "\n";
  EXPECT_NE(all.find(GetParam().words), std::string::npos) << all;
  const std::string& part = GetParam().part;
  EXPECT_TRUE(part != "chain" || !report.chain_sound) << all;
  EXPECT_TRUE(part != "tables" || (!report.projections_agree && report.chain_sound)) << all;
  EXPECT_TRUE(part != "attachment" || (!report.attachments_sound && report.projections_agree)) << all;
}

const Tampering kTamperings[] = {
    {"APayload",
     "UPDATE tilth_operation SET payload = replace(payload, '\"area\":10300', '\"area\":10301') WHERE seq = 4", "chain",
     "operation 4 or one before it was changed"},
    {"APayloadAndItsHash",
     "UPDATE tilth_operation SET payload = replace(payload, '\"area\":10300', '\"area\":10301'), hash = zeroblob(32) "
     "WHERE seq = 4",
     "chain", "operation 4 or one before it was changed"},
    {"AnOperationThatWent", "DELETE FROM tilth_operation WHERE seq = 7", "chain", "operation 8 stands where 7 should"},
    {"TheLastOperationThatWent", "DELETE FROM tilth_operation WHERE seq = (SELECT max(seq) FROM tilth_operation)", "",
     "finding"},
    {"TheLastBatchThatWent",
     "DELETE FROM tilth_operation WHERE seq >= 24; DELETE FROM tilth_batch WHERE last_seq >= 24", "",
     "is not in the log"},
    {"TwoOperationsExchanged",
     "UPDATE tilth_operation SET seq = -1 WHERE seq = 8; UPDATE tilth_operation SET seq = 8 WHERE seq = 9; UPDATE "
     "tilth_operation SET seq = 9 WHERE seq = -1",
     "chain", "is not the next of its node"},
    {"WhoDidIt", "UPDATE tilth_batch SET canonical = replace(canonical, 'ana', 'ben') WHERE number = 1", "chain",
     "the context of batch 1 was changed"},
    {"TheBatchOfAnOperation", "UPDATE tilth_operation SET batch = 2 WHERE seq = 2", "chain",
     "belongs to another batch"},
    {"TheRecordOfAnOperation",
     "UPDATE tilth_operation SET record = (SELECT record FROM tilth_operation WHERE seq = 2) WHERE seq = 3", "chain",
     "is filed under another record"},
    {"WhenItWasReceived", "UPDATE tilth_batch SET received_ms = received_ms - 100000 WHERE number = 2", "chain",
     "batch 2 was received before batch 1"},
    {"WhereABatchEnds", "UPDATE tilth_batch SET last_seq = 15 WHERE number = 1", "chain", "batch 1 ends elsewhere"},
    {"AValue", "UPDATE hazard SET area = 1 WHERE local_id = 'HA-2'", "tables", "area is not what the log says"},
    {"AComputedValue", "UPDATE hazard SET measured = 1 WHERE local_id = 'HA-2'", "tables",
     "measured is not what the log says"},
    {"AShape", "UPDATE hazard SET perimeter = (SELECT geom FROM hazard_benchmark LIMIT 1) WHERE local_id = 'HA-2'",
     "tables", "perimeter is not what the log says"},
    {"ASideShape", "DELETE FROM hazard_benchmark WHERE fid = 3", "tables", "benchmark is not what the log says"},
    {"ARecordThatWent", "DELETE FROM hazard WHERE local_id = 'HA-9'", "tables", "is missing"},
    {"ARecordFromNowhere",
     "INSERT INTO hazard (id, seq_from, removed, local_id) VALUES (randomblob(16), 1, 0, 'HA-99')", "tables",
     "hazard holds 21 records, the log 20"},
    {"ARemovedRecordBrought Back", "UPDATE hazard SET removed = 0 WHERE local_id = 'HA-5'", "tables",
     "is of another operation than its last"},
    {"AnEarlierState", "UPDATE hazard_history SET area = 1 WHERE seq_to = 21", "tables", "of operation 4 is not what"},
    {"AnEarlierStateThatWent", "DELETE FROM hazard_history WHERE seq_to = 21", "tables",
     "lacks the state of operation 4"},
    {"AnEarlierStateTooMany",
     "INSERT INTO hazard_history (id, seq_from, seq_to, removed) SELECT id, 1, 2, 0 FROM hazard WHERE local_id = "
     "'HA-7'",
     "tables", "has another number of earlier states"},
    {"TheSpatialIndex", "UPDATE rtree_hazard_perimeter SET minx = 50, maxx = 51 WHERE id = 4", "tables",
     "the spatial index of hazard.perimeter"},
    {"TheSpatialIndexLacksARecord", "DELETE FROM rtree_hazard_perimeter WHERE id = 4", "tables",
     "the spatial index of hazard.perimeter"},
    {"TheSpatialIndexHasOneTooMany", "INSERT INTO rtree_hazard_benchmark_geom VALUES (999, 1, 1, 1, 1)", "tables",
     "the spatial index of hazard.benchmark"},
    {"AWaiver", "UPDATE tilth_finding SET reason = 'because'", "tables", "finding"},
    {"AWaiverFromNowhere", "UPDATE tilth_finding SET state = 'accepted'", "tables", "finding"},
    {"AnAttachmentsByte", "UPDATE tilth_attachment_chunk SET bytes = zeroblob(length(bytes)) WHERE number = 2",
     "attachment", "was changed"},
    {"AnAttachmentsPiece", "DELETE FROM tilth_attachment_chunk WHERE number = 2", "attachment", "was changed"},
    {"AnAttachmentThatWent",
     "DELETE FROM tilth_attachment_seal; DELETE FROM tilth_attachment; DELETE FROM tilth_attachment_chunk",
     "attachment", "is missing"},
};

INSTANTIATE_TEST_SUITE_P(Behind, TamperedFile, testing::ValuesIn(kTamperings), [](const auto& of) {
  std::string name = of.param.name;
  std::erase(name, ' ');
  return name;
});

TEST(DamagedPage, OfTheFileIsFoundOut) {
  const test::ScratchFolder folder;
  const auto file = folder / "programme.gpkg";
  { sqlite::create(file, small_programme()); }
  const auto size = std::filesystem::file_size(file);
  int found = 0;
  for (std::uint64_t page = 4096; page < size; page += 4096 * 7) {
    const auto harmed = folder / "harmed.gpkg";
    std::filesystem::copy_file(file, harmed, std::filesystem::copy_options::overwrite_existing);
    {
      std::fstream out{harmed, std::ios::binary | std::ios::in | std::ios::out};
      out.seekp(static_cast<std::streamoff>(page));
      out << std::string(64, '\xff');
    }
    try {
      SilentProgress silent;
      found += sqlite::open(harmed, sqlite::Mode::read_only)->verify(silent).sound() ? 0 : 1;
    } catch (const Problem& problem) {
      EXPECT_TRUE(problem.kind().code == "store.unsound" || problem.kind().code == "store.not_a_programme")
          << problem.kind().code;
      ++found;
    }
  }
  EXPECT_EQ(found, static_cast<int>((size - 4096 + 4096 * 7 - 1) / (4096 * 7)));
}

}  // namespace
}  // namespace tilth::store
