// SPDX-License-Identifier: Apache-2.0
// Every resource of the server: one file of routes/ each, listed in all_routes.cpp.
#pragma once

#include "http/route.h"

namespace tilth::http {

RouteList account_routes();
RouteList assessment_routes();
RouteList attachment_routes();
RouteList base_map_routes();
RouteList bulk_routes();
RouteList check_routes();
RouteList community_routes();
RouteList coordinate_routes();
RouteList dashboard_routes();
RouteList export_routes();
RouteList finding_routes();
RouteList health_routes();
RouteList help_routes();
RouteList home_routes();
RouteList import_routes();
RouteList indicator_routes();
RouteList publication_routes();
RouteList job_routes();
RouteList ledger_routes();
RouteList linkage_routes();
RouteList opening_routes();
RouteList meeting_page_routes();
RouteList meeting_routes();
RouteList model_routes();
RouteList ogc_collection_routes();
RouteList ogc_item_routes();
RouteList ogc_landing_routes();
RouteList ogc_tile_routes();
RouteList ogc_write_routes();
RouteList openapi_routes();
RouteList priority_routes();
RouteList problem_routes();
RouteList record_routes();
RouteList sampling_routes();
RouteList comparison_routes();
RouteList session_routes();
RouteList settings_routes();
RouteList table_routes();
RouteList web_routes();

std::vector<RouteList> all_routes();

}  // namespace tilth::http
