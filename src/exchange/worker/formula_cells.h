// SPDX-License-Identifier: Apache-2.0
// Which cells of an XLSX sheet are worked out by a formula. GDAL gives their last value and does not say.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

namespace tilth::formats {

/// (row << 16 | column), both from 0 -> whether the sheet kept a value for it.
using FormulaCells = std::unordered_map<std::uint64_t, bool>;
inline std::uint64_t cell_key(std::uint64_t row, std::uint64_t column) { return row << 16 | column; }

/// Scans the sheet's XML, streamed. `sheet` is the layer's name. At most a million formulas are remembered.
FormulaCells formula_cells(const std::string& xlsx_file, const std::string& sheet);

}  // namespace tilth::formats
