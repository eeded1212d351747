// SPDX-License-Identifier: Apache-2.0
// A writer that is killed at any moment loses nothing that it was told is saved, and leaves nothing half saved.
#include "planned_batches.h"

#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <random>
#include <thread>

namespace tilth::store {
namespace {

constexpr int kFiles = 30, kKillsOfAFile = 10;

struct Acknowledgement {
  int batch;
  std::int64_t seq;
};

class SlowKilledWriter : public StoreTest {
 protected:
  /// Writes batches from `first` on in a process of its own, kills it a while after it was told of so many, and returns
  /// what it was told. Counting what it was told makes the kills hit its work on slow machines too.
  std::map<int, std::int64_t> killed_writing(int first, std::uint64_t told, std::chrono::microseconds after) {
    int channel[2];
    if (pipe(channel) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child == 0) {
      ::close(channel[0]);
      write_until_killed(first, channel[1]);
    }
    ::close(channel[1]);
    std::map<int, std::int64_t> acknowledged;
    Acknowledgement one{};
    while (acknowledged.size() < told && read(channel[0], &one, sizeof one) == static_cast<ssize_t>(sizeof one))
      acknowledged[one.batch] = one.seq;
    std::this_thread::sleep_for(after);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the writer ended by itself: " << status;
    while (read(channel[0], &one, sizeof one) == static_cast<ssize_t>(sizeof one)) acknowledged[one.batch] = one.seq;
    ::close(channel[0]);
    return acknowledged;
  }

 private:
  [[noreturn]] void write_until_killed(int first, int channel) const {
    try {
      const auto store = GetParam().open(file());
      const PlannedBatches plan{*store};
      for (int batch = first;; ++batch) {
        const Acknowledgement one{batch, plan.write(*store, batch)};
        if (write(channel, &one, sizeof one) != static_cast<ssize_t>(sizeof one)) _exit(2);
      }
    } catch (const std::exception& error) {
      std::fprintf(stderr, "the writer failed: %s\n", error.what());
    }
    _exit(1);
  }
};

INSTANTIATE_TEST_SUITE_P(Makers, SlowKilledWriter, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(SlowKilledWriter, LosesNothingAcknowledgedAndLeavesNothingHalfSaved) {
  std::mt19937_64 random{20261124};
  std::size_t acknowledged = 0, saved_unacknowledged = 0, opened_only = 0;
  for (int of = 0; of < kFiles && !HasFailure(); ++of) {
    store_.reset();
    for (const char* suffix : {"", "-wal", "-shm", ".lock", ".keys"}) std::filesystem::remove(file().string() + suffix);
    store_ = GetParam().create(file());
    int last = -1;
    for (int kill = 0; kill < kKillsOfAFile && !HasFailure(); ++kill) {
      SCOPED_TRACE("file " + std::to_string(of) + ", kill " + std::to_string(kill));
      store_.reset();  // the writer alone holds the file
      const auto told = killed_writing(last + 1, random() % 5, std::chrono::microseconds{random() % 20'000});
      store_ = GetParam().open(file());
      const PlannedBatches plan{*store_};
      const int found = plan.check(*store_, told);
      EXPECT_GE(found, last) << "what an earlier writer saved is gone";
      const int told_last = told.empty() ? last : told.rbegin()->first;
      EXPECT_LE(found, told_last + 1) << "a batch is there that was never begun";
      acknowledged += told.size();
      saved_unacknowledged += found > told_last ? 1 : 0;
      opened_only += told.empty() ? 1 : 0;
      last = found + 1;
      plan.write(*store_, last);  // and the file goes on
    }
  }
  RecordProperty("acknowledged", static_cast<int>(acknowledged));
  std::printf("%d kills, %zu batches acknowledged, %zu saved but not yet told, %zu kills before the first batch\n",
              kFiles * kKillsOfAFile, acknowledged, saved_unacknowledged, opened_only);
  EXPECT_GT(acknowledged, 300U) << "the writers hardly wrote: the kills say little";
}

}  // namespace
}  // namespace tilth::store
