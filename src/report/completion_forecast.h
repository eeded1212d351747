// SPDX-License-Identifier: Apache-2.0
// When the recorded hazards could be released at the pace of the last years: an indicator that needs the ledger.
#pragma once

#include "report/ledger_rows.h"

namespace tilth::report {

/// Years: remaining area over the mean yearly release of the last three full years before the period's end, those
/// without any release among them; years before the ledger's first entry do not count. Null with ZERO_DENOMINATOR when
/// nothing was released in them. Figure::n is the number of those years. Split by contamination.
indicators::Computed completion_forecast(const LedgerRows& rows, const indicators::Question& question);

/// Years by which completion_forecast lies after the end of the last year for which a plan in force (release_target)
/// still has land to release; negative: before it. NO_DATA without such a plan. Split by contamination: the lines of
/// the plan that name it, against the land that has it. Figure::n is the number of lines.
indicators::Computed completion_against_plan(const LedgerRows& rows, const store::Store& store,
                                             const store::Caller& caller, const indicators::Question& question);

}  // namespace tilth::report
