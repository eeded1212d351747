// SPDX-License-Identifier: Apache-2.0
// Numbers, dates and truths as sources write them: what is read, and what is left to a person.
#include "exchange/cell_value.h"

#include <gtest/gtest.h>

namespace tilth::exchange {
namespace {

TEST(NumberInACell, IsReadWithTheMarksTheProfileNamesOnly) {
  EXPECT_EQ(number_from("1521.82"), 1521.82);
  EXPECT_EQ(number_from("-7"), -7);
  EXPECT_EQ(number_from("2,006", ","), 2006);
  EXPECT_EQ(number_from("1.234.567,89", ".", ','), 1234567.89);
  EXPECT_EQ(number_from("12 345"), 12345);
  EXPECT_EQ(number_from("12\xc2\xa0"
                        "345"),
            12345);
  EXPECT_EQ(number_from("٣٤٥"), 345);
  EXPECT_EQ(number_from("1e3"), 1000);
  EXPECT_EQ(integer_from("3.0"), 3);
}

TEST(NumberInACell, IsNotGuessedWhereItCouldBeAnother) {
  EXPECT_FALSE(number_from("2,006"));     // 2006 or 2.006
  EXPECT_FALSE(number_from("1,5", ","));  // a mark before two digits
  EXPECT_FALSE(number_from("1,5000", ","));
  EXPECT_FALSE(number_from("12,34,567", ","));
  EXPECT_FALSE(number_from(""));
  EXPECT_FALSE(number_from("-"));
  EXPECT_FALSE(number_from("3 m"));
  EXPECT_FALSE(number_from("nan"));
  EXPECT_FALSE(number_from("1e999"));
  EXPECT_FALSE(number_from("1.2.3"));
  EXPECT_FALSE(integer_from("3.5"));
}

TEST(DateInACell, IsReadWhereItMeansOneDayOnly) {
  EXPECT_EQ(date_from("2016-08-21"), (Date{2016, 8, 21}));
  EXPECT_EQ(date_from("2015/07/10"), (Date{2015, 7, 10}));
  EXPECT_EQ(date_from("2015/07/10 00:00:00"), (Date{2015, 7, 10}));
  EXPECT_EQ(date_from("2015-07-10T08:15:00Z"), (Date{2015, 7, 10}));
  EXPECT_EQ(date_from("2016"), (Date{2016, 0, 0}));
  EXPECT_EQ(date_from("2016-08"), (Date{2016, 8, 0}));
  EXPECT_FALSE(date_from("03/04/2015"));
  EXPECT_FALSE(date_from("2015-02-29"));
  EXPECT_FALSE(date_from("2015-13-01"));
  EXPECT_FALSE(date_from("42195"));
  EXPECT_FALSE(date_from("yesterday"));
}

TEST(DateInACell, IsReadByTheFormatOfTheProfile) {
  EXPECT_EQ(date_from("03/04/2015", "dd/mm/yyyy"), (Date{2015, 4, 3}));
  EXPECT_EQ(date_from("3/4/15", "d/m/yy"), (Date{2015, 4, 3}));
  EXPECT_EQ(date_from("1 March 2015", "d mon yyyy"), (Date{2015, 3, 1}));
  EXPECT_EQ(date_from("7 sept. 2015", "d mon. yyyy"), (Date{2015, 9, 7}));
  EXPECT_EQ(date_from("12 août 1998", "d mon yyyy"), (Date{1998, 8, 12}));
  EXPECT_FALSE(date_from("31/02/2015", "dd/mm/yyyy"));
  EXPECT_FALSE(date_from("3/4/2015", "dd/mm/yyyy"));
  EXPECT_FALSE(date_from("1 Ju 2015", "d mon yyyy"));
}

TEST(MonthInACell, IsANumberOrAName) {
  EXPECT_EQ(month_from("8"), 8);
  EXPECT_EQ(month_from("Agosto"), 8);
  EXPECT_EQ(month_from("FEB"), 2);
  EXPECT_FALSE(month_from("jui"));  // juin or juillet
  EXPECT_FALSE(month_from("13"));
}

TEST(CodeInACell, GetsItsLeadingZerosBack) {
  EXPECT_EQ(with_leading_zeros(without_mark("5,313", ","), 5), "05313");
  EXPECT_EQ(with_leading_zeros("ABC", 5), "ABC");
  EXPECT_EQ(with_leading_zeros("123456", 5), "123456");
}

}  // namespace
}  // namespace tilth::exchange
