// SPDX-License-Identifier: Apache-2.0
// Which route a request means.
#pragma once

#include "http/route.h"
#include "http/target.h"

#include <string>
#include <vector>

namespace tilth::http {

/// Patterns are literal segments, "{name}" for one segment, and "{name*}" for all that are left (one or more), which is
/// captured with its slashes. A literal wins over a capture, a capture over the rest.
class Router {
 public:
  /// @throws std::logic_error for two routes of one method and pattern, and for a route without handler
  explicit Router(std::vector<Route> routes);

  struct Found {
    const Route* route = nullptr;  ///< null: the path has no route at all
    Fields captured;
    bool route_is_rest = false;  ///< the path fell to a pattern "/{name*}" that takes whatever is left
    std::string allow;           ///< "GET, HEAD, OPTIONS": what the path takes; empty when it has no route
  };
  /// HEAD means the route of GET unless it has its own. A path whose routes are of other methods: `allow` alone.
  [[nodiscard]] Found find(Method method, const Target& target) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Pattern {
    std::vector<std::string> segments;
    std::vector<std::size_t> routes;  ///< indices, one a method
  };
  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;  ///< the most particular first
};

}  // namespace tilth::http
