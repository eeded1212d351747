// SPDX-License-Identifier: Apache-2.0
// A table of figures as a workbook: what is no record, such as an indicator's cells.
#pragma once

#include "exchange/format_worker.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tilth::exchange {

struct SheetColumn {
  std::string name;
  std::string type = "text";  ///< "text", "integer", "number", "date", "boolean"
};
struct Sheet {
  std::string title;
  std::vector<SheetColumn> columns;
  std::vector<std::vector<std::string>> rows;  ///< empty text: an empty cell
};

/// @param worker tilth-formats; beside the running program when empty
/// @throws Problem "export.unwritable", "export.too_many_rows", "worker.missing"
void write_workbook(const std::filesystem::path& file, const std::vector<Sheet>& sheets,
                    const std::filesystem::path& worker, const Progress& progress);

}  // namespace tilth::exchange
