// SPDX-License-Identifier: Apache-2.0
// What the server counts of itself, as Prometheus text (exposition format 0.0.4).
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace tilth::http {

class Metrics {
 public:
  /// Upper bounds of the time buckets, in seconds.
  static constexpr std::array<double, 9> kBuckets{0.001, 0.005, 0.02, 0.1, 0.25, 0.5, 1, 5, 30};

  /// A request answered. `route` is a pattern.
  void answered(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds took,
                std::uint64_t bytes);

  std::atomic<std::int64_t> connections = 0;  ///< open now
  std::atomic<std::uint64_t> connections_accepted = 0;
  std::atomic<std::uint64_t> connections_refused = 0;  ///< too many, in all or from one address
  std::atomic<std::uint64_t> connections_evicted = 0;  ///< silent ones that made room
  std::atomic<std::uint64_t> timeouts = 0;             ///< of header, body or writing
  std::atomic<std::uint64_t> busy = 0;                 ///< answered 503, the queue was full
  std::atomic<std::int64_t> in_work = 0;               ///< requests being answered now

  [[nodiscard]] std::string text() const;

 private:
  struct Series {
    std::array<std::uint64_t, kBuckets.size() + 1> buckets{};
    std::uint64_t count = 0, bytes = 0;
    double seconds = 0;
  };
  mutable std::mutex guard_;
  std::map<std::string, Series> series_;  ///< guarded; by labels
  const std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
};

}  // namespace tilth::http
