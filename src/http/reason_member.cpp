// SPDX-License-Identifier: Apache-2.0
#include "http/reason_member.h"

#include "base/problem.h"
#include "http/ask.h"

#include <algorithm>

namespace tilth::http {

std::string reason_member(const Json& body, std::string_view otherwise) {
  std::string reason = text_member(body, "reason", otherwise);
  const auto letters = std::count_if(reason.begin(), reason.end(),
                                     [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; });
  if (static_cast<std::size_t>(letters) > kMostReason)
    throw Problem{"request.bad_member",
                  {{"name", "reason"}, {"expected", "at most " + std::to_string(kMostReason) + " letters"}}};
  return reason;
}

}  // namespace tilth::http
