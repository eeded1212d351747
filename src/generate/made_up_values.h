// SPDX-License-Identifier: Apache-2.0
// Values of fields as the generator writes them down.
#pragma once

#include "store/store.h"

#include <string>
#include <utility>

namespace tilth::generate {

inline store::Value number(std::int64_t value) { return store::Value{value}; }
inline store::Value text(std::string words) { return store::Value{std::move(words)}; }
inline store::Value day(int year, int month, int of_month) {
  return store::Value{
      Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(of_month)}};
}
inline store::Value day(std::int32_t days) { return store::Value{Date::from_days(days)}; }  ///< since 1970
inline store::Value year(int of) { return store::Value{Date{static_cast<std::int16_t>(of), 0, 0}}; }

}  // namespace tilth::generate
