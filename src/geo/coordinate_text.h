// SPDX-License-Identifier: Apache-2.0
// The numbers, marks and words of a written coordinate, of whatever script, each with its column.
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::geo {

enum class MarkKind : std::uint8_t {
  number,
  word,       ///< letters in a row, in capitals: "N", "36T" is a number and a word
  degree,     ///< ° and its many likenesses
  minute,     ///< ' ’ ′ and likenesses
  second,     ///< " ” ″ and likenesses, or two minute marks
  separator,  ///< , ; / |
  colon,
  dash,  ///< a dash that is no sign of a number
  equals,
};

struct Mark {
  MarkKind kind;
  std::size_t column = 1;      ///< in characters, from 1
  std::string text;            ///< of a number its digits as ASCII with a point, of a word its letters
  bool after_space = false;    ///< something blank stands before it
  double value = 0;            ///< of a number, sign included
  bool has_sign = false;       ///< of a number
  bool decimal_comma = false;  ///< of a number
  int whole_digits = 0;        ///< of a number, before the point
  int decimals = 0;            ///< of a number, after it
};

/// How a comma between two digits is read: `12,5` as a number, or as two.
enum class TightComma : std::uint8_t { decimal, separator };

/// Digits of every script count by their value, quotation marks and dashes by what they look like; marks of writing
/// direction are passed over. @throws Problem "coordinates.too_long", "coordinates.unreadable"
std::vector<Mark> marks_of(std::string_view utf8, TightComma comma);
/// Whether a comma stands between two digits.
bool has_tight_comma(std::string_view utf8);

/// What is wrong, at which column, and how to mend it.
[[noreturn]] void refuse(std::string_view code, std::size_t column, std::string reason, std::string mend);

/// Reads a text both ways where a comma stands between two digits, and refuses it where both make sense and differ.
template <typename Read>
auto read_either_way(std::string_view utf8, const Read& read) {
  if (!has_tight_comma(utf8)) return read(marks_of(utf8, TightComma::decimal));
  using Answer = decltype(read(marks_of(utf8, TightComma::decimal)));
  std::optional<Answer> answers[2];
  std::optional<Problem> problems[2];
  for (const TightComma comma : {TightComma::decimal, TightComma::separator}) {
    const auto way = static_cast<std::size_t>(comma);
    try {
      answers[way] = read(marks_of(utf8, comma));
    } catch (const Problem& problem) {
      problems[way] = problem;
    }
  }
  for (const auto& problem : problems) {
    if (problem && problem->kind().code == "coordinates.ambiguous") throw *problem;
  }
  if (answers[0] && answers[1] && !(*answers[0] == *answers[1])) {
    refuse("coordinates.ambiguous", 1, "a comma between two digits may be a decimal comma or stand between two values",
           "write decimals with a point and put a space after a comma between values");
  }
  if (answers[0]) return *answers[0];
  if (answers[1]) return *answers[1];
  throw *problems[0];
}

}  // namespace tilth::geo
