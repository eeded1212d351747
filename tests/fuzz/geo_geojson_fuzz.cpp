// SPDX-License-Identifier: Apache-2.0
// GeoJSON from anyone: refused or read, never a crash.
#include "base/problem.h"
#include "geometry_questions.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  const Json tree = Json::parse(data, data + size, nullptr, false);
  if (tree.is_discarded()) return 0;
  try {
    geo::ask_everything(geo::from_geojson(tree));
  } catch (const Problem&) {
  }
  return 0;
}
