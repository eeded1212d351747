// SPDX-License-Identifier: Apache-2.0
// All fuzzers by name, for a program without libFuzzer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tilth::fuzz {

struct Harness {
  std::string name;
  int (*ask)(const std::uint8_t* data, std::size_t size);
};
const std::vector<Harness>& harnesses();

}  // namespace tilth::fuzz
