// SPDX-License-Identifier: Apache-2.0
// The target of a request line.
#include "http/target.h"

#include "base/problem.h"

namespace tilth::http {
namespace {

[[noreturn]] void refuse(std::string_view reason) { throw Problem{"request.bad_path", {{"reason", reason}}}; }

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Percent signs undone; a plus sign is a space in a query alone.
std::string decoded(std::string_view text, bool in_query) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      const int high = at + 2 < text.size() ? digit(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? digit(text[at + 2]) : -1;
      if (high < 0 || low < 0) refuse("a percent sign is not followed by two hexadecimal digits");
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && in_query) {
      c = ' ';
    }
    if (c == '\0') refuse("it holds a zero byte");
    out += c;
  }
  return out;
}

/// A dot or two between slashes of either kind, written as they are or behind percent signs.
bool climbs(std::string_view segment) {
  while (true) {
    const std::size_t slash = segment.find_first_of("/\\");
    const std::string_view part = segment.substr(0, slash);
    if (part == "." || part == "..") return true;
    if (slash == std::string_view::npos) return false;
    segment.remove_prefix(slash + 1);
  }
}

/// RFC 3629: shortest forms only, no surrogates, up to U+10FFFF.
bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xc0) != 0x80) return false;
    }
    if (lead == 0xe0 && byte(at + 1) < 0xa0) return false;
    if (lead == 0xed && byte(at + 1) > 0x9f) return false;
    if (lead == 0xf0 && byte(at + 1) < 0x90) return false;
    if (lead == 0xf4 && byte(at + 1) > 0x8f) return false;
    at += length;
  }
  return true;
}

}  // namespace

std::string Target::path() const {
  std::string text;
  for (const std::string& segment : segments) text += "/" + segment;
  return text.empty() ? "/" : text;
}

Target parse_target(std::string_view target) {
  // Absolute form (RFC 9112 3.2.2): a proxy's way of asking.
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.substr(0, scheme.size()) != scheme) continue;
    const std::size_t slash = target.find('/', scheme.size());
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  if (target.empty() || target.front() != '/') refuse("it does not begin with a slash");
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(1, mark == std::string_view::npos ? mark : mark - 1);
  Target parsed;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    std::string segment = decoded(path.substr(0, slash), false);
    if (segment.empty()) refuse("it holds an empty part");
    if (climbs(segment)) refuse("it holds a part that is a dot or two");
    if (!is_utf8(segment)) refuse("it is not UTF-8");
    parsed.segments.push_back(std::move(segment));
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  if (mark != std::string_view::npos) parsed.query = parse_query(target.substr(mark + 1));
  return parsed;
}

Fields parse_query(std::string_view query) {
  Fields fields;
  while (!query.empty()) {
    const std::size_t next = query.find('&');
    const std::string_view pair = query.substr(0, next);
    if (!pair.empty()) {
      const std::size_t equals = pair.find('=');
      std::string name = decoded(pair.substr(0, equals), true);
      std::string value = equals == std::string_view::npos ? std::string{} : decoded(pair.substr(equals + 1), true);
      if (!is_utf8(name) || !is_utf8(value)) refuse("its query is not UTF-8");
      fields.emplace_back(std::move(name), std::move(value));
      if (fields.size() > 200) refuse("its query has more than 200 parameters");
    }
    query = next == std::string_view::npos ? std::string_view{} : query.substr(next + 1);
  }
  return fields;
}

}  // namespace tilth::http
