// SPDX-License-Identifier: Apache-2.0
// Writers that come together are acknowledged together: one sync of the disk for all, and each alone all or nothing.
#include "store_fixture.h"
#include "support/failing_disk.h"
#include "support/scratch_folder.h"

#include <atomic>
#include <set>
#include <thread>

namespace tilth::store {
namespace {

constexpr int kWriters = 24;

class GroupCommit : public StoreTest {
 protected:
  static Uuid id(int number) { return Uuid::named("hazard " + std::to_string(number)); }

  struct Told {
    std::int64_t seq = 0;
    std::string problem;
  };
  /// All writers at once, behind a bulk load that keeps them waiting until each has come.
  std::vector<Told> write_together(const std::function<std::vector<Change>(int)>& changes_of) {
    std::vector<Told> told(kWriters);
    std::atomic<int> coming{0};
    std::vector<std::thread> threads;
    auto load = store_->begin_load(by("a load that holds the file"));
    for (int i = 0; i < kWriters; ++i) {
      threads.emplace_back([&, i] {
        const std::vector<Change> changes = changes_of(i);
        ++coming;
        try {
          told[static_cast<std::size_t>(i)].seq = store_->append(by(std::to_string(i)), changes);
        } catch (const Problem& problem) {
          told[static_cast<std::size_t>(i)].problem = problem.kind().code;
        }
      });
    }
    while (coming < kWriters) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    load.reset();  // it leaves nothing
    for (std::thread& thread : threads) thread.join();
    return told;
  }
};

INSTANTIATE_TEST_SUITE_P(Makers, GroupCommit, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(GroupCommit, AcknowledgesEachWriterWithItsOwnSequence) {
  const auto told = write_together([&](int i) {
    return std::vector<Change>{create("hazard", id(i), {{"devices", std::int64_t{i}}}),
                               create("hazard", id(1000 + i), {{"local_id", "second"}})};
  });
  std::set<std::int64_t> last;
  for (int i = 0; i < kWriters; ++i) {
    const Told& one = told[static_cast<std::size_t>(i)];
    ASSERT_EQ(one.problem, "");
    EXPECT_TRUE(last.insert(one.seq).second) << "two writers were told the same sequence";
    EXPECT_EQ(store_->find(owner_, "hazard", id(1000 + i))->seq, one.seq);
    EXPECT_EQ(store_->find(owner_, "hazard", id(i))->seq, one.seq - 1) << "another's change lies between";
  }
  EXPECT_EQ(*last.rbegin(), 2 * kWriters);
  reopen();
  EXPECT_EQ(store_->last_seq(), 2 * kWriters);
  SilentProgress silent;
  EXPECT_TRUE(store_->verify(silent).sound());
}

TEST_P(GroupCommit, AWriterThatFailsTakesNoOtherWithIt) {
  store_->append(by("there"), {create("hazard", id(-1), {{"devices", std::int64_t{0}}})});
  const auto told = write_together([&](int i) {
    std::vector<Change> changes{create("hazard", id(i), {{"devices", std::int64_t{i}}})};
    if (i % 3 == 1) changes.push_back(create("hazard", id(-1), {}));                    // there already
    if (i % 3 == 2) changes = {set("hazard", id(-1), {{"devices", std::int64_t{0}}})};  // changes nothing
    return changes;
  });
  int written = 0;
  for (int i = 0; i < kWriters; ++i) {
    const auto record = store_->find(owner_, "hazard", id(i));
    EXPECT_EQ(told[static_cast<std::size_t>(i)].problem, i % 3 == 1 ? "store.duplicate_id" : "");
    EXPECT_EQ(record.has_value(), i % 3 == 0) << "writer " << i;
    written += record ? 1 : 0;
  }
  EXPECT_EQ(store_->last_seq(), 1 + written);
  std::set<std::int64_t> batches;
  store_->operations_since(0, [&](const Operation& operation) { return batches.insert(operation.batch).second; });
  EXPECT_EQ(batches.size(), static_cast<std::size_t>(1 + written));
  SilentProgress silent;
  const VerifyReport report = store_->verify(silent);
  EXPECT_TRUE(report.sound()) << (report.faults.empty() ? "" : report.faults.front());
}

TEST(GroupCommitOfAFile, SynchronisesTheDiskLessOftenThanItAcknowledges) {
  const test::ScratchFolder folder;
  const auto one_each = [&](const std::filesystem::path& file, bool together) {
    const support::FailingDisk disk;
    const auto store = sqlite::create(file, small_programme());
    const int devices = store->model()->find_type("hazard")->index_of("devices");
    const auto write = [&](int i) {
      Change change{OperationKind::create, Uuid::named(std::to_string(i)), "hazard", {}, 0};
      change.set.emplace_back(devices, Value{std::int64_t{i}});
      Batch batch;
      batch.author = "ana";
      store->append(batch, {change});
    };
    Batch batch;
    batch.author = "ana";
    auto load = store->begin_load(batch);
    std::atomic<int> coming{0};
    std::vector<std::thread> threads;
    const std::int64_t before = disk.syncs();
    for (int i = 0; together && i < kWriters; ++i)
      threads.emplace_back([&, i] {
        ++coming;
        write(i);
      });
    while (together && coming < kWriters) std::this_thread::yield();
    if (together) std::this_thread::sleep_for(std::chrono::milliseconds{50});
    load.reset();
    for (std::thread& thread : threads) thread.join();
    for (int i = 0; !together && i < kWriters; ++i) write(i);
    EXPECT_EQ(store->last_seq(), kWriters);
    return disk.syncs() - before;
  };
  const std::int64_t alone = one_each(folder / "alone.gpkg", false),
                     together = one_each(folder / "together.gpkg", true);
  EXPECT_GE(alone, kWriters) << "a writer was acknowledged without a sync";
  EXPECT_LT(together, alone / 2);
  EXPECT_GT(together, 0);
}

}  // namespace
}  // namespace tilth::store
