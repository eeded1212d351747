// SPDX-License-Identifier: Apache-2.0
// Civil dates with a precision, and instants with the author's offset.
#include "base/date.h"

#include <fmt/format.h>

#include <chrono>

namespace tilth {
namespace {

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool real_day(int year, int month, int day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t floor_div(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

}  // namespace

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::int32_t days_since_1970(int year, int month, int day) {
  const std::chrono::sys_days days =
      std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                  std::chrono::day{static_cast<unsigned>(day)}};
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

DatePrecision Date::precision() const {
  if (month == 0) return DatePrecision::year;
  return day == 0 ? DatePrecision::month : DatePrecision::day;
}

std::int32_t Date::first_day() const { return days_since_1970(year, month == 0 ? 1 : month, day == 0 ? 1 : day); }

std::int32_t Date::last_day() const {
  const int last_month = month == 0 ? 12 : month;
  return days_since_1970(year, last_month, day == 0 ? days_in_month(year, last_month) : day);
}

std::string Date::text() const {
  switch (precision()) {
    case DatePrecision::year:
      return fmt::format("{:04}", year);
    case DatePrecision::month:
      return fmt::format("{:04}-{:02}", year, month);
    case DatePrecision::day:
      break;
  }
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::optional<Date> Date::parse(std::string_view text) {
  const auto year = digits(text, 0, 4);
  if (!year || *year < 1) return std::nullopt;
  if (text.size() == 4) return Date{static_cast<std::int16_t>(*year), 0, 0};
  const auto month = text[4] == '-' ? digits(text, 5, 2) : std::nullopt;
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.size() == 7) return Date{static_cast<std::int16_t>(*year), static_cast<std::uint8_t>(*month), 0};
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto day = digits(text, 8, 2);
  if (!day || !real_day(*year, *month, *day)) return std::nullopt;
  return Date{static_cast<std::int16_t>(*year), static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
}

Date Date::from_days(std::int32_t days) {
  const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{days}}};
  return Date{static_cast<std::int16_t>(static_cast<int>(civil.year())),
              static_cast<std::uint8_t>(static_cast<unsigned>(civil.month())),
              static_cast<std::uint8_t>(static_cast<unsigned>(civil.day()))};
}

std::optional<std::strong_ordering> compare(const Date& left, const Date& right) {
  if (left == right && left.precision() == DatePrecision::day) return std::strong_ordering::equal;
  if (left.last_day() < right.first_day()) return std::strong_ordering::less;
  if (left.first_day() > right.last_day()) return std::strong_ordering::greater;
  // The same month or year twice is called equal: both statements say the same of an unknown day.
  if (left == right) return std::strong_ordering::equal;
  return std::nullopt;
}

std::string Instant::text() const {
  const std::int64_t days = floor_div(unix_ms, kDayMs);
  const std::int64_t in_day = unix_ms - days * kDayMs;
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", Date::from_days(static_cast<std::int32_t>(days)).text(),
                                in_day / 3'600'000, in_day / 60'000 % 60, in_day / 1000 % 60);
  if (in_day % 1000 != 0) out += fmt::format(".{:03}", in_day % 1000);
  return out + "Z";
}

Date Instant::date() const { return Date::from_days(static_cast<std::int32_t>(floor_div(unix_ms, kDayMs))); }

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto day = Date::parse(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  std::size_t at = 19;
  int ms = 0;
  if (text[at] == '.') {
    int scale = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10) ms += (text[at] - '0') * scale;
    if (at == first) return std::nullopt;
  }
  int offset = 0;
  if (at < text.size() && (text[at] == 'Z' || text[at] == 'z')) {
    ++at;
  } else if (at + 6 <= text.size() && (text[at] == '+' || text[at] == '-') && text[at + 3] == ':') {
    const auto hours = digits(text, at + 1, 2);
    const auto minutes = digits(text, at + 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    offset = (*hours * 60 + *minutes) * (text[at] == '-' ? -1 : 1);
    at += 6;
  } else {
    return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  const std::int64_t seconds = *hour * 3600LL + *minute * 60LL + *second - offset * 60LL;
  return Instant{day->first_day() * kDayMs + seconds * 1000 + ms, static_cast<std::int16_t>(offset)};
}

Instant Instant::now() {
  return Instant{
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count(),
      0};
}

Instant Instant::end_of(const Date& date) {
  return {.unix_ms = (static_cast<std::int64_t>(date.last_day()) + 1) * 86'400'000 - 1};
}

}  // namespace tilth
