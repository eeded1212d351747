// SPDX-License-Identifier: Apache-2.0
// Tables in JSON: an array of arrays, an array of objects, or one of these somewhere inside an object (HXL 1.1).
#pragma once

#include "exchange/header_rows.h"
#include "exchange/table.h"

#include <filesystem>
#include <memory>

namespace tilth::exchange {

inline constexpr std::uint64_t kMaxJsonBytes = 256ULL
                                               << 20;  ///< of a JSON table; GeoJSON is streamed and has no such limit

/// @throws Problem "import.unreadable" with the place in the text, "import.too_large"
std::unique_ptr<RowReader> open_json_table(const std::filesystem::path& file, const HeaderChoice& choice);

}  // namespace tilth::exchange
