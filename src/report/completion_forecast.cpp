// SPDX-License-Identifier: Apache-2.0
// When the recorded hazards could be released at the pace of the last years.
#include "report/completion_forecast.h"

#include <algorithm>

namespace tilth::report {

indicators::Figure completion_forecast(const LedgerRows& rows, const indicators::Question& question) {
  const release::Ledger& ledger = rows.ledger();
  release::View view;
  view.as_at = question.to;
  const std::int32_t end = question.to ? question.to->last_day() : Instant::now().date().first_day();
  const int last_year = Date::from_days(end + 1).year - 1;  // the last year that is whole
  indicators::Figure figure;
  // A year without an entry released nothing; only the years before the first entry do not count.
  const std::vector<release::YearLine> lines = release::year_table(ledger, view);
  const auto first = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.year.has_value(); });
  double released = 0;
  const int from = first == lines.end() ? last_year + 1 : std::max(*first->year, last_year - 2);
  for (const release::YearLine& line : lines)
    if (line.year && *line.year >= from && *line.year <= last_year) released += line.flows.released().as_double();
  const int years = std::max(0, last_year - from + 1);
  figure.n = years;
  const double remaining = release::total(ledger, view).remaining().as_double();
  if (years == 0 || released <= 0)
    figure.reason_if_null = "ZERO_DENOMINATOR";
  else
    figure.value = remaining / (released / years);
  return figure;
}

}  // namespace tilth::report
