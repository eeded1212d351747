// SPDX-License-Identifier: Apache-2.0
// When the power goes at any write, what was acknowledged is on the disk, and nothing is half there.
#include "planned_batches.h"
#include "support/failing_disk.h"

#include <cstdio>
#include <random>

namespace tilth::store {
namespace {

using support::FailingDisk;
using support::Unsynced;

constexpr int kCuts = 400, kBatches = 14;

class SlowPowerCut : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    store_.reset();  // one whole file, on the disk
  }

  /// Writes the planned batches, closing and opening the file on the way, until done or until the disk is gone.
  std::map<int, std::int64_t> write(const std::filesystem::path& at) const {
    std::map<int, std::int64_t> acknowledged;
    try {
      for (int batch = 0; batch < kBatches;) {
        const auto store = GetParam().open(at);
        const PlannedBatches plan{*store};
        do {
          const std::int64_t seq = plan.write(*store, batch);
          acknowledged[batch] = seq;
        } while (++batch % 6 != 0 && batch < kBatches);
      }
    } catch (const std::exception&) {
      // The disk is gone; what was acknowledged before counts.
    }
    return acknowledged;
  }
};

INSTANTIATE_TEST_SUITE_P(Makers, SlowPowerCut, testing::ValuesIn(makers()),
                         [](const auto& maker) { return maker.param.name; });

TEST_P(SlowPowerCut, LosesNothingAcknowledgedAndLeavesNothingHalfSaved) {
  std::int64_t events = 0;
  {
    const test::ScratchFolder whole;
    std::filesystem::copy_file(file(), whole / "programme.gpkg");
    const FailingDisk disk;
    ASSERT_EQ(write(whole / "programme.gpkg").size(), static_cast<std::size_t>(kBatches));
    events = disk.events();
  }
  std::size_t acknowledged = 0, saved_unacknowledged = 0;
  for (int cut = 0; cut < kCuts && !HasFailure(); ++cut) {
    std::mt19937_64 random{static_cast<std::uint64_t>(cut)};
    const auto fate = static_cast<Unsynced>(cut % 4);
    const std::int64_t at = 1 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(events));
    SCOPED_TRACE("cut " + std::to_string(cut) + " at event " + std::to_string(at) + " of " + std::to_string(events));
    const test::ScratchFolder before, after;
    std::filesystem::copy_file(file(), before / "programme.gpkg");
    std::map<int, std::int64_t> told;
    {
      FailingDisk disk;
      disk.fail_from(at, SQLITE_IOERR_WRITE);
      told = write(before / "programme.gpkg");
      disk.after_cut(after / ".", fate, random);
    }
    const int told_last = told.empty() ? -1 : told.rbegin()->first;
    store_ = GetParam().open(after / "programme.gpkg");
    const PlannedBatches plan{*store_};
    const int found = plan.check(*store_, told);
    EXPECT_LE(found, told_last + 1) << "a batch is there that was never begun";
    told[found + 1] = plan.write(*store_, found + 1);  // and the file goes on
    store_.reset();
    store_ = GetParam().open(after / "programme.gpkg");
    EXPECT_EQ(plan.check(*store_, told), found + 1);
    store_.reset();
    acknowledged += told.size();
    saved_unacknowledged += found > told_last ? 1 : 0;
  }
  std::printf("%d cuts over %lld events, %zu batches acknowledged, %zu saved but not yet told\n", kCuts,
              static_cast<long long>(events), acknowledged, saved_unacknowledged);
}

}  // namespace
}  // namespace tilth::store
