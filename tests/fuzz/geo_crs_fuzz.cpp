// SPDX-License-Identifier: Apache-2.0
// Coordinate systems that people and files name: unknown, or there and back to the same place.
#include "base/problem.h"
#include "geo/codec.h"
#include "geo/coordinate_system.h"
#include "geo/to_wgs84.h"
#include "must.h"

#include <cmath>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tilth;
  if (size > 4096) return 0;  // PROJ reads what is longer, and takes its time
  const std::string name{fuzz::text_of(data, size)};
  try {
    const geo::CoordinateSystem system = geo::coordinate_system(name);
    fuzz::must(!system.name.empty());
    static_cast<void>(geo::datum_accuracy_m(name, 30, 50));
  } catch (const Problem&) {
  }
  try {
    geo::Geometry point = geo::from_wkt("POINT (30.5 50.25)");
    if (const auto away = geo::from_wgs84(name)) away(point);
    if (const auto back = geo::to_wgs84(name)) back(point);
    fuzz::must(std::isfinite(point.x[0]) && std::isfinite(point.y[0]));
    fuzz::must(std::abs(point.x[0]) <= 360 && std::abs(point.y[0]) <= 90);
  } catch (const Problem&) {
  }
  return 0;
}
