// SPDX-License-Identifier: Apache-2.0
// From a request to its answer.
#include "http/application.h"

#include "base/problem.h"
#include "http/accepted_languages.h"
#include "http/entity_tag.h"
#include "http/problem.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace tilth::http {
namespace {

/// "host:port" as a URL may hold it; nothing for anything that could end up as markup or a second header.
bool is_authority(std::string_view host) {
  return !host.empty() && host.size() <= 300 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
  });
}

/// The languages of the model that a header prefers first: the primary subtags in order of quality.
std::string language_of(const Request& request, const std::vector<std::string>& known) {
  const auto in_model = [&](std::string_view wanted) {
    return std::find(known.begin(), known.end(), wanted) != known.end();
  };
  if (const auto asked = request.parameter("lang"); asked && in_model(*asked)) return std::string{*asked};
  if (!request.session.language.empty() && in_model(request.session.language)) return request.session.language;
  for (const std::string& tag : accepted_languages(request.header("accept-language").value_or("")))
    if (const std::string primary = tag.substr(0, tag.find('-')); in_model(primary)) return primary;
  return known.empty() ? "en" : known.front();
}

int rank_of(std::string_view role) {
  constexpr std::array<std::string_view, 8> kRising{"public",   "viewer",   "collector",           "operator",
                                                    "reviewer", "director", "information_manager", "administrator"};
  const auto at = std::find(kRising.begin(), kRising.end(), role);
  return at == kRising.end() ? -1 : static_cast<int>(at - kRising.begin());
}

/// Paths that are never pages of the application: an unknown one is no page, it is a mistake.
bool is_interface(const Target& target) {
  constexpr std::array<std::string_view, 7> kInterfaces{"api",     "ogc",     "openrosa", "health",
                                                        "metrics", "basemap", "problems"};
  return !target.segments.empty() &&
         std::find(kInterfaces.begin(), kInterfaces.end(), target.segments.front()) != kInterfaces.end();
}

bool is_write(Method method) {
  return method == Method::post || method == Method::put || method == Method::patch || method == Method::delete_;
}

void require_access(const Route& route, const Session& session) {
  const auto at_least = [&](std::string_view role) {
    if (session.account.empty()) throw Problem{"session.none", Json::object()};
    if (rank_of(session.role) < rank_of(role))
      throw Problem{"session.no_right", {{"role", session.role}, {"needed", role}}};
  };
  switch (route.access) {
    case Access::anyone:
      return;
    case Access::reader:
      if (session.role.empty()) throw Problem{"session.none", Json::object()};
      return;
    case Access::member:
      return at_least("viewer");
    case Access::writer:
      return at_least("collector");
    case Access::reviewer:
      return at_least("reviewer");
    case Access::manager:
      return at_least("director");
    case Access::administrator:
      return at_least("administrator");
  }
}

/// A write by a browser comes from our own page: it carries the session's token, and the browser says that it is ours.
void require_own_page(const Request& request) {
  const auto site = request.header("sec-fetch-site");
  if (site && *site != "same-origin" && *site != "none") throw Problem{"session.no_token", Json::object()};
  if (request.session.csrf.empty()) return;
  const std::string_view given = request.header("x-csrf-token").value_or("");
  const std::string& token = request.session.csrf;
  if (given.size() != token.size() || sodium_memcmp(given.data(), token.data(), token.size()) != 0)
    throw Problem{"session.no_token", Json::object()};
}

void require_known_parameters(const Route& route, const Request& request) {
  for (const auto& [name, value] : request.query) {
    if (route.any_parameter || name == "lang") continue;
    const bool known = std::any_of(
        route.parameters.begin(), route.parameters.end(),
        [&asked = name](const Parameter& parameter) { return parameter.in == "query" && parameter.name == asked; });
    if (!known) {
      std::string names;
      for (const Parameter& parameter : route.parameters) {
        if (parameter.in == "query") names += (names.empty() ? "" : ", ") + parameter.name;
      }
      throw Problem{"request.unknown_parameter",
                    {{"parameter", name}, {"known", names.empty() ? std::string{"none"} : names}}};
    }
  }
  for (const Parameter& parameter : route.parameters) {
    if (!parameter.required || parameter.in == "path") continue;
    const auto given = parameter.in == "query" ? request.parameter(parameter.name) : request.header(parameter.name);
    if (!given || given->empty()) throw Problem{"request.missing_parameter", {{"parameter", parameter.name}}};
  }
}

