// SPDX-License-Identifier: Apache-2.0
// References that people without an account are given: letters that nobody guesses, and of which nothing is kept.
#pragma once

#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>

namespace tilth::http::visitors {

/// The letters of an id and those that prove it, drawn from 30: no 0 or 1, no I, L or O.
inline constexpr std::size_t kIdLetters = 8, kProofLetters = 6;

/// Letters of a keyed hash of a text; none looks like a digit. @pre count <= 16
std::string letters_of(std::string_view key, std::string_view text, std::size_t count);

/// The member "secret" of a setting that no answer shows; made when it is not there. Whoever calls lets one in at a
/// time.
std::string secret_of(store::Store& store, std::string_view setting);
std::string kept_secret(const store::Store& store, std::string_view setting);  ///< "": nothing was ever given out

/// "ABCD-EFGH-JKMNPQ": the id, and six letters that only who has the secret can make.
std::string reference_of(const std::string& secret, const std::string& id);
/// The id of a reference, however it was typed; nothing where it proves none.
std::optional<std::string> id_of(const std::string& secret, std::string_view reference);

/// The letters and digits of what somebody typed, in capitals.
std::string typed_letters(std::string_view typed);

}  // namespace tilth::http::visitors
