// SPDX-License-Identifier: Apache-2.0
#include "exchange/cell_value.h"

#include "base/fold.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace tilth::exchange {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// ASCII digits for Arabic-Indic and Persian ones, plain spaces for the unbreakable ones.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const unsigned char next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (byte == 0xd9 && next >= 0xa0 && next <= 0xa9) {  // U+0660..0669
      out += static_cast<char>('0' + (next - 0xa0));
      ++i;
    } else if (byte == 0xdb && next >= 0xb0 && next <= 0xb9) {  // U+06F0..06F9
      out += static_cast<char>('0' + (next - 0xb0));
      ++i;
    } else if (byte == 0xc2 && next == 0xa0) {  // U+00A0
      out += ' ';
      ++i;
    } else if (byte == 0xe2 && next == 0x80 && i + 2 < text.size() &&
               (static_cast<unsigned char>(text[i + 2]) == 0xaf || static_cast<unsigned char>(text[i + 2]) == 0x89)) {
      out += ' ';  // U+202F, U+2009
      i += 2;
    } else {
      out += text[i];
    }
  }
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

/// Sign and digits with '.' and without marks, where the marks stand as they should.
std::optional<std::string> normal_number(std::string_view text, std::string_view thousands, char decimal) {
  const std::string all = plain(text);
  std::string out;
  std::size_t i = 0;
  if (i < all.size() && (all[i] == '-' || all[i] == '+')) {
    if (all[i] == '-') out += '-';
    ++i;
  }
  std::size_t since_mark = 0, digits = 0;
  bool marked = false, fraction = false;
  for (; i < all.size(); ++i) {
    const std::string_view rest = std::string_view{all}.substr(i);
    if (is_digit(all[i])) {
      out += all[i];
      ++digits;
      ++since_mark;
    } else if (!fraction && ((!thousands.empty() && rest.starts_with(thousands)) || all[i] == ' ')) {
      if (digits == 0 || (marked ? since_mark != 3 : since_mark > 3)) return std::nullopt;
      if (all[i] != ' ') i += thousands.size() - 1;
      marked = true;
      since_mark = 0;
    } else if (!fraction && all[i] == decimal) {
      if (marked && since_mark != 3) return std::nullopt;
      fraction = true;
      out += '.';
    } else if ((all[i] == 'e' || all[i] == 'E') && digits > 0 && !marked) {
      out += rest;
      i = all.size();
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || (marked && !fraction && since_mark != 3)) return std::nullopt;
  return out;
}

const std::array<std::vector<std::string_view>, 12> kMonths = {{
    {"january", "janvier", "enero", "januari", "يناير", "كانون الثاني"},
    {"february", "fevrier", "febrero", "februari", "فبراير", "شباط"},
    {"march", "mars", "marzo", "maart", "mrt", "مارس", "اذار"},
    {"april", "avril", "abril", "ابريل", "نيسان"},
    {"may", "mai", "mayo", "mei", "مايو", "ايار"},
    {"june", "juin", "junio", "juni", "يونيو", "حزيران"},
    {"july", "juillet", "julio", "juli", "يوليو", "تموز"},
    {"august", "aout", "agosto", "augustus", "اغسطس", "اب"},
    {"september", "septembre", "septiembre", "setiembre", "سبتمبر", "ايلول"},
    {"october", "octobre", "octubre", "oktober", "اكتوبر", "تشرين الاول"},
    {"november", "novembre", "noviembre", "نوفمبر", "تشرين الثاني"},
    {"december", "decembre", "diciembre", "ديسمبر", "كانون الاول"},
}};

std::optional<Date> checked(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0) return std::nullopt;
  if (day > 0 && (month == 0 || day > days_in_month(year, month))) return std::nullopt;
  return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

}  // namespace

