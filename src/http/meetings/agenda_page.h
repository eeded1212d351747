// SPDX-License-Identifier: Apache-2.0
// What people read of a meeting: which there are, and the agenda of one, for a phone, a screen and paper.
#pragma once

#include "http/message.h"
#include "http/services.h"

#include "base/problem.h"

#include <string>
#include <string_view>

namespace tilth::http::meetings {

/// @throws Problem "meeting.closed"
std::string list_page(Services& services, const Request& request);
/// @param refusal of a reference that was typed at its foot; null for none
/// @throws Problem "meeting.closed"
std::string agenda_page(Services& services, const Request& request, std::string_view meeting,
                        const Problem* refusal = nullptr);

}  // namespace tilth::http::meetings
