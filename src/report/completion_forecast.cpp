// SPDX-License-Identifier: Apache-2.0
// When the recorded hazards could be released at the pace of the last years.
#include "report/completion_forecast.h"

namespace tilth::report {

indicators::Figure completion_forecast(const LedgerRows& rows, const indicators::Question& question) {
  const release::Ledger& ledger = rows.ledger();
  release::View view;
  view.as_at = question.to;
  const std::int32_t end = question.to ? question.to->last_day() : Instant::now().date().first_day();
  const int last_year = Date::from_days(end + 1).year - 1;  // the last year that is whole
  indicators::Figure figure;
  double released = 0;
  int years = 0;
  for (const release::YearLine& line : release::year_table(ledger, view)) {
    if (!line.year || *line.year > last_year || *line.year <= last_year - 3) continue;
    released += line.flows.released().as_double();
    ++years;
  }
  figure.n = years;
  const double remaining = release::total(ledger, view).remaining().as_double();
  if (years == 0 || released <= 0)
    figure.reason_if_null = "ZERO_DENOMINATOR";
  else
    figure.value = remaining / (released / years);
  return figure;
}

}  // namespace tilth::report
