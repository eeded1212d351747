// SPDX-License-Identifier: Apache-2.0
// Forms of people without an account: that they are ours, and what may stand in a field.
#pragma once

#include "http/message.h"

#include <string>
#include <string_view>

namespace tilth::http::visitors {

inline constexpr const char* kForm = "application/x-www-form-urlencoded";

/// A form of ours, not one that another page sends through its readers. @throws Problem "session.no_token"
void require_own_form(const Request& request);
std::string in_form(const Fields& form, std::string_view name);  ///< "" where it is not there
/// A page that no cache keeps.
Response page(std::string html, int status = 200);

std::string trimmed(const std::string& text);
/// Why a text cannot be taken: too long, or signs that are no text; "" for one that can.
std::string fault_of(const std::string& text, std::size_t most);

}  // namespace tilth::http::visitors
