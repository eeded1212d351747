// SPDX-License-Identifier: Apache-2.0
// From a request to its answer: route, session, rights, handler, problem, conditions, compression. Knows no socket.
#pragma once

#include "http/compression.h"
#include "http/log.h"
#include "http/router.h"
#include "http/services.h"
#include "http/sessions.h"

#include <optional>

namespace tilth::http {

/// A request before its body is read: what it means, or the answer that needs no body.
struct Meant {
  const Route* route = nullptr;
  Request request;
  std::optional<Response> answer;  ///< already: no such path, wrong method, OPTIONS
};

class Application {
 public:
  /// @throws std::logic_error when the routes contradict each other
  Application(std::vector<Route> routes, Services& services, Log& log);

  /// Quick: on the I/O thread. @param method nothing for a method of no route, such as TRACE
  [[nodiscard]] Meant meant(std::optional<Method> method, std::string_view target, Fields headers,
                            std::string_view peer, bool secure) const;
  /// On a worker thread, once the body is there. Never throws.
  [[nodiscard]] Response answer(const Route& route, Request& request) const;

  [[nodiscard]] const Router& router() const { return router_; }

 private:
  Response answer_unguarded(const Route& route, Request& request) const;

  Router router_;
  Services& services_;
  Log& log_;
};

/// Compresses a text that gains by it, and says so; a stream is compressed as it goes. Sets Vary.
void compress(Response& response, std::string_view accept_encoding);

}  // namespace tilth::http
