// SPDX-License-Identifier: Apache-2.0
// The words of the pages of meetings, in the languages of the program.
#pragma once

#include <string_view>

namespace tilth::http::meetings {

/// English where the language is none of en, fr, es, ar. @throws std::logic_error for a word that is not there
std::string_view meeting_word(std::string_view id, std::string_view language);
bool has_meeting_word(std::string_view id);

}  // namespace tilth::http::meetings
