// SPDX-License-Identifier: Apache-2.0
// tilth-formats write: tables as frames on standard input become one file.
#pragma once

#include "base/json.h"
#include "exchange/table.h"

#include <memory>
#include <string>
#include <vector>

namespace tilth::formats {

/// One format being written. Columns come as {"name", "title", "type": text|integer|number|date|instant|boolean,
/// "tag"}; a table with HXL tags has them in a row under the names; geometries as WKB, WGS 84, longitude before
/// latitude.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  /// A new table: {"layer", "title", "columns", "geometry": "point"|"line"|"polygon"|"any"|""}.
  virtual void begin(const Json& header) = 0;
  virtual void add(const exchange::SourceRow& row) = 0;
  virtual void finish() = 0;
};

/// The row of tags under the names, as wide as the columns with the geometry; empty where no column has one.
std::vector<std::string> tag_row(const Json& header);

std::unique_ptr<TableWriter> csv_writer(const std::string& file);
std::unique_ptr<TableWriter> xlsx_writer(const std::string& file);
/// A report's document as its single header: pages for paper (PDF).
std::unique_ptr<TableWriter> page_writer(const std::string& file);
std::unique_ptr<TableWriter> gdal_writer(const std::string& format, const std::string& file);

/// Text that a spreadsheet would take for a formula, made plain by an apostrophe before it.
std::string without_formula(std::string text);

/// @throws WorkerProblem
void write_file(const std::string& format, const std::string& file);

}  // namespace tilth::formats
