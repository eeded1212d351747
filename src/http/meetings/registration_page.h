// SPDX-License-Identifier: Apache-2.0
// The pages on which people register, correct what they said and withdraw.
#pragma once

#include "http/meetings/page_parts.h"
#include "http/meetings/registration.h"

#include <string>

namespace tilth::http::meetings {

/// The empty form; after a refusal with what was written and why it was refused.
std::string register_page(Services& services, const Request& request, const Meeting& meeting,
                          const Registration& written = {}, const Problem* refusal = nullptr);
/// The reference, and the sessions chosen with where to join.
std::string registered_page(Services& services, const Request& request, const Meeting& meeting,
                            const Registration& sent, const std::string& reference);
/// What is kept, to be corrected; a form to withdraw. @param corrected says that it has just been
std::string correct_page(Services& services, const Request& request, const Meeting& meeting,
                         const std::string& reference, const Registration& kept, bool corrected,
                         const Problem* refusal = nullptr);
std::string withdrawn_page(Services& services, const Request& request, const Meeting& meeting, bool gone);

}  // namespace tilth::http::meetings
