// SPDX-License-Identifier: Apache-2.0
// The Hilbert curve, one quadrant a step.
#include "geo/hilbert.h"

#include <array>

namespace tilth::geo {
namespace {

constexpr int kOrder = 31;

std::uint32_t cell(double value, double low, double span) {
  constexpr double kCells = std::uint64_t{1} << kOrder;
  const double at = (value - low) / span * kCells;
  if (!(at > 0)) return 0;
  return at >= kCells ? static_cast<std::uint32_t>(kCells - 1) : static_cast<std::uint32_t>(at);
}

// In each of the four ways that the curve can lie: where a quadrant (x bit, y bit) comes, and how the curve lies in it.
struct Quadrant {
  std::uint8_t rank, next;
};
constexpr std::array<std::array<Quadrant, 4>, 4> kCurve = {{
    {{{0, 1}, {1, 0}, {3, 2}, {2, 0}}},
    {{{0, 0}, {3, 3}, {1, 1}, {2, 1}}},
    {{{2, 2}, {1, 2}, {3, 0}, {0, 3}}},
    {{{2, 3}, {3, 1}, {1, 3}, {0, 2}}},
}};

}  // namespace

std::uint64_t hilbert_key(double lon, double lat) {
  const std::uint32_t x = cell(lon, -180, 360), y = cell(lat, -90, 180);
  std::uint64_t key = 0;
  std::uint8_t way = 0;
  for (int bit = kOrder - 1; bit >= 0; --bit) {
    const Quadrant& q = kCurve[way][2 * ((x >> bit) & 1) + ((y >> bit) & 1)];
    key = key << 2 | q.rank;
    way = q.next;
  }
  return key;
}

}  // namespace tilth::geo
