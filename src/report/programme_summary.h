// SPDX-License-Identifier: Apache-2.0
// Where a programme stands, on one page: counts, worst findings, the land account, a few indicators.
#pragma once

#include "indicators/indicators.h"
#include "release/ledger_tables.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace tilth::report {

/// The open findings of one rule.
struct WorstFindings {
  Severity severity = Severity::note;
  std::string rule, code, example;  ///< example: the message of one of them
  std::int64_t open = 0, repairs = 0;
};

struct SummaryOptions {
  std::string language = "en";
  std::vector<std::string> indicators;  ///< ids or codes
  Date from, to;                        ///< the period of the indicators and the last year of the account
  std::size_t findings = 8;             ///< rules at most
  int years = 5;                        ///< of the land account, the last ones
};

struct ProgrammeSummary {
  std::vector<std::pair<std::string, std::int64_t>> counts;  ///< plural title of the record type, records; most first
  std::int64_t records = 0;
  std::vector<WorstFindings> worst;  ///< errors first, then by number
  std::int64_t open_errors = 0, open_warnings = 0, open_notes = 0, rules_with_findings = 0;
  std::vector<release::YearLine> years;  ///< up to options.to
  std::vector<indicators::IndicatorTable> figures;
};

/// Reads records and saved findings; checks nothing itself. The model must outlive the figures.
/// @throws Problem "indicator.unknown", "ledger.no_hazards", "job.cancelled"
ProgrammeSummary programme_summary(const store::Store& store, const store::Caller& caller,
                                   const SummaryOptions& options, Progress& progress);

}  // namespace tilth::report
