// SPDX-License-Identifier: Apache-2.0
// /problems: what the `type` of a problem leads to.
#include "base/problem.h"
#include "http/routes/all_routes.h"

namespace tilth::http {
namespace {

Json json_of(const ProblemKind& kind) {
  return {{"code", kind.code}, {"status", kind.status}, {"title", kind.title}, {"hint", kind.hint}};
}

}  // namespace

RouteList problem_routes() {
  RouteList list;
  list.schemas["ProblemKind"] = {{"type", "object"},
                                 {"required", Json::array({"code", "status", "title", "hint"})},
                                 {"properties",
                                  {{"code", {{"type", "string"}}},
                                   {"status", {{"type", "integer"}}},
                                   {"title", {{"type", "string"}}},
                                   {"hint", {{"type", "string"}}}}}};
  list.schemas["ProblemKinds"] = {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/ProblemKind"}}}};
  Route all;
  all.pattern = "/problems";
  all.access = Access::anyone;
  all.operation_id = "problems";
  all.summary = "Every kind of problem.";
  all.tag = "Server";
  all.response_schema = "ProblemKinds";
  all.handle = [](const Request&, Services&) {
    Json kinds = Json::array();
    for (const ProblemKind& kind : problem_kinds()) kinds.push_back(json_of(kind));
    return json(kinds);
  };
  list.routes.push_back(all);

  Route one = all;
  one.pattern = "/problems/{code}";
  one.operation_id = "problem";
  one.summary = "One kind of problem: what is wrong and what to do about it.";
  one.response_schema = "ProblemKind";
  one.handle = [](const Request& request, Services&) {
    for (const ProblemKind& kind : problem_kinds()) {
      if (kind.code == request.capture("code")) return json(json_of(kind));
    }
    throw Problem{"request.no_such_path", {{"path", request.path}}};
  };
  list.routes.push_back(one);
  return list;
}

}  // namespace tilth::http
