// SPDX-License-Identifier: Apache-2.0
// Tables of records: any part of a million rows, in any order, filtered; and what is seen as a file.
#include "exchange/export.h"
#include "http/answer_files.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/services.h"
#include "http/table_rows.h"
#include "http/type_sequences.h"

#include "base/problem.h"

#include <algorithm>

namespace tilth::http {
namespace {

constexpr std::int64_t kMostRows = 1000;       // a screen shows 50; a page may read ahead
constexpr std::int64_t kFirstRows = 1000;      // within these the rows come without their whole order
constexpr std::int64_t kFurthest = 1LL << 40;  // no table is longer

/// What a table shows where no columns are named: everything but shapes and lists of lines.
std::vector<std::string> columns_of(const Request& request, const model::RecordType& type) {
  std::vector<std::string> fields = fields_of(request, type);
  if (!fields.empty()) return fields;
  for (const model::Field& field : type.fields) {
    if (may_see(request.session.caller, field) && field.kind != model::FieldKind::geometry &&
        field.kind != model::FieldKind::lines)
      fields.push_back(field.name);
  }
  return fields;
}

/// What the order of a table hangs on: its own type alone, where nothing looks at other types.
std::string state_of(Services& services, const Request& request, const TableQuestion& question) {
  std::vector<std::string> types{question.type->name};
  const bool rows_of_others = request.session.caller.rows.contains(question.type->name);
  bool other_types = rows_of_others;
  if (question.where) {
    for (const std::string& name : cql2::properties(*question.where))
      other_types = other_types || question.type->find(name) == nullptr;
  }
  if (other_types) types.clear();
  return state_key(services.shared<TypeSequences>(), services.store(), types);
}

std::vector<store::Record> rows_of(const Request& request, Services& services, const TableQuestion& question,
                                   const std::vector<std::string>& fields, std::int64_t offset, std::int64_t limit,
                                   std::int64_t& total) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  TableOrders& orders = services.shared<TableOrders>();
  const std::string state = state_of(services, request, question);
  if (!question.where && question.sort.empty() && offset + limit <= kFirstRows) {
    total = orders.count(store, caller, question, state);
    store::Page page = store.query(caller, {.type = question.type->name,
                                            .limit = static_cast<std::size_t>(offset + limit),
                                            .fields = fields,
                                            .known_at = question.known_at});
    page.records.erase(page.records.begin(),
                       page.records.begin() + std::min<std::int64_t>(offset, std::ssize(page.records)));
    return std::move(page.records);
  }
  const auto order = orders.order(store, caller, question, state);
  total = std::ssize(*order);
  const auto from = order->begin() + std::min(offset, total);
  const auto to = from + std::min<std::int64_t>(limit, order->end() - from);
  return records_in_order(store, caller, question.type->name, {from, to}, question.known_at);
}

Response get_rows(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const TableQuestion question = table_question(request, store, *model);
  const model::RecordType& type = *question.type;
  std::vector<std::string> fields = columns_of(request, type);
  const std::int64_t offset = whole_number(request, "offset", 0, 0, kFurthest);
  const std::int64_t limit = whole_number(request, "limit", 100, 0, kMostRows);
  const std::int64_t seq = store.last_seq();
  std::int64_t total = 0;
  const std::vector<store::Record> records = rows_of(request, services, question, fields, offset, limit, total);

  std::vector<const model::Field*> columns;
  std::vector<std::size_t> indices;
  for (const std::string& name : fields) {
    columns.push_back(type.find(name));
    indices.push_back(static_cast<std::size_t>(type.index_of(name)));
  }
  std::map<std::string, std::vector<Uuid>> referred;
  for (const store::Record& record : records)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i]->kind == model::FieldKind::reference)
        for (const Uuid& id : store::ids_in(record.values[indices[i]])) referred[columns[i]->refers_to].push_back(id);
  RecordWords words{store, request.session.caller, request.session.language};
  Json labels = Json::object();
  for (const auto& [name, ids] : referred) {
    words.meet(name, ids);
    for (const Uuid& id : ids)
      if (const std::string& label = words.label(name, id); !label.empty()) labels[id.text()] = label;
  }
  Json rows = Json::array();
  for (const store::Record& record : records) {
    Json row = Json::array({record.id.text()});
    for (std::size_t i = 0; i < columns.size(); ++i)
      row.push_back(seen_value(words, *columns[i], record.values[indices[i]]));
    rows.push_back(std::move(row));
  }
  return json({{"type", type.name},
               {"total", total},
               {"offset", offset},
               {"fields", fields},
               {"rows", std::move(rows)},
               {"labels", std::move(labels)},
               {"seq", seq}});
}

Response get_export(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const TableQuestion question = table_question(request, store, *model);
  const std::string format = text_parameter(request, "format");
  AnswerFiles& files = services.shared<AnswerFiles>();
  exchange::ExportRequest wanted{.file = files.make(services.work_folder(), question.type->name + "." + format),
                                 .format = format,
                                 .types = {question.type->name},
                                 .where = question.where,
                                 .sort = question.sort,
                                 .fields = fields_of(request, *question.type),
                                 .known_at = question.known_at,
                                 .caller = request.session.caller,
                                 .worker = services.program_folder() / "tilth-formats"};
  wanted.hxl = yes_or_no(request, "hxl", false);
  SilentProgress progress;
  exchange::export_file(store, wanted, progress);
  return file_answer(wanted.file, question.type->name + "." + format);
}

}  // namespace

RouteList table_routes() {
  using namespace schema;
  RouteList list_of;
  list_of.schemas = {{"TableRows", object({{"type", text()},
                                           {"total", integer("records that the filter holds")},
                                           {"offset", integer()},
                                           {"fields", list(text("name of the field; a row has its id before them"))},
                                           {"rows", list(list(anything()))},
                                           {"labels", map(text("what people call the record that a reference names"))},
                                           {"seq", integer("the last operation when this was read")}},
                                          {"type", "total", "offset", "fields", "rows", "labels", "seq"})}};
  std::vector<Parameter> parameters{in_path("type", "record type"),
                                    filter_parameter(),
                                    filter_lang_parameter(),
                                    query("sortby", "fields, each with - before it to go down: -reported_on,local_id"),
                                    query("fields", "columns; without it all but shapes and lines"),
                                    known_at_parameter()};
  std::vector<Parameter> of_export = parameters;
  of_export.push_back({.name = "format",
                       .description = "of the file",
                       .schema = one_of({"csv", "xlsx", "geojson", "gpkg", "kml"}),
                       .required = true});
  of_export.push_back(query("hxl", "a row of HXL tags under the headers of a csv or xlsx file", boolean()));
  for (Parameter& parameter : page_parameters(kMostRows)) parameters.push_back(std::move(parameter));
  list_of.routes.push_back({.method = Method::get,
                            .pattern = "/api/tables/{type}",
                            .access = Access::reader,
                            .operation_id = "getTable",
                            .summary = "Rows of a table: any part of it, filtered and sorted",
                            .tag = "records",
                            .parameters = parameters,
                            .response_schema = "TableRows",
                            .handle = get_rows});
  list_of.routes.push_back({.method = Method::get,
                            .pattern = "/api/tables/{type}/export",
                            .access = Access::reader,
                            .operation_id = "exportTable",
                            .summary = "What a table shows, as a file",
                            .tag = "records",
                            .parameters = of_export,
                            .response_type = "*/*",
                            .handle = get_export});
  return list_of;
}

}  // namespace tilth::http
