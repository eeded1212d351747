// SPDX-License-Identifier: Apache-2.0
// How the readers of geometries refuse, and the limits they share.
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace tilth::geo {

/// Collections inside collections; enough for any survey, too few for a stack to run out.
inline constexpr int kDeepestCollection = 32;

[[noreturn]] inline void unreadable(std::string_view reason, std::string place) {
  throw Problem{"geometry.unreadable", {{"reason", std::string{reason}}, {"place", std::move(place)}}};
}
[[noreturn]] inline void unreadable_at_byte(std::string_view reason, std::size_t byte) {
  unreadable(reason, "byte " + std::to_string(byte));
}

}  // namespace tilth::geo
