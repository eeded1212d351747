// SPDX-License-Identifier: Apache-2.0
// A route: method and pattern, who may use it, how OpenAPI describes it, and what it does.
#pragma once

#include "http/message.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace tilth::http {

class Services;

/// Who may call at all; what a caller then sees is the store's to decide.
enum class Access : std::uint8_t {
  anyone,    ///< nobody's session too: health, sign-in, the application's files
  reader,    ///< a session, or the public view where it is switched on
  member,    ///< a session
  writer,    ///< collector and above; CSRF token required
  reviewer,  ///< reviewer and above
  manager,   ///< information_manager, director, administrator
  administrator,
};

/// A parameter of path or query. Those of the query that no route names are refused with 400 (OGC API Features, 7.6).
struct Parameter {
  std::string name;
  std::string in = "query";  ///< "path", "query", "header"
  std::string description;
  Json schema = {{"type", "string"}};
  bool required = false;
};

struct Route {
  Method method = Method::get;
  std::string pattern;  ///< "/ogc/collections/{collectionId}/items/{featureId}"
  Access access = Access::member;
  std::string operation_id, summary, tag;  ///< of OpenAPI; `tag` groups
  std::vector<Parameter> parameters;
  /// Names of components/schemas that `schemas_of` of the same file gives; empty: no body.
  std::string request_schema, response_schema;
  /// Several apart by commas; "*/*" where the answer's own header says it.
  std::string request_type = "application/json", response_type = "application/json";
  std::vector<int> statuses;  ///< of what is done; empty: 204 of a DELETE, else 200. A 204 has no body.
  std::size_t max_body = 1 << 20;
  bool body_to_file = false;
  bool any_parameter = false;                                 ///< queryables may stand in the query by name
  std::function<Response(const Request&, Services&)> handle;  ///< on a worker thread; may throw Problem
};

/// What a file of routes/ adds. One file a resource; http/routes/all_routes.cpp lists them.
struct RouteList {
  std::vector<Route> routes;
  Json schemas = Json::object();  ///< components/schemas of OpenAPI 3.0, by name
};

}  // namespace tilth::http
