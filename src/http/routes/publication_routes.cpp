// SPDX-License-Identifier: Apache-2.0
// Tables about people for others: through the disclosure gate, remembered, and read by those they were made for.
#include "http/answer_files.h"
#include "http/ask.h"
#include "http/publishing.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "base/sha256.h"
#include "report/earlier_publications.h"
#include "report/indicator_sight.h"
#include "report/publication.h"
#include "report/published_figures.h"

#include <algorithm>
#include <limits>

namespace tilth::http {
namespace {

using report::ReportReader;

constexpr std::int64_t kMostPublications = 1'000'000;

std::vector<std::string> words_member(const Json& body, const std::string& name) {
  std::vector<std::string> words;
  if (!body.contains(name)) return words;
  for (const Json& word : member(body, name, Json::value_t::array)) {
    if (!word.is_string()) throw Problem{"request.bad_member", {{"name", name}, {"expected", "a list of texts"}}};
    words.push_back(word.get<std::string>());
  }
  return words;
}

bool truth_member(const Json& body, const std::string& name) {
  return body.contains(name) && member(body, name, Json::value_t::boolean).get<bool>();
}

std::optional<std::int64_t> whole_member(const Json& body, const std::string& name) {
  const auto at = body.find(name);
  if (at == body.end() || at->is_null()) return std::nullopt;
  if (!at->is_number_unsigned() || at->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
    throw Problem{"request.bad_member", {{"name", name}, {"expected", "a whole number, not negative"}}};
  return at->get<std::int64_t>();
}

/// Nothing that the caller may not ask for themselves can be asked for through the gate.
void require_allowed(const Request& request, const model::Model& model, const report::PublicationRequest& asked,
                     const std::vector<std::string>& splits) {
  // No personal field, whoever publishes.
  const report::IndicatorSight sight{model, report::publishing_caller(request.session.caller)};
  const model::Indicator* indicator = model.find_indicator(asked.indicator);
  if (indicator == nullptr || !sight.sees(*indicator))
    throw Problem{"indicator.unknown", {{"indicator", asked.indicator}}};
  if (!indicator->about_people) throw Problem{"publication.not_a_count", {{"indicator", indicator->id}}};
  const std::vector<std::string> seen = sight.splits(*indicator);
  for (const std::string& split : splits) {
    const auto holds = [&](const std::vector<std::string>& of) {
      return std::find(of.begin(), of.end(), split) != of.end();
    };
    if (holds(indicator->split_by) && !holds(seen)) throw Problem{"store.hidden_field", {{"field", split}}};
  }
  if (!asked.where.empty()) report::require_plain_filter(*indicator, cql2::parse_text(asked.where));
}

report::RecordsRequest asked_of(const Request& request, const Json& body, const model::Model& model) {
  const std::string reader = text_member(body, "reader", "public");
  const auto known = report::reader_from(reader);
  if (!known || *known == ReportReader::inside)
    throw Problem{"request.bad_member", {{"name", "reader"}, {"expected", "partners or public"}}};
  report::RecordsRequest asked;
  report::PublicationRequest& counted = asked.counted;
  counted.indicator = text_member(body, "indicator");
  counted.period = text_member(body, "period");
  counted.where = text_member(body, "filter");
  counted.split_by = words_member(body, "split");
  counted.roll_up = truth_member(body, "roll_up");
  counted.reader = *known;
  counted.k = whole_member(body, "k");
  counted.known_at = whole_member(body, "known_at");
  asked.sensitive = words_member(body, "sensitive");
  asked.l = whole_member(body, "l").value_or(asked.l);
  if (body.contains("risk")) {
    if (!body.at("risk").is_number()) throw Problem{"request.bad_member", {{"name", "risk"}, {"expected", "a number"}}};
    asked.risk = body.at("risk").get<double>();
  }
  std::vector<std::string> splits = counted.split_by;
  splits.insert(splits.end(), asked.sensitive.begin(), asked.sensitive.end());
  require_allowed(request, model, counted, splits);
  return asked;
}

/// A table before it is remembered, and what the gate had to say.
struct Passed {
  Json entry, told;
};

Passed passed_gate(const store::Store& store, const report::RecordsRequest& asked, bool as_records,
                   const std::string& by) {
  SilentProgress progress;
  if (as_records) {
    const report::RecordsPublication records = report::prepare_records(store, asked, progress);
    return {report::entry_of(asked, records, by), report::told_of(records)};
  }
  const report::Publication counts = report::prepare_publication(store, asked.counted, progress);
  return {report::entry_of(asked.counted, counts, by), report::told_of(counts)};
}

Response publish(const Request& request, Services& services) {
  const Json body = object_of(request);
  store::Store& store = services.store();
  require_the_whole(request.session.caller, text_member(body, "indicator"));
  const auto model = store.model();
  const report::RecordsRequest asked = asked_of(request, body, *model);
  const bool look = truth_member(body, "look");
  Publishing& publishing = services.shared<Publishing>();
  const auto turn = turn_of(look ? publishing.looking : publishing.guard);
  const Passed passed = passed_gate(store, asked, truth_member(body, "records"), request.session.account);
  const std::string seen = hex(sha256(passed.entry.at("dimensions").dump() + passed.entry.at("cells").dump()));
  if (const std::string wanted = text_member(body, "seen"); !look && !wanted.empty() && wanted != seen)
    throw Problem{"publication.changed", {{"indicator", asked.counted.indicator}}};
  // Remembered before anybody sees it: what is not on record could not be audited.
  std::size_t number = 0;
  if (!look && !passed.told.at("withheld").get<bool>())
    number = report::keep_publications(store, Json::array({passed.entry})).front();
  Json document = report::figure_document(*model, passed.entry, number, request.session.language);
  document["seen"] = seen;
  document.update(passed.told);
  if (number == 0) return json(document);
  return json(document, 201).with("Location", "/api/publications/" + std::to_string(number));
}

/// The public is not told who works here.
Json shown(Json publication, const Request& request) {
  if (request.session.account.empty()) publication["by"] = nullptr;
  return publication;
}

Response list_publications(const Request& request, Services& services) {
  Json items =
      report::published_figures(services.store(), report::reader_of(request.session.caller), request.session.language);
  for (Json& one : items) one = shown(std::move(one), request);
  return json({{"items", std::move(items)}});
}

Response get_publication(const Request& request, Services& services) {
  const std::string format{request.parameter("f").value_or("json")};
  if (format != "json" && format != "csv" && format != "hxl" && format != "xlsx")
    refuse_parameter("f", format, "json, csv, hxl or xlsx");
  std::size_t number = 0;
  const std::string text{request.capture("number")};
  if (!text.empty() && text.size() < 8 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    number = static_cast<std::size_t>(std::stoul(text));
  if (number == 0 || number > kMostPublications) throw Problem{"publication.unknown", {{"number", text}}};
  const Json document =
      shown(report::published_figure(services.store(), number, report::reader_of(request.session.caller),
                                     request.session.language),
            request);
  if (format == "json") return json(document);
  const std::string name = document.at("indicator").get<std::string>() + "-" + text;
  if (format != "xlsx")
    return http::text(report::figure_csv(document, format == "hxl"), "text/csv; charset=utf-8")
        .with("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  const auto file = services.shared<AnswerFiles>().make(services.work_folder(), name + ".xlsx");
  exchange::write_workbook(file, report::figure_sheets(document), services.program_folder() / "tilth-formats",
                           SilentProgress{});
  return file_answer(file, name + ".xlsx");
}

}  // namespace

RouteList publication_routes() {
  using namespace schema;
  RouteList list_of;
  const Json reader = one_of({"partners", "public"});
  const Json rolled_up = list(object({{"split", text()}, {"how", one_of({"merged", "left_out"})}}, {"split", "how"}));
  Json head = object(
      {{"number", nullable(integer("by which it is asked for; none for a look"))},
       {"indicator", text()},
       {"code", text()},
       {"title", text()},
       {"definition", text()},
       {"unit", text()},
       {"source", text()},
       {"edition", text()},
       {"of", text("record type")},
       {"period", text("empty: all time")},
       {"filter", text("CQL2 of the indicator and of the publication")},
       {"split_by", list(text())},
       {"kind", one_of({"counts", "records"})},
       {"reader", one_of({"inside", "partners", "public"})},
       {"kept_back_below", integer("counts of 1 to one less are kept back")},
       {"known_at", integer("the last operation that it counts")},
       {"rolled_up", rolled_up},
       {"published_at", text("instant")},
       {"by", nullable(text("account; not told to the public"))}},
      {"number", "indicator", "code", "title", "definition", "unit", "source", "edition", "of", "period", "filter",
       "split_by", "kind", "reader", "kept_back_below", "known_at", "rolled_up", "published_at", "by"});
  Json whole = head;
  whole["properties"]["cells"] = list(
      object({{"key", list(text("one a split; empty: the total"))}, {"value", nullable(integer("null: kept back"))}},
             {"key", "value"}));
  whole["properties"]["hxl"] = list(text("tag of each column of the CSV"));
  whole["properties"]["withheld"] = boolean("even the total is too small, or too near an earlier one");
  whole["properties"]["seen"] = text("of a look: given to publish, nothing else than what was looked at is published");
  whole["properties"]["records"] = object({{"l", integer()}, {"risk", number()}}, {"l", "risk"});
  whole["properties"]["audited_with"] = integer("earlier tables of the same people");
  whole["properties"]["other_states"] = integer("of those, of another state of knowledge");
  whole["properties"]["exposure"] = object({{"records", integer()},
                                            {"smallest_class", integer()},
                                            {"unique", integer()},
                                            {"fewest_values", integer()},
                                            {"risk", number()}},
                                           {"records", "smallest_class", "unique", "fewest_values", "risk"});
  whole["required"].push_back("cells");
  whole["required"].push_back("hxl");
  list_of.schemas = {
      {"Publication", head},
      {"PublicationList", object({{"items", list(ref("Publication"))}}, {"items"})},
      {"PublishedTable", whole},
      {"Publish", object({{"indicator", text("id or code of a count or sum of people")},
                          {"reader", reader},
                          {"period", text()},
                          {"split", list(text())},
                          {"filter", text("CQL2")},
                          {"k", integer("not below what the readers have: 10 public, 5 partners")},
                          {"roll_up", boolean("merge small places into those they lie in")},
                          {"known_at", nullable(integer())},
                          {"records", boolean("records without names instead of counts")},
                          {"sensitive", list(text("of records: what they alone tell"))},
                          {"l", integer("of records: fewest values of that in a class")},
                          {"risk", number("of records: largest share that a guess may name")},
                          {"seen", text("what a look answered as `seen`: refused if it would be another")},
                          {"look", boolean("show what would be published and remember nothing")}},
                         {"indicator"})}};
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/publications",
       .access = Access::reader,
       .operation_id = "getPublications",
       .summary = "Published tables about people, of those made for such a reader, the newest first",
       .tag = "publications",
       .parameters = {language_parameter()},
       .response_schema = "PublicationList",
       .handle = list_publications},
      {.method = Method::post,
       .pattern = "/api/publications",
       .access = Access::manager,
       .operation_id = "publishFigure",
       .summary = "A count of people through the disclosure gate: looked at, or remembered for others to read",
       .tag = "publications",
       .request_schema = "Publish",
       .response_schema = "PublishedTable",
       .statuses = {200, 201},
       .handle = publish},
      {.method = Method::get,
       .pattern = "/api/publications/{number}",
       .access = Access::reader,
       .operation_id = "getPublication",
       .summary = "A published table as it was, as JSON, CSV, CSV with HXL tags or a workbook",
       .tag = "publications",
       .parameters = {in_path("number", "number of the publication"),
                      query("f", "format of the answer", one_of({"json", "csv", "hxl", "xlsx"})), language_parameter()},
       .response_schema = "PublishedTable",
       .response_type = "application/json, text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       .handle = get_publication}};
  return list_of;
}

}  // namespace tilth::http
