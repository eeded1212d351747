// SPDX-License-Identifier: Apache-2.0
// Names made comparable, and how far apart two of them are.
#include "base/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tilth {
namespace {

TEST(Fold, FoldedOnceIsFoldedForGoodWhateverTheLetter) {
  for (char32_t c = 0x80; c < 0x20000; ++c) {
    if (c >= 0xd800 && c < 0xe000) continue;
    std::string letter;
    if (c < 0x800) {
      letter = {static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))};
    } else if (c < 0x10000) {
      letter = {static_cast<char>(0xe0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
                static_cast<char>(0x80 | (c & 63))};
    } else {
      letter = {static_cast<char>(0xf0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 63)),
                static_cast<char>(0x80 | ((c >> 6) & 63)), static_cast<char>(0x80 | (c & 63))};
    }
    const std::string once = fold_name("a" + letter + "b");
    ASSERT_EQ(fold_name(once), once) << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(Fold, NamesOfOnePlaceMeetWhateverTheirCaseAccentsAndScript) {
  EXPECT_EQ(fold_name("  Côte-d'Ivoire "), "cote divoire");
  EXPECT_EQ(fold_name("CÔTE D’IVOIRE"), fold_name("Cote dIvoire"));
  EXPECT_EQ(fold_name("Харків"), fold_name("ХАРКІВ"));
  EXPECT_NE(fold_name("Харків"), fold_name("Херсон"));
  EXPECT_EQ(fold_name("--"), "");
  EXPECT_EQ(fold_case("ÉCOLE"), "école");
  EXPECT_EQ(fold_accents("Ñandú"), "Nandu");
  EXPECT_EQ(fold_case("Straße"), fold_case("STRASSE"));
}

TEST(Fold, BrokenUtf8IsToldApart) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Харків"));
  for (const char* bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf4\x90\x80\x80", "a\x80"})
    EXPECT_FALSE(is_utf8(bytes));
}

TEST(Fold, ABeginningCutsNoLetter) {
  EXPECT_EQ(beginning_of("Харків", 100), "Харків");
  EXPECT_EQ(beginning_of("Харків", 3), "Х");
  EXPECT_EQ(beginning_of("Харків", 4), "Ха");
  EXPECT_EQ(beginning_of("a\xf0\x9f\x92\xa3", 4), "a");
  EXPECT_EQ(beginning_of("م", 1), "");
}

RC_GTEST_PROP(Fold, FoldingTwiceChangesNothing, ()) {
  static const std::vector<std::string> kLetters{"a", "B", "é", "Ñ", "ß", "İ", "ı", "Ж", "і", "ї", "ω", "Σ",
                                                 "ش", "ة", "ّ",  "ខ", "ំ",  " ", "-", "'", "’", "7", "٣", "́"};
  std::string text;
  const auto letters = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kLetters));
  for (const std::string& letter : letters) text += letter;
  RC_ASSERT(fold_name(fold_name(text)) == fold_name(text));
  RC_ASSERT(fold_case(fold_case(text)) == fold_case(text));
  RC_ASSERT(fold_accents(fold_accents(text)) == fold_accents(text));
}

TEST(EditDistance, CountsSlipsOfTheHandInLettersNotBytes) {
  EXPECT_EQ(edit_distance("", ""), 0);
  EXPECT_EQ(edit_distance("Kharkiv", "Kharkov"), 1);
  EXPECT_EQ(edit_distance("Kharkiv", "Khakriv"), 1);  // two letters swapped
  EXPECT_EQ(edit_distance("Харків", "Харкiв"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("ca", "abc"), 3);  // optimal string alignment
  EXPECT_GT(edit_distance("kitten", "sitting", 2), 2);
}

RC_GTEST_PROP(EditDistance, IsTheSameBothWaysAndZeroForTheSameTextOnly, ()) {
  const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"abc"}));
  const std::string left = *word, right = *word;
  constexpr int kAll = 10'000;
  RC_ASSERT(edit_distance(left, right, kAll) == edit_distance(right, left, kAll));
  RC_ASSERT((edit_distance(left, right, kAll) == 0) == (left == right));
}

}  // namespace
}  // namespace tilth
