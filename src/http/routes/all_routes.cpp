// SPDX-License-Identifier: Apache-2.0
// Every resource of the server.
#include "http/routes/all_routes.h"

namespace tilth::http {

std::vector<RouteList> all_routes() {
  return {
      health_routes(),          //
      job_routes(),             //
      ogc_collection_routes(),  //
      ogc_item_routes(),        //
      ogc_landing_routes(),     //
      ogc_tile_routes(),        //
      ogc_write_routes(),       //
      openapi_routes(),         //
      problem_routes(),         //
      web_routes(),             // last: it takes every path that is left
  };
}

}  // namespace tilth::http
