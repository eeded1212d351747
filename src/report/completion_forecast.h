// SPDX-License-Identifier: Apache-2.0
// When the recorded hazards could be released at the pace of the last years: an indicator that needs the ledger.
#pragma once

#include "report/ledger_rows.h"

namespace tilth::report {

/// Years: remaining area over the mean yearly release of the last three full years before the period's end, those
/// without any release among them; years before the ledger's first entry do not count. Null with ZERO_DENOMINATOR when
/// nothing was released in them. Figure::n is the number of those years.
indicators::Figure completion_forecast(const LedgerRows& rows, const indicators::Question& question);

}  // namespace tilth::report
