// SPDX-License-Identifier: Apache-2.0
// tilth-formats map: a picture of land (GeoTIFF, COG or what else GDAL reads) becomes tiles for a map.
#pragma once

#include <string>

namespace tilth::formats {

/// Writes `target` as a GeoPackage of tiles in web Mercator (EPSG:3857; zoom levels, columns and rows as XYZ tiles
/// have them, 256 pixels), down to one tile for the whole picture. On standard output: D {"step", "done", "total"} as
/// it goes, then E {"table", "min_zoom", "max_zoom", "bounds": [west, south, east, north] in degrees WGS 84}.
/// @throws WorkerProblem "map.not_a_picture" when it cannot be read or laid on a map
void make_map_tiles(const std::string& source, const std::string& target);

}  // namespace tilth::formats
