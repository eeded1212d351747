// SPDX-License-Identifier: Apache-2.0
// Reports of the model: as documents and files, published, and what was published against what is known now.
#include "http/routes/report_routes.h"
#include "http/answer_files.h"
#include "http/ask.h"
#include "http/land_ledger.h"
#include "http/publishing.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "report/published_reports.h"
#include "report/report_files.h"

#include <algorithm>
#include <mutex>

namespace tilth::http {
namespace {

const std::vector<std::string> kFormats{"json", "html", "pdf", "xlsx"};

report::ReportMeans means_of(const store::Caller& caller, Services& services) {
  return {.columns = &services.shared<indicators::ColumnCache>(),
          .ledger = [&caller, &services](std::optional<std::int64_t> known_at) {
            return services.shared<LandLedger>().at(services, caller, known_at);
          }};
}

std::string format_of(const Request& request) {
  std::string format{request.parameter("f").value_or("json")};
  if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end())
    refuse_parameter("f", format, "json, html, pdf or xlsx");
  return format;
}

/// One report at a time is worked out for all who have no account: they must not slow those who work here.
struct PublicReports {
  std::mutex guard;
};
std::unique_lock<std::mutex> public_turn(const Request& request, Services& services) {
  if (!request.session.account.empty()) return {};
  return turn_of(services.shared<PublicReports>().guard);
}

Response answer(const Json& document, const std::string& format, Services& services) {
  if (format == "json") return json(document);
  const std::string name = document.at("report").get<std::string>() + "." + format;
  const auto file = services.shared<AnswerFiles>().make(services.work_folder(), name);
  report::write_report(file, format, document, services.program_folder() / "tilth-formats", SilentProgress{});
  return file_answer(file, name);
}

Response list_reports(const Request& request, Services& services) {
  return json(
      {{"items", report::reports_json(*services.store().model(), request.session.caller, request.session.language)}});
}

report::ReportRequest question_of(const Request& request, const store::Store& store) {
  const auto id = [&](std::string_view name) -> std::optional<Uuid> {
    const auto text = request.parameter(name);
    if (!text || text->empty()) return std::nullopt;
    return id_in(name, *text);
  };
  report::ReportRequest question;
  question.report = std::string{request.capture("report")};
  question.period = text_parameter(request, "period");
  question.place = id("place");
  question.organisation = id("organisation");
  question.record = id("record");
  question.known_at = known_at(request, store);
  question.known_on = report::day_asked(text_parameter(request, "known-at"));
  question.language = request.session.language;
  return question;
}

Response get_report(const Request& request, Services& services) {
  const std::string format = format_of(request);
  const auto turn = public_turn(request, services);
  store::Store& store = services.store();
  store::Caller caller = request.session.caller;
  report::ReportRequest question = question_of(request, store);
  const auto reports = model::reports_of(*store.model());
  const model::Report* report = reports->find(question.report);
  if (report != nullptr && report->for_everybody && !report::sees_the_whole(caller)) {
    // Who is shown some rows alone is shown no others by this.
    question.reader = caller.rows.empty() ? report::reader_of(caller) : report::ReportReader::everybody;
    question.gate = report::PeopleGate{.store = &store, .reader = question.reader, .by = {}, .remember = false};
    caller = report::publishing_caller({});
  }
  SilentProgress progress;
  const Json document = report::report_document(store, caller, question, means_of(caller, services), progress);
  return answer(document, format, services);
}

Response publish(const Request& request, Services& services) {
  const Json body = object_of(request);
  store::Store& store = services.store();
  report::ReportRequest question;
  question.report = std::string{request.capture("report")};
  question.period = text_member(body, "period");
  for (const auto& [name, id] :
       {std::pair{"place", &question.place}, {"organisation", &question.organisation}, {"record", &question.record}})
    if (const std::string text = text_member(body, name); !text.empty()) *id = id_in(name, text);
  question.language = text_member(body, "language", request.session.language);
  const std::string reader = text_member(body, "reader", "inside");
  const auto known = report::reader_from(reader);
  if (!known) throw Problem{"request.bad_member", {{"name", "reader"}, {"expected", "inside, partners or public"}}};
  question.reader = *known;
  if (question.reader != report::ReportReader::inside)
    question.gate =
        report::PeopleGate{.store = &store, .reader = *known, .by = request.session.account, .remember = true};
  const store::Caller caller = report::publishing_caller(request.session.caller);
  SilentProgress progress;
  const auto turn = turn_of(services.shared<Publishing>().guard);
  const Json document = report::report_document(store, caller, question, means_of(caller, services), progress);
  store::Batch by = batch_of(request, "report published: " + question.report);
  const Json entry = report::keep_published(store, document, by, services.work_folder());
  return json(entry, 201).with("Location", "/api/published-reports/" + entry.at("id").get<std::string>());
}

/// The public is not told who works here.
Json shown(Json entry, const Request& request) {
  if (request.session.account.empty()) entry["by"] = nullptr;
  return entry;
}

Response list_published(const Request& request, Services& services) {
  Json items = report::published_reports(services.store(), report::reader_of(request.session.caller));
  for (Json& entry : items) entry = shown(std::move(entry), request);
  return json({{"items", std::move(items)}});
}

struct Published {
  Json entry, document;
};
Published published_of(const Request& request, Services& services) {
  Published published;
  published.entry =
      report::published_entry(services.store(), request.capture("id"), report::reader_of(request.session.caller));
  published.document = report::published_document(services.store(), published.entry, services.work_folder());
  return published;
}

Response get_published(const Request& request, Services& services) {
  const std::string format = format_of(request);
  const auto turn = public_turn(request, services);
  const Published published = published_of(request, services);
  if (format != "json") return answer(published.document, format, services);
  return json({{"entry", shown(published.entry, request)}, {"document", published.document}});
}

Response get_changes(const Request& request, Services& services) {
  const Published published = published_of(request, services);
  require_the_whole(request.session.caller, published.entry.at("title").get<std::string>());
  SilentProgress progress;
  const Json today = report::report_document(services.store(), report::publishing_caller(request.session.caller),
                                             report::request_again(services.store(), published.document),
                                             means_of(request.session.caller, services), progress);
  return json(report::compared(published.document, today));
}

RouteList schemas_of() {
  using namespace schema;
  RouteList list_of;
  const Json as_of = object({{"node", text()}, {"operation", integer("of the log")}}, {"node", "operation"});
  const Json named = object({{"id", text()}, {"words", text()}}, {"id", "words"});
  const Json period = object({{"from", text()}, {"to", text()}, {"words", text()}}, {"from", "to", "words"});
  const Json record = object({{"type", text()}, {"type_words", text()}, {"id", text()}, {"words", text()}},
                             {"type", "type_words", "id", "words"});
  const Json link = object({{"type", text()}, {"id", text()}}, {"type", "id"});
  const Json cell_words = list(object({{"split", text()}, {"title", text()}, {"value", text()}, {"words", text()}},
                                      {"split", "title", "value", "words"}));
  const Json value = object({{"value", nullable(number())}, {"text", text()}}, {"value", "text"});
  const Json reader = one_of({"inside", "partners", "public"});
  list_of.schemas = {
      {"ReportDefinition", object({{"name", text()},
                                   {"code", text()},
                                   {"title", text()},
                                   {"description", text()},
                                   {"about", text("the type of its one record; empty: none")},
                                   {"about_words", text()},
                                   {"period", one_of({"year", "month", "any", "none"})},
                                   {"narrowed_by", list(one_of({"place", "organisation"}))},
                                   {"source", text()},
                                   {"to_check", boolean("to be checked with the standard")}},
                                  {"name", "code", "title", "description", "about", "about_words", "period",
                                   "narrowed_by", "source", "to_check"})},
      {"ReportList", object({{"items", list(ref("ReportDefinition"))}}, {"items"})},
      {"ReportParameters",
       object(
           {{"period", period}, {"place", named}, {"organisation", named}, {"record", record}, {"known_at", integer()}},
           {})},
      {"ReportCell", object({{"text", text()},
                             {"value", nullable(anything("number or truth"))},
                             {"figure", integer("number of its passport")},
                             {"heat", nullable(integer("0 to 5: how far up the scale"))},
                             {"record", link}},
                            {"text"})},
      {"ReportPart",
       object(
           {{"kind", one_of({"text", "facts", "records", "table", "chart", "map", "radar", "signatures"})},
            {"title", text()},
            {"type", text("of records")},
            {"unit", text()},
            {"pieces", list(ref("ReportCell"))},
            {"columns", list(object({{"title", text()}, {"number", boolean()}}, {"title", "number"}))},
            {"rows", list(anything("of facts {title, cell}, of records {id, cells}, else a list of cells"))},
            {"sums", list(ref("ReportCell"))},
            {"total_rows", nullable(integer())},
            {"bars",
             list(object(
                 {{"title", text()}, {"value", nullable(number())}, {"text", nullable(text())}, {"figure", integer()}},
                 {"title", "value", "text", "figure"}))},
            {"rings", list(text("path of SVG: a level"))},
            {"axes",
             list(object(
                 {{"x", number()}, {"y", number()}, {"text_x", number()}, {"text_y", number()}, {"text", text()}},
                 {"x", "y", "text_x", "text_y", "text"}))},
            {"lines", list(anything("of signatures words, of a radar {role, words, path, whole, points}"))},
            {"areas", list(object({{"title", text()}, {"text", text()}, {"value", nullable(number())}},
                                  {"title", "text", "value"}))},
            {"width", number("of the map's or radar's sheet")},
            {"height", number()},
            {"shapes",
             list(object(
                 {{"role", one_of({"danger", "work", "released", "closed", "place", "point", "amount"})},
                  {"label", text()},
                  {"record", link},
                  {"path", text("as of SVG")},
                  {"points", list(list(number()))},
                  {"circle", object({{"x", number()}, {"y", number()}, {"radius", number()}}, {"x", "y", "radius"})},
                  {"figure", integer("of a circle: number of its passport")}},
                 {"role", "label", "path", "points"}))},
            {"legend", list(object({{"role", text()}, {"words", text()}}, {"role", "words"}))},
            {"scale", nullable(object({{"length", number()}, {"words", text()}}, {"length", "words"}))},
            {"notes", list(text())}},
           {"kind"})},
      {"ReportFigure",
       object({{"name", text("the same figure has the same name in every edition of the report")},
               {"indicator", text()},
               {"code", text()},
               {"title", text()},
               {"definition", text()},
               {"unit", text()},
               {"source", text()},
               {"edition", text()},
               {"to_check", boolean()},
               {"about_people", boolean()},
               {"cell", cell_words},
               {"value", nullable(number())},
               {"text", text()},
               {"reason_if_null", nullable(text())},
               {"reason_text", nullable(text())},
               {"lower", nullable(number())},
               {"upper", nullable(number())},
               {"more_than", nullable(number())},
               {"shares", nullable(ref("GroupShares"))},
               {"test", nullable(text("of the shares, in words"))},
               {"n", nullable(integer())},
               {"n_missing", nullable(integer())},
               {"from", nullable(text())},
               {"to", nullable(text())},
               {"period", text()},
               {"known_then", boolean()},
               {"partial", boolean()},
               {"warnings", list(text())},
               {"as_of", as_of},
               {"data_quality",
                nullable(object({{"open_errors", integer()}, {"open_warnings", integer()}, {"checked_at", integer()}},
                                {"open_errors", "open_warnings", "checked_at"}))},
               {"second_records", nullable(integer("records that people decided are of somebody who has one already; "
                                                   "the figure counts them"))},
               {"records", nullable(object({{"type", text()}, {"filter", text("CQL2")}}, {"type", "filter"}))}},
              {"name", "indicator", "code", "title", "definition", "unit", "source", "cell", "value", "text",
               "reason_text", "n", "n_missing", "period", "as_of", "records"})},
      {"ReportDocument",
       object({{"report", text()},
               {"code", text()},
               {"title", text()},
               {"description", text()},
               {"source", text()},
               {"edition", text()},
               {"to_check", boolean()},
               {"language", text()},
               {"direction", one_of({"ltr", "rtl"})},
               {"programme", text()},
               {"reader", reader},
               {"parameters", ref("ReportParameters")},
               {"as_of", as_of},
               {"made_at", text("instant")},
               {"program", text("version")},
               {"model", text("SHA-256 in hex")},
               {"sections", list(object({{"id", text()}, {"title", text()}, {"parts", list(ref("ReportPart"))}},
                                        {"id", "title", "parts"}))},
               {"figures", list(ref("ReportFigure"))},
               {"words", map(text())},
               {"notices", list(text())}},
              {"report", "title", "description", "language", "direction", "programme", "reader", "parameters", "as_of",
               "made_at", "sections", "figures", "words", "notices"})},
      {"PublishReport", object({{"period", text()},
                                {"place", text("id")},
                                {"organisation", text("id")},
                                {"record", text("id")},
                                {"language", text()},
                                {"reader", reader}},
                               {})},
      {"PublishedReport",
       object({{"id", text()},
               {"report", text()},
               {"title", text()},
               {"language", text()},
               {"reader", reader},
               {"parameters", ref("ReportParameters")},
               {"as_of", as_of},
               {"published_at", text("instant")},
               {"by", nullable(text("account; not told to the public"))},
               {"sha256", text("of the document, in the log's chain")}},
              {"id", "report", "title", "language", "reader", "parameters", "as_of", "published_at", "by", "sha256"})},
      {"PublishedReports", object({{"items", list(ref("PublishedReport"))}}, {"items"})},
      {"PublishedDocument",
       object({{"entry", ref("PublishedReport")}, {"document", ref("ReportDocument")}}, {"entry", "document"})},
      {"ReportChanges", object({{"same", integer("figures that are as they were")},
                                {"published_as_of", as_of},
                                {"today_as_of", as_of},
                                {"differing", list(object({{"name", text()},
                                                           {"code", text()},
                                                           {"title", text()},
                                                           {"cell", cell_words},
                                                           {"period", text()},
                                                           {"unit", text()},
                                                           {"published", value},
                                                           {"today", value},
                                                           {"difference", nullable(number())}},
                                                          {"name", "code", "title", "cell", "period", "unit",
                                                           "published", "today", "difference"}))}},
                               {"same", "published_as_of", "today_as_of", "differing"})}};
  return list_of;
}

}  // namespace

