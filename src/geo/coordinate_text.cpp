// SPDX-License-Identifier: Apache-2.0
// Characters to numbers, marks and words.
#include "geo/coordinate_text.h"

#include "base/fold.h"
#include "geo/coordinates.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <charconv>

namespace tilth::geo {
namespace {

constexpr char32_t kNoMark = 0;
constexpr int kMaxDigits = 22;

/// One sign for all that look or mean alike; digits as ASCII, letters as capitals; kNoMark for what is passed over.
char32_t folded(char32_t c) {
  if (const std::int32_t digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) return U'0' + digit;
  switch (c) {
    case U'°':
    case U'º':
    case U'˚':
    case U'∘':
    case U'⁰':
    case U'゜':
    case U'ﾟ':
      return U'°';
    case U'\'':
    case U'‘':
    case U'’':
    case U'‚':
    case U'‛':
    case U'′':
    case U'‵':
    case U'ʹ':
    case U'ʼ':
    case U'ˈ':
    case U'´':
    case U'`':
    case U'＇':
    case U'׳':
      return U'\'';
    case U'"':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'″':
    case U'‶':
    case U'ʺ':
    case U'ˮ':
    case U'〃':
    case U'＂':
    case U'״':
    case U'«':
    case U'»':
      return U'"';
    case U'-':
    case U'−':
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'—':
    case U'﹣':
    case U'－':
      return U'-';
    case U'+':
    case U'＋':
      return U'+';
    case U'.':
    case U'٫':
    case U'．':
      return U'.';
    case U',':
    case U'،':
    case U'，':
      return U',';
    case U';':
    case U'؛':
    case U'；':
    case U'/':
    case U'|':
      return U';';
    case U':':
    case U'：':
      return U':';
    case U'=':
      return U'=';
    case U'\u200e':
    case U'\u200f':
    case U'\u061c':
    case U'\u202a':
    case U'\u202b':
    case U'\u202c':
    case U'\u202d':
    case U'\u202e':
    case U'\u2066':
    case U'\u2067':
    case U'\u2068':
    case U'\u2069':
    case U'\ufeff':
      return kNoMark;
    default:
      break;
  }
  if (u_isUWhiteSpace(static_cast<UChar32>(c))) return U' ';
  if (u_isalpha(static_cast<UChar32>(c))) return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
  return c;
}

struct Sign {
  char32_t c;
  std::size_t column;
};

/// The signs of a text, with a blank behind the last.
std::vector<Sign> signs_of(std::string_view utf8) {
  if (utf8.size() > kMaxCoordinateBytes) throw Problem{"coordinates.too_long", {{"limit", kMaxCoordinateBytes}}};
  if (!is_utf8(utf8)) refuse("coordinates.unreadable", 1, "the text is not UTF-8", "save it as UTF-8");
  const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  std::vector<Sign> signs;
  std::size_t column = 0;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const char32_t sign = folded(static_cast<char32_t>(text.char32At(at)));
    ++column;
    if (sign != kNoMark) signs.push_back({sign, column});
  }
  signs.push_back({U' ', column + 1});
  return signs;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

class Reader {
 public:
  Reader(std::string_view utf8, TightComma comma) : signs_{signs_of(utf8)}, comma_{comma} {}

  std::vector<Mark> marks() {
    while (at_ + 1 < signs_.size()) {
      const char32_t c = here();
      if (c == U' ') {
        ++at_;
        blank_ = true;
      } else if (is_digit(c) || is_sign()) {
        number();
      } else if (is_letter(c)) {
        word();
      } else {
        mark();
      }
    }
    return std::move(marks_);
  }

