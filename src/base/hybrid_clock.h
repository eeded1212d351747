// SPDX-License-Identifier: Apache-2.0
// Hybrid logical clock: causality in timestamps that stay close to wall time (methods 6.2).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilth {

struct HybridTime {
  std::int64_t wall_ms = 0;   ///< l: the largest wall time seen
  std::uint16_t counter = 0;  ///< c
  std::string node;

  auto operator<=>(const HybridTime&) const = default;
  /// 13 hex digits of l, 4 hex digits of c, the node: "0000000000064.0001.A". Sorts as the times do.
  [[nodiscard]] std::string text() const;
  static std::optional<HybridTime> parse(std::string_view text);
};

/// One node's clock. Not thread-safe: its owner is the writer.
class HybridClock {
 public:
  explicit HybridClock(std::string node, std::int64_t largest_drift_ms = 24LL * 3600 * 1000);

  /// Takes up where the log ended.
  void resume(const HybridTime& last);
  /// A local event or a send. A counter that would pass 2^16 - 1 raises l by one instead.
  HybridTime local(std::int64_t wall_ms);
  /// A message received. Nothing when it is more than the drift ahead of the wall: quarantine it, the clock stays.
  std::optional<HybridTime> receive(const HybridTime& message, std::int64_t wall_ms);

 private:
  HybridTime step(std::int64_t wall_ms, std::uint32_t counter);
  HybridTime now_;
  std::int64_t largest_drift_ms_;
};

}  // namespace tilth
