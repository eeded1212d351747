// SPDX-License-Identifier: Apache-2.0
// What a programme file does when the disk is full, when it may not be written, is in use, of another Tilth, or cut
// short: a clear refusal each, and nothing lost.
#include "store/sqlite/connection.h"
#include "store/sqlite/schema.h"
#include "store_fixture.h"
#include "support/failing_disk.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>

namespace tilth::store {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

class ProgrammeFile : public testing::Test {
 protected:
  ProgrammeFile() { sqlite::create(file_, small_programme()); }

  static Batch by(const std::string& reason) {
    Batch batch;
    batch.author = "ana";
    batch.reason = reason;
    return batch;
  }
  static Change place(const Store& store, const Uuid& id, std::string name) {
    Change change{OperationKind::create, id, "place", {}, 0};
    change.set.emplace_back(store.model()->find_type("place")->index_of("name"), std::move(name));
    return change;
  }
  /// The problem's code; its words must be whole and must say what to do.
  static std::string code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.title().find('{'), std::string::npos) << problem.title();
      EXPECT_GT(problem.hint().size(), 10U);
      EXPECT_EQ(problem.kind().exit_code, ExitCode::cannot);
      return std::string{problem.kind().code};
    }
    return "no problem";
  }
  static std::int64_t places(const fs::path& file) {
    const auto store = sqlite::open(file, sqlite::Mode::read_only);
    SilentProgress silent;
    EXPECT_TRUE(store->verify(silent).sound());
    return store->count({}, Query{.type = "place"});
  }

  test::ScratchFolder folder_;
  fs::path file_ = folder_ / "programme.gpkg";
};

TEST_F(ProgrammeFile, IsForItsOwnerAloneWithEverythingBesideIt) {
  const auto store = sqlite::open(file_, sqlite::Mode::read_write);
  Change change{OperationKind::create, Uuid::make(), "hazard", {}, 0};
  change.set.emplace_back(store->model()->find_type("hazard")->index_of("informant"), std::string{"made up"});
  store->append(by("x"), {change});
  SilentProgress silent;
  store->backup(folder_ / "copy.gpkg", silent);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(file_.parent_path())) {
    ++files;
    EXPECT_EQ(entry.status().permissions() & fs::perms::mask, fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
  }
  EXPECT_GE(files, 6) << "the file, its log, the log's index, the lock, the keys, the copy";
}

TEST_F(ProgrammeFile, OnAFullDiskRefusesAndGoesOnOnceThereIsRoom) {
  for (int event = 1; event < 40; event += 3) {
    support::FailingDisk disk;
    const fs::path file = folder_ / ("full-" + std::to_string(event) + ".gpkg");
    fs::copy_file(file_, file);
    const auto store = sqlite::open(file, sqlite::Mode::read_write);
    const Uuid first = Uuid::make();
    store->append(by("before"), {place(*store, first, "before")});
    disk.fail_from(disk.events() + event, SQLITE_FULL);
    std::vector<Change> many;
    for (int i = 0; i < 2000; ++i) many.push_back(place(*store, Uuid::make(), std::string(200, 'x')));
    const std::string code = code_of([&] { store->append(by("many"), many); });
    EXPECT_TRUE(code == "store.disk_full" || (code == "no problem" && !disk.failed())) << code << " at " << event;
    const std::int64_t there = code == "no problem" ? 2001 : 1;
    EXPECT_EQ(store->count({}, Query{.type = "place"}), there) << "after a full disk at write " << event;
    disk.mend();
    EXPECT_EQ(store->append(by("after"), {place(*store, Uuid::make(), "after")}), there + 1);
    SilentProgress silent;
    EXPECT_TRUE(store->verify(silent).sound());
  }
}

