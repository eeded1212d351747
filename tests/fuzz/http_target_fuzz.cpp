// SPDX-License-Identifier: Apache-2.0
// Targets of requests from anyone: refused, or read to a path that climbs nowhere, and to the route of its pattern.
#include "base/fold.h"
#include "base/problem.h"
#include "http/router.h"
#include "must.h"

namespace {

using namespace tilth;
using namespace tilth::http;
using fuzz::must;

const Router& router() {
  static const Router made = [] {
    std::vector<Route> routes;
    for (const char* pattern : {"/", "/api/tables/{type}", "/api/records/{type}/{id}/history", "/api/records/check",
                                "/ogc/collections/{collectionId}/items/{featureId}",
                                "/ogc/tiles/{set}/{level}/{row}/{column}", "/assets/{name*}", "/{name*}"}) {
      Route& route = routes.emplace_back();
      route.pattern = pattern;
      route.handle = [](const Request&, Services&) { return empty(204); };
    }
    return Router{std::move(routes)};
  }();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    for (const auto& [name, value] : parse_query(fuzz::text_of(data, size))) must(is_utf8(name) && is_utf8(value));
  } catch (const Problem&) {
  }
  Target target;
  try {
    target = parse_target(fuzz::text_of(data, size));
  } catch (const Problem&) {
    return 0;
  }
  for (const std::string& segment : target.segments) {
    must(!segment.empty() && segment != "." && segment != ".." && is_utf8(segment));
    must(segment.find('\0') == std::string::npos);
    must(("/" + segment + "/").find("/../") == std::string::npos);
  }
  for (const auto& [name, value] : target.query) must(is_utf8(name) && is_utf8(value));
  const Router::Found found = router().find(Method::get, target);
  must(found.route != nullptr);  // the last pattern takes every path
  for (const auto& [name, value] : found.captured) must(!value.empty());
  must(router().find(Method::head, target).route == found.route);
  must(router().find(Method::patch, target).route == nullptr);
  return 0;
}
