// SPDX-License-Identifier: Apache-2.0
// /api: the description of every route (OpenAPI 3.0.3).
#include "http/routes/all_routes.h"
#include "http/services.h"

namespace tilth::http {

RouteList openapi_routes() {
  RouteList list;
  Route route;
  route.pattern = "/api";
  route.access = Access::anyone;
  route.operation_id = "openapi";
  route.summary = "What this server answers, as OpenAPI 3.0.";
  route.tag = "Server";
  route.response_type = "application/vnd.oai.openapi+json;version=3.0";
  route.handle = [](const Request& request, Services& services) {
    return json(services.openapi("", request.base_url), 200, "application/vnd.oai.openapi+json;version=3.0");
  };
  list.routes.push_back(route);
  return list;
}

}  // namespace tilth::http
