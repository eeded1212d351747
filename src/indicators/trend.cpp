// SPDX-License-Identifier: Apache-2.0
// An indicator's yearly figures carried on.
#include "indicators/trend.h"

#include "stats/trend.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace tilth::indicators {
namespace {

struct Asking {
  const store::Store& store;
  const store::Caller& caller;
  const Question& question;
  const Registry& registry;

  [[nodiscard]] IndicatorTable table(const model::Indicator& indicator, std::optional<Date> from,
                                     std::optional<Date> to, std::vector<std::string> split_by) const {
    Question asked = question;
    asked.from = from;
    asked.to = to;
    asked.split_by = std::move(split_by);
    return compute(store, caller, indicator, asked, registry);
  }
};

Date last_of(int year) { return {static_cast<std::int16_t>(year), 12, 31}; }

/// The end of a day as a year and its part, such that the end of 2024 is 2024.
double years_at_end_of(std::int32_t day) {
  const int year = Date::from_days(day + 1).year;
  const double first = days_since_1970(year, 1, 1), next = days_since_1970(year + 1, 1, 1);
  return year - 1 + (day + 1 - first) / (next - first);
}

/// The end of the last day that is asked about and over.
std::int32_t last_day_of(const Question& question) {
  const std::int32_t today = Instant::now().date().first_day();
  return question.to ? std::min(question.to->last_day(), today) : today;
}

std::vector<stats::YearValue> stock_by_year(const Asking& ask, const model::Indicator& of, int last, int years) {
  std::vector<stats::YearValue> values;
  for (int year = last - years + 1; year <= last; ++year) {
    const Figure figure = ask.table(of, std::nullopt, last_of(year), {}).total;
    if (figure.value && (figure.n > 0 || !values.empty())) values.push_back({static_cast<double>(year), *figure.value});
  }
  return values;
}

std::vector<stats::YearValue> flow_by_year(const Asking& ask, const model::Indicator& of, int last, int years) {
  std::map<int, double> known;
  for (const Cell& cell : ask.table(of, std::nullopt, last_of(last), {"year"}).cells) {
    const std::string& text = cell.key[0];
    int year = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), year).ec == std::errc{} && cell.figure.value)
      known[year] = *cell.figure.value;
  }
  std::vector<stats::YearValue> values;
  if (known.empty()) return values;
  // After the last record nobody knows whether nothing happened or nothing was entered yet.
  for (int year = std::max(known.begin()->first, last - years + 1); year <= known.rbegin()->first; ++year) {
    const auto found = known.find(year);
    if (found != known.end() || of.adds_up())
      values.push_back({static_cast<double>(year), found == known.end() ? 0 : found->second});
  }
  return values;
}

std::optional<double> target_of(const Asking& ask, const model::Trend& trend, int year) {
  const model::Indicator* of = ask.store.model()->find_indicator(trend.target);
  if (of == nullptr) {
    double number = 0;
    const auto [end, error] = std::from_chars(trend.target.data(), trend.target.data() + trend.target.size(), number);
    return error == std::errc{} && end == trend.target.data() + trend.target.size() ? std::optional{number}
                                                                                    : std::nullopt;
  }
  const Figure figure = ask.table(*of, Date{static_cast<std::int16_t>(year), 1, 1}, last_of(year), {}).total;
  return figure.n > 0 ? figure.value : std::nullopt;
}

/// "-8.81", "-17600": never in powers of ten.
std::string slope_text(double slope) {
  return std::fabs(slope) >= 100 ? fmt::format("{:.0f}", slope) : fmt::format("{:.3g}", slope);
}

/// What is said beside the line: how it was made, and what other ways give.
void say(std::span<const stats::YearValue> values, const stats::LinearTrend& line, double year,
         std::vector<Warning>& warnings) {
  warnings.push_back({Warning::Kind::straight_line,
                      {fmt::to_string(values.size()), fmt::format("{:g}", values.front().year),
                       fmt::format("{:g}", values.back().year), fmt::format("{:.6g}", year), slope_text(line.slope)}});
  if (const auto robust = stats::robust_trend(values))
    warnings.push_back({Warning::Kind::median_of_slopes,
                        {slope_text(robust->slope), slope_text(robust->lower), slope_text(robust->upper)}});
  const bool counts = std::all_of(values.begin(), values.end(), [](const stats::YearValue& one) {
    return one.value >= 0 && one.value == std::floor(one.value) && one.value < 1e6;
  });
  if (const auto curve = counts ? stats::count_trend(values) : std::nullopt)
    warnings.push_back({Warning::Kind::as_counts,
                        {fmt::format("{:+.1f}", curve->yearly_change * 100), fmt::format("{:.1f}", curve->at(year))}});
  const stats::Forecast forecast = line.at(year);
  if (forecast.far) warnings.push_back({Warning::Kind::far_ahead, {}});
  if (forecast.clipped) warnings.push_back({Warning::Kind::cut_off_at_nothing, {}});
}

}  // namespace

void work_trend(const store::Store& store, const store::Caller& caller, const model::Trend& trend,
                const Question& question, const Registry& registry, IndicatorTable& table) {
  const Asking ask{store, caller, question, registry};
  const model::Indicator& of = *store.model()->find_indicator(trend.of);
  const std::int32_t day = last_day_of(question);
  int last = Date::from_days(day + 1).year - 1;
  // A year that ended after the last thing that was known was not over for who knew that.
  while (question.known_at && last > 1900 && store.seq_at(Instant::end_of(last_of(last))) > *question.known_at) --last;
  const std::vector<stats::YearValue> values = of.stock_or_flow == "stock" ? stock_by_year(ask, of, last, trend.years)
                                                                           : flow_by_year(ask, of, last, trend.years);
  Figure& figure = table.total;
  figure.n = static_cast<std::int64_t>(values.size());
  figure.reason_if_null = "NO_DATA";
  const auto line = stats::linear_trend(values);
  double year = last + trend.ahead;
  if (!trend.ahead_by.empty()) {
    const Figure left = ask.table(*store.model()->find_indicator(trend.ahead_by), {}, {}, {}).total;
    if (!left.value || *left.value <= 0) return;
    year = years_at_end_of(Instant::now().date().first_day()) + *left.value;
  }
  if (!line || year <= last) return;
  say(values, *line, year, table.warnings);
  if (const auto until = static_cast<int>(values.back().year); until < last)
    table.warnings.push_back({Warning::Kind::years_without_record,
                              {until + 1 == last ? fmt::to_string(last) : fmt::format("{}\u2013{}", until + 1, last)}});
  if (trend.chance.empty()) {
    const stats::Forecast forecast = line->at(year);
    figure.value = forecast.value;
    figure.lower = forecast.lower;
    figure.upper = forecast.upper;
  } else {
    const auto target = target_of(ask, trend, static_cast<int>(year));
    if (!target) return;
    const double at_most = line->chance_at_most(*target, year);
    figure.value = 100 * (trend.chance == "at_most" ? at_most : 1 - at_most);
  }
  figure.reason_if_null.clear();
}

}  // namespace tilth::indicators
