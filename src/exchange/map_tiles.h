// SPDX-License-Identifier: Apache-2.0
// A picture of land (GeoTIFF, COG, ...) made into tiles for a map, in a process of its own.
#pragma once

#include "base/json.h"
#include "base/progress.h"

#include <filesystem>

namespace tilth::exchange {

/// Writes `target`, a GeoPackage of tiles in web Mercator (EPSG:3857), XYZ, 256 pixels.
/// @param worker tilth-formats
/// @return {"table", "min_zoom", "max_zoom", "bounds": [west, south, east, north] in degrees WGS 84}
/// @throws Problem "map.not_a_picture", "job.cancelled"; `target` may then be there in part
Json make_map_tiles(const std::filesystem::path& source, const std::filesystem::path& target,
                    const std::filesystem::path& worker, Progress& progress);

}  // namespace tilth::exchange
