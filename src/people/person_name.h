// SPDX-License-Identifier: Apache-2.0
// Names of people made comparable across spellings, word orders and scripts (methods 3.3, comparators).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::people {

struct PersonName {
  std::string written;              ///< its words folded (base/fold.h), in the order they were given, with one space
  std::vector<std::string> words;   ///< sorted; "bin", "al" and the like left out where other words remain
  std::vector<std::string> sounds;  ///< consonants of each word by sound, sorted; a word without any is left out
  [[nodiscard]] bool empty() const { return words.empty(); }
};
PersonName person_name(std::string_view utf8);

/// Consonants of one folded word by sound: "muhammad", "mohammed" and what ICU makes of the Arabic name are all "mhmd".
std::string word_sound(std::string_view folded_word);

/// Jaro 1989 with Winkler's bonus for the same beginning (0.1 a letter, at most four, from 0.7 on). 1 for two empty
/// texts. Symmetric. By code points.
double jaro_winkler(std::string_view left, std::string_view right);

/// How far two names agree, least first. Symmetric.
inline constexpr std::int8_t kNamesDiffer = 0;
inline constexpr std::int8_t kNamesPartly = 1;  ///< Jaro-Winkler from 0.85, or one has words more than the other
inline constexpr std::int8_t kNamesAlike = 2;   ///< the same consonants, or Jaro-Winkler from 0.92
inline constexpr std::int8_t kNamesSame = 3;    ///< the same words
std::int8_t name_agreement(const PersonName& one, const PersonName& other);

}  // namespace tilth::people
