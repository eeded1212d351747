// SPDX-License-Identifier: Apache-2.0
// The frame of pages for the plainest phone: HTML without scripts it needs, a few kilobytes, read from the right where
// the language is.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::visitors {

/// A word of a page in the languages of the program: en, fr, es, ar.
struct Word {
  std::string_view id;
  std::array<std::string_view, 4> text;
};
const Word* find_word(std::span<const Word> words, std::string_view id);  ///< null where there is none
/// English where the language is none of the four. @throws std::logic_error for a word that is not there
std::string_view word_in(std::span<const Word> words, std::string_view id, std::string_view language);

/// The language of the page's own words: English where the program has none in this one.
std::string spoken(std::string_view language);

struct Frame {
  std::string language, programme;  ///< a language of the program
  std::string title;                ///< of the page, plain text
  std::string address;  ///< where the same page stands, without a query: for the links to its other languages
  std::string draft;    ///< a line at the foot; "" for none
  std::vector<std::string> more{};  ///< languages beyond those of the program that the page has something in
};
/// The whole page around `main`, which is HTML.
std::string framed(const Frame& frame, const std::string& main);

}  // namespace tilth::http::visitors
