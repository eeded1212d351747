// SPDX-License-Identifier: Apache-2.0
// Work over a range, shared by a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace tilth::geo {

/// Calls work(thread, from, to) over pieces of [0, count) of at most `grain`, taken in turn by `threads` threads (this
/// one among them). The first exception stops the rest and is thrown here.
template <typename Work>
void in_parallel(std::size_t count, unsigned threads, std::size_t grain, const Work& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failing;
  const auto run = [&](unsigned thread) {
    try {
      for (;;) {
        const std::size_t from = next.fetch_add(grain);
        if (from >= count) return;
        work(thread, from, std::min(count, from + grain));
      }
    } catch (...) {
      const std::lock_guard lock{failing};
      if (!failure) failure = std::current_exception();
      next = count;
    }
  };
  const std::size_t pieces = (count + grain - 1) / grain;
  const auto wanted =
      static_cast<unsigned>(std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(pieces, 1)));
  std::vector<std::thread> others;
  for (unsigned thread = 1; thread < wanted; ++thread) others.emplace_back(run, thread);
  run(0);
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tilth::geo
