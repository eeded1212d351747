// SPDX-License-Identifier: Apache-2.0
// The one place of the server where problems are caught, and become answers (RFC 9457).
#pragma once

#include "base/problem.h"
#include "http/log.h"
#include "http/message.h"

#include <exception>

namespace tilth::http {

/// application/problem+json with type, title, status, detail (the hint), instance, code and values.
Response answer_of(const Problem& problem, const Request& request);
/// What a handler threw. A fault of ours is answered with 500 and its text goes to the log alone.
Response answer_of(const std::exception_ptr& thrown, const Request& request, std::string_view route, Log& log);

}  // namespace tilth::http
