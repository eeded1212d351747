// SPDX-License-Identifier: Apache-2.0
// Written coordinates and legs from anyone: refused, or read to a place on earth that can be written and read again.
#include "base/problem.h"
#include "geo/area.h"
#include "geo/coordinates.h"
#include "geo/legs.h"
#include "must.h"

#include <cmath>

namespace {

using tilth::fuzz::must;

void read_and_write(std::string_view text) {
  using namespace tilth::geo;
  const ReadCoordinate read = read_coordinate(text, ValueOrder::latitude_first);
  must(std::abs(read.lat) <= 90 && std::abs(read.lon) <= 180 && read.precision_m > 0);
  const bool in_utm = read.lat >= -80 && read.lat < 84;
  for (const Notation notation : {Notation::decimal_degrees, Notation::degrees_minutes,
                                  Notation::degrees_minutes_seconds, Notation::utm, Notation::mgrs}) {
    if (notation == Notation::utm && !in_utm) continue;
    const ReadCoordinate again = read_coordinate(written(read.lon, read.lat, {notation, ""}, 0.01));
    must(again.notation == notation && distance_m(read.lon, read.lat, again.lon, again.lat) <= 0.01);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try {
    read_and_write(text);
  } catch (const tilth::Problem&) {
  }
  try {
    const tilth::geo::Leg leg = tilth::geo::read_leg(text);
    must(leg.bearing_degrees >= 0 && leg.metres >= 0);
  } catch (const tilth::Problem&) {
  }
  return 0;
}
