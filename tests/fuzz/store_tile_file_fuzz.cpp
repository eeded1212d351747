// SPDX-License-Identifier: Apache-2.0
// Files of map tiles from anyone: refused or read, never a crash, never an endless query.
#include "base/problem.h"
#include "exchange_file_in_memory.h"
#include "must.h"
#include "store/tile_file.h"

#include <cmath>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  using fuzz::must;
  const exchange::FileInMemory file{data, size};
  try {
    static_cast<void>(store::TileFile::is_mbtiles(file.path()));
    const store::TileFile tiles{file.path()};
    for (int zoom = -1; zoom < 3; ++zoom) static_cast<void>(tiles.tile(zoom, 0, 0));
    static_cast<void>(tiles.tile(24, 1 << 23, 1 << 23));
    const Json about = tiles.about();
    static_cast<void>(about.dump());  // what it says of itself is text
    must(about["min_zoom"] >= 0 && about["max_zoom"] <= 24);
    for (const Json& edge : about.value("bounds", Json::array())) must(std::isfinite(edge.get<double>()));
  } catch (const Problem&) {
  }
  return 0;
}
