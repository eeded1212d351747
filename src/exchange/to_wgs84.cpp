// SPDX-License-Identifier: Apache-2.0
#include "exchange/to_wgs84.h"

#include "base/problem.h"

namespace tilth::exchange {

std::function<void(geo::Geometry&)> to_wgs84(const std::string& crs) {
  if (crs.empty() || crs == "EPSG:4326" || crs == "OGC:CRS84") return {};
  throw Problem{"geometry.unknown_crs", {{"crs", crs.substr(0, 200)}}};
}

std::optional<geo::Geometry> position_from_text(const std::string&) { return std::nullopt; }

}  // namespace tilth::exchange
