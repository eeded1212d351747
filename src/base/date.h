// SPDX-License-Identifier: Apache-2.0
// Civil dates with a precision, and instants with the author's offset.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilth {

enum class DatePrecision : std::uint8_t { year, month, day };

/// A civil date of the proleptic Gregorian calendar, years 1 to 9999, known to the year, the month or the day.
/// Parts that are not known are 0, and never inferred.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;  ///< 1..12; 0 when known to the year
  std::uint8_t day = 0;    ///< 1..31; 0 when known to the month or the year

  bool operator==(const Date&) const = default;  ///< the same statement, precision included
  [[nodiscard]] DatePrecision precision() const;
  /// First and last day that the date may be, as days since 1970-01-01.
  [[nodiscard]] std::int32_t first_day() const;
  [[nodiscard]] std::int32_t last_day() const;
  /// "2016", "2016-08" or "2016-08-21" (ISO 8601).
  [[nodiscard]] std::string text() const;

  /// The three ISO forms; nothing for anything else, for a day that is not in the calendar, or a year out of range.
  static std::optional<Date> parse(std::string_view text);
  static Date from_days(std::int32_t days_since_1970);
};

/// Three-valued order of dates: nothing when the precisions leave it open (2016 against 2016-08).
std::optional<std::strong_ordering> compare(const Date& left, const Date& right);

/// An instant, to the millisecond, in UTC; with the offset of the author's clock where it is known.
struct Instant {
  std::int64_t unix_ms = 0;
  std::int16_t offset_minutes = 0;

  bool operator==(const Instant& other) const { return unix_ms == other.unix_ms; }
  std::strong_ordering operator<=>(const Instant& other) const { return unix_ms <=> other.unix_ms; }
  /// RFC 3339 in UTC, "2026-11-24T12:00:00Z"; milliseconds only where there are some.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] Date date() const;  ///< the UTC day

  /// RFC 3339 with any offset; nothing for anything else.
  static std::optional<Instant> parse(std::string_view text);
  static Instant now();
  /// The last millisecond of the last UTC day that the date may be.
  static Instant end_of(const Date& date);
};

/// Days from civil, the inverse of Date::from_days. @pre a real calendar day
std::int32_t days_since_1970(int year, int month, int day);
int days_in_month(int year, int month);

}  // namespace tilth
