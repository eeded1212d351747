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
  RouteList list;
  const Json text = {{"type", "string"}};
  list.schemas["Job"] = {
      {"type", "object"},
      {"required", Json::array({"id", "kind", "state", "step", "done", "total", "rate", "seconds_left", "account",
                                "about", "result", "problem", "created", "ended"})},
      {"properties",
       {{"id", text},
        {"kind", text},
        {"account", text},
        {"about", schema::map(schema::text("what the job works on"))},
        {"state", {{"type", "string"}, {"enum", Json::array({"waiting", "running", "done", "failed", "cancelled"})}}},
        {"step", text},
        {"done", {{"type", "integer"}}},
        {"total", {{"type", "integer"}, {"description", "0 when it is not known"}}},
        {"rate", {{"type", "number"}, {"description", "a second"}}},
        {"seconds_left", {{"type", "number"}, {"nullable", true}}},
        {"result",
         {{"description", "of a job that is done"},
          {"nullable", true},
          {"anyOf",
           Json::array({schema::ref("ImportReport"), schema::ref("ExportReport"), schema::ref("CheckReport")})}}},
        {"problem", schema::nullable(schema::object({{"code", text},
                                                     {"title", text},
                                                     {"detail", schema::text("what to do about it")},
                                                     {"values", schema::map(schema::anything())}},
                                                    {"code", "title", "detail", "values"}))},
        {"created", {{"type", "string"}, {"format", "date-time"}}},
        {"ended", {{"type", "string"}, {"format", "date-time"}, {"nullable", true}}}}}};
  list.schemas["Jobs"] = {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Job"}}}};

  Route all;
  all.pattern = "/api/jobs";
  all.operation_id = "jobs";
  all.summary = "One's own jobs, the newest first; those of everybody for managers.";
  all.tag = "Jobs";
  all.response_schema = "Jobs";
  all.handle = list_jobs;

  Route one = all;
  one.pattern = "/api/jobs/{job}";
  one.operation_id = "job";
  one.summary = "Where a job is, or how it ended.";
  one.response_schema = "Job";
  one.handle = show_job;

  Route stop = one;
  stop.method = Method::delete_;
  stop.operation_id = "cancelJob";
  stop.summary = "Asks a job to stop; it rolls back what it did.";
  stop.response_schema = "";
  stop.handle = cancel_job;

  Route follow = one;
  follow.pattern = "/api/jobs/{job}/events";
  follow.operation_id = "followJob";
  follow.summary = "The job at each change, as server-sent events named job, until it is over.";
  follow.response_schema = "";
  follow.response_type = "text/event-stream";
  follow.handle = follow_job;

  list.routes = {all, one, stop, follow};
  return list;
}

}  // namespace tilth::http
