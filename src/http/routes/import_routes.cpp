// SPDX-License-Identifier: Apache-2.0
// Imports in the browser: a file is sent, a mapping is proposed, looked through, tried, and then run.
#include "http/answer_files.h"
#include "http/ask.h"
#include "http/jobs.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/uploads.h"

#include "base/problem.h"
#include "exchange/import.h"
#include "exchange/open_table.h"
#include "exchange/profile_proposal.h"

namespace tilth::http {
namespace {

constexpr std::size_t kLargest = 4ULL << 30;
constexpr int kPreviewRows = 20;
constexpr const char* kRejects = "rejects.csv";

KeptFiles uploads_of(Services& services) { return {services.work_folder(), "uploads"}; }

/// @throws Problem "import.unknown_upload"
KeptFile upload_of(const Request& request, Services& services) {
  auto upload = uploads_of(services).find(request.session, request.capture("upload"));
  if (!upload) throw Problem{"import.unknown_upload", {{"upload", request.capture("upload")}}};
  return std::move(*upload);
}

exchange::ReadOptions reading(const Json& body, Services& services) {
  return {.layer = text_member(body, "layer"),
          .encoding = text_member(body, "encoding"),
          .worker = services.program_folder() / "tilth-formats"};
}

/// Columns and the first rows of a table.
Json table_json(const std::filesystem::path& file, const exchange::ReadOptions& options) {
  const SilentProgress progress;
  const auto reader = exchange::open_table(file, options, progress);
  const exchange::SourceHeader& header = reader->header();
  Json columns = Json::array(), rows = Json::array();
  for (const exchange::SourceColumn& column : header.columns)
    columns.push_back({{"name", column.name}, {"header", column.header}, {"type", column.type}});
  exchange::SourceRow row;
  for (int i = 0; i < kPreviewRows && reader->next(row); ++i) {
    Json cells = Json::array();
    for (const exchange::Cell& cell : row.cells) cells.push_back(cell.text);
    rows.push_back(std::move(cells));
  }
  return {{"layer", options.layer.empty() ? header.layer : options.layer},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)},
          {"has_geometry", header.has_geometry},
          {"crs", header.crs},
          {"encoding", header.encoding},
          {"notes", header.notes}};
}

/// Every table of a file that holds several; the tables are named by the problem of reading it without a name.
Json tables_of(const std::filesystem::path& file, const Json& body, Services& services) {
  exchange::ReadOptions options = reading(body, services);
  try {
    return Json::array({table_json(file, options)});
  } catch (const Problem& problem) {
    if (problem.kind().code != "import.several_layers") throw;
    Json tables = Json::array();
    for (const std::string& layer : parts_of(problem.values().at("layers").get<std::string>(), ',')) {
      options.layer = layer.substr(layer.find_first_not_of(' '));
      tables.push_back(table_json(file, options));
    }
    return tables;
  }
}

Json upload_json(const KeptFile& upload) {
  return {{"upload", upload.id},
          {"name", upload.about.value("name", "")},
          {"at", upload.about.value("at", "")},
          {"tables", upload.about.value("tables", Json::array())},
          {"has_rejects", std::filesystem::exists(upload.folder / kRejects)}};
}

Response post_upload(const Request& request, Services& services) {
  const KeptFiles uploads = uploads_of(services);
  const std::string name = text_parameter(request, "name");
  if (name.empty()) refuse_parameter("name", "", "the file's name with its ending");
  KeptFile upload = uploads.make(request.session, name);
  try {
    std::error_code error;
    std::filesystem::rename(request.body_file, upload.file, error);
    if (error) std::filesystem::copy_file(request.body_file, upload.file);
    upload.about["tables"] = tables_of(upload.file, Json::object(), services);
    uploads.note(upload);
  } catch (...) {
    uploads.remove(upload);
    throw;
  }
  return json(upload_json(upload), 201).with("Location", "/api/imports/" + upload.id);
}

Response list_uploads(const Request& request, Services& services) {
  Json items = Json::array();
  for (const KeptFile& upload : uploads_of(services).all(request.session)) items.push_back(upload_json(upload));
  return json({{"items", std::move(items)}});
}

Response get_upload(const Request& request, Services& services) {
  return json(upload_json(upload_of(request, services)));
}

Response delete_upload(const Request& request, Services& services) {
  uploads_of(services).remove(upload_of(request, services));
  return empty(204);
}

