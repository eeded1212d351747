// SPDX-License-Identifier: Apache-2.0
#include "http/entity_tag.h"

namespace tilth::http {

bool names_tag(std::string_view list, std::string_view etag) {
  const auto strong = [](std::string_view tag) { return tag.substr(0, 2) == "W/" ? tag.substr(2) : tag; };
  if (etag.empty()) return false;
  while (!list.empty()) {
    while (!list.empty() && (list.front() == ' ' || list.front() == ',')) list.remove_prefix(1);
    if (list.substr(0, 1) == "*") return true;
    std::size_t end = list.find('"');
    end = end == std::string_view::npos ? end : list.find('"', end + 1);
    if (end == std::string_view::npos) return strong(list.substr(0, list.find(','))) == strong(etag);
    if (strong(list.substr(0, end + 1)) == strong(etag)) return true;
    list.remove_prefix(end + 1);
  }
  return false;
}

bool not_modified(const Request& request, std::string_view etag) {
  if (request.method != Method::get && request.method != Method::head) return false;
  const auto asked = request.header("if-none-match");
  return asked && names_tag(*asked, etag);
}

}  // namespace tilth::http
