// SPDX-License-Identifier: Apache-2.0
// Every resource of the server: one file of routes/ each, listed in all_routes.cpp.
#pragma once

#include "http/route.h"

namespace tilth::http {

RouteList health_routes();
RouteList job_routes();
RouteList ogc_collection_routes();
RouteList ogc_item_routes();
RouteList ogc_landing_routes();
RouteList ogc_tile_routes();
RouteList ogc_write_routes();
RouteList openapi_routes();
RouteList problem_routes();
RouteList web_routes();

std::vector<RouteList> all_routes();

}  // namespace tilth::http