Response post_proposal(const Request& request, Services& services) {
  const KeptFile upload = upload_of(request, services);
  const Json body = object_of(request);
  const auto model = services.store().model();
  const std::string type = text_member(body, "type");
  if (!type.empty()) (void)seen_type(*model, request.session.caller, type);
  const exchange::ReadOptions options = reading(body, services);
  const SilentProgress progress;
  const auto reader = exchange::open_table(upload.file, options, progress);
  const exchange::Proposal proposal = exchange::propose_profile(*model, type, upload.file, options, *reader);
  Json columns = Json::array();
  for (const exchange::ProposedColumn& column : proposal.columns)
    columns.push_back({{"column", column.column},
                       {"field", column.field},
                       {"use", column.use},
                       {"confidence", column.confidence},
                       {"examples", column.examples},
                       {"remark", column.remark}});
  return json({{"type", proposal.type}, {"columns", std::move(columns)}, {"profile", proposal.yaml}});
}

/// The profile of the body, every problem of it named. @throws Problem "import.profile_unsound"
exchange::MappingProfile profile_in(const Json& body) {
  exchange::ReadProfile read =
      exchange::profile_from_yaml(member(body, "profile", Json::value_t::string).get<std::string>());
  if (!read.problems.empty()) {
    Json problems = Json::array();
    for (const exchange::ProfileProblem& one : read.problems)
      problems.push_back({{"line", one.line}, {"message", one.message}});
    throw Problem{"import.profile_unsound",
                  {{"file", "the profile"},
                   {"count", read.problems.size()},
                   {"line", read.problems.front().line},
                   {"first", read.problems.front().message},
                   {"problems", std::move(problems)}}};
  }
  return std::move(read.profile);
}

Response start_import(const Request& request, Services& services, bool dry) {
  const KeptFile upload = upload_of(request, services);
  const Json body = object_of(request);
  exchange::ImportRequest wanted{.file = upload.file,
                                 .profile = profile_in(body),
                                 .batch = batch_of(request, {}),
                                 .dry_run = dry,
                                 .partial = body.value("partial", false),
                                 .keep_original = body.value("keep_original", true),
                                 .others_write = true,
                                 .rejects = upload.folder / kRejects};
  (void)seen_type(*services.store().model(), request.session.caller, wanted.profile.type);
  const exchange::ReadOptions options = reading(body, services);
  wanted.profile.read.worker = options.worker;
  if (!options.layer.empty()) wanted.profile.read.layer = options.layer;
  if (!options.encoding.empty()) wanted.profile.read.encoding = options.encoding;
  std::error_code error;
  std::filesystem::remove(wanted.rejects, error);
  const std::string job =
      services.jobs().start(dry ? "dry_run" : "import", request.session, {{"file", upload.about.value("name", "")}},
                            [wanted = std::move(wanted), &store = services.store()](Progress& progress) {
                              Json report = exchange::import_file(store, wanted, progress).json();
                              report["has_rejects"] = std::filesystem::exists(wanted.rejects);
                              return report;
                            });
  return json({{"job", job}}, 202).with("Location", "/api/jobs/" + job);
}

Response post_dry_run(const Request& request, Services& services) { return start_import(request, services, true); }
Response post_run(const Request& request, Services& services) { return start_import(request, services, false); }

Response get_rejects(const Request& request, Services& services) {
  const KeptFile upload = upload_of(request, services);
  if (!std::filesystem::exists(upload.folder / kRejects))
    throw Problem{"import.unknown_upload", {{"upload", upload.id + " with rejected rows"}}};
  return file_answer(upload.folder / kRejects, upload.file.stem().string() + ".rejects.csv");
}

Json report_schema() {
  using namespace schema;
  Json report = object({{"file", text()},
                        {"sha256", text("of the file")},
                        {"profile", text("name of the mapping profile")},
                        {"type", text("record type")},
                        {"dry_run", boolean("nothing was changed")},
                        {"placed_by", map(integer("rows, by the way their place was found"))},
                        {"unplaced", map(integer("rows, by what they call a place that is not known"))},
                        {"warnings", map(integer("records, by rule; they are imported, a check shows them"))},
                        {"unused_columns", list(text())},
                        {"original_kept", boolean("the file is an attachment now")},
                        {"imported_before", text("when this very file came in with this profile")},
                        {"first_rejected", object({{"row", integer()},
                                                   {"column", text()},
                                                   {"value", text()},
                                                   {"code", text()},
                                                   {"reason", text()},
                                                   {"mend", text("what to do about it")}},
                                                  {"row", "column", "value", "code", "reason", "mend"})},
                        {"has_rejects", boolean("/api/imports/{upload}/rejects gives the rows that were rejected")}},
                       {"file", "sha256", "profile", "type", "dry_run", "placed_by", "unplaced", "warnings",
                        "unused_columns", "original_kept", "has_rejects"});
  const auto count = [&](const char* name, const char* of) {
    report["properties"][name] = integer(of);
    report["required"].push_back(name);
  };
  count("rows", "read");
  count("left_out", "not asked for");
  count("created", "records");
  count("changed", "records");
  count("unchanged", "records");
  count("rejected", "rows");
  count("repeated", "rows like an earlier one, kept as its second, third ... occurrence");
  count("repeated_keys", "rows with the key and the content of an earlier one, counted once");
  count("without_record", "rows left alone since the profile makes no new records");
  count("removed_here", "rows whose record people have removed: it stays removed");
  count("kept_corrections", "values that people changed after the source gave what it gives again");
  count("referred_created", "records made because rows speak of them");
  count("with_geometry", "rows");
  count("outside_country", "rows");
  count("point_elsewhere", "rows with a point in another place than named");
  count("point_otherwise_named", "rows with a point in a place of another name");
  count("point_outside_all", "rows with a point in no place at all");
  count("formulas_taken", "cells");
  count("last_seq", "the last operation");
  return report;
}

}  // namespace