 private:
  [[nodiscard]] char32_t here() const { return signs_[at_].c; }
  [[nodiscard]] char32_t next() const { return at_ + 1 < signs_.size() ? signs_[at_ + 1].c : U' '; }
  /// A plus or a minus that belongs to the number behind it: it stands at the front, behind a blank, a word or a
  /// separator, never between two numbers.
  [[nodiscard]] bool is_sign() const {
    if ((here() != U'-' && here() != U'+') || !is_digit(next())) return false;
    if (marks_.empty() || blank_) return true;
    const MarkKind before = marks_.back().kind;
    return before == MarkKind::separator || before == MarkKind::equals ||
           (before == MarkKind::word && marks_.back().text.size() > 1) || before == MarkKind::colon;
  }

  Mark& add(MarkKind kind) {
    Mark& mark = marks_.emplace_back();
    mark.kind = kind;
    mark.column = signs_[at_].column;
    mark.after_space = blank_;
    blank_ = false;
    return mark;
  }

  void number() {
    Mark& mark = add(MarkKind::number);
    const bool negative = here() == U'-';
    if (!is_digit(here())) {
      mark.has_sign = true;
      ++at_;
    }
    bool pointed = false;
    for (;; ++at_) {
      const char32_t c = here();
      if (is_digit(c)) {
        mark.text += static_cast<char>(c);
        ++(pointed ? mark.decimals : mark.whole_digits);
        continue;
      }
      const bool comma = c == U',' && comma_ == TightComma::decimal;
      if ((c != U'.' && !comma) || !is_digit(next())) break;
      if (pointed) {
        refuse("coordinates.unreadable", signs_[at_].column, "a number has two decimal marks",
               "write each number with one decimal point and nothing between its thousands");
      }
      pointed = true;
      mark.decimal_comma = comma;
      mark.text += '.';
    }
    if (mark.whole_digits + mark.decimals > kMaxDigits)
      refuse("coordinates.unreadable", mark.column, "a number has too many digits", "round it");
    std::from_chars(mark.text.data(), mark.text.data() + mark.text.size(), mark.value);
    if (negative) mark.value = -mark.value;
  }

  void word() {
    Mark& mark = add(MarkKind::word);
    icu::UnicodeString letters;
    for (; is_letter(here()); ++at_) letters.append(static_cast<UChar32>(here()));
    letters.toUTF8String(mark.text);
  }

  void mark() {
    const char32_t c = here();
    const std::size_t column = signs_[at_].column;
    switch (c) {
      case U'°':
        add(MarkKind::degree);
        break;
      case U'"':
        add(MarkKind::second);
        break;
      case U'\'':
        if (next() == U'\'') {
          add(MarkKind::second);
          ++at_;
        } else {
          add(MarkKind::minute);
        }
        break;
      case U',':
      case U';':
        add(MarkKind::separator);
        break;
      case U':':
        add(MarkKind::colon);
        break;
      case U'-':
        add(MarkKind::dash);
        break;
      case U'=':
        add(MarkKind::equals);
        break;
      case U'.':  // an abbreviation's: "12 deg. 30 min. N."
        if (!marks_.empty() && marks_.back().kind == MarkKind::word && !is_digit(next())) break;
        refuse("coordinates.unreadable", column, "a point stands where no decimal can be",
               "write a digit on both sides of a decimal point");
      default:
        refuse("coordinates.unreadable", column, "this character has no place in a coordinate", "take it out");
    }
    ++at_;
  }

  std::vector<Sign> signs_;
  TightComma comma_;
  std::size_t at_ = 0;
  bool blank_ = false;
  std::vector<Mark> marks_;
};

}  // namespace

std::vector<Mark> marks_of(std::string_view utf8, TightComma comma) { return Reader{utf8, comma}.marks(); }

bool has_tight_comma(std::string_view utf8) {
  const std::vector<Sign> signs = signs_of(utf8);
  for (std::size_t i = 1; i + 1 < signs.size(); ++i) {
    if (signs[i].c == U',' && is_digit(signs[i - 1].c) && is_digit(signs[i + 1].c)) return true;
  }
  return false;
}

void refuse(std::string_view code, std::size_t column, std::string reason, std::string mend) {
  throw Problem{code, {{"reason", std::move(reason)}, {"column", column}, {"mend", std::move(mend)}}};
}

}  // namespace tilth::geo
