// SPDX-License-Identifier: Apache-2.0
// A reason that says nothing is none, in whatever white space.
#include "base/blank.h"

#include <gtest/gtest.h>

namespace tilth {
namespace {

TEST(Blank, WhiteSpaceOfAnyScriptAndWhatNobodySeesSayNothing) {
  for (const char* text : {"", " ", "\t\r\n", "\u00a0", "\u2003\u3000", "\u200b\ufeff", " \u200e\u2028 "})
    EXPECT_TRUE(is_blank(text)) << testing::PrintToString(text);
  for (const char* text : {"x", " - ", "\u00a0\u0646", "\u00e9", "\xff", "\xc2"})
    EXPECT_FALSE(is_blank(text)) << testing::PrintToString(text);
}

}  // namespace
}  // namespace tilth
