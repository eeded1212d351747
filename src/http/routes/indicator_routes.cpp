// SPDX-License-Identifier: Apache-2.0
// Indicators: the library with its definitions, and values with their passports, split, by period, compared.
#include "http/answer_files.h"
#include "http/ask.h"
#include "http/land_ledger.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"

#include "base/problem.h"
#include "base/source_words.h"
#include "exchange/sheet.h"
#include "indicators/indicators.h"
#include "report/indicator_sight.h"
#include "report/indicator_sources.h"
#include "report/publication.h"
#include "report/records_behind.h"
#include "report/report_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tilth::http {
namespace {

using report::IndicatorSight;

Json definition_json(const model::Model& model, const model::Indicator& indicator, const IndicatorSight& sight,
                     const std::string& language) {
  const model::Indicator* counted = model.counted_by(indicator);
  Json json{{"id", indicator.id},
            {"code", indicator.code},
            {"title", indicator.title.in(language)},
            {"definition", indicator.definition.empty() ? "" : indicator.definition.in(language)},
            {"unit", indicator.unit_in(language)},
            {"stock_or_flow", indicator.stock_or_flow},
            {"splits", sight.splits(indicator)},
            {"of", counted == nullptr ? indicator.value.of : counted->value.of},
            {"about_people", indicator.about_people},
            {"publishable", indicator.about_people && report::is_published_kind(indicator)},
            {"partial", sight.partial(indicator)},
            {"source", indicator.from.source},
            {"edition", indicator.from.edition},
            {"mark", indicator.from.mark}};
  if (!indicator.value.dated_by.empty()) json["dated_by"] = indicator.value.dated_by;
  return json;
}

Response list_indicators(const Request& request, Services& services) {
  const auto model = services.store().model();
  const IndicatorSight sight{*model, request.session.caller};
  Json items = Json::array();
  for (const model::Indicator& indicator : model->indicators)
    if (sight.sees(indicator)) items.push_back(definition_json(*model, indicator, sight, request.session.language));
  return json({{"items", std::move(items)}});
}

struct Asked {
  const model::Indicator* indicator = nullptr;
  indicators::Question question;
  std::optional<indicators::Question> compared;
};

Asked asked_of(const Request& request, const store::Store& store, const model::Model& model) {
  const IndicatorSight sight{model, request.session.caller};
  const std::string name{request.capture("id")};
  Asked asked;
  asked.indicator = model.find_indicator(name);
  if (asked.indicator == nullptr || !sight.sees(*asked.indicator))
    throw Problem{"indicator.unknown", {{"indicator", name}}};
  asked.question.split_by = parts_of(request.parameter("split").value_or(""), ',');
  const std::vector<std::string> splits = sight.splits(*asked.indicator);
  for (const std::string& split : asked.question.split_by) {
    const bool hidden = std::find(asked.indicator->split_by.begin(), asked.indicator->split_by.end(), split) !=
                            asked.indicator->split_by.end() &&
                        std::find(splits.begin(), splits.end(), split) == splits.end();
    if (hidden) throw Problem{"store.hidden_field", {{"field", split}}};
  }
  asked.question.known_at = known_at(request, store);
  if (const std::string filter = text_parameter(request, "filter"); !filter.empty()) {
    asked.question.where = cql2::parse_text(filter);
    if (const model::RecordType* type = model.find_type(asked.indicator->value.of))
      require_asked(request, model, *type, *asked.question.where);
    if (asked.indicator->denominator)
      if (const model::RecordType* type = model.find_type(asked.indicator->denominator->of))
        require_asked(request, model, *type, *asked.question.where);
  }
  if (const std::string period = text_parameter(request, "period"); !period.empty())
    std::tie(asked.question.from, asked.question.to) = indicators::period_of(period);
  if (const std::string compare = text_parameter(request, "compare"); !compare.empty()) {
    asked.compared = asked.question;
    std::tie(asked.compared->from, asked.compared->to) = indicators::period_of(compare);
  }
  return asked;
}

/// The types that a figure hangs on; none: all of them.
std::vector<std::string> types_behind(const model::Model& model, const Asked& asked) {
  const model::Indicator& indicator = *asked.indicator;
  // What is made of other figures hangs on all that they do.
  if (!indicator.computed_by.empty() || indicator.over || indicator.change || indicator.representation ||
      indicator.trend || indicator.design_effect)
    return {};
  std::vector<std::string> types;
  for (const model::Measure* measure : {&indicator.value, indicator.denominator ? &*indicator.denominator : nullptr}) {
    if (measure == nullptr) continue;
    if (measure->bounds_people()) return {};  // and on the places around
    const model::RecordType* type = model.find_type(measure->of);
    if (type == nullptr) {
      types.insert(types.end(), kLedgerTypes.begin(), kLedgerTypes.end());
      types.emplace_back("organisation");
      continue;
    }
    types.push_back(type->name);
    std::vector<std::string> names = asked.question.split_by;
    for (const auto* part : {&measure->argument, &measure->where, &asked.question.where})
      if (*part)
        for (std::string& name : cql2::properties(**part)) names.push_back(std::move(name));
    for (const std::string& name : names)
      if (name != "year" && name != "month" && type->find(name) == nullptr) return {};
    for (const std::string& split : asked.question.split_by)  // shown by what people call its records
      if (const model::RecordType* of = model::referred_by(model, *type, split)) types.push_back(of->name);
  }
  return types;
}

std::string key_of(const Request& request, const Asked& asked) {
  std::string key = asked.indicator->id + "|" + request.session.language + "|" + Instant::now().date().text() + "|" +
                    fingerprint(request.session.caller);
  for (const indicators::Question* one : {&asked.question, asked.compared ? &*asked.compared : nullptr}) {
    if (one == nullptr) continue;
    key += "|" + (one->from ? one->from->text() + ".." + one->to->text() : "") + "|";
    for (const std::string& split : one->split_by) key += split + ",";
    key += "|" + (one->known_at ? std::to_string(*one->known_at) : "") + "|" +
           (one->where ? cql2::to_text(*one->where) : "");
  }
  return key;
}

struct Tables {
  indicators::IndicatorTable table;
  std::optional<indicators::IndicatorTable> compared;
  std::shared_ptr<const model::Model> model;  ///< the tables point into it
};

class IndicatorCache {
 public:
  AnswerCache answers{128U << 20};
};

std::size_t bytes_of(const indicators::IndicatorTable& table) {
  std::size_t bytes = sizeof table + table.total.records.size() * sizeof(Uuid);
  for (const indicators::Cell& cell : table.cells)
    bytes += sizeof cell + cell.key.size() * 64 + cell.figure.records.size() * sizeof(Uuid);
  return bytes;
}

/// @param key of the answer: state of the programme, caller, question
std::shared_ptr<const Tables> compute(const Request& request, Services& services, const Asked& asked,
                                      const std::shared_ptr<const model::Model>& model, const std::string& key) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  return services.shared<IndicatorCache>().answers.get<Tables>(key, [&] {
    SilentProgress progress;
    const report::IndicatorSources sources{
        store, caller, asked.question.known_at, progress, &services.shared<indicators::ColumnCache>(), [&] {
          return services.shared<LandLedger>().at(services, caller, asked.question.known_at);
        }};
    auto tables = std::make_shared<Tables>();
    tables->model = model;
    tables->table = indicators::compute(store, caller, *asked.indicator, asked.question, sources.registry());
    if (asked.compared)
      tables->compared = indicators::compute(store, caller, *asked.indicator, *asked.compared, sources.registry());
    const std::size_t bytes = bytes_of(tables->table) + (tables->compared ? bytes_of(*tables->compared) : 0);
    return std::pair{std::shared_ptr<const Tables>{std::move(tables)}, bytes};
  });
}

