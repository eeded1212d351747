// SPDX-License-Identifier: Apache-2.0
// A report's document as one HTML file that needs nothing outside it: for a browser without Tilth, and for print.
#pragma once

#include "base/json.h"

#include <string>

namespace tilth::report {

std::string report_html(const Json& document);

/// source_words() of a report's document or of a figure of it; empty for none.
std::string source_of(const Json& of, const Json& words);

}  // namespace tilth::report
