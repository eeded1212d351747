// SPDX-License-Identifier: Apache-2.0
// Entity tags of answers, and the condition of a reader on them (RFC 9110 13.1.2).
#pragma once

#include "http/message.h"

#include <string_view>

namespace tilth::http {

/// True when one of a list of entity tags ("*" too) names `etag`; W/ makes no difference.
bool names_tag(std::string_view list, std::string_view etag);
/// If-None-Match of a GET or HEAD names the tag: the caller has this answer already.
bool not_modified(const Request& request, std::string_view etag);

}  // namespace tilth::http