/// Areas have two decimals at most.
void round_areas(Json& figure) {
  for (const char* name : {"value", "lower", "upper"}) {
    const auto at = figure.find(name);
    if (at != figure.end() && at->is_number_float()) *at = std::round(at->get<double>() * 100) / 100;
  }
}

Json table_json(const model::Model& model, const indicators::IndicatorTable& table, const std::string& language) {
  Json json = indicators::to_json(table, language);
  if (table.indicator->unit.en() == "m2") {
    round_areas(json["total"]);
    for (Json& cell : json["cells"]) round_areas(cell);
  }
  json["records"] = report::records_behind(model, *table.indicator, table.question, {});
  return json;
}

std::string number_text(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : std::string{};
}

exchange::Sheet sheet_of(const indicators::IndicatorTable& table, const std::string& title) {
  exchange::Sheet sheet{.title = title, .columns = {}, .rows = {}};
  for (const std::string& split : table.question.split_by) sheet.columns.push_back({split, "text"});
  for (const char* name : {"value", "lower", "upper"}) sheet.columns.push_back({name, "number"});
  sheet.columns.push_back({"reason_if_null", "text"});
  for (const char* name : {"records", "missing"}) sheet.columns.push_back({name, "integer"});
  const auto add = [&](std::vector<std::string> key, const indicators::Figure& figure) {
    key.resize(table.question.split_by.size());
    for (std::string text : {number_text(figure.value), number_text(figure.lower), number_text(figure.upper),
                             figure.value ? std::string{} : figure.reason_if_null, std::to_string(figure.n),
                             std::to_string(figure.n_missing)})
      key.push_back(std::move(text));
    sheet.rows.push_back(std::move(key));
  };
  for (const indicators::Cell& cell : table.cells) add(cell.key, cell.figure);
  add({"(total)"}, table.total);
  return sheet;
}

