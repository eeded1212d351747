// SPDX-License-Identifier: Apache-2.0
// The pages on which people answer polls and surveys of a meeting, and read what came of a poll when it is closed.
#pragma once

#include "http/meetings/answers.h"
#include "http/meetings/page_parts.h"

#include <optional>
#include <string>
#include <string_view>

namespace tilth::http::meetings {

/// What can be answered; without a ticket the form for the code. @param ticket of the request
std::string answers_page(Services& services, const Request& request, const Meeting& meeting,
                         const std::optional<std::string>& ticket, const Problem* refusal = nullptr);
/// @throws Problem "meeting.not_open"
std::string survey_page(Services& services, const Request& request, const Meeting& meeting, std::string_view survey,
                        const std::optional<std::string>& ticket, const Fields& written, const Problem* refusal);
/// The form while it is open and not answered; the results when it is closed. @throws Problem "meeting.not_open"
std::string poll_page(Services& services, const Request& request, const Meeting& meeting, std::string_view poll,
                      const std::optional<std::string>& ticket, const Fields& written, const Problem* refusal);
/// Whether the page of a poll changes by itself, when it is closed: it waits for the results.
bool waits_for_results(Services& services, const Meeting& meeting, std::string_view poll,
                       const std::optional<std::string>& ticket);

}  // namespace tilth::http::meetings
