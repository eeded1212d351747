// SPDX-License-Identifier: Apache-2.0
// Checks of what a treaty report states, against the devices destroyed and against the report before it; and of tables
// that do not add up to their total. The area of Form C needs the ledger: report/treaty_area.h.
#include "quality/check_run.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace tilth::quality {
namespace {

/// Which report a form belongs to, by row of the forms.
struct Reports {
  std::vector<Value> treaty, state, year;

  Reports(CheckRun& run, const std::string& type)
      : treaty{run.along(type, "report.treaty")},
        state{run.along(type, "report.state")},
        year{run.along(type, "report.year")} {}

  [[nodiscard]] std::string party(std::uint32_t row) const { return shown(treaty[row]) + "/" + shown(state[row]); }
};

/// A line of the devices: its day and how many; an unknown quantity counts none and is told.
struct Destroyed {
  std::int32_t day;
  std::optional<std::int64_t> quantity;
};

std::vector<Destroyed> destroyed(CheckRun& run, const std::string& of, const std::string& date,
                                 const std::string& quantity) {
  const RecordTable& table = run.table(of, {date, quantity});
  std::vector<Destroyed> lines;
  for (const std::uint32_t row : run.rows(of, run.text("of_where", ""))) {
    const std::optional<Date> on = date_in(table.values(date)[row]);
    const std::optional<double> count = number_in(table.values(quantity)[row]);
    if (on) lines.push_back({on->first_day(), count ? std::optional{std::llround(*count)} : std::nullopt});
  }
  return lines;
}

/// The first day of a state's obligation, by treaty and state.
std::map<std::string, std::int32_t> first_days(CheckRun& run, const std::string& of) {
  const RecordTable& table = run.table(of, {"treaty", "state", "entry_into_force"});
  std::map<std::string, std::int32_t> days;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const std::optional<Date> on = date_in(table.values("entry_into_force")[row]);
    const std::string party = shown(table.values("treaty")[row]) + "/" + shown(table.values("state")[row]);
    if (!on) continue;
    const auto [at, fresh] = days.try_emplace(party, on->first_day());
    if (!fresh) at->second = std::min(at->second, on->first_day());
  }
  return days;
}

void treaty_devices(CheckRun& run) {
  const std::string stated_field = run.text("stated", "ground_destroyed"), of = run.text("of", "device_line");
  const bool since = run.has("since");
  const RecordTable& table = run.table({stated_field});
  const Reports reports{run, run.type().name};
  const std::vector<Destroyed> lines =
      destroyed(run, of, run.text("of_date", "disposed_on"), run.text("of_value", "quantity"));
  const std::map<std::string, std::int32_t> first =
      since ? first_days(run, run.text("since", "")) : std::map<std::string, std::int32_t>{};
  for (const std::uint32_t row : run.rows()) {
    const std::optional<double> stated = number_in(table.values(stated_field)[row]);
    const std::optional<double> year = number_in(reports.year[row]);
    if (!stated || !year || *year < 1 || *year > 9999) continue;
    const auto of_year = static_cast<std::int16_t>(*year);
    const std::int32_t last = Date{of_year, 12, 31}.last_day();
    const auto begun = first.find(reports.party(row));
    if (since && begun == first.end()) continue;  // nobody knows since when
    const std::int32_t from = since ? begun->second : Date{of_year, 1, 1}.first_day();
    std::int64_t counted = 0, unknown = 0;
    for (const Destroyed& line : lines) {
      if (line.day < from || line.day > last) continue;
      counted += line.quantity.value_or(0);
      unknown += line.quantity ? 0 : 1;
    }
    if (counted == std::llround(*stated)) continue;
    run.find({.records = {table.ids()[row]},
              .values = {{"year", of_year}, {"stated", *stated}, {"counted", counted}, {"unknown", unknown}},
              .place = stated_field});
  }
}

void treaty_opening(CheckRun& run) {
  const std::string opening_field = run.text("opening", "opening_area"),
                    closing_field = run.text("closing", "total_area");
  const RecordTable& table = run.table({opening_field, closing_field, "form"});
  const std::string& type = run.type().name;
  const Reports reports{run, type};
  const std::vector<Value> version = run.along(type, "report.version");
  const std::vector<std::uint32_t>& handed_in =
      run.rows(type, run.text("before", "report.status IN ('submitted', 'published')"));
  using Key = std::pair<std::string, std::string>;  // treaty and state, form
  const auto key = [&](std::uint32_t row) { return Key{reports.party(row), shown(table.values("form")[row])}; };
  const auto year = [&](std::uint32_t row) { return number_in(reports.year[row]).value_or(0); };
  std::map<Key, std::vector<std::uint32_t>> before;
  for (const std::uint32_t row : handed_in)
    if (number_in(table.values(closing_field)[row])) before[key(row)].push_back(row);
  for (const std::uint32_t row : run.rows()) {
    const std::optional<double> opening = number_in(table.values(opening_field)[row]);
    const auto earlier = before.find(key(row));
    if (!opening || earlier == before.end()) continue;
    std::optional<std::uint32_t> last;
    const auto rank = [&](std::uint32_t one) { return std::tuple{year(one), number_in(version[one]).value_or(0)}; };
    for (const std::uint32_t one : earlier->second)
      if (year(one) < year(row) && (!last || rank(one) > rank(*last))) last = one;
    if (!last) continue;
    const double closing = number_in(table.values(closing_field)[*last]).value_or(0);
    if (std::abs(closing - *opening) < 1) continue;  // a whole item, or a square metre
    run.find({.records = {table.ids()[row], table.ids()[*last]},
              .values = {{"opening", *opening}, {"closing", closing}, {"year", static_cast<int>(year(*last))}},
              .place = opening_field});
  }
}

/// What the lines of a table say in one column; nothing where a line says nothing, or there is no line.
std::optional<double> sum_of_lines(const Value& value, const std::string& part) {
  const std::optional<std::string> text = text_in(value);
  const Json lines = text ? Json::parse(*text, nullptr, false) : Json{};
  if (!lines.is_array() || lines.empty()) return std::nullopt;
  double sum = 0;
  for (const Json& line : lines) {
    const auto at = line.is_object() ? line.find(part) : line.end();
    if (at == line.end() || !at->is_number()) return std::nullopt;
    sum += at->get<double>();
  }
  return sum;
}

void lines_total(CheckRun& run) {
  const std::string lines = run.text("lines", "entries"), part = run.text("part", "quantity");
  const std::string total_field = run.text("total", "total_quantity");
  const RecordTable& table = run.table({lines, total_field});
  for (const std::uint32_t row : run.rows()) {
    const std::optional<double> sum = sum_of_lines(table.values(lines)[row], part);
    const std::optional<double> total = number_in(table.values(total_field)[row]);
    if (!sum || !total || std::abs(*sum - *total) < 1) continue;
    run.find({.records = {table.ids()[row]}, .values = {{"sum", *sum}, {"total", *total}}, .place = total_field});
  }
}

constexpr CheckKind kChecks[] = {
    {"treaty_devices", treaty_devices},
    {"treaty_opening", treaty_opening},
    {"lines_total", lines_total},
};

}  // namespace

std::span<const CheckKind> treaty_checks() { return kChecks; }

}  // namespace tilth::quality