TEST_F(ProgrammeFile, OnAFullDiskTakesNoLoadNoBackupAndNoFile) {
  support::FailingDisk disk;
  const auto store = sqlite::open(file_, sqlite::Mode::read_write);
  std::ofstream{folder_ / "photo"} << std::string(3'000'000, 'x');
  SilentProgress silent;
  disk.fail_from(disk.events() + 1, SQLITE_FULL);
  EXPECT_EQ(code_of([&] {
              const auto load = store->begin_load(by("load"));
              for (int i = 0; i < 2000; ++i) load->add(place(*store, Uuid::make(), std::string(200, 'x')));
              load->commit(silent);
            }),
            "store.disk_full");
  EXPECT_EQ(code_of([&] { store->attach(folder_ / "photo", "image/jpeg", by("photo")); }), "store.disk_full");
  EXPECT_EQ(code_of([&] { store->backup(folder_ / "copy.gpkg", silent); }), "store.disk_full");
  EXPECT_FALSE(fs::exists(folder_ / "copy.gpkg")) << "half a backup is worse than none";
  disk.mend();
  EXPECT_EQ(store->last_seq(), 0);
  EXPECT_TRUE(store->verify(silent).sound());
  EXPECT_EQ(store->append(by("after"), {place(*store, Uuid::make(), "after")}), 1);
}

TEST_F(ProgrammeFile, ThatMayNotBeWrittenIsReadAndNotWritten) {
  { sqlite::open(file_, sqlite::Mode::read_write)->put_setting("x", 1); }
  const auto store = sqlite::open(file_, sqlite::Mode::read_only);
  EXPECT_EQ(code_of([&] { store->append(by("x"), {place(*store, Uuid::make(), "x")}); }), "store.read_only");
  EXPECT_EQ(code_of([&] { store->put_setting("x", 2); }), "store.read_only");
  EXPECT_EQ(code_of([&] { (void)store->begin_load(by("x")); }), "store.read_only");
  EXPECT_EQ(store->setting("x"), Json(1));
  // Without the right to write: root has every right, so another user asks.
  chmod(file_.c_str(), 0400);
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (chmod(file_.parent_path().c_str(), 0755) != 0 || chmod(file_.c_str(), 0444) != 0 ||
                           setgid(65534) != 0 || setuid(65534) != 0))
      _exit(9);
    try {
      sqlite::open(file_, sqlite::Mode::read_write);
    } catch (const Problem& problem) {
      _exit(problem.kind().code == "store.read_only" ? 0 : 1);
    }
    _exit(2);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST_F(ProgrammeFile, InUseSaysByWhomAndIsReadMeanwhile) {
  const auto writer = sqlite::open(file_, sqlite::Mode::read_write);
  try {
    sqlite::open(file_, sqlite::Mode::read_write);
    ADD_FAILURE() << "two writers of one file";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.kind().code, "store.locked");
    EXPECT_NE(problem.title().find("process " + std::to_string(getpid())), std::string::npos) << problem.title();
  }
  writer->append(by("x"), {place(*writer, Uuid::make(), "x")});
  EXPECT_EQ(sqlite::open(file_, sqlite::Mode::read_only)->count({}, Query{.type = "place"}), 1);
}

TEST_F(ProgrammeFile, OfANewerTilthIsRefusedAndUntouched) {
  {
    sqlite::Connection file{file_, sqlite::Connection::Access::write};
    file.run("UPDATE tilth_meta SET value = '999' WHERE name = 'schema'; PRAGMA wal_checkpoint(TRUNCATE)");
  }
  const std::string before = bytes_of(file_);
  EXPECT_EQ(code_of([&] { sqlite::open(file_, sqlite::Mode::read_write); }), "store.newer");
  EXPECT_EQ(code_of([&] { sqlite::open(file_, sqlite::Mode::read_only); }), "store.newer");
  EXPECT_EQ(bytes_of(file_), before);
}

