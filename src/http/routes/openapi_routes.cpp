// SPDX-License-Identifier: Apache-2.0
// /api: the description of every route (OpenAPI 3.0.3).
#include "http/routes/all_routes.h"
#include "http/services.h"

namespace tilth::http {

RouteList openapi_routes() {
  static constexpr std::string_view kOpenApi = "application/vnd.oai.openapi+json;version=3.0";
  RouteList list_of;
  list_of.routes = {{.pattern = "/api",
                     .access = Access::anyone,
                     .operation_id = "openapi",
                     .summary = "What this server answers, as OpenAPI 3.0.",
                     .tag = "Server",
                     .response_type = std::string{kOpenApi},
                     .handle = [](const Request& request, Services& services) {
                       return json(services.openapi("", request.base_url), 200, kOpenApi);
                     }}};
  return list_of;
}

}  // namespace tilth::http