RouteList import_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {
      {"UploadTable", object({{"layer", text()},
                              {"columns", list(object({{"name", text()}, {"header", text()}, {"type", text()}},
                                                      {"name", "header", "type"}))},
                              {"rows", list(list(text()))},
                              {"has_geometry", boolean()},
                              {"crs", text()},
                              {"encoding", text()},
                              {"notes", list(text())}},
                             {"layer", "columns", "rows", "has_geometry", "crs", "encoding", "notes"})},
      {"Upload", object({{"upload", text()},
                         {"name", text()},
                         {"at", text("instant")},
                         {"tables", list(ref("UploadTable"))},
                         {"has_rejects", boolean()}},
                        {"upload", "name", "at", "tables", "has_rejects"})},
      {"UploadList", object({{"items", list(ref("Upload"))}}, {"items"})},
      {"ProposalRequest",
       object(
           {{"type", text("record type; without it the one that fits best")}, {"layer", text()}, {"encoding", text()}},
           {})},
      {"Proposal", object({{"type", text()},
                           {"columns", list(object({{"column", text()},
                                                    {"field", text("empty: none found")},
                                                    {"use", text()},
                                                    {"confidence", number("0 to 1")},
                                                    {"examples", list(text())},
                                                    {"remark", text("what a person should look at")}},
                                                   {"column", "field", "use", "confidence", "examples", "remark"}))},
                           {"profile", text("YAML; docs/mapping.md lists its keys")}},
                          {"type", "columns", "profile"})},
      {"ImportRequest", object({{"profile", text("YAML")},
                                {"layer", text()},
                                {"encoding", text()},
                                {"partial", boolean("import the good rows although some are rejected")},
                                {"keep_original", boolean("keep the file as an attachment")}},
                               {"profile"})},
      {"ImportReport", report_schema()},
      {"StartedJob", object({{"job", text("id; /api/jobs/{job} shows it")}}, {"job"})}};
  Parameter name = query("name", "the file's name with its ending");
  name.required = true;
  const std::vector<Parameter> one{in_path("upload", "id of the upload")};
  const auto add = [&](Method method, const std::string& rest, std::string id, std::string summary,
                       std::vector<Parameter> parameters, std::string takes, std::string gives,
                       std::function<Response(const Request&, Services&)> handle) {
    list_of.routes.push_back({.method = method,
                              .pattern = "/api/imports" + rest,
                              .access = Access::manager,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "imports",
                              .parameters = std::move(parameters),
                              .request_schema = std::move(takes),
                              .response_schema = std::move(gives),
                              .handle = std::move(handle)});
  };
  add(Method::post, "", "sendImport", "Send a file; the answer shows its tables", {name}, "", "Upload", post_upload);
  list_of.routes.back().request_type = "application/octet-stream";
  list_of.routes.back().max_body = kLargest;
  list_of.routes.back().body_to_file = true;
  list_of.routes.back().statuses = {201};
  add(Method::get, "", "getImports", "One's own uploads", {}, "", "UploadList", list_uploads);
  add(Method::get, "/{upload}", "getImport", "One upload", one, "", "Upload", get_upload);
  add(Method::delete_, "/{upload}", "deleteImport", "Remove an upload", one, "", "", delete_upload);
  add(Method::post, "/{upload}/proposal", "proposeMapping", "A first mapping, for a person to look through", one,
      "ProposalRequest", "Proposal", post_proposal);
  add(Method::post, "/{upload}/dry-run", "tryImport", "What the import would do; a job that changes nothing", one,
      "ImportRequest", "StartedJob", post_dry_run);
  list_of.routes.back().statuses = {202};
  add(Method::post, "/{upload}/run", "runImport", "Import; a job", one, "ImportRequest", "StartedJob", post_run);
  list_of.routes.back().statuses = {202};
  add(Method::get, "/{upload}/rejects", "getRejects", "The rows that were rejected, with reasons", one, "", "",
      get_rejects);
  list_of.routes.back().response_type = "text/csv";
  return list_of;
}

}  // namespace tilth::http