/// The passport travels with the workbook.
exchange::Sheet passport_of(const indicators::IndicatorTable& table, const std::string& language) {
  const model::Indicator& indicator = *table.indicator;
  exchange::Sheet sheet{.title = "passport", .columns = {{"what", "text"}, {"is", "text"}}, .rows = {}};
  const auto add = [&](const char* what, const std::string& is) { sheet.rows.push_back({what, is}); };
  add("indicator", indicator.code + " " + indicator.id);
  add("title", indicator.title.in(language));
  add("definition", indicator.definition.empty() ? "" : indicator.definition.in(language));
  add("unit", indicator.unit_in(language));
  add("source", source_words(indicator.from.source, indicator.from.edition,
                             indicator.from.mark == "U" ? report::report_word("to_check", language) : ""));
  if (indicator.about_people) add("readers", "inside the programme alone: small groups of people can be recognised");
  if (table.question.from) add("period", table.question.from->text() + " to " + table.question.to->text());
  if (table.question.known_at) add("known at operation", std::to_string(*table.question.known_at));
  for (const std::string& warning : in(table.warnings, language)) add("warning", warning);
  return sheet;
}

Response get_indicator(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const Asked asked = asked_of(request, store, *model);
  const std::string format{request.parameter("f").value_or("json")};
  if (format != "json" && format != "csv" && format != "hxl" && format != "xlsx")
    refuse_parameter("f", format, "json, csv, hxl or xlsx");
  // A file leaves the programme. What is in it of people as they are must not leave by mistake.
  const bool inside = text_parameter(request, "reader") == "inside";
  if (!inside && !text_parameter(request, "reader").empty())
    refuse_parameter("reader", text_parameter(request, "reader"), "inside");
  if (format != "json" && asked.indicator->about_people && !inside)
    throw Problem{"export.about_people", {{"indicator", asked.indicator->code}}};
  const std::string file_name =
      asked.indicator->id + (asked.indicator->about_people ? "-inside." : ".") + (format == "hxl" ? "csv" : format);
  const std::string& language = request.session.language;
  const std::string key =
      state_key(services.shared<TypeSequences>(), store, types_behind(*model, asked)) + key_of(request, asked);
  if (format == "json") {
    Response response = text("", "application/json");
    response.body = services.shared<IndicatorCache>().answers.text("json|" + key, [&] {
      const auto tables = compute(request, services, asked, model, key);
      const IndicatorSight sight{*model, request.session.caller};
      Json answer = table_json(*model, tables->table, language);
      answer["partial"] = sight.partial(*asked.indicator);
      answer["splits"] = sight.splits(*asked.indicator);
      if (tables->compared) answer["compared"] = table_json(*model, *tables->compared, language);
      return std::get<std::string>(json(answer).body);
    });
    return response;
  }
  const auto tables = compute(request, services, asked, model, key);
  if (format != "xlsx") {
    std::vector<indicators::IndicatorTable> rows{tables->table};
    if (tables->compared) rows.push_back(*tables->compared);
    return text(indicators::to_csv(rows, language, format == "hxl"), "text/csv; charset=utf-8")
        .with("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
  }
  const auto file = services.shared<AnswerFiles>().make(services.work_folder(), file_name);
  std::vector<exchange::Sheet> sheets{sheet_of(tables->table, "values")};
  if (tables->compared) sheets.push_back(sheet_of(*tables->compared, "compared"));
  sheets.push_back(passport_of(tables->table, language));
  exchange::write_workbook(file, sheets, services.program_folder() / "tilth-formats", SilentProgress{});
  return file_answer(file, file_name);
}

}  // namespace

