// SPDX-License-Identifier: Apache-2.0
#include "base/csv_cell.h"

#include <gtest/gtest.h>

namespace tilth {
namespace {

TEST(CsvCell, IsQuotedWhereItMustBe) {
  EXPECT_EQ(csv_cell("Ashari"), "Ashari");
  EXPECT_EQ(csv_cell("Kita, north"), "\"Kita, north\"");
  EXPECT_EQ(csv_cell("the \"old\" mill"), "\"the \"\"old\"\" mill\"");
  EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(CsvCell, IsNoFormula) {
  EXPECT_EQ(csv_cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
  EXPECT_EQ(csv_cell("+249 1"), "'+249 1");
  EXPECT_EQ(csv_cell("@SUM"), "'@SUM");
  EXPECT_EQ(csv_cell("-cmd"), "'-cmd");
  EXPECT_EQ(csv_cell("-"), "-");
  EXPECT_EQ(csv_cell("-2+3"), "'-2+3");
  EXPECT_EQ(csv_cell("-12.5"), "-12.5") << "a number";
}

}  // namespace
}  // namespace tilth
