// SPDX-License-Identifier: Apache-2.0
// From the text of a cell to a number, a date, a truth: strictly, since a wrong guess becomes a wrong figure.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::exchange {

/// A number with the given marks. Spaces of all kinds and the thousands mark may stand between groups of three digits
/// alone, so that "1,5" is never read as 15. Arabic-Indic digits count as digits.
std::optional<double> number_from(std::string_view text, std::string_view thousands = "", char decimal = '.');
std::optional<std::int64_t> integer_from(std::string_view text, std::string_view thousands = "", char decimal = '.');

/// ISO dates of any precision, the same with slashes or with a time behind; nothing for anything that could be read in
/// two ways (03/04/2015).
std::optional<Date> date_from(std::string_view text);
/// By a format of yyyy, yy, mm, m, dd, d, mon (a month's name or its beginning in English, French, Spanish, Dutch or
/// Arabic) and the characters between them. yy is 19yy from 50 on.
std::optional<Date> date_from(std::string_view text, std::string_view format);

std::optional<bool> truth_from(std::string_view text);
/// 1 to 12 from a number or a name.
std::optional<int> month_from(std::string_view text);

/// "313" of width 5 is "00313"; a text that is not all digits, or is longer, stays as it is.
std::string with_leading_zeros(std::string_view text, int width);
/// Text without the thousands mark that a spreadsheet put into a code: "5,313" -> "5313".
std::string without_mark(std::string_view text, std::string_view mark);

}  // namespace tilth::exchange
