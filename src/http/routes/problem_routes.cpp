// SPDX-License-Identifier: Apache-2.0
// /problems: what the `type` of a problem leads to.
#include "base/problem.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"

namespace tilth::http {
namespace {

Json json_of(const ProblemKind& kind) {
  return {{"code", kind.code}, {"status", kind.status}, {"title", kind.title}, {"hint", kind.hint}};
}

Response list_kinds(const Request&, Services&) {
  Json kinds = Json::array();
  for (const ProblemKind& kind : problem_kinds()) kinds.push_back(json_of(kind));
  return json(kinds);
}

Response show_kind(const Request& request, Services&) {
  for (const ProblemKind& kind : problem_kinds())
    if (kind.code == request.capture("code")) return json(json_of(kind));
  throw Problem{"request.no_such_path", {{"path", request.path}}};
}

}  // namespace

RouteList problem_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"ProblemKind", object({{"code", text()}, {"status", integer()}, {"title", text()}, {"hint", text()}},
                             {"code", "status", "title", "hint"})},
      {"ProblemKinds", list(ref("ProblemKind"))}};
  list_of.routes = {{.pattern = "/problems",
                     .access = Access::anyone,
                     .operation_id = "problems",
                     .summary = "Every kind of problem.",
                     .tag = "Server",
                     .response_schema = "ProblemKinds",
                     .handle = list_kinds},
                    {.pattern = "/problems/{code}",
                     .access = Access::anyone,
                     .operation_id = "problem",
                     .summary = "One kind of problem: what is wrong and what to do about it.",
                     .tag = "Server",
                     .response_schema = "ProblemKind",
                     .handle = show_kind}};
  return list_of;
}

}  // namespace tilth::http