std::optional<double> number_from(std::string_view text, std::string_view thousands, char decimal) {
  const auto normal = normal_number(text, thousands, decimal);
  if (!normal) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(normal->data(), normal->data() + normal->size(), value);
  if (error != std::errc{} || end != normal->data() + normal->size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> integer_from(std::string_view text, std::string_view thousands, char decimal) {
  const auto value = number_from(text, thousands, decimal);
  if (!value || *value != std::floor(*value) || std::fabs(*value) > 9.0e15) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::optional<Date> date_from(std::string_view text) {
  std::string all = plain(text);
  for (const std::size_t time : {all.find('T'), all.find(' ')}) {
    // "2015-07-10T00:00:00", "2015/07/10 00:00": a date that a spreadsheet gave a time
    if (time != std::string::npos && time >= 8 && time + 1 < all.size() && is_digit(all[time + 1])) all.resize(time);
  }
  std::replace(all.begin(), all.end(), '/', '-');
  if (const auto date = Date::parse(all)) return date;
  int parts[3] = {0, 0, 0};
  int count = 0;
  const char* at = all.data();
  const char* end = at + all.size();
  while (count < 3 && at < end) {
    const auto [next, error] = std::from_chars(at, end, parts[count]);
    if (error != std::errc{} || (count == 0 && next - at != 4) || next - at > 4) return std::nullopt;
    ++count;
    at = next;
    if (at < end && *at++ != '-') return std::nullopt;
  }
  if (at < end || count == 0 || (count > 1 && parts[1] == 0) || (count > 2 && parts[2] == 0)) return std::nullopt;
  return checked(parts[0], parts[1], parts[2]);
}

std::optional<int> month_from(std::string_view text) {
  if (const auto number = integer_from(text)) {
    return *number >= 1 && *number <= 12 ? std::optional<int>{static_cast<int>(*number)} : std::nullopt;
  }
  std::string name = fold_case(fold_accents(text));
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  if (name.size() < 3) return std::nullopt;
  std::optional<int> found;
  for (int month = 1; month <= 12; ++month) {
    for (const std::string_view known : kMonths[static_cast<std::size_t>(month - 1)]) {
      const std::string whole = fold_case(fold_accents(known));
      if (whole == name) return month;
      if (whole.starts_with(name) && found != month) {
        if (found) return std::nullopt;  // "juin" or "juillet"
        found = month;
      }
    }
  }
  return found;
}

std::optional<Date> date_from(std::string_view text, std::string_view format) {
  const std::string all = plain(text);
  int year = 0, month = 0, day = 0;
  std::size_t at = 0;
  for (std::size_t f = 0; f < format.size();) {
    const auto number = [&](std::size_t most, int& value) {
      std::size_t length = 0;
      value = 0;
      while (length < most && at < all.size() && is_digit(all[at])) {
        value = value * 10 + (all[at++] - '0');
        ++length;
      }
      return length;
    };
    const std::string_view rest = format.substr(f);
    if (rest.starts_with("yyyy")) {
      if (number(4, year) != 4) return std::nullopt;
      f += 4;
    } else if (rest.starts_with("yy")) {
      if (number(2, year) != 2) return std::nullopt;
      year += year >= 50 ? 1900 : 2000;
      f += 2;
    } else if (rest.starts_with("mon")) {
      std::size_t end = at;
      while (end < all.size() && !is_digit(all[end]) &&
             std::string_view{" -/.,"}.find(all[end]) == std::string_view::npos)
        ++end;
      const auto named = month_from(std::string_view{all}.substr(at, end - at));
      if (!named) return std::nullopt;
      month = *named;
      at = end;
      f += 3;
    } else if (rest.starts_with("m")) {
      const bool two = rest.starts_with("mm");
      const std::size_t length = number(2, month);
      if (length == 0 || (two && length != 2) || month == 0) return std::nullopt;
      f += two ? 2 : 1;
    } else if (rest.starts_with("d")) {
      const bool two = rest.starts_with("dd");
      const std::size_t length = number(2, day);
      if (length == 0 || (two && length != 2) || day == 0) return std::nullopt;
      f += two ? 2 : 1;
    } else {
      if (at >= all.size() || all[at] != format[f]) return std::nullopt;
      ++at;
      ++f;
    }
  }
  if (at != all.size() || year == 0) return std::nullopt;
  return checked(year, month, day);
}

std::optional<bool> truth_from(std::string_view text) {
  const std::string folded = fold_case(fold_accents(text));
  for (const char* yes : {"true", "yes", "y", "1", "si", "s", "oui", "ja", "waar", "verdadero", "vrai", "نعم"}) {
    if (folded == yes) return true;
  }
  for (const char* no : {"false", "no", "n", "0", "non", "nee", "onwaar", "falso", "faux", "لا"}) {
    if (folded == no) return false;
  }
  return std::nullopt;
}

std::string with_leading_zeros(std::string_view text, int width) {
  std::string out{text};
  const auto length = static_cast<std::size_t>(std::max(width, 0));
  if (out.empty() || out.size() >= length || !std::all_of(out.begin(), out.end(), is_digit)) return out;
  return std::string(length - out.size(), '0') + out;
}

std::string without_mark(std::string_view text, std::string_view mark) {
  std::string out{text};
  if (mark.empty()) return out;
  for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) out.erase(at, mark.size());
  return out;
}

}  // namespace tilth::exchange
