// SPDX-License-Identifier: Apache-2.0
// Text made comparable (ICU).
#include "base/fold.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

namespace tilth {
namespace {

using icu::UnicodeString;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

UnicodeString from(std::string_view utf8) {
  return UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

std::string to_utf8(const UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

const icu::Normalizer2& normalizer(bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found =
      compose ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalisation data");
  return *found;
}

UnicodeString normalized(const UnicodeString& text, bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  return normalizer(compose).normalize(text, status);
}

UnicodeString without_marks(const UnicodeString& text) {
  const UnicodeString apart = normalized(text, false);
  UnicodeString kept;
  for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const UChar32 c = apart.char32At(at);
    if (u_charType(c) != U_NON_SPACING_MARK) kept.append(c);
  }
  return normalized(kept, true);
}

std::string lower_ascii(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

icu::Transliterator& to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> rules = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made{
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status)};
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no transliteration data");
    return made;
  }();
  return *rules;
}

std::vector<UChar32> code_points(std::string_view utf8) {
  const UnicodeString text = from(utf8);
  std::vector<UChar32> points;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) points.push_back(text.char32At(at));
  return points;
}

}  // namespace

std::string fold_case(std::string_view utf8) {
  if (is_ascii(utf8)) return lower_ascii(utf8);
  UnicodeString text = from(utf8);
  return to_utf8(normalized(text.foldCase(), true));
}

std::string raise_case(std::string_view utf8) {
  UnicodeString text = from(utf8);
  return to_utf8(normalized(text.toUpper(icu::Locale::getRoot()), true));
}

std::string fold_accents(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string{utf8};
  return to_utf8(without_marks(from(utf8)));
}

std::string fold_name(std::string_view utf8) {
  std::string folded;
  if (is_ascii(utf8)) {
    folded = lower_ascii(utf8);
  } else {
    // Small first: ICU knows how to write some letters only when they are (U+03F3, not U+037F).
    UnicodeString text = without_marks(from(utf8)).foldCase();
    to_latin().transliterate(text);
    folded = lower_ascii(to_utf8(without_marks(text.foldCase())));
  }
  std::string out;
  for (const char c : folded) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (word) {
      out += c;
    } else if (c != '\'' && c != '`' && !out.empty() && out.back() != ' ') {
      out += ' ';  // an apostrophe joins: d'Ivoire, Shakhtars'k
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string_view beginning_of(std::string_view utf8, std::size_t most) {
  if (utf8.size() <= most) return utf8;
  while (most > 0 && (static_cast<unsigned char>(utf8[most]) & 0xc0) == 0x80) --most;
  return utf8.substr(0, most);
}

int edit_distance(std::string_view left, std::string_view right, int limit) {
  const auto a = code_points(left);
  const auto b = code_points(right);
  const int difference = static_cast<int>(a.size()) - static_cast<int>(b.size());
  if (std::abs(difference) > limit) return limit + 1;
  std::array<std::vector<int>, 3> rows;  // two rows back, the row before, this row
  for (auto& row : rows) row.assign(b.size() + 1, 0);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[1][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    rows[2][0] = static_cast<int>(i);
    int smallest = rows[2][0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
      int best = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, rows[1][j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, rows[0][j - 2] + 1);
      rows[2][j] = best;
      smallest = std::min(smallest, best);
    }
    if (smallest > limit) return limit + 1;
    std::swap(rows[0], rows[1]);
    std::swap(rows[1], rows[2]);
  }
  return rows[1][b.size()];
}

}  // namespace tilth
