// SPDX-License-Identifier: Apache-2.0
// When the recorded hazards could be released at the pace of the last years.
#include "report/completion_forecast.h"

#include <algorithm>
#include <functional>

namespace tilth::report {

namespace {

using indicators::Computed;
using indicators::Figure;
using indicators::Question;

std::int32_t end_of(const Question& question) {
  return question.to ? question.to->last_day() : Instant::now().date().first_day();
}

Figure forecast(const release::Ledger& ledger, const Question& question, release::View view) {
  view.as_at = question.to;
  const int last_year = Date::from_days(end_of(question) + 1).year - 1;  // the last year that is whole
  Figure figure;
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
  if (!ledger.knows_land(question.to))
    figure.reason_if_null = "NO_DATA";
  else if (years == 0 || released <= 0)
    figure.reason_if_null = "ZERO_DENOMINATOR";
  else
    figure.value = remaining / (released / years);
  return figure;
}

/// The figure of everything, and one for each contamination where that is asked for.
Computed by_contamination(const LedgerRows& rows, const Question& question,
                          const std::function<Figure(const release::View&)>& figure) {
  Computed answer{figure({})};
  if (question.split_by != std::vector<std::string>{"contamination"}) return answer;
  answer.cells.emplace();
  for (const auto& [name, account] :
       release::accounts_by(rows.ledger(), release::Dimension::contamination, {.as_at = question.to})) {
    release::View view;
    view.contamination = name;
    answer.cells->push_back({{name.empty() ? "(not recorded)" : name}, figure(view)});
  }
  return answer;
}

/// A line of a plan in force.
struct Target {
  int year;
  std::string contamination;
};

std::vector<Target> targets_in_force(const store::Store& store, const store::Caller& caller, const Question& question) {
  std::vector<Target> targets;
  const model::RecordType* type = store.model()->find_type("release_target");
  if (type == nullptr) return targets;
  store::Query query;
  query.type = type->name;
  query.known_at = question.known_at;
  query.where = cql2::parse_text("in_force = TRUE AND area > 0");
  store.each(caller, query, [&](const store::Record& record) {
    const auto* year = std::get_if<Date>(&store::value_of(*type, record, "in_year"));
    const auto* of = std::get_if<std::string>(&store::value_of(*type, record, "contamination"));
    if (year != nullptr) targets.push_back({year->year, of == nullptr ? std::string{} : *of});
    return true;
  });
  return targets;
}

/// The first moment of the day after `day` as a year with its part: 2024.0 after 31 December 2023.
double years_at_end_of(std::int32_t day) {
  const int year = Date::from_days(day + 1).year;
  const double first = days_since_1970(year, 1, 1), next = days_since_1970(year + 1, 1, 1);
  return year + (day + 1 - first) / (next - first);
}

}  // namespace

Computed completion_forecast(const LedgerRows& rows, const Question& question) {
  return by_contamination(rows, question,
                          [&](const release::View& view) { return forecast(rows.ledger(), question, view); });
}

Computed completion_against_plan(const LedgerRows& rows, const store::Store& store, const store::Caller& caller,
                                 const Question& question) {
  const std::vector<Target> targets = targets_in_force(store, caller, question);
  return by_contamination(rows, question, [&](const release::View& view) {
    Figure figure = forecast(rows.ledger(), question, view);
    figure.n = 0;
    int last = 0;
    for (const Target& target : targets) {
      if (view.contamination && target.contamination != *view.contamination) continue;
      last = std::max(last, target.year);
      ++figure.n;
    }
    if (figure.n == 0) {
      figure.value.reset();
      figure.reason_if_null = "NO_DATA";
    }
    if (figure.value) *figure.value -= last + 1 - years_at_end_of(end_of(question));
    return figure;
  });
}

}  // namespace tilth::report
