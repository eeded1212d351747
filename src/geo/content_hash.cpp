// SPDX-License-Identifier: Apache-2.0
#include "geo/content_hash.h"

#include <bit>

namespace tilth::geo {

std::uint64_t content_hash(const Geometry& geometry) {
  // Two sums that do not wait for each other; each step is a multiplication and an exclusive or (as FNV-1a, by words).
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  std::uint64_t x = static_cast<std::uint64_t>(geometry.kind), y = geometry.part_ends.size();
  for (std::size_t i = 0; i < geometry.x.size(); ++i) {
    x = std::rotl((x ^ std::bit_cast<std::uint64_t>(geometry.x[i])) * kPrime, 29);
    y = std::rotl((y ^ std::bit_cast<std::uint64_t>(geometry.y[i])) * kPrime, 29);
  }
  for (const std::uint32_t end : geometry.path_ends) x = std::rotl((x ^ end) * kPrime, 29);
  for (const std::uint32_t end : geometry.part_ends) y = std::rotl((y ^ end) * kPrime, 29);
  for (const Geometry& member : geometry.members) x = std::rotl((x ^ content_hash(member)) * kPrime, 29);
  return (x ^ std::rotl(y, 32)) * kPrime;
}

}  // namespace tilth::geo
