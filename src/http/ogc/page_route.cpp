// SPDX-License-Identifier: Apache-2.0
#include "http/ogc/page_route.h"

#include "http/schemas.h"

namespace tilth::http::ogc {

Route page_route(std::string pattern, std::string id, std::string summary, std::string schema_name,
                 std::string_view type, std::function<Response(const Request&, Services&)> handle) {
  return {.pattern = std::move(pattern),
          .access = Access::reader,
          .operation_id = std::move(id),
          .summary = std::move(summary),
          .tag = "OGC API",
          .parameters = {query("f", "json or html; else Accept decides", schema::one_of({"json", "html"})),
                         language_parameter()},
          .response_schema = std::move(schema_name),
          .response_type = std::string{type} + ", text/html",
          .handle = std::move(handle)};
}

}  // namespace tilth::http::ogc
