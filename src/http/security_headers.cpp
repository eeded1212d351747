// SPDX-License-Identifier: Apache-2.0
#include "http/security_headers.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tilth::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kHeaders{
    {{"X-Content-Type-Options", "nosniff"},
     {"X-Frame-Options", "DENY"},
     {"Referrer-Policy", "no-referrer"},
     {"Cross-Origin-Opener-Policy", "same-origin"},
     {"Cross-Origin-Resource-Policy", "same-origin"},
     {"Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=()"}}};

bool is_host_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
}

}  // namespace

std::span<const std::pair<std::string_view, std::string_view>> security_headers() { return kHeaders; }

std::string content_security_policy(std::span<const std::string> origins) {
  std::string others;
  for (const std::string& origin : origins) others += " " + origin;
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' "
         "data: blob:" +
         others + "; font-src 'self'; connect-src 'self'" + others +
         "; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}

std::optional<std::string> origin_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    const std::string_view authority =
        url.substr(scheme.size(), url.find_first_of("/?#", scheme.size()) - scheme.size());
    const std::size_t colon = authority.find(':');
    const std::string_view host = authority.substr(0, colon);
    if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_letter)) return std::nullopt;
    if (colon != std::string_view::npos) {
      const std::string_view port = authority.substr(colon + 1);
      const bool digits = std::all_of(port.begin(), port.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
      if (port.empty() || port.size() > 5 || !digits) return std::nullopt;
    }
    return std::string{scheme} + std::string{authority};
  }
  return std::nullopt;
}

bool is_strict_host(std::string_view host) {
  if (host.ends_with(":443")) host.remove_suffix(4);
  if (host.find(':') != std::string_view::npos) return false;  // another port, or an IPv6 address
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == host.size()) return false;
  std::string top{host.substr(dot + 1)};
  std::transform(top.begin(), top.end(), top.begin(), [](unsigned char c) { return std::tolower(c); });
  if (std::all_of(top.begin(), top.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) return false;
  // Names that no registry gives out (RFC 6761, RFC 6762, RFC 8375) and those that local networks use beside them.
  constexpr std::array<std::string_view, 11> kLocal{"localhost", "local", "test", "example",     "invalid", "arpa",
                                                    "internal",  "lan",   "home", "localdomain", "corp"};
  return std::find(kLocal.begin(), kLocal.end(), top) == kLocal.end();
}

}  // namespace tilth::http
