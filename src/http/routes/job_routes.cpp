// SPDX-License-Identifier: Apache-2.0
// /api/jobs: long work, where it is, and how it ended.
#include "http/jobs.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

namespace tilth::http {
namespace {

Response list_jobs(const Request& request, Services& services) {
  Json jobs = Json::array();
  for (const JobState& job : services.jobs().all(request.session)) jobs.push_back(json_of(job));
  return json(jobs).with("Cache-Control", "no-store");
}

Response show_job(const Request& request, Services& services) {
  return json(json_of(services.jobs().find(request.session, request.capture("job")))).with("Cache-Control", "no-store");
}

Response cancel_job(const Request& request, Services& services) {
  services.jobs().cancel(request.session, request.capture("job"));
  return empty(204);
}

Response follow_job(const Request& request, Services& services) {
  Response response;
  response.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
  response.body = services.jobs().events(request.session, request.capture("job"));
  return response;
}

}  // namespace

RouteList job_routes() {
  using namespace schema;
  RouteList list_of;
  Json result = nullable(anything("of a job that is done"));
  result["anyOf"] = Json::array(
      {ref("ImportReport"), ref("ExportReport"), ref("CheckReport"), ref("LinkageRun"), ref("BaseMapFile")});
  list_of.schemas = {{"Job", object({{"id", text()},
                                     {"kind", text()},
                                     {"account", text()},
                                     {"about", map(text("what the job works on"))},
                                     {"state", one_of({"waiting", "running", "done", "failed", "cancelled"})},
                                     {"step", text()},
                                     {"done", integer()},
                                     {"total", integer("0 when it is not known")},
                                     {"rate", number("a second")},
                                     {"seconds_left", nullable(number())},
                                     {"result", std::move(result)},
                                     {"problem", nullable(object({{"code", text()},
                                                                  {"title", text()},
                                                                  {"detail", text("what to do about it")},
                                                                  {"values", map(anything())}},
                                                                 {"code", "title", "detail", "values"}))},
                                     {"created", text("instant")},
                                     {"ended", nullable(text("instant"))}},
                                    {"id", "kind", "state", "step", "done", "total", "rate", "seconds_left", "account",
                                     "about", "result", "problem", "created", "ended"})},
                     {"Jobs", list(ref("Job"))}};
  list_of.routes = {{.pattern = "/api/jobs",
                     .operation_id = "jobs",
                     .summary = "One's own jobs, the newest first; those of everybody for managers.",
                     .tag = "Jobs",
                     .response_schema = "Jobs",
                     .handle = list_jobs},
                    {.pattern = "/api/jobs/{job}",
                     .operation_id = "job",
                     .summary = "Where a job is, or how it ended.",
                     .tag = "Jobs",
                     .response_schema = "Job",
                     .handle = show_job},
                    {.method = Method::delete_,
                     .pattern = "/api/jobs/{job}",
                     .operation_id = "cancelJob",
                     .summary = "Asks a job to stop; it rolls back what it did.",
                     .tag = "Jobs",
                     .handle = cancel_job},
                    {.pattern = "/api/jobs/{job}/events",
                     .operation_id = "followJob",
                     .summary = "The job at each change, as server-sent events named job, until it is over.",
                     .tag = "Jobs",
                     .response_type = "text/event-stream",
                     .handle = follow_job}};
  return list_of;
}

}  // namespace tilth::http
