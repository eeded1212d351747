// SPDX-License-Identifier: Apache-2.0
// Measures with their unit in the type.
#include "base/units.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace tilth {

SquareMetres SquareMetres::from_double(double square_metres) {
  if (!std::isfinite(square_metres) || std::fabs(square_metres) > 9e16) {
    throw std::invalid_argument("an area must be finite and below 9e16 m2");
  }
  return SquareMetres{static_cast<std::int64_t>(std::llround(square_metres * 100.0))};
}

std::string SquareMetres::text() const {
  const std::int64_t whole = std::llabs(hundredths_) / 100;
  const std::int64_t part = std::llabs(hundredths_) % 100;
  const char* sign = hundredths_ < 0 ? "-" : "";
  return part == 0 ? fmt::format("{}{}", sign, whole) : fmt::format("{}{}.{:02}", sign, whole, part);
}

}  // namespace tilth
