// SPDX-License-Identifier: Apache-2.0
// The community door as pages for the plainest phone: HTML without scripts it needs, a few kilobytes, read from the
// right where the language is.
#pragma once

#include "http/community/door.h"
#include "http/message.h"

#include "base/problem.h"

#include <string>

namespace tilth::http::community {

/// The first page; after a refusal with what was written and why it was refused.
std::string first_page(Services& services, const Request& request, const Message& written = {.topic = "report_a_find"},
                       const Problem* refusal = nullptr);
std::string thanks_page(Services& services, const Request& request, const Taken& taken, bool find);
std::string answer_page(Services& services, const Request& request, const Answer& answer);
/// The door is shut, or something failed.
std::string sorry_page(const Request& request, std::string_view code, const std::string& telephone);

}  // namespace tilth::http::community