RouteList indicator_routes() {
  using namespace schema;
  RouteList list_of;
  const Json figure = object({{"value", nullable(number())},
                              {"reason_if_null", text("NO_DATA, ZERO_DENOMINATOR, INVALID_INPUT")},
                              {"more_than", number("exceeded by the value: what rounded words may say, beside it")},
                              {"lower", number("of a share: Wilson, of a rate of events: Garwood; 95 %")},
                              {"upper", number()},
                              {"level", number("of confidence, of lower and upper")},
                              {"n", integer("records behind it")},
                              {"n_missing", integer("of those, without a value or a usable date")},
                              {"shares", ref("GroupShares")},
                              {"records", list(text("id; the first 1000"))},
                              {"records_shown", integer("how many of the n these are, where not all")},
                              {"key", list(text("one a split"))},
                              {"share_of_known", object({{"value", number()}, {"lower", number()}, {"upper", number()}},
                                                        {"value", "lower", "upper"})}},
                             {"value", "n", "n_missing", "records"});
  list_of.schemas = {
      {"Figure", figure},
      {"GroupShares", object({{"group_in_part", integer("people of the group in the part that the ratio is of")},
                              {"part", integer("people in that part")},
                              {"group", integer("people of the group in all")},
                              {"all", integer("people in all, of whom it is known whether they are of the group")},
                              {"odds_ratio", nullable(number("of the counts; nothing where it would divide by 0"))},
                              {"p", nullable(number("Fisher's exact test, two-sided"))}},
                             {"group_in_part", "part", "group", "all", "odds_ratio", "p"})},
      {"IndicatorDefinition", object({{"id", text()},
                                      {"code", text()},
                                      {"title", text()},
                                      {"definition", text()},
                                      {"unit", text()},
                                      {"stock_or_flow", text()},
                                      {"splits", list(text())},
                                      {"of", text("record type, or land_ledger")},
                                      {"dated_by", text()},
                                      {"about_people", boolean()},
                                      {"publishable", boolean("for others, through the disclosure gate")},
                                      {"partial", boolean("a figure of the rows that this caller may see")},
                                      {"source", text()},
                                      {"edition", text()},
                                      {"mark", text("U: to be checked with the standard")}},
                                     {"id", "code", "title", "definition", "unit", "stock_or_flow", "splits", "of",
                                      "about_people", "publishable", "partial", "source", "edition", "mark"})},
      {"IndicatorList", object({{"items", list(ref("IndicatorDefinition"))}}, {"items"})},
      {"IndicatorTable",
       object({{"indicator", text()},
               {"code", text()},
               {"title", text()},
               {"definition", text()},
               {"unit", text()},
               {"source", text()},
               {"edition", text()},
               {"to_check", boolean("to be checked with the standard")},
               {"stock_or_flow", text()},
               {"about_people", boolean()},
               {"warnings", list(text())},
               {"total", ref("Figure")},
               {"split_by", list(text())},
               {"splits", list(text("of those that can be asked for"))},
               {"period", object({{"from", text()}, {"to", text()}}, {"from", "to"})},
               {"as_of", object({{"node", text()}, {"operation", integer("the last one that it counts")}},
                                {"node", "operation"})},
               {"method", object({{"id", text()}, {"program", text("version")}}, {"id", "program"})},
               {"unknown_share", number("of what is split by, 0 to 1")},
               {"partial", boolean()},
               {"cells", list(ref("Figure"))},
               {"records", nullable(object({{"type", text()}, {"filter", text("CQL2")}}, {"type", "filter"}))},
               {"compared", ref("IndicatorTable")}},
              {"indicator", "code", "title", "definition", "unit", "source", "edition", "stock_or_flow", "about_people",
               "warnings", "total", "split_by", "as_of", "method", "cells", "records"})}};
  list_of.routes = {
      {.method = Method::get,
       .pattern = "/api/indicators",
       .access = Access::reader,
       .operation_id = "getIndicators",
       .summary = "The library: definitions, splits and sources",
       .tag = "indicators",
       .parameters = {language_parameter()},
       .response_schema = "IndicatorList",
       .handle = list_indicators},
      {.method = Method::get,
       .pattern = "/api/indicators/{id}",
       .access = Access::reader,
       .operation_id = "getIndicator",
       .summary = "An indicator's value with its passport; as JSON, CSV or a workbook",
       .tag = "indicators",
       .parameters = {in_path("id", "id or code of the indicator"),
                      query("period", "2024, 2024-03 or 2020..2024; without it all time"),
                      query("split", "properties that the indicator allows, year or month; several apart by commas"),
                      query("compare", "another period, worked out beside it"), filter_parameter(),
                      known_at_parameter(),
                      query("f", "format of the answer; hxl: a CSV with a row of HXL tags",
                            one_of({"json", "csv", "hxl", "xlsx"})),
                      query("reader", "inside: a file about people stays inside; without it such a file is refused",
                            one_of({"inside"})),
                      language_parameter()},
       .response_schema = "IndicatorTable",
       .response_type = "application/json, text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       .handle = get_indicator}};
  return list_of;
}

}  // namespace tilth::http
