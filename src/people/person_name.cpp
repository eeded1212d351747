// SPDX-License-Identifier: Apache-2.0
// Names of people made comparable.
#include "people/person_name.h"

#include "base/fold.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilth::people {
namespace {

constexpr double kAlike = 0.92, kPartly = 0.85;  // Splink's usual levels
constexpr double kTolerance = 1e-12;             // 0.85 is met by what rounds to it

/// Words that join the parts of a name and are written or left out at will.
bool joins(std::string_view word) {
  constexpr std::array<std::string_view, 9> kWords = {"al", "el", "ul", "bin", "ben", "ibn", "bint", "de", "da"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::u32string code_points(std::string_view utf8) {
  std::u32string points;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3fU);
    points.push_back(point);
    i += length;
  }
  return points;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Letters of the Arabic script that stand for one sound in names, before they are told in Latin ones: the final t of
/// women's names is not spoken, and the article is one with its word.
std::string with_plain_arabic(std::string_view utf8) {
  std::string text{utf8};
  replace_all(text, "ة", "ه");
  for (const char* alef : {"أ", "إ", "آ", "ى"}) replace_all(text, alef, "ا");
  // ال before a word of two letters more
  std::string out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t space = std::min(text.find(' ', from), text.size());
    std::string_view word{text.data() + from, space - from};
    if (word.starts_with("ال") && word.size() >= 8) word.remove_prefix(4);
    out.append(word);
    if (space < text.size()) out += ' ';
    from = space + 1;
  }
  return out;
}

double jaro(const std::u32string& a, const std::u32string& b) {
  if (a.empty() && b.empty()) return 1;
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  std::vector<bool> used(b.size());
  std::u32string of_a, of_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > reach ? i - reach : 0, to = std::min(i + reach + 1, b.size());
    for (std::size_t j = from; j < to; ++j) {
      if (used[j] || a[i] != b[j]) continue;
      used[j] = true;
      of_a.push_back(a[i]);
      break;
    }
  }
  if (of_a.empty()) return 0;
  for (std::size_t j = 0; j < b.size(); ++j)
    if (used[j]) of_b.push_back(b[j]);
  std::size_t moved = 0;
  for (std::size_t i = 0; i < of_a.size(); ++i) moved += of_a[i] == of_b[i] ? 0 : 1;
  const auto matches = static_cast<double>(of_a.size());
  return (matches / static_cast<double>(a.size()) + matches / static_cast<double>(b.size()) +
          (matches - static_cast<double>(moved) / 2) / matches) /
         3;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Whether each word of the shorter name, of two words at least, stands in the longer one, by letter or by sound.
bool has_all_words(const PersonName& longer, const PersonName& shorter) {
  const auto includes = [](const std::vector<std::string>& all, const std::vector<std::string>& some) {
    return some.size() >= 2 && some.size() < all.size() &&
           std::includes(all.begin(), all.end(), some.begin(), some.end());
  };
  return includes(longer.words, shorter.words) || includes(longer.sounds, shorter.sounds);
}

}  // namespace

std::string word_sound(std::string_view folded_word) {
  std::string word{folded_word};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kPairs = {{{"kh", "k"},
                                                                                     {"gh", "g"},
                                                                                     {"sh", "x"},
                                                                                     {"ch", "x"},
                                                                                     {"th", "t"},
                                                                                     {"dh", "d"},
                                                                                     {"ph", "f"},
                                                                                     {"dj", "j"},
                                                                                     {"zh", "j"},
                                                                                     {"ck", "k"},
                                                                                     {"ce", "se"}}};
  for (const auto& [from, to] : kPairs) replace_all(word, from, to);
  std::string sound;
  for (std::size_t i = 0; i < word.size(); ++i) {
    char letter = word[i];
    if (std::string_view{"aeiouwy"}.find(letter) != std::string_view::npos) continue;
    if (letter == 'h' && i + 1 == word.size()) continue;
    if (letter == 'q' || letter == 'c') letter = 'k';
    if (letter == 'p') letter = 'b';  // one letter in Arabic
    if (letter == 'v') letter = 'f';
    if (sound.empty() || sound.back() != letter) sound += letter;
  }
  return sound;
}

PersonName person_name(std::string_view utf8) {
  PersonName name;
  name.written = fold_name(with_plain_arabic(utf8));
  std::vector<std::string> all;
  for (std::size_t from = 0; from < name.written.size();) {
    const std::size_t space = std::min(name.written.find(' ', from), name.written.size());
    all.push_back(name.written.substr(from, space - from));
    from = space + 1;
  }
  for (const std::string& word : all)
    if (!joins(word)) name.words.push_back(word);
  if (name.words.empty()) name.words = std::move(all);
  for (const std::string& word : name.words)
    if (std::string sound = word_sound(word); !sound.empty()) name.sounds.push_back(std::move(sound));
  std::sort(name.words.begin(), name.words.end());
  std::sort(name.sounds.begin(), name.sounds.end());
  return name;
}

double jaro_winkler(std::string_view left, std::string_view right) {
  std::u32string a = code_points(left), b = code_points(right);
  // The greedy search for partners may end otherwise from the other side.
  if (std::pair{a.size(), a} > std::pair{b.size(), b}) std::swap(a, b);
  const double similarity = jaro(a, b);
  if (similarity <= 0.7) return similarity;
  std::size_t prefix = 0;
  while (prefix < std::min<std::size_t>(4, a.size()) && a[prefix] == b[prefix]) ++prefix;
  return similarity + 0.1 * static_cast<double>(prefix) * (1 - similarity);
}

std::int8_t name_agreement(const PersonName& one, const PersonName& other) {
  if (one.words == other.words) return kNamesSame;
  std::size_t letters = 0;
  for (const std::string& sound : one.sounds) letters += sound.size();
  if (letters >= 3 && one.sounds == other.sounds) return kNamesAlike;  // two consonants are too many names
  if (has_all_words(one, other) || has_all_words(other, one)) return kNamesPartly;
  const double similarity =
      std::max(jaro_winkler(one.written, other.written), jaro_winkler(joined(one.words), joined(other.words)));
  if (similarity >= kAlike - kTolerance) return kNamesAlike;
  return similarity >= kPartly - kTolerance ? kNamesPartly : kNamesDiffer;
}

}  // namespace tilth::people