TEST_F(ProgrammeFile, CutShortAnywhereIsRefused) {
  {
    const auto store = sqlite::open(file_, sqlite::Mode::read_write);
    std::vector<Change> many;
    for (int i = 0; i < 500; ++i) many.push_back(place(*store, Uuid::make(), "made up"));
    store->append(by("many"), many);
  }
  const std::string whole = bytes_of(file_);
  for (const std::size_t left : {std::size_t{0}, std::size_t{1}, std::size_t{99}, std::size_t{100}, std::size_t{4096},
                                 whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
    std::ofstream{folder_ / "short.gpkg", std::ios::binary | std::ios::trunc} << whole.substr(0, left);
    for (const auto mode : {sqlite::Mode::read_only, sqlite::Mode::read_write}) {
      EXPECT_EQ(code_of([&] { sqlite::open(folder_ / "short.gpkg", mode); }),
                left < 100 ? "store.not_a_programme" : "store.truncated")
          << left << " of " << whole.size();
    }
    EXPECT_EQ(bytes_of(folder_ / "short.gpkg"), whole.substr(0, left)) << "looking at it changed it";
  }
  EXPECT_EQ(places(file_), 500);
}

TEST_F(ProgrammeFile, ThatIsNoneIsRefused) {
  EXPECT_EQ(code_of([&] { sqlite::open(folder_ / "absent.gpkg", sqlite::Mode::read_write); }), "store.missing");
  EXPECT_FALSE(fs::exists(folder_ / "absent.gpkg"));
  std::ofstream{folder_ / "text.gpkg"} << std::string(5000, 'x');
  EXPECT_EQ(code_of([&] { sqlite::open(folder_ / "text.gpkg", sqlite::Mode::read_write); }), "store.not_a_programme");
  {
    sqlite::Connection other{folder_ / "other.gpkg", sqlite::Connection::Access::create};
    other.run("PRAGMA application_id = 1196444487; CREATE TABLE t (a)");
  }
  EXPECT_EQ(code_of([&] { sqlite::open(folder_ / "other.gpkg", sqlite::Mode::read_write); }), "store.not_a_programme");
  EXPECT_EQ(code_of([&] { sqlite::create(file_, small_programme()); }), "store.exists");
}

TEST_F(ProgrammeFile, RefusesWritesFromOtherProgramsInEveryTable) {
  {
    const auto store = sqlite::open(file_, sqlite::Mode::read_write);
    store->append(by("x"), {place(*store, Uuid::make(), "x")});
    store->put_setting("x", 1);
    std::ofstream{folder_ / "photo"} << "x";
    store->attach(folder_ / "photo", "image/jpeg", by("photo"));
    Finding finding;
    finding.rule = "place.x";
    finding.type = "place";
    finding.records = {Uuid::make()};
    store->save_findings({"place.x"}, {finding});
  }
  sqlite3* outside = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &outside), SQLITE_OK);
  std::vector<std::string> tables;
  sqlite3_exec(
      outside,
      "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'tilth\\_%' ESCAPE '\\' OR name IN "
      "(SELECT table_name FROM gpkg_contents))",
      [](void* to, int, char** values, char**) {
        static_cast<std::vector<std::string>*>(to)->emplace_back(values[0]);
        return 0;
      },
      &tables, nullptr);
  EXPECT_GE(tables.size(), 17U);
  for (const std::string& table : tables) {
    const auto refused = [&](const std::string& sql) {
      char* words = nullptr;
      const int code = sqlite3_exec(outside, sql.c_str(), nullptr, nullptr, &words);
      EXPECT_NE(code, SQLITE_OK) << sql;
      sqlite3_free(words);
    };
    refused("INSERT INTO \"" + table + "\" DEFAULT VALUES");
    sqlite3_stmt* row = nullptr;
    sqlite3_prepare_v2(outside, ("SELECT 1 FROM \"" + table + "\"").c_str(), -1, &row, nullptr);
    const bool filled = sqlite3_step(row) == SQLITE_ROW;
    sqlite3_finalize(row);
    if (filled) refused("DELETE FROM \"" + table + "\"");
  }
  EXPECT_NE(sqlite3_exec(outside, "UPDATE tilth_operation SET payload = '{}'", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_NE(sqlite3_exec(outside, "UPDATE place SET name = 'y'", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(outside);
  EXPECT_EQ(places(file_), 1);
}

TEST_F(ProgrammeFile, CopiedByOtherMeansGoesOnAsANodeOfItsOwn) {
  std::string node;
  {
    const auto store = sqlite::open(file_, sqlite::Mode::read_write);
    store->append(by("x"), {place(*store, Uuid::make(), "x")});
    node = store->node();
  }
  fs::copy_file(file_, folder_ / "twin.gpkg");
  const auto twin = sqlite::open(folder_ / "twin.gpkg", sqlite::Mode::read_write);
  EXPECT_NE(twin->node(), node);
  twin->append(by("y"), {place(*twin, Uuid::make(), "y")});
  const auto store = sqlite::open(file_, sqlite::Mode::read_write);
  EXPECT_EQ(store->node(), node);
  SilentProgress silent;
  EXPECT_TRUE(twin->verify(silent).sound());
}

TEST_F(ProgrammeFile, IsSoundWithoutItsKeysAndKeepsWhatTheyLockToItself) {
  std::ofstream{folder_ / "photo"} << "made up";
  std::string digest;
  Change change{OperationKind::create, Uuid::make(), "hazard", {}, 0};
  {
    const auto store = sqlite::open(file_, sqlite::Mode::read_write);
    const model::RecordType& hazard = *store->model()->find_type("hazard");
    change.set.emplace_back(hazard.index_of("informant"), std::string{"made up"});
    change.set.emplace_back(hazard.index_of("local_id"), std::string{"HA-1"});
    store->append(by("x"), {change});
    digest = store->attach(folder_ / "photo", "image/jpeg", by("photo"));
  }
  fs::rename(file_.string() + ".keys", folder_ / "elsewhere");
  for (const auto mode : {sqlite::Mode::read_only, sqlite::Mode::read_write}) {
    const auto store = sqlite::open(file_, mode);
    const model::RecordType& hazard = *store->model()->find_type("hazard");
    const auto found = store->find({}, "hazard", change.record);
    ASSERT_TRUE(found);
    EXPECT_TRUE(value_of(hazard, *found, "informant").is_null());
    EXPECT_EQ(std::get<std::string>(value_of(hazard, *found, "local_id")), "HA-1");
    EXPECT_TRUE(store->find_encrypted({}, "hazard", "informant", "made", 10).empty());
    EXPECT_EQ(code_of([&] { store->attachment(digest, folder_ / "out"); }), "attachment.locked");
    EXPECT_FALSE(fs::exists(folder_ / "out"));
    SilentProgress silent;
    EXPECT_TRUE(store->verify(silent).sound());
  }
}

TEST_F(ProgrammeFile, StaysWholeWhenAKeyCannotBeErased) {
  const auto store = sqlite::open(file_, sqlite::Mode::read_write);
  const model::RecordType& hazard = *store->model()->find_type("hazard");
  Change change{OperationKind::create, Uuid::make(), "hazard", {}, 0};
  change.set.emplace_back(hazard.index_of("informant"), std::string{"made up"});
  store->append(by("x"), {change});
  {
    sqlite::Connection keys{file_.string() + ".keys", sqlite::Connection::Access::write};
    keys.run("CREATE TRIGGER kept BEFORE DELETE ON person_key BEGIN SELECT RAISE(ABORT, 'kept by a test'); END");
  }
  EXPECT_ANY_THROW(store->erase_person("hazard", change.record, by("forget")));
  store->append(by("y"), {place(*store, Uuid::make(), "y")});
  SilentProgress silent;
  const VerifyReport report = store->verify(silent);
  EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
}

TEST_F(ProgrammeFile, IsBackedUpWhileWrittenAndRestoredAsANewNode) {
  const auto store = sqlite::open(file_, sqlite::Mode::read_write);
  store->append(by("x"), {place(*store, Uuid::make(), "x")});
  SilentProgress silent;
  store->backup(folder_ / "copy.gpkg", silent);
  store->append(by("y"), {place(*store, Uuid::make(), "y")});
  EXPECT_EQ(code_of([&] { store->backup(folder_ / "copy.gpkg", silent); }), "store.exists");
  EXPECT_EQ(code_of([&] { sqlite::open(folder_ / "copy.gpkg", sqlite::Mode::read_write); }), "store.is_backup");
  EXPECT_EQ(code_of([&] { sqlite::restore(folder_ / "copy.gpkg", file_); }), "store.exists");
  sqlite::restore(folder_ / "copy.gpkg", folder_ / "live.gpkg");
  const auto live = sqlite::open(folder_ / "live.gpkg", sqlite::Mode::read_write);
  EXPECT_NE(live->node(), store->node());
  EXPECT_EQ(live->count({}, Query{.type = "place"}), 1);
  live->append(by("z"), {place(*live, Uuid::make(), "z")});
  EXPECT_TRUE(live->verify(silent).sound());
  std::map<std::string, std::int64_t> last;  // each node counts from 1
  live->operations_since(0, [&](const Operation& operation) {
    EXPECT_EQ(operation.node_seq, ++last[operation.node]);
    return true;
  });
  EXPECT_EQ(last.size(), 2U);
}

}  // namespace
}  // namespace tilth::store
