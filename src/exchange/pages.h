// SPDX-License-Identifier: Apache-2.0
// A report's document as pages for paper (PDF), written by the worker program, which alone shapes text.
#pragma once

#include "base/json.h"
#include "exchange/format_worker.h"

#include <filesystem>

namespace tilth::exchange {

/// @param worker tilth-formats; beside the running program when empty
/// @throws Problem "export.unwritable", "worker.missing", "report.no_font"
void write_pages(const std::filesystem::path& file, const Json& document, const std::filesystem::path& worker,
                 const Progress& progress);

}  // namespace tilth::exchange