/// A body must be of a kind that the route takes: what it names, or JSON under another name where it names JSON.
void require_media_type(const Route& route, const Request& request) {
  if (request.body.empty() && request.body_file.empty()) return;
  if (!route.request_schema.empty() || route.body_to_file || is_write(route.method)) {
    if (route.request_type == "*/*") return;
    const auto type = request.header("content-type");
    if (!type || type->empty()) throw Problem{"request.no_media_type", {{"takes", route.request_type}}};
    std::string given{*type};
    given = given.substr(0, given.find(';'));
    while (!given.empty() && given.back() == ' ') given.pop_back();
    std::transform(given.begin(), given.end(), given.begin(), [](unsigned char c) { return std::tolower(c); });
    std::string_view takes = route.request_type;
    while (!takes.empty()) {
      const std::size_t comma = takes.find(',');
      std::string_view one = takes.substr(0, comma);
      takes = comma == std::string_view::npos ? std::string_view{} : takes.substr(comma + 1);
      while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
      if (given == one) return;
      if (one == "application/json" && given.ends_with("+json")) return;
      if (one == "application/geo+json" && given == "application/json") return;
    }
    throw Problem{"request.media_type", {{"given", given}, {"takes", route.request_type}}};
  }
}

}  // namespace

Application::Application(std::vector<Route> routes, Services& services, Log& log)
    : router_(std::move(routes)), services_(services), log_(log) {}

Meant Application::meant(std::optional<Method> method, std::string_view target, Fields headers, std::string_view peer,
                         bool secure) const {
  Meant meant;
  Request& request = meant.request;
  request.headers = std::move(headers);
  request.method = method.value_or(Method::get);
  request.peer = peer;
  request.secure = secure;
  try {
    const std::string_view host = request.header("host").value_or("localhost");
    if (!is_authority(host)) throw Problem{"request.malformed", {{"reason", "the Host header is no host name"}}};
    request.base_url = std::string{secure ? "https" : "http"} + "://" + std::string{host};
    Target parsed = parse_target(target);
    request.path = parsed.path();
    request.query = std::move(parsed.query);
    Router::Found found = router_.find(request.method, parsed);
    request.captured = std::move(found.captured);
    if (found.allow.empty() || (found.route_is_rest && is_interface(parsed)))
      throw Problem{"request.no_such_path", {{"path", request.path}}};
    if (method == Method::options && found.route == nullptr) {
      meant.answer = empty(204).with("Allow", found.allow);
    } else if (!method || found.route == nullptr) {
      meant.answer = answer_of(Problem{"request.wrong_method", {{"allow", found.allow}}}, request);
      meant.answer->with("Allow", found.allow);
    } else {
      meant.route = found.route;
    }
  } catch (...) {
    meant.answer = answer_of(std::current_exception(), request, "", log_);
  }
  return meant;
}

Response Application::answer(const Route& route, Request& request) const {
  Response response;
  try {
    response = answer_unguarded(route, request);
  } catch (...) {
    response = answer_of(std::current_exception(), request, route.pattern, log_);
  }
  try {
    const auto etag = first(response.headers, "ETag");
    if (response.status == 200 && etag && not_modified(request, *etag)) {
      response.status = 304;
      response.body = std::string{};
      std::erase_if(response.headers, [](const auto& header) { return header.first == "Content-Type"; });
    } else {
      compress(response, request.header("accept-encoding").value_or(""));
    }
  } catch (...) {
    response = answer_of(std::current_exception(), request, route.pattern, log_);
  }
  return response;
}

Response Application::answer_unguarded(const Route& route, Request& request) const {
  request.session = services_.sessions().of(request);
  require_access(route, request.session);
  // Signing in and out carry no token yet, or none any more; SameSite and the body's media type keep other pages out.
  if (is_write(request.method) && route.access != Access::anyone) require_own_page(request);
  request.session.language = language_of(request, services_.store().model()->languages);
  require_known_parameters(route, request);
  require_media_type(route, request);
  return route.handle(request, services_);
}

void compress(Response& response, std::string_view accept_encoding) {
  const auto type = first(response.headers, "Content-Type");
  if (!type || !shrinks(*type) || first(response.headers, "Content-Encoding")) return;
  response.with("Vary", "Accept-Encoding");
  const Coding coding = chosen_coding(accept_encoding);
  if (coding == Coding::identity) return;
  if (auto* producer = std::get_if<Producer>(&response.body)) {
    auto compressor = std::make_shared<Compressor>(coding);
    response.body =
        Producer{[inner = std::move(*producer), compressor, buffer = std::string{}](std::string& out) mutable {
          while (true) {  // until something comes out: a piece may vanish in the compressor
            buffer.clear();
            const bool more = inner(buffer);
            compressor->add(buffer, !more, out);
            if (!more || !out.empty()) return more;
          }
        }};
    response.with("Content-Encoding", std::string{text_of(coding)});
    return;
  }
  std::string_view bytes;
  if (const auto* text = std::get_if<std::string>(&response.body))
    bytes = *text;
  else if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body))
    bytes = **shared;
  if (bytes.size() < 1024) return;  // a packet holds it as it is
  std::string small = compressed(bytes, coding);
  if (small.size() >= bytes.size()) return;
  response.body = std::move(small);
  response.with("Content-Encoding", std::string{text_of(coding)});
}

}  // namespace tilth::http
