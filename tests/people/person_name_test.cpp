// SPDX-License-Identifier: Apache-2.0
// Comparators of names: published pairs, and what must hold of any pair.
#include "people/person_name.h"

#include "base/fold.h"
#include "stats/rng.h"

#include <gtest/gtest.h>

namespace tilth::people {
namespace {

TEST(PersonName, HasTheSimilarityOfPublishedPairs) {
  EXPECT_NEAR(jaro_winkler("MARTHA", "MARHTA"), 0.961111, 5e-7);
  EXPECT_NEAR(jaro_winkler("DIXON", "DICKSONX"), 0.813333, 5e-7);
  EXPECT_NEAR(jaro_winkler("MOHAMMED", "MUHAMMAD"), 0.850000, 5e-7);
  EXPECT_EQ(edit_distance("MOHAMMED", "MUHAMMAD"), 2);
  EXPECT_DOUBLE_EQ(jaro_winkler("", ""), 1);
  EXPECT_DOUBLE_EQ(jaro_winkler("AMINA", ""), 0);
  EXPECT_DOUBLE_EQ(jaro_winkler("AB", "CD"), 0);
}

TEST(PersonName, SpellingsOfOneNameSoundAlike) {
  for (const char* spelling : {"mohammed", "muhammad", "mohamed", "mhmd"}) EXPECT_EQ(word_sound(spelling), "mhmd");
  EXPECT_EQ(word_sound("fatimah"), word_sound("fatema"));
  EXPECT_EQ(word_sound("youssef"), word_sound("yusuf"));
  EXPECT_NE(word_sound("karim"), word_sound("salim"));
}

std::int8_t agreement(std::string_view one, std::string_view other) {
  const PersonName a = person_name(one), b = person_name(other);
  EXPECT_EQ(name_agreement(a, b), name_agreement(b, a)) << one << " and " << other;
  return name_agreement(a, b);
}

TEST(PersonName, AgreesFromTheSameWordsDownToNothing) {
  EXPECT_EQ(agreement("Amina Karimi", "KARIMI, Amina"), kNamesSame) << "order, case, punctuation";
  EXPECT_EQ(agreement("José Núñez", "Jose Nunez"), kNamesSame);
  EXPECT_EQ(agreement("Ali Al-Hassan", "Ali Hassan"), kNamesSame) << "the article is written or not";
  EXPECT_EQ(agreement("Mohammed Karimi", "Muhammad Karimi"), kNamesAlike);
  EXPECT_EQ(agreement("Amina Karimi", "Amina Karimy"), kNamesAlike);
  EXPECT_EQ(agreement("Amina Karimi", "Amina Noor Karimi"), kNamesPartly) << "a middle name more";
  EXPECT_EQ(agreement("Amina Karimi", "Yusuf Barre"), kNamesDiffer);
  EXPECT_EQ(agreement("Ali", "Ola"), kNamesDiffer) << "one consonant is no likeness";
}

TEST(PersonName, IsComparedAcrossScripts) {
  EXPECT_EQ(agreement("فاطمة الحسن", "Fatima Hassan"), kNamesAlike);
  EXPECT_EQ(agreement("محمد يوسف", "Mohammed Youssef"), kNamesAlike);
  EXPECT_EQ(agreement("Олена Коваль", "Olena Koval"), kNamesSame);
  EXPECT_EQ(agreement("محمد يوسف", "Fatima Hassan"), kNamesDiffer);
}

TEST(PersonName, OfNothingIsEmptyAndOfParticlesAloneIsThem) {
  EXPECT_TRUE(person_name("").empty());
  EXPECT_TRUE(person_name(" - ").empty());
  EXPECT_EQ(person_name("Al").words, std::vector<std::string>{"al"});
}

TEST(PersonName, ComparatorsAreSymmetricAndSayOneOfTheSame) {
  stats::Rng rng{7};
  const auto made_up = [&] {
    std::string name;
    for (std::uint64_t i = 1 + rng.raw() % 12; i > 0; --i) name += "abemnr "[rng.raw() % 7];
    return name;
  };
  for (int i = 0; i < 5'000; ++i) {
    const std::string one = made_up(), other = made_up();
    ASSERT_DOUBLE_EQ(jaro_winkler(one, other), jaro_winkler(other, one)) << one << "|" << other;
    ASSERT_GE(jaro_winkler(one, other), 0);
    ASSERT_LE(jaro_winkler(one, other), 1);
    ASSERT_DOUBLE_EQ(jaro_winkler(one, one), 1);
    ASSERT_EQ(edit_distance(one, other), edit_distance(other, one));
    (void)agreement(one, other);
  }
}

}  // namespace
}  // namespace tilth::people
