// SPDX-License-Identifier: Apache-2.0
// Dates of every precision and instants: what they say, and what they leave open.
#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <chrono>

namespace tilth {
namespace {

TEST(Date, SaysHowFarItIsKnownAndSpansTheDaysItMayBe) {
  const Date year = *Date::parse("2016"), month = *Date::parse("2016-02"), day = *Date::parse("2016-02-29");
  EXPECT_EQ(year.precision(), DatePrecision::year);
  EXPECT_EQ(month.precision(), DatePrecision::month);
  EXPECT_EQ(day.precision(), DatePrecision::day);
  EXPECT_EQ(year.last_day() - year.first_day(), 365);
  EXPECT_EQ(month.last_day() - month.first_day(), 28);
  EXPECT_EQ(day.last_day(), day.first_day());
  EXPECT_EQ(Date::parse("1970-01-01")->first_day(), 0);
}

TEST(Date, IsRefusedWhereTheCalendarHasNoSuchDay) {
  for (const char* text : {"",
                           "0",
                           "216",
                           "0000",
                           "10000",
                           "2016-00",
                           "2016-13",
                           "2016-2",
                           "2016-02-30",
                           "2015-02-29",
                           "1900-02-29",
                           "2016-04-31",
                           "2016-02-00",
                           "2016/02/01",
                           "2016-02-01 ",
                           " 2016",
                           "2016-02-01T00:00",
                           "-2016",
                           "+2016",
                           "20160201",
                           "2016-",
                           "2016-02-",
                           "٢٠١٦"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_TRUE(Date::parse("0001-01-01"));
  EXPECT_TRUE(Date::parse("9999-12-31"));
}

TEST(Date, ComparesOnlyWhatThePrecisionsDecide) {
  const auto order = [](const char* left, const char* right) {
    return compare(*Date::parse(left), *Date::parse(right));
  };
  EXPECT_EQ(order("2016", "2017-01"), std::strong_ordering::less);
  EXPECT_EQ(order("2016-08", "2016-07-31"), std::strong_ordering::greater);
  EXPECT_EQ(order("2016-08-21", "2016-08-21"), std::strong_ordering::equal);
  EXPECT_FALSE(order("2016", "2016-08"));
  EXPECT_FALSE(order("2016-08", "2016-08-21"));
  EXPECT_EQ(order("2015-12-31", "2016"), std::strong_ordering::less);
}

// The oracle is the standard library's calendar.
RC_GTEST_PROP(Date, OfTheCalendarIsWrittenAndReadBack, ()) {
  const int days = *rc::gen::inRange(-719'162, 2'932'897);  // 0001-01-01 to 9999-12-31
  const std::chrono::year_month_day expected{std::chrono::sys_days{std::chrono::days{days}}};
  const Date date = Date::from_days(days);
  RC_ASSERT(date.year == static_cast<int>(expected.year()));
  RC_ASSERT(date.month == static_cast<unsigned>(expected.month()));
  RC_ASSERT(date.day == static_cast<unsigned>(expected.day()));
  RC_ASSERT(date.first_day() == days);
  RC_ASSERT(Date::parse(date.text()) == date);
  const Date month{date.year, date.month, 0}, year{date.year, 0, 0};
  RC_ASSERT(Date::parse(month.text()) == month && Date::parse(year.text()) == year);
  RC_ASSERT(year.first_day() <= month.first_day() && month.first_day() <= days);
  RC_ASSERT(days <= month.last_day() && month.last_day() <= year.last_day());
}

RC_GTEST_PROP(Date, AnyTextIsADateThatWritesItBackOrNone, ()) {
  const std::string text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"0123456789-"}));
  if (const auto date = Date::parse(text)) RC_ASSERT(date->text() == text);
}

TEST(Instant, IsReadWithAnyOffsetAndWrittenInUtc) {
  EXPECT_EQ(Instant::parse("2026-11-24T12:00:00Z")->text(), "2026-11-24T12:00:00Z");
  const Instant abroad = *Instant::parse("2026-11-24T01:30:00.250+05:45");
  EXPECT_EQ(abroad.text(), "2026-11-23T19:45:00.250Z");
  EXPECT_EQ(abroad.offset_minutes, 345);
  EXPECT_EQ(abroad.date().text(), "2026-11-23");
  EXPECT_EQ(*Instant::parse("2026-11-24T12:00:00Z"), *Instant::parse("2026-11-24T14:00:00+02:00"));
  for (const char* text :
       {"", "2026-11-24", "2026-11-24T12:00", "2026-11-24T25:00:00Z", "2026-11-24T12:60:00Z", "2026-02-30T12:00:00Z",
        "2026-11-24T12:00:00", "2026-11-24T12:00:00+2", "2026-11-24T12:00:00Zz"}) {
    EXPECT_FALSE(Instant::parse(text)) << text;
  }
}

}  // namespace
}  // namespace tilth
