// SPDX-License-Identifier: Apache-2.0
// What surrounds one record: its history, what it refers to and what refers to it, its findings, the steps of its
// workflow, and the check of a draft. The record itself travels as a feature (OGC API Features).
#include "http/ask.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/seen_findings.h"
#include "http/services.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "report/draft_check.h"
#include "report/workflow.h"
#include "store/operation_text.h"

#include <algorithm>

namespace tilth::http {
namespace {

constexpr std::size_t kMostLinks = 50;  // of one kind; the table shows the others

const model::RecordType& type_of(const Request& request, const model::Model& model) {
  return seen_type(model, request.session.caller, request.capture("type"));
}

std::string_view text_of_kind(store::OperationKind kind) {
  switch (kind) {
    case store::OperationKind::create:
      return "create";
    case store::OperationKind::change:
      return "change";
    case store::OperationKind::remove:
      break;
  }
  return "remove";
}

/// A value of the log as it travels elsewhere: there areas are whole hundredths and shapes WKB.
Json logged_value(RecordWords& words, const model::RecordType& type, const std::string& name, const Json& value) {
  const model::Field* field = type.find(name);
  return field == nullptr ? value : seen_value(words, *field, store::value_of_json(*field, value));
}

/// The report whose approval made a change may be of another organisation: then it is not there for this caller.
bool sees_report(const store::Store& store, const store::Caller& caller, const Uuid& report) {
  const auto model = store.model();
  return std::any_of(model->types.begin(), model->types.end(), [&](const model::RecordType& type) {
    return report::needs_approval(type) && may_see(caller, type) && store.find(caller, type.name, report).has_value();
  });
}

Response get_history(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const model::RecordType& type = type_of(request, *model);
  const store::Record record = record_of(request, store, type);
  Json operations = Json::array();
  RecordWords words{store, request.session.caller, request.session.language};
  for (const store::Operation& operation : store.history(request.session.caller, record.id)) {
    if (operation.type != type.name) continue;
    // A change of nothing but what this caller may not see is none to it.
    if (operation.kind == store::OperationKind::change && operation.before.empty() && operation.after.empty()) continue;
    Json before = Json::object(), after = Json::object();
    for (const auto& [name, value] : operation.before.items()) before[name] = logged_value(words, type, name, value);
    for (const auto& [name, value] : operation.after.items()) after[name] = logged_value(words, type, name, value);
    Json one{{"seq", operation.seq},
             {"kind", text_of_kind(operation.kind)},
             {"author", operation.context.author},
             {"device", operation.context.device},
             {"reason", operation.context.reason},
             {"at", operation.context.at ? Json(operation.context.at->text()) : Json()},
             {"batch", operation.batch},
             {"before", std::move(before)},
             {"after", std::move(after)}};
    if (operation.context.from_report && sees_report(store, request.session.caller, *operation.context.from_report))
      one["from_report"] = operation.context.from_report->text();
    operations.push_back(std::move(one));
  }
  return json({{"type", type.name}, {"id", record.id.text()}, {"operations", std::move(operations)}});
}

Response get_links(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const model::RecordType& type = type_of(request, *model);
  const store::Record record = record_of(request, store, type);
  RecordWords words{store, caller, request.session.language};
  Json to = Json::array(), from = Json::array();
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const model::Field& field = type.fields[i];
    const model::RecordType* target = model->find_type(field.refers_to);
    if (field.kind != model::FieldKind::reference || target == nullptr || !may_see(caller, field) ||
        !may_see(caller, *target))
      continue;
    for (const Uuid& id : store::ids_in(record.values[i])) {
      const std::string& label = words.label(target->name, id);
      if (label.empty()) continue;  // not there for this caller
      to.push_back({{"field", field.name}, {"type", target->name}, {"id", id.text()}, {"label", label}});
    }
  }
  for (const model::RecordType& other : model->types) {
    if (!may_see(caller, other)) continue;
    for (const model::Field& field : other.fields) {
      if (field.kind != model::FieldKind::reference || field.refers_to != type.name || !may_see(caller, field))
        continue;
      const std::string name = "\"" + field.name + "\"";
      store::Query query{
          .type = other.name,
          .where = cql2::parse_text(field.many ? "A_CONTAINS(" + name + ", ('" + record.id.text() + "',))"
                                               : name + " = '" + record.id.text() + "'"),
          .limit = kMostLinks,
          .fields = {other.label_field.empty() ? field.name : other.label_field}};
      const store::Page page = store.query(caller, query);
      if (page.records.empty()) continue;
      Json items = Json::array();
      for (const store::Record& one : page.records)
        items.push_back({{"id", one.id.text()}, {"label", words.label_of(other, one)}});
      std::int64_t count = std::ssize(page.records);
      if (!page.next.empty()) {
        query.limit = SIZE_MAX;
        count = store.count(caller, query);
      }
      from.push_back({{"type", other.name}, {"field", field.name}, {"count", count}, {"items", std::move(items)}});
    }
  }
  return json({{"type", type.name},
               {"id", record.id.text()},
               {"label", words.label_of(type, record)},
               {"refers_to", std::move(to)},
               {"referred_by", std::move(from)}});
}

Response get_findings(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const store::Record record = record_of(request, store, type_of(request, *model));
  const auto findings = services.shared<Findings>().of(store, request.session.caller);
  const report::FindingWords words{store, request.session.caller, request.session.language};
  RecordWords labels{store, request.session.caller, request.session.language};
  const Json assigned = store.setting(kAssignments).value_or(Json::object());
  Json items = Json::array();
  for (const SeenFinding& one : findings->seen) {
    const auto& records = one.saved->finding.records;
    if (one.saved->state != "mended" && std::find(records.begin(), records.end(), record.id) != records.end())
      items.push_back(finding_json(one, words, labels, assigned, request.session));
  }
  return json({{"items", std::move(items)}});
}

Json steps_json(const std::vector<model::OpenStep>& steps, const Session& session, const store::Store& store) {
  const report::FindingWords words{store, session.caller, session.language};
  Json list = Json::array();
  for (const model::OpenStep& step : steps) {
    Json errors = Json::array();
    for (const Finding& error : step.errors)
      errors.push_back({{"rule", error.rule}, {"place", error.place}, {"message", words.message(error)}});
    list.push_back({{"name", step.transition->name},
                    {"to", step.transition->to},
                    {"title", step.transition->title.empty() ? step.transition->name
                                                             : step.transition->title.in(session.language)},
                    {"allowed", step.allowed()},
                    {"role_may", step.role_may},
                    {"guard_holds", step.guard_holds},
                    {"needs_reason", step.needs_reason},
                    {"roles", step.transition->roles},
                    {"errors", std::move(errors)}});
  }
  return list;
}

Response transitions_answer(const Request& request, const store::Store& store, const model::RecordType& type,
                            const store::Record& record) {
  Json answer{{"type", type.name}, {"id", record.id.text()}, {"seq", record.seq}};
  answer["state"] = type.workflow ? Json(model::state_of(type, record.values)) : Json();
  answer["unverified"] = report::needs_approval(type) && model::state_of(type, record.values) != model::kApproved;
  answer["steps"] = steps_json(report::steps_of(store, request.session.role, type, record), request.session, store);
  return json(answer);
}

Response get_transitions(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const model::RecordType& type = type_of(request, *model);
  return transitions_answer(request, store, type, record_of(request, store, type));
}

Response post_transition(const Request& request, Services& services) {
  store::Store& store = services.store();
  const auto model = store.model();
  const model::RecordType& type = type_of(request, *model);
  const store::Record record = record_of(request, store, type);
  const Json body = object_of(request);
  const std::string reason = text_member(body, "reason");
  const std::string name = member(body, "transition", Json::value_t::string).get<std::string>();
  store::Change change = report::take_step(store, request.session.role, type, record, name, reason);
  if (const auto seen = body.find("seq"); seen != body.end() && seen->is_number_integer())
    change.seen_seq = seen->get<std::int64_t>();
  store::Batch batch = batch_of(request, reason.empty() ? name : name + ": " + reason);
  if (report::needs_approval(type)) batch.from_report = record.id;
  store.append(batch, {change});
  return transitions_answer(request, store, type, record_of(request, store, type));
}

Response post_check(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const store::Caller& caller = request.session.caller;
  const auto model = store.model();
  const Json body = object_of(request);
  const model::RecordType& type =
      seen_type(*model, caller, member(body, "type", Json::value_t::string).get<std::string>());
  const std::string id_text = text_member(body, "id");
  const Uuid id = id_text.empty() ? Uuid::make() : id_in("id", id_text);
  std::vector<store::Value> values(type.fields.size());
  if (!id_text.empty()) {  // what the draft does not speak of stays as it is
    if (const auto known = store.find(caller, type.name, id)) values = known->values;
  }
  const auto set = [&](const std::string& name, const Json& value) {
    const int index = type.index_of(name);
    if (index < 0 || !may_see(caller, type.fields[static_cast<std::size_t>(index)]))
      throw Problem{"store.unknown_field", {{"type", type.name}, {"field", name}}};
    const model::Field& field = type.fields[static_cast<std::size_t>(index)];
    if (!field.computed) values[static_cast<std::size_t>(index)] = model::value_from_json(field, value);
  };
  if (const auto properties = body.find("properties"); properties != body.end() && properties->is_object())
    for (const auto& [name, value] : properties->items()) set(name, value);
  if (const auto geometry = body.find("geometry"); geometry != body.end() && !type.geometry_field.empty())
    set(type.geometry_field, *geometry);

  const report::DraftCheck checked = report::check_draft(store, caller, type, id, std::move(values));
  const report::FindingWords words{store, caller, request.session.language};
  Json findings = Json::array();
  for (const Finding& finding : checked.findings) {
    const auto rule = std::find_if(type.rules.begin(), type.rules.end(),
                                   [&](const model::Rule& one) { return one.id == finding.rule; });
    const model::Field* field = type.find(finding.place);
    const bool seen =
        rule != type.rules.end() ? may_see(caller, *model, type, *rule) : field != nullptr && may_see(caller, *field);
    if (!seen) continue;
    Json one = finding_json(finding, words);
    one["repair"] = finding.repair.is_null() ? Json() : finding.repair.at("set");
    findings.push_back(std::move(one));
  }
  Json computed = Json::object();
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (type.fields[i].computed && may_see(caller, type.fields[i]))
      computed[type.fields[i].name] = json_value(type.fields[i], checked.values[i]);
  }
  return json({{"findings", std::move(findings)}, {"computed", std::move(computed)}});
}

}  // namespace

