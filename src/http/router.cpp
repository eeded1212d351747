// SPDX-License-Identifier: Apache-2.0
// Which route a request means.
#include "http/router.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace tilth::http {
namespace {

bool is_capture(const std::string& segment) { return segment.front() == '{'; }
bool is_rest(const std::string& segment) { return segment.size() > 2 && segment.ends_with("*}"); }

/// Literals before captures before rests, place by place.
bool more_particular(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  const auto rank = [](const std::string& segment) { return is_rest(segment) ? 2 : is_capture(segment) ? 1 : 0; };
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    if (rank(left[i]) != rank(right[i])) return rank(left[i]) < rank(right[i]);
    if (left[i] != right[i]) return left[i] < right[i];
  }
  return left.size() < right.size();
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments, Fields& captured) {
  captured.clear();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i >= segments.size()) return false;
    if (is_rest(pattern[i])) {
      std::string rest = segments[i];
      for (std::size_t more = i + 1; more < segments.size(); ++more) rest += "/" + segments[more];
      captured.emplace_back(pattern[i].substr(1, pattern[i].size() - 3), std::move(rest));
      return true;
    }
    if (is_capture(pattern[i]))
      captured.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
    else if (pattern[i] != segments[i])
      return false;
  }
  return pattern.size() == segments.size();
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::map<std::string, Pattern> by_text;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    if (!route.handle) throw std::logic_error("the route " + route.pattern + " does nothing");
    Pattern& pattern = by_text[route.pattern];
    if (pattern.routes.empty()) {
      for (std::size_t at = 1; at < route.pattern.size();) {
        const std::size_t slash = std::min(route.pattern.find('/', at), route.pattern.size());
        pattern.segments.push_back(route.pattern.substr(at, slash - at));
        at = slash + 1;
      }
    }
    for (const std::size_t other : pattern.routes) {
      if (routes_[other].method == route.method)
        throw std::logic_error("two routes of " + std::string{text_of(route.method)} + " " + route.pattern);
    }
    pattern.routes.push_back(i);
  }
  for (auto& [text, pattern] : by_text) patterns_.push_back(std::move(pattern));
  std::sort(patterns_.begin(), patterns_.end(),
            [](const Pattern& a, const Pattern& b) { return more_particular(a.segments, b.segments); });
}

Router::Found Router::find(Method method, const Target& target) const {
  Found found;
  Fields captured;
  for (const Pattern& pattern : patterns_) {
    if (!fits(pattern.segments, target.segments, captured)) continue;
    std::string allow;
    const Route* head = nullptr;
    const auto add = [&](std::string_view name) { (allow += allow.empty() ? "" : ", ") += name; };
    for (const std::size_t index : pattern.routes) {
      const Route& route = routes_[index];
      add(text_of(route.method));
      if (route.method == Method::get) {
        add("HEAD");
        head = &route;
      }
      if (route.method == method) found.route = &route;
    }
    add("OPTIONS");
    if (found.route == nullptr && method == Method::head) found.route = head;
    found.captured = std::move(captured);
    found.route_is_rest = pattern.segments.size() == 1 && is_rest(pattern.segments.front());
    found.allow = std::move(allow);
    return found;
  }
  return found;
}

}  // namespace tilth::http
