// SPDX-License-Identifier: Apache-2.0
// Every resource of the server.
#include "http/routes/all_routes.h"

#include "http/routes/report_routes.h"

namespace tilth::http {

std::vector<RouteList> all_routes() {
  return {
      account_routes(),         //
      assessment_routes(),      //
      attachment_routes(),      //
      base_map_routes(),        //
      bulk_routes(),            //
      check_routes(),           //
      community_routes(),       //
      coordinate_routes(),      //
      dashboard_routes(),       //
      export_routes(),          //
      finding_routes(),         //
      health_routes(),          //
      help_routes(),            //
      home_routes(),            //
      import_routes(),          //
      indicator_routes(),       //
      job_routes(),             //
      ledger_routes(),          //
      linkage_routes(),         //
      opening_routes(),         //
      meeting_page_routes(),    //
      meeting_routes(),         //
      model_routes(),           //
      ogc_collection_routes(),  //
      ogc_item_routes(),        //
      ogc_landing_routes(),     //
      ogc_tile_routes(),        //
      ogc_write_routes(),       //
      openapi_routes(),         //
      priority_routes(),        //
      problem_routes(),         //
      record_routes(),          //
      publication_routes(),     //
      report_routes(),          //
      sampling_routes(),        //
      comparison_routes(),      //
      session_routes(),         //
      settings_routes(),        //
      table_routes(),           //
      web_routes(),             // last: it takes every path that is left
  };
}

}  // namespace tilth::http
