// SPDX-License-Identifier: Apache-2.0
// The words of the community door's page: short sentences that are read aloud, in the languages of the program.
#pragma once

#include <string_view>

namespace tilth::http::community {

/// English where the language is none of en, fr, es, ar. @throws std::logic_error for a word that is not there
std::string_view page_word(std::string_view id, std::string_view language);
bool has_page_word(std::string_view id);

}  // namespace tilth::http::community
