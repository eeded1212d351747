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

}  // namespace

RouteList health_routes() {
  RouteList list;
  list.schemas["Health"] = {{"type", "object"},
                            {"required", Json::array({"status"})},
                            {"properties",
                             {{"status", {{"type", "string"}, {"enum", Json::array({"alive", "ready", "not_ready"})}}},
                              {"version", {{"type", "string"}}},
                              {"checks", schema::map(schema::text())}}}};
  Route alive;
  alive.pattern = "/health";
  alive.access = Access::anyone;
  alive.operation_id = "health";
  alive.summary = "The server lives.";
  alive.tag = "Server";
  alive.response_schema = "Health";
  alive.handle = [](const Request&, Services&) {
    return json({{"status", "alive"}, {"version", TILTH_VERSION}}).with("Cache-Control", "no-store");
  };
  list.routes.push_back(alive);

  Route readiness = alive;
  readiness.pattern = "/health/ready";
  readiness.operation_id = "readiness";
  readiness.summary = "The server can answer: its store can be read.";
  readiness.handle = ready;
  list.routes.push_back(readiness);

  Route counted = alive;
  counted.pattern = "/metrics";
  counted.operation_id = "metrics";
  counted.summary = "What the server counts, as Prometheus text; for this machine and administrators.";
  counted.response_schema = "";
  counted.response_type = "text/plain";
  counted.handle = [](const Request& request, Services& services) {
    // What is asked how often is the operator's to know: this machine's, or an administrator's.
    if (!is_loopback(request.peer) && request.session.role != "administrator")
      throw Problem{request.session.account.empty() ? "session.none" : "session.no_right",
                    {{"role", request.session.role}, {"needed", "administrator"}}};
    return text(services.metrics().text(), "text/plain; version=0.0.4; charset=utf-8")
        .with("Cache-Control", "no-store");
  };
  list.routes.push_back(counted);
  return list;
}

}  // namespace tilth::http
