// SPDX-License-Identifier: Apache-2.0
// What people read at the community door before they write: messages, what was released, what is still dangerous.
#pragma once

#include "http/message.h"
#include "http/services.h"

#include <string>

namespace tilth::http::community {

/// The language in which the door tells somebody its messages: the one that ?lang= or the browser asks for where the
/// programme has a message in it that somebody checked, be it none of the program's own; else that of the request.
std::string message_language(Services& services, const Request& request);

/// {"programme", "telephone", "languages", "message_languages", "messages": [{"title", "text"}], "land": {"unit": "m2",
/// "rows": [{"place", "cancelled", "reduced", "cleared", "remaining"}], "total", "unsized"}, "reports": [{"id",
/// "title", "published_at"}]}. Land is by province in whole square metres, what was released rounded down and what
/// remains rounded up; it names no hazard and no outline. Messages are the programme's own in that language which
/// somebody checked, and message_languages those that have one. `land` is null where no hazard is recorded.
/// @throws Problem "community.closed"
Json overview(Services& services, const std::string& language);

/// A report that was published for everybody, as HTML. @throws Problem "community.closed", "report.unknown_published"
std::string published_page(Services& services, std::string_view id);

}  // namespace tilth::http::community
