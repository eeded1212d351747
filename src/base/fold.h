// SPDX-License-Identifier: Apache-2.0
// Text made comparable: case, accents, spaces, punctuation (ICU).
#pragma once

#include <string>
#include <string_view>

namespace tilth {

std::string fold_case(std::string_view utf8);     ///< Unicode full case folding, NFC
std::string raise_case(std::string_view utf8);    ///< Unicode upper case, NFC
std::string fold_accents(std::string_view utf8);  ///< NFD without nonspacing marks, then NFC
/// A place or person's name for matching: case and accents folded, Latin script, punctuation to single spaces, trimmed.
std::string fold_name(std::string_view utf8);
/// Whether all of it is well-formed UTF-8.
bool is_utf8(std::string_view bytes);
/// The longest beginning of well-formed UTF-8 that has at most `most` bytes and cuts no letter.
std::string_view beginning_of(std::string_view utf8, std::size_t most);
/// Distance of Damerau and Levenshtein (optimal string alignment) in code points; stops counting beyond `limit`.
int edit_distance(std::string_view left, std::string_view right, int limit = 64);

}  // namespace tilth
