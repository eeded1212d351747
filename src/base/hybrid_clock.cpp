// SPDX-License-Identifier: Apache-2.0
// Hybrid logical clock (methods 6.2).
#include "base/hybrid_clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tilth {

std::string HybridTime::text() const { return fmt::format("{:013x}.{:04x}.{}", wall_ms, counter, node); }

std::optional<HybridTime> HybridTime::parse(std::string_view text) {
  if (text.size() < 20 || text[13] != '.' || text[18] != '.') return std::nullopt;
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };  // one text a time
  if (!std::all_of(text.begin(), text.begin() + 13, is_hex)) return std::nullopt;
  if (!std::all_of(text.begin() + 14, text.begin() + 18, is_hex)) return std::nullopt;
  HybridTime time;
  std::from_chars(text.data(), text.data() + 13, time.wall_ms, 16);
  std::from_chars(text.data() + 14, text.data() + 18, time.counter, 16);
  time.node = text.substr(19);
  return time;
}

HybridClock::HybridClock(std::string node, std::int64_t largest_drift_ms) : largest_drift_ms_(largest_drift_ms) {
  now_.node = std::move(node);
}

void HybridClock::resume(const HybridTime& last) {
  now_.wall_ms = last.wall_ms;
  now_.counter = last.counter;
}

HybridTime HybridClock::step(std::int64_t wall_ms, std::uint32_t counter) {
  if (counter > 0xffff) {  // overflow raises l
    ++wall_ms;
    counter = 0;
  }
  now_.wall_ms = wall_ms;
  now_.counter = static_cast<std::uint16_t>(counter);
  return now_;
}

HybridTime HybridClock::local(std::int64_t wall_ms) {
  if (wall_ms > now_.wall_ms) return step(wall_ms, 0);
  return step(now_.wall_ms, now_.counter + 1U);
}

std::optional<HybridTime> HybridClock::receive(const HybridTime& message, std::int64_t wall_ms) {
  if (message.wall_ms > wall_ms + largest_drift_ms_) return std::nullopt;
  const std::int64_t largest = std::max({now_.wall_ms, message.wall_ms, wall_ms});
  std::uint32_t counter = 0;
  if (largest == now_.wall_ms && largest == message.wall_ms) {
    counter = std::max(now_.counter, message.counter) + 1U;
  } else if (largest == now_.wall_ms) {
    counter = now_.counter + 1U;
  } else if (largest == message.wall_ms) {
    counter = message.counter + 1U;
  }
  return step(largest, counter);
}

}  // namespace tilth
