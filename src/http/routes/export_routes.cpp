// SPDX-License-Identifier: Apache-2.0
// Exports of any size as jobs: one file of several record types, kept for a day for who asked for it.
#include "exchange/export.h"
#include "http/answer_files.h"
#include "http/ask.h"
#include "http/jobs.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/uploads.h"

#include "base/problem.h"

namespace tilth::http {
namespace {

KeptFiles exports_of(Services& services) { return {services.work_folder(), "exports"}; }

Response post_export(const Request& request, Services& services) {
  store::Store& store = services.store();
  const auto model = store.model();
  const Json body = object_of(request);
  const std::string format = member(body, "format", Json::value_t::string).get<std::string>();
  exchange::ExportRequest wanted{
      .format = format, .caller = request.session.caller, .worker = services.program_folder() / "tilth-formats"};
  if (body.contains("hxl")) wanted.hxl = member(body, "hxl", Json::value_t::boolean).get<bool>();
  if (body.contains("types")) {
    for (const Json& type : member(body, "types", Json::value_t::array)) {
      const std::string name = type.is_string() ? type.get<std::string>() : type.dump();
      wanted.types.push_back(seen_type(*model, request.session.caller, name).name);
    }
  }
  if (const std::string filter = text_member(body, "filter"); !filter.empty()) {
    if (wanted.types.size() != 1)
      throw Problem{"request.bad_member", {{"name", "types"}, {"expected", "one type where there is a filter"}}};
    wanted.where = cql2::parse_text(filter);
    require_asked(request, *model, *model->find_type(wanted.types.front()), *wanted.where);
  }
  const std::string name = (wanted.types.size() == 1 ? wanted.types.front() : model->name) + "." + format;
  const KeptFile kept = exports_of(services).make(request.session, name);
  wanted.file = kept.file;
  const std::string job = services.jobs().start(
      "export", request.session, {{"file", name}}, [wanted, id = kept.id, &store](Progress& progress) {
        const exchange::ExportReport report = exchange::export_file(store, wanted, progress);
        Json rows = Json::object();
        for (const auto& [type, count] : report.rows) rows[type] = count;
        return Json{{"export", id}, {"rows", std::move(rows)}, {"withheld", report.withheld}};
      });
  return json({{"job", job}, {"export", kept.id}}, 202).with("Location", "/api/jobs/" + job);
}

Response get_export_file(const Request& request, Services& services) {
  const auto kept = exports_of(services).find(request.session, request.capture("export"));
  if (!kept || !std::filesystem::exists(kept->file))
    throw Problem{"export.unknown_job", {{"export", request.capture("export")}}};
  return file_answer(kept->file, kept->file.filename().string());
}

}  // namespace

RouteList export_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"ExportRequest", object({{"format", one_of({"gpkg", "xlsx", "kml", "csv", "geojson"})},
                                {"types", list(text("record type; without any all that hold records"))},
                                {"filter", text("CQL2, of a single type")},
                                {"hxl", boolean("a row of HXL tags under the headers; csv and xlsx")}},
                               {"format"})},
      {"StartedExport",
       object({{"job", text()}, {"export", text("id of the file, once the job is done")}}, {"job", "export"})},
      {"ExportReport", object({{"export", text("id of the file")},
                               {"rows", map(integer("records, by type"))},
                               {"withheld", list(text("field left out for its class, as type.field"))}},
                              {"export", "rows", "withheld"})}};
  list_of.routes = {{.method = Method::post,
                     .pattern = "/api/exports",
                     .access = Access::member,
                     .operation_id = "startExport",
                     .summary = "Write records to a file; a job",
                     .tag = "records",
                     .request_schema = "ExportRequest",
                     .response_schema = "StartedExport",
                     .statuses = {202},
                     .handle = post_export},
                    {.method = Method::get,
                     .pattern = "/api/exports/{export}",
                     .access = Access::member,
                     .operation_id = "getExport",
                     .summary = "The file of an export that is done",
                     .tag = "records",
                     .parameters = {in_path("export", "id of the export")},
                     .response_type = "*/*",
                     .handle = get_export_file}};
  return list_of;
}

}  // namespace tilth::http
