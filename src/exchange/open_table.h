// SPDX-License-Identifier: Apache-2.0
// One door to every format that can be read: by the profile's word, else by the file's name and first bytes.
#pragma once

#include "exchange/format_worker.h"
#include "exchange/table.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tilth::exchange {

/// How a file is to be read; empty texts and zeros: found out.
struct ReadOptions {
  std::string format;  ///< csv, json, geojson, gpkg, shapefile, kml, xlsx, xls, maxml, imsma
  std::string layer;
  std::string encoding;
  char delimiter = 0;
  HeaderChoice headers;
  std::filesystem::path worker;  ///< tilth-formats; beside the running program when empty
  WorkerLimits limits;
};

/// The format's name, by the file's name and first bytes. @throws Problem "import.unknown_format", "import.unreadable"
std::string format_of(const std::filesystem::path& file);

/// @param progress is asked whether to stop; it must live as long as the reader
std::unique_ptr<RowReader> open_table(const std::filesystem::path& file, const ReadOptions& options,
                                      const Progress& progress);

/// tilth-formats beside the running program.
std::filesystem::path worker_beside_program();

}  // namespace tilth::exchange
