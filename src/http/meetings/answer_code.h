// SPDX-License-Identifier: Apache-2.0
// Who may answer a poll or a survey, once each, and nobody learns who it was: a code that the organisers hand out, or
// the reference of a registration, becomes a ticket in the browser that leads back to neither.
#pragma once

#include "http/meetings/public_meeting.h"
#include "http/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::http::meetings {

inline constexpr int kMostCodes = 2000;  ///< of one meeting

/// The codes number `first` to `first + count - 1` of a meeting, "ABCD-EFGH": always the same for the same number;
/// nothing is kept of them. @throws std::invalid_argument unless 1 <= first, 1 <= count, first + count - 1 <=
/// kMostCodes
std::vector<std::string> codes_of(Services& services, const Uuid& meeting, int first, int count);

/// The letters of the short address of a meeting's answers, /vote/ABCDE.
std::string short_name(Services& services, const Uuid& meeting);
/// @throws Problem "meeting.closed"
Meeting meeting_of_short_name(Services& services, std::string_view name);

/// The ticket that a code or a reference is exchanged for, as the text of a cookie.
/// @throws Problem "meeting.unknown_code", "meeting.too_many"
std::string ticket_for(Services& services, const Meeting& meeting, std::string_view code, const std::string& from);
/// What a withdrawn registration's reference was exchanged for, or will be, is no ticket from here on; of it nothing is
/// kept that leads back to the reference or to answers.
void end_ticket_of(store::Store& store, const Meeting& meeting, std::string_view reference);
/// For the header Set-Cookie.
std::string cookie_of(const Request& request, const Meeting& meeting, const std::string& ticket);
/// The ticket that the request shows, if it is one of this meeting.
std::optional<std::string> ticket_in(Services& services, const Meeting& meeting, const Request& request);

/// What a ticket is called in the answers to one poll or survey: the same again for the same ticket, and nothing that
/// joins it with its answers to another.
std::string respondent(Services& services, const std::string& ticket, const Uuid& of);

}  // namespace tilth::http::meetings
