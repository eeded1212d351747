// SPDX-License-Identifier: Apache-2.0
#include "http/visitors/form.h"

#include "base/problem.h"

#include <algorithm>

namespace tilth::http::visitors {

void require_own_form(const Request& request) {
  const auto site = request.header("sec-fetch-site"), origin = request.header("origin");
  const bool foreign = site ? *site != "same-origin" && *site != "none" : origin && *origin != request.base_url;
  if (foreign) throw Problem{"session.no_token", Json::object()};
}

std::string in_form(const Fields& form, std::string_view name) { return std::string{first(form, name).value_or("")}; }

Response page(std::string html, int status) {
  return text(std::move(html), "text/html; charset=utf-8", status).with("Cache-Control", "no-store");
}

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::string fault_of(const std::string& text, std::size_t most) {
  if (text.size() > most) return "at most " + std::to_string(most) + " bytes are taken";
  const bool plain = std::none_of(text.begin(), text.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f;
  });
  return plain ? "" : "it holds signs that are no text";
}

}  // namespace tilth::http::visitors
