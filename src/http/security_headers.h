// SPDX-License-Identifier: Apache-2.0
// What every answer tells browsers: no request leaves for another place, nobody frames the pages, nothing is guessed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tilth::http {

/// Names and values of every answer but the Content-Security-Policy.
std::span<const std::pair<std::string_view, std::string_view>> security_headers();

/// Content-Security-Policy: this server alone, and for pictures and data also these origins.
std::string content_security_policy(std::span<const std::string> origins = {});

/// "https://host:8443" of an absolute http or https address; nothing for one without a plain host name: no user, no
/// pattern such as {s}, nothing that would end up as another word of the policy.
std::optional<std::string> origin_of(std::string_view url);

/// Whether Strict-Transport-Security belongs to answers for this Host header. Browsers apply it to all ports of a name,
/// so it is sent only where the whole name is ours to speak for: a full domain name on the usual port of TLS. An
/// address in digits cannot have it (RFC 6797 8.1.1); on localhost and names of a local network it would lock out other
/// services.
bool is_strict_host(std::string_view host);

}  // namespace tilth::http