RouteList record_routes() {
  using namespace schema;
  RouteList list_of;
  const Json link = object({{"id", text()}, {"label", text()}}, {"id", "label"});
  list_of.schemas = {
      {"Operation", object({{"seq", integer()},
                            {"kind", one_of({"create", "change", "remove"})},
                            {"author", text()},
                            {"device", text()},
                            {"reason", text()},
                            {"at", nullable(text("instant"))},
                            {"batch", integer("operations of one act share it")},
                            {"from_report", text("id of the report whose approval made it")},
                            {"before", map(anything())},
                            {"after", map(anything())}},
                           {"seq", "kind", "author", "device", "reason", "at", "batch", "before", "after"})},
      {"RecordHistory", object({{"type", text()}, {"id", text()}, {"operations", list(ref("Operation"))}},
                               {"type", "id", "operations"})},
      {"RecordLinks",
       object({{"type", text()},
               {"id", text()},
               {"label", text()},
               {"refers_to", list(object({{"field", text()}, {"type", text()}, {"id", text()}, {"label", text()}},
                                         {"field", "type", "id", "label"}))},
               {"referred_by",
                list(object({{"type", text()}, {"field", text()}, {"count", integer()}, {"items", list(link)}},
                            {"type", "field", "count", "items"}))}},
              {"type", "id", "label", "refers_to", "referred_by"})},
      {"Finding", finding_schema()},
      {"DraftFinding", draft_finding_schema()},
      {"RecordFindings", object({{"items", list(ref("Finding"))}}, {"items"})},
      {"WorkflowStep",
       object({{"name", text()},
               {"to", text()},
               {"title", text()},
               {"allowed", boolean()},
               {"role_may", boolean()},
               {"guard_holds", boolean()},
               {"needs_reason", boolean()},
               {"roles", list(text())},
               {"errors", list(object({{"rule", text()}, {"place", text()}, {"message", text()}},
                                      {"rule", "place", "message"}))}},
              {"name", "to", "title", "allowed", "role_may", "guard_holds", "needs_reason", "roles", "errors"})},
      {"RecordTransitions", object({{"type", text()},
                                    {"id", text()},
                                    {"seq", integer("operation that made this state")},
                                    {"state", nullable(text())},
                                    {"unverified", boolean("reported, and not yet approved: it counts nowhere")},
                                    {"steps", list(ref("WorkflowStep"))}},
                                   {"type", "id", "seq", "state", "unverified", "steps"})},
      {"TransitionRequest",
       object({{"transition", text()}, {"reason", text()}, {"seq", integer("the state that was seen")}},
              {"transition"})},
      {"DraftRequest",
       object(
           {{"type", text()}, {"id", text()}, {"properties", map(anything())}, {"geometry", nullable(ref("Geometry"))}},
           {"type"})},
      {"DraftFindings",
       object({{"findings", list(ref("DraftFinding"))}, {"computed", map(anything())}}, {"findings", "computed"})}};
  const std::vector<Parameter> one{in_path("type", "record type"), in_path("id", "id of the record")};
  std::vector<Parameter> worded = one;
  worded.push_back(language_parameter());
  const auto add = [&](Method method, std::string pattern, Access access, std::string id, std::string summary,
                       std::vector<Parameter> parameters, std::string takes, std::string gives,
                       std::function<Response(const Request&, Services&)> handle) {
    list_of.routes.push_back({.method = method,
                              .pattern = std::move(pattern),
                              .access = access,
                              .operation_id = std::move(id),
                              .summary = std::move(summary),
                              .tag = "records",
                              .parameters = std::move(parameters),
                              .request_schema = std::move(takes),
                              .response_schema = std::move(gives),
                              .handle = std::move(handle)});
  };
  const std::string record = "/api/records/{type}/{id}/";
  add(Method::get, record + "history", Access::member, "getRecordHistory",
      "Every change of a record: who, when, why, before and after", one, "", "RecordHistory", get_history);
  add(Method::get, record + "links", Access::reader, "getRecordLinks", "What a record refers to, and what refers to it",
      one, "", "RecordLinks", get_links);
  add(Method::get, record + "findings", Access::reader, "getRecordFindings", "Findings about a record", worded, "",
      "RecordFindings", get_findings);
  add(Method::get, record + "transitions", Access::reader, "getRecordTransitions",
      "Where a record stands in its workflow, and the steps from there", worded, "", "RecordTransitions",
      get_transitions);
  add(Method::post, record + "transitions", Access::writer, "takeRecordTransition", "Take a step of the workflow",
      worded, "TransitionRequest", "RecordTransitions", post_transition);
  // A draft has an outline of up to 100,000 vertices: about 4 MB as GeoJSON.
  add(Method::post, "/api/records/check", Access::writer, "checkDraft", "Check a record before it is saved",
      {language_parameter()}, "DraftRequest", "DraftFindings", post_check);
  list_of.routes.back().max_body = 8U << 20;
  return list_of;
}

}  // namespace tilth::http
