// SPDX-License-Identifier: Apache-2.0
// tilth-formats read: one layer of a file as frames on standard output.
#pragma once

#include <string>
#include <vector>

namespace tilth::formats {

struct ReadRequest {
  std::string file;      ///< a plain path, never a GDAL virtual one
  std::string format;    ///< geojson, gpkg, shapefile, kml, xlsx, xls; maxml and imsma have readers of their own
  std::string layer;     ///< empty: the only one (of KML: all, one after the other)
  std::string encoding;  ///< of a shapefile's attributes; empty: as it says itself
};

/// @throws WorkerProblem
void read_layers(const ReadRequest& request);

}  // namespace tilth::formats
