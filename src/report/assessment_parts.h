// SPDX-License-Identifier: Apache-2.0
// Parts of a report about an assessment: its areas on a radar, over time, and against the earlier one of its edition.
#pragma once

#include "base/json.h"

#include <functional>
#include <string>

namespace tilth::report {

/// The number of the passport of an area's score in an assessment (ids and the area's name), or of all areas where the
/// name is empty; -1 where no figure says the same.
using ScoreFigure = std::function<int(const std::string& assessment, const std::string& area, double score)>;

/// @param assessment as assessment_json() gives it
/// @param show "radar", "heat" or "change"
/// A radar has `rings`, `axes` and `lines` on a sheet of its own size: an area without a score breaks its line, so that
/// nobody reads it as 0. Assessments of other editions are named and not compared.
Json assessment_part(const Json& assessment, const std::string& show, const std::string& title,
                     const std::string& language, const ScoreFigure& figure);

}  // namespace tilth::report
