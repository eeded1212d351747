// SPDX-License-Identifier: Apache-2.0
// /health: does the server live, can it answer. /metrics: what it counts.
#include "base/problem.h"
#include "http/metrics.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/sessions.h"

namespace tilth::http {
namespace {

/// 200 when the store answers, 503 when it does not: what a supervisor asks before it sends people here.
Response ready(const Request&, Services& services) {
  Json checks = Json::object();
  bool sound = true;
  try {
    (void)services.store().last_seq();
    checks["store"] = "ok";
  } catch (const std::exception&) {
    checks["store"] = "away";
    sound = false;
  }
  return json({{"status", sound ? "ready" : "not_ready"}, {"checks", checks}}, sound ? 200 : 503)
      .with("Cache-Control", "no-store");
}

Response alive(const Request&, Services&) {
  return json({{"status", "alive"}, {"version", TILTH_VERSION}}).with("Cache-Control", "no-store");
}

Response counted(const Request& request, Services& services) {
  // What is asked how often is the operator's to know: this machine's, or an administrator's.
  if (!is_loopback(request.peer) && request.session.role != "administrator")
    throw Problem{request.session.account.empty() ? "session.none" : "session.no_right",
                  {{"role", request.session.role}, {"needed", "administrator"}}};
  return text(services.metrics().text(), "text/plain; version=0.0.4; charset=utf-8").with("Cache-Control", "no-store");
}

}  // namespace

RouteList health_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"Health",
       object({{"status", one_of({"alive", "ready", "not_ready"})}, {"version", text()}, {"checks", map(text())}},
              {"status"})}};
  const auto add = [&](std::string pattern, std::string id, std::string summary, std::string gives,
                       std::string response_type, std::function<Response(const Request&, Services&)> handle) {
    list_of.routes.push_back({.pattern = std::move(pattern),
                              .access = Access::anyone,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "Server",
                              .response_schema = std::move(gives),
                              .response_type = std::move(response_type),
                              .handle = std::move(handle)});
  };
  add("/health", "health", "The server lives.", "Health", "application/json", alive);
  add("/health/ready", "readiness", "The server can answer: its store can be read.", "Health", "application/json",
      ready);
  add("/metrics", "metrics", "What the server counts, as Prometheus text; for this machine and administrators.", "",
      "text/plain", counted);
  return list_of;
}

}  // namespace tilth::http
