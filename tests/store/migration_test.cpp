// SPDX-License-Identifier: Apache-2.0
// A file that the first Tilth wrote (data/schema-1.gpkg.gz: two hazards, a place, an attachment, a waived finding) is
// brought up to date after a copy, all or nothing.
#include "store/sqlite/connection.h"
#include "store/sqlite/migrate.h"
#include "store_fixture.h"
#include "support/failing_disk.h"
#include "support/paths.h"

#include <cstdlib>
#include <fstream>

namespace tilth::store {
namespace {

namespace fs = std::filesystem;

class OlderFile : public testing::Test {
 protected:
  OlderFile() {
    const std::string unpack = "gzip -dc '" + (test::source_dir() / "tests/store/data/schema-1.gpkg.gz").string() +
                               "' > '" + file_.string() + "'";
    EXPECT_EQ(std::system(unpack.c_str()), 0);
    fs::permissions(file_, fs::perms::owner_read | fs::perms::owner_write);
  }
  static int schema_of(const fs::path& file) {
    sqlite::Connection connection{file, sqlite::Connection::Access::read};
    return sqlite::schema_of(connection);
  }
  static std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void expect_all_there(const fs::path& file) const {
    const auto store = sqlite::open(file, sqlite::Mode::read_only);
    SilentProgress silent;
    const VerifyReport report = store->verify(silent);
    EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
    EXPECT_EQ(report.operations, 7);
    EXPECT_EQ(report.attachments, 1);
    const model::RecordType& hazard = *store->model()->find_type("hazard");
    const auto now = store->find({}, "hazard", one_), then = store->find({}, "hazard", one_, 3);
    ASSERT_TRUE(now && then);
    EXPECT_EQ(std::get<std::int64_t>(value_of(hazard, *now, "devices")), 4);
    EXPECT_EQ(std::get<std::int64_t>(value_of(hazard, *then, "devices")), 3);
    EXPECT_EQ(std::get<double>(value_of(hazard, *now, "area")), 1234.56);
    ASSERT_EQ(store->findings().size(), 1U);
    EXPECT_EQ(store->findings()[0].state, "waived");
    EXPECT_EQ(store->setting("country_box"), (Json{9, 9, 11, 11}));
    store->attachment(hex(sha256("a made-up note")), folder_ / "note.txt");
    EXPECT_EQ(bytes_of(folder_ / "note.txt"), "a made-up note");
  }

  test::ScratchFolder folder_;
  fs::path file_ = folder_ / "old.gpkg";
  Uuid one_ = Uuid::from_parts(1000, 1, 2);
};

TEST_F(OlderFile, IsCopiedAndThenBroughtUpToDate) {
  ASSERT_EQ(schema_of(file_), 1);
  {
    const auto store = sqlite::open(file_, sqlite::Mode::read_write);
    Change change{OperationKind::change, one_, "hazard", {}, 0};
    change.set.emplace_back(store->model()->find_type("hazard")->index_of("depth"), 0.5);
    store->append({}, {change});
  }
  EXPECT_EQ(schema_of(file_), sqlite::newest_schema());
  const fs::path copy = file_.string() + ".schema-1";
  ASSERT_TRUE(fs::exists(copy));
  EXPECT_EQ(fs::status(copy).permissions() & fs::perms::mask, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(schema_of(copy), 1);
  expect_all_there(copy);
  sqlite::restore(copy, folder_ / "again.gpkg");
  expect_all_there(folder_ / "again.gpkg");
  EXPECT_EQ(schema_of(folder_ / "again.gpkg"), sqlite::newest_schema());
}

TEST_F(OlderFile, IsBroughtUpToDateByReadersTooAndOnce) {
  expect_all_there(file_);
  expect_all_there(file_);
  EXPECT_TRUE(fs::exists(file_.string() + ".schema-1"));
  EXPECT_FALSE(fs::exists(file_.string() + ".schema-1-2")) << "a file that is up to date is not copied again";
}

TEST_F(OlderFile, ThatIsABackupStaysAsItIs) {
  {
    sqlite::Connection connection{file_, sqlite::Connection::Access::write};
    connection.run(
        "INSERT INTO tilth_meta VALUES ('backup', '1'); PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
  }
  const std::string before = bytes_of(file_);
  expect_all_there(file_);
  EXPECT_EQ(bytes_of(file_), before);
  EXPECT_FALSE(fs::exists(file_.string() + ".schema-1"));
}

TEST_F(OlderFile, StaysAsItIsWhenTheDiskFailsAtAnyMomentOfTheMigration) {
  std::int64_t events = 0;
  {
    fs::copy_file(file_, folder_ / "trial.gpkg");
    const support::FailingDisk disk;
    sqlite::open(folder_ / "trial.gpkg", sqlite::Mode::read_write);
    events = disk.events();
  }
  ASSERT_GT(events, 10);
  const std::int64_t step = std::max<std::int64_t>(1, events / 60);
  for (std::int64_t at = 1; at <= events; at += step) {
    const fs::path file = folder_ / ("cut-" + std::to_string(at) + ".gpkg");
    fs::copy_file(file_, file);
    bool refused = false;
    {
      support::FailingDisk disk;
      disk.fail_from(at, SQLITE_FULL);
      try {
        sqlite::open(file, sqlite::Mode::read_write);
      } catch (const Problem& problem) {
        refused = true;
        EXPECT_EQ(problem.kind().code, "store.disk_full") << "at write " << at;
      }
    }
    EXPECT_TRUE(refused || at > events / 2) << "nothing failed at write " << at << " of " << events;
    expect_all_there(file);  // and the next try succeeds
    EXPECT_EQ(schema_of(file), sqlite::newest_schema());
  }
}

}  // namespace
}  // namespace tilth::store
