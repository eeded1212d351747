// SPDX-License-Identifier: Apache-2.0
// Records out to a file that other programs open: GeoPackage, GeoJSON, CSV, XLSX, KML.
#pragma once

#include "base/progress.h"
#include "exchange/format_worker.h"
#include "store/store.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tilth::exchange {

struct ExportRequest {
  std::filesystem::path file;
  std::string format;              ///< gpkg, geojson, csv, xlsx, kml; empty: by the file's name
  std::vector<std::string> types;  ///< record types; empty: all that hold records (gpkg, xlsx and kml only)
  std::optional<cql2::Expression> where;
  std::vector<store::Sort> sort;
  /// Columns, in this order, of a single type; empty: all. A format that draws takes the geometry besides.
  std::vector<std::string> fields;
  std::optional<std::int64_t> known_at;
  /// Who the file is for: a code of the fields that say whom a person lets their name be given to. What needs such a
  /// consent leaves only of records that name this one, and of none where it is empty.
  std::string recipient;
  bool hxl = false;              ///< a row of HXL tags under the headers (csv and xlsx), as the model gives them
  store::Caller caller;          ///< fields above the caller's class are not columns of the file
  std::filesystem::path worker;  ///< tilth-formats; beside the running program when empty
  WorkerLimits limits;
};

struct ExportReport {
  std::vector<std::pair<std::string, std::uint64_t>> rows;  ///< by record type
  std::vector<std::string> withheld;                        ///< fields left out for their class, "type.field"
  std::vector<std::string> untagged;                        ///< columns without an HXL tag, where tags were asked for
};

/// The file is put in place when it is whole; what stood there before stays until then.
/// @throws Problem "export.*", "job.cancelled"
ExportReport export_file(const store::Store& store, const ExportRequest& request, Progress& progress);

}  // namespace tilth::exchange
