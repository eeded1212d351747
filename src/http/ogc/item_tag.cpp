// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/item_tag.h"

#include "base/problem.h"
#include "base/sha256.h"
#include "http/ogc/visible.h"

#include <algorithm>
#include <charconv>

namespace tilth::http::ogc {
namespace {

/// Calls visit for each tag of a list, without "W/" and quotes; stops when it returns true.
template <typename Visit>
bool any_tag(std::string_view tags, Visit&& visit) {
  for (std::size_t at = 0; at < tags.size();) {
    const std::size_t open = tags.find('"', at);
    if (open == std::string_view::npos) return false;
    const std::size_t close = tags.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (visit(tags.substr(open + 1, close - open - 1))) return true;
    at = close + 1;
  }
  return false;
}

std::optional<std::int64_t> state_of(std::string_view tag) {
  std::int64_t seq = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), seq);
  if (error != std::errc{} || (end != tag.data() + tag.size() && *end != '-')) return std::nullopt;
  return seq;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

store::Record found_item(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                         std::string_view id, std::optional<std::int64_t> known_at) {
  const auto uuid = Uuid::parse(id);
  if (uuid) {
    auto record = store.find(caller, type.name, *uuid, known_at);
    if (record && !record->removed) return std::move(*record);
  }
  throw Problem{"ogc.unknown_item", {{"collection", type.name}, {"item", id.substr(0, 100)}}};
}

std::string item_tag(const store::Record& record, const Crs& crs, Format format, std::string_view language) {
  std::string tag = "\"" + std::to_string(record.seq);
  if (crs.uri != kCrs84) tag += "-" + crs.uri.substr(crs.uri.rfind('/') + 1);
  if (format == Format::html) tag += "-html-" + std::string{language};
  return tag + "\"";
}

std::string list_tag(const Request& request, const store::Store& store) {
  std::string asked = fingerprint(request.session.caller) + "\n" + request.session.language + "\n" +
                      (format_of(request) == Format::html ? "html" : "json") + "\n" + request.path;
  for (const auto& [name, value] : request.query) asked += "\n" + name + "=" + value;
  return "W/\"" + std::to_string(store.last_seq()) + "-" + hex(sha256(asked)).substr(0, 12) + "\"";
}

bool names_state(std::string_view tags, std::int64_t seq) {
  if (trimmed(tags) == "*") return true;
  return any_tag(tags, [&](std::string_view one) { return state_of(one) == seq; });
}

std::optional<std::int64_t> first_state(std::string_view tags) {
  std::optional<std::int64_t> state;
  any_tag(tags, [&](std::string_view one) { return (state = state_of(one)).has_value(); });
  return state;
}

}  // namespace tilth::http::ogc
