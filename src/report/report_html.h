// SPDX-License-Identifier: Apache-2.0
// A report's document as one HTML file that needs nothing outside it: for a browser without Tilth, and for print.
#pragma once

#include "base/json.h"

#include <string>

namespace tilth::report {

std::string report_html(const Json& document);

/// "IMAS 07.13, 2017 (to be checked with the standard)": where a report, or a figure of it, comes from; empty for none.
std::string source_words(const Json& of, const Json& words);

}  // namespace tilth::report
