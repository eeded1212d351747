// SPDX-License-Identifier: Apache-2.0
// GeoPackage blobs from anyone: refused or read, never a crash, never more memory than the input is worth.
#include "base/problem.h"
#include "geometry_questions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  try {
    geo::ask_everything(geo::from_gpkg({reinterpret_cast<const char*>(data), size}));
  } catch (const Problem&) {
  }
  return 0;
}
