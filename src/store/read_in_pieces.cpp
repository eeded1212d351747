// SPDX-License-Identifier: Apache-2.0
#include "store/read_in_pieces.h"

#include "base/problem.h"

#include <atomic>
#include <mutex>

namespace tilth::store {

void read_in_pieces(const Store& store, const Caller& caller, const Query& query, unsigned threads, Progress& progress,
                    const std::function<void(std::size_t piece, Record& record)>& visit) {
  constexpr std::uint64_t kBetweenLooks = 4096;  // records between two looks at the progress
  progress.start("reading " + query.type, static_cast<std::uint64_t>(store.at_most(caller, query.type)));
  std::atomic<std::uint64_t> seen{0};
  std::atomic<bool> stopped{false};
  std::mutex speaking;
  store.each_in_pieces(caller, query, threads, [&](std::size_t piece, Record& record) {
    visit(piece, record);
    if (++seen % kBetweenLooks == 0) {
      const std::lock_guard lock{speaking};
      progress.done(seen);
      stopped = stopped || progress.cancelled();
    }
    return !stopped;
  });
  if (stopped) throw Problem{"job.cancelled"};
}

}  // namespace tilth::store