RouteList report_routes() {
  using namespace schema;
  RouteList list_of = schemas_of();
  const Parameter format = query("f", "the document, a page, pages for paper, or a workbook", one_of(kFormats));
  const Parameter name = in_path("report", "name of the report");
  const Parameter published = in_path("id", "id of the published report");
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/reports",
       .access = Access::reader,
       .operation_id = "getReports",
       .summary = "The reports of the model and what each takes",
       .tag = "reports",
       .parameters = {language_parameter()},
       .response_schema = "ReportList",
       .handle = list_reports},
      {.method = Method::get,
       .pattern = "/api/reports/{report}",
       .access = Access::reader,
       .operation_id = "getReport",
       .summary = "One report, worked out for who asks, with the passport of every figure",
       .tag = "reports",
       .parameters = {name, query("period", "2024, 2024-03 or 2020..2024; without it the last whole one"),
                      query("place", "only this place and all within it, by id"),
                      query("organisation", "only this organisation, by id"),
                      query("record", "the record it is about, by id"), known_at_parameter(), format,
                      language_parameter()},
       .response_schema = "ReportDocument",
       .response_type = "application/json, text/html, application/pdf, "
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       .handle = get_report},
      {.method = Method::post,
       .pattern = "/api/reports/{report}/published",
       .access = Access::manager,
       .operation_id = "publishReport",
       .summary = "Keep the report as it is now; figures about people for others pass the disclosure gate",
       .tag = "reports",
       .parameters = {name},
       .request_schema = "PublishReport",
       .response_schema = "PublishedReport",
       .statuses = {201},
       .handle = publish},
      {.method = Method::get,
       .pattern = "/api/published-reports",
       .access = Access::reader,
       .operation_id = "getPublishedReports",
       .summary = "Published reports, of those made for such a reader, the newest first",
       .tag = "reports",
       .response_schema = "PublishedReports",
       .handle = list_published},
      {.method = Method::get,
       .pattern = "/api/published-reports/{id}",
       .access = Access::reader,
       .operation_id = "getPublishedReport",
       .summary = "A published report as it was",
       .tag = "reports",
       .parameters = {published, format},
       .response_schema = "PublishedDocument",
       .response_type = "application/json, text/html, application/pdf, "
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       .handle = get_published},
      {.method = Method::get,
       .pattern = "/api/published-reports/{id}/changes",
       .access = Access::reader,
       .operation_id = "getReportChanges",
       .summary = "Which figures of a published report are others today",
       .tag = "reports",
       .parameters = {published},
       .response_schema = "ReportChanges",
       .handle = get_changes}};
  return list_of;
}

}  // namespace tilth::http
