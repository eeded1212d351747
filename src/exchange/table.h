// SPDX-License-Identifier: Apache-2.0
// What every reader of a foreign file gives: named columns, then rows of text cells with a geometry where there is one.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tilth::exchange {

/// A cell as the source wrote it, without spaces around it. Empty text is an empty cell.
struct Cell {
  std::string text;
  bool formula = false;  ///< the text is what a spreadsheet last worked out, or the formula itself where it kept none
  bool operator==(const Cell&) const = default;
};

struct SourceColumn {
  std::string name;  ///< the HXL tag where the column has one, else its header; unique within a table
  std::string header;
  std::string type;  ///< as the format states it: "text", "integer", "number", "date"; empty when it states none
};

/// Where a table comes from and what its columns are.
struct SourceHeader {
  std::string layer;
  std::vector<SourceColumn> columns;
  bool has_geometry = false;
  std::string crs;             ///< "EPSG:4326", or WKT; empty when the file states none
  bool tagged = false;         ///< the columns carry HXL tags
  std::string encoding;        ///< of a text file
  std::string delimiter;       ///< of a text file
  Json notes = Json::array();  ///< texts about the reading: "3 layers read"
};

struct SourceRow {
  std::uint64_t number = 0;  ///< as a person counts: the line in a text file, the row of a sheet, the feature from 1
  std::vector<Cell> cells;   ///< as many as there are columns
  std::string geometry;      ///< WKB in the CRS of the header; empty: none
  std::string fault;         ///< why the row cannot be read; empty: it can
  std::string fault_value;
};

/// Rows one after the other, in bounded memory. Readers throw Problem "import.*" with the place.
class RowReader {
 public:
  virtual ~RowReader() = default;
  [[nodiscard]] virtual const SourceHeader& header() const = 0;
  /// Fills `row`, whose memory is used again. False after the last.
  virtual bool next(SourceRow& row) = 0;
  /// How far the reading is, in units of its own; total 0 when not known.
  [[nodiscard]] virtual std::uint64_t progress_total() const { return 0; }
  [[nodiscard]] virtual std::uint64_t progress_done() const { return 0; }
};

/// The longest line or record of a text file, and the most columns a table may have.
inline constexpr std::size_t kMaxRecordBytes = 8U << 20;
inline constexpr std::size_t kMaxColumns = 4096;

}  // namespace tilth::exchange
