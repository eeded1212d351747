// SPDX-License-Identifier: Apache-2.0
// Why somebody does what a request asks for, as its body says it.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace tilth::http {

/// The log keeps it for ever.
inline constexpr std::size_t kMostReason = 1'000;  // letters: a page of it is no reason, and as many as our pages take

/// "reason" of a body; "" or `otherwise` where it has none. @throws Problem "request.bad_member" beyond kMostReason
std::string reason_member(const Json& body, std::string_view otherwise = {});

}  // namespace tilth::http
