// SPDX-License-Identifier: Apache-2.0
// How often each content was met so far, exact, in bounded memory for any number of rows.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <unordered_map>
#include <vector>

namespace tilth::exchange {

/// Counts 64-bit digests (of 10^8 different rows two share one with a chance of 0.03 %; they would be numbered 1 and
/// 2). Beyond `in_memory` digests sorted runs go to a temporary file, with a Bloom filter of 12 bits a digest in
/// memory.
class OccurrenceCount {
 public:
  explicit OccurrenceCount(std::size_t in_memory = 1'000'000);
  ~OccurrenceCount();
  OccurrenceCount(const OccurrenceCount&) = delete;
  OccurrenceCount& operator=(const OccurrenceCount&) = delete;

  /// 1 for the first time.
  std::uint32_t next(std::uint64_t digest);

 private:
  struct Entry {
    std::uint64_t digest;
    std::uint32_t count;
    std::uint32_t unused;
  };
  struct Run;
  void spill();

  std::size_t in_memory_;
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
  std::vector<std::unique_ptr<Run>> runs_;  // a later run's count of a digest includes the earlier ones
};

}  // namespace tilth::exchange
