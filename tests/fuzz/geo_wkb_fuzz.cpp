// SPDX-License-Identifier: Apache-2.0
// WKB and EWKB from anyone: refused or read, never a crash, never more memory than the input is worth.
#include "base/problem.h"
#include "geometry_questions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  try {
    geo::ask_everything(geo::from_wkb({reinterpret_cast<const char*>(data), size}));
  } catch (const Problem&) {
  }
  return 0;
}
