// SPDX-License-Identifier: Apache-2.0
// A report's document as one HTML file that needs nothing outside it: for a browser without Tilth, and for print.
#pragma once

#include "base/json.h"

#include <string>

namespace tilth::report {

std::string report_html(const Json& document);

}  // namespace tilth::report
