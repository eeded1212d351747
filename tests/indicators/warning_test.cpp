// SPDX-License-Identifier: Apache-2.0
// What is said beside a figure says the same in each language.
#include "indicators/warning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace tilth::indicators {
namespace {

const std::vector<std::string> kValues{"<0>", "<1>", "<2>", "<3>", "<4>"};

std::set<std::string> said(const std::string& sentence) {
  std::set<std::string> found;
  for (const std::string& value : kValues)
    if (sentence.find(value) != std::string::npos) found.insert(value);
  return found;
}

TEST(Warnings, SayTheSameValuesInEachLanguage) {
  for (int kind = 0; kind <= static_cast<int>(Warning::Kind::years_without_record); ++kind) {
    const Warning one{static_cast<Warning::Kind>(kind), kValues};
    const std::string english = one.in("en");
    EXPECT_EQ(english.find('{'), std::string::npos) << english;
    std::set<std::string> sentences;
    for (const char* language : {"en", "fr", "es", "ar"}) {
      const std::string sentence = one.in(language);
      EXPECT_EQ(said(sentence), said(english)) << sentence;
      EXPECT_TRUE(sentences.insert(sentence).second) << "two languages say " << sentence;
    }
    const std::string arabic = one.in("ar");
    EXPECT_TRUE(std::any_of(arabic.begin(), arabic.end(), [](char c) { return c == '\xD8' || c == '\xD9'; })) << arabic;
    EXPECT_EQ(one.in("xx"), english);
  }
}

TEST(Warnings, PutTheirValuesInOrder) {
  EXPECT_EQ((Warning{Warning::Kind::small_cells_left_out, {"2", "5"}}.in("en")),
            "2 cells with fewer than 5 behind them are left out.");
  EXPECT_EQ((Warning{Warning::Kind::median_of_slopes, {"-3", "-5", "-1"}}.in("es")),
            "La mediana de las pendientes de todos los pares de años es -3 al año (-5 a -1).");
}

}  // namespace
}  // namespace tilth::indicators
