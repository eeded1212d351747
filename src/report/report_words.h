// SPDX-License-Identifier: Apache-2.0
// Words, numbers and times of reports in the reader's language: what is not the model's to say.
#pragma once

#include "base/date.h"
#include "model/model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tilth::report {

/// A fixed word ("total", "not_recorded", "NO_DATA"); English where the language is none of en, fr, es, ar.
/// @throws std::logic_error for a word that is not in the table
std::string report_word(std::string_view id, std::string_view language);
/// The same with each {name} replaced.
std::string report_word(std::string_view id, std::string_view language, const Json& values);
/// Why there is no figure, in words; the reason itself where it is none of the table.
std::string reason_words(const std::string& reason, std::string_view language);

/// Digits in groups as the language writes them, Western in every language: figures are copied between languages.
std::string number_text(double value, int decimals, std::string_view language);
/// Decimals as figures are shown: none for areas and whole numbers, three below 1, else one.
int decimals_of(double value, std::string_view unit);
/// "18,000 m²", "25 %"; units in words stay out, the text has its own noun.
std::string figure_text(double value, const model::Indicator& indicator, std::string_view language);
/// "m²", "%", "days"; "" for a figure without. Money is shown in whole units, so this says "currency units" of it.
std::string unit_text(const model::Indicator& indicator, std::string_view language);
/// A value as it is shown: money in whole units of its currency, where figures count minor ones.
double shown_value(double value, const model::Indicator& indicator);
/// Digits alone: of an area, an amount, any figure.
std::string plain_text(double value, const model::Indicator& indicator, std::string_view language);

/// "2024", "March 2024", "2024-01-15 to 2024-03-02".
std::string period_text(const Date& from, const Date& to, std::string_view language);
bool right_to_left(std::string_view language);
/// What stands between the words of a list.
std::string_view list_mark(std::string_view language);
/// A date or a number with signs, kept in its order within a line that runs from right to left: 2024-05-20 must not be
/// read as 20-05-2024.
std::string in_order(const std::string& text, std::string_view language);
/// Words that people wrote, which keep their own direction within a line of another language.
std::string isolated(const std::string& text, std::string_view language);

}  // namespace tilth::report
