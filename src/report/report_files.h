// SPDX-License-Identifier: Apache-2.0
// A report's document as a file: HTML, JSON, a workbook, or pages for paper.
#pragma once

#include "base/json.h"
#include "base/progress.h"

#include <filesystem>
#include <string_view>

namespace tilth::report {

/// @param format json, html, pdf or xlsx
/// @param worker tilth-formats; beside the running program when empty
/// @throws Problem "export.unwritable", "worker.missing", "report.no_font" where no font has the language's letters
void write_report(const std::filesystem::path& file, std::string_view format, const Json& document,
                  const std::filesystem::path& worker, const Progress& progress);

}  // namespace tilth::report
