// SPDX-License-Identifier: Apache-2.0
// What is wrong with the data: findings with their groups, what people decide about them, and proposed repairs.
#include "http/ask.h"
#include "http/reason_member.h"
#include "http/record_words.h"
#include "http/routes/all_routes.h"
#include "http/schemas.h"
#include "http/seen_findings.h"
#include "http/services.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "report/person_pairs.h"
#include "report/repair.h"
#include "report/workflow.h"

#include <algorithm>
#include <span>

namespace tilth::http {
namespace {

constexpr std::int64_t kMostFindings = 1000;  // in one answer

/// Which findings are asked for; an empty list asks for all.
struct Wanted {
  std::vector<std::string> severity, rule, organisation, place, state, type, assigned;
  std::optional<Uuid> record;
};

Wanted wanted_of(const Request& request) {
  const auto texts = [&](std::string_view name) { return parts_of(request.parameter(name).value_or(""), ','); };
  Wanted wanted{.severity = texts("severity"),
                .rule = texts("rule"),
                .organisation = texts("organisation"),
                .place = texts("place"),
                .state = texts("state"),
                .type = texts("type"),
                .assigned = texts("assigned-to"),
                .record = {}};
  if (!wanted.assigned.empty() && request.session.account.empty()) throw Problem{"session.none", Json::object()};
  for (const std::string& severity : wanted.severity)
    if (!severity_from(severity)) refuse_parameter("severity", severity, "error, warning or note");
  if (const auto record = request.parameter("record")) wanted.record = id_in("record", *record);
  if (wanted.state.empty()) wanted.state = {"open"};
  return wanted;
}

enum class Leaving : std::uint8_t { none, severity, rule, organisation, place, state, type };

bool in(const std::vector<std::string>& list, std::string_view text) {
  return list.empty() || std::find(list.begin(), list.end(), text) != list.end();
}

/// Whether a finding is asked for, one of the conditions left out: a group counts what choosing another of it would
/// show.
bool holds(const Wanted& wanted, const SeenFinding& one, const Json& assigned, Leaving leaving) {
  const store::SavedFinding& saved = *one.saved;
  const auto asks = [&](Leaving condition) { return leaving != condition; };
  if (asks(Leaving::severity) && !in(wanted.severity, text_of(saved.finding.severity))) return false;
  if (asks(Leaving::rule) && !in(wanted.rule, saved.finding.rule)) return false;
  if (asks(Leaving::organisation) && !in(wanted.organisation, one.organisation)) return false;
  if (asks(Leaving::place) && !in(wanted.place, one.place)) return false;
  if (asks(Leaving::state) && !in(wanted.state, saved.state)) return false;
  if (asks(Leaving::type) && !in(wanted.type, saved.finding.type)) return false;
  if (!wanted.assigned.empty()) {
    const auto to = assigned.find(saved.id.text());
    if (to == assigned.end() || !in(wanted.assigned, to->value("to", ""))) return false;
  }
  const auto& records = saved.finding.records;
  return !wanted.record || std::find(records.begin(), records.end(), *wanted.record) != records.end();
}

using Counts = std::map<std::string, std::int64_t>;

Json group_json(const Counts& counts, const std::function<std::string(const std::string&)>& label) {
  std::vector<std::pair<std::string, std::int64_t>> rows{counts.begin(), counts.end()};
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  Json list = Json::array();
  for (const auto& [key, count] : rows)
    list.push_back({{"key", key}, {"label", key.empty() ? Json() : Json(label(key))}, {"count", count}});
  return list;
}

/// The type that a type's organisation or place field refers to, whichever type has one first.
std::string target_of(const model::Model& model, std::string model::RecordType::*field) {
  for (const model::RecordType& type : model.types)
    if (const model::Field* known = (type.*field).empty() ? nullptr : type.find(type.*field); known != nullptr)
      return known->refers_to;
  return {};
}

Response list_findings(const Request& request, Services& services) {
  const store::Store& store = services.store();
  const auto model = store.model();
  const auto findings = services.shared<Findings>().of(store, request.session.caller);
  const Wanted wanted = wanted_of(request);
  const std::int64_t offset = whole_number(request, "offset", 0, 0, INT64_MAX / 2);
  const std::int64_t limit = whole_number(request, "limit", 100, 0, kMostFindings);
  const Json assigned = store.setting(kAssignments).value_or(Json::object());
  const report::FindingWords words{store, request.session.caller, request.session.language};
  RecordWords labels{store, request.session.caller, request.session.language};

  Counts severity, rule, organisation, place, state, type;
  std::vector<const SeenFinding*> shown;
  std::int64_t total = 0;
  for (const SeenFinding& one : findings->seen) {
    const auto count = [&](Leaving group, Counts& counts, const std::string& key) {
      if (holds(wanted, one, assigned, group)) ++counts[key];
    };
    count(Leaving::severity, severity, std::string{text_of(one.saved->finding.severity)});
    count(Leaving::rule, rule, one.saved->finding.rule);
    count(Leaving::organisation, organisation, one.organisation);
    count(Leaving::place, place, one.place);
    count(Leaving::state, state, one.saved->state);
    count(Leaving::type, type, one.saved->finding.type);
    if (!holds(wanted, one, assigned, Leaving::none)) continue;
    if (total >= offset && total < offset + limit) shown.push_back(&one);
    ++total;
  }
  Json items = Json::array();
  std::map<std::string, std::vector<Uuid>> named;
  for (const SeenFinding* one : shown)
    if (!one->saved->finding.records.empty())
      named[one->saved->finding.type].push_back(one->saved->finding.records.front());
  for (const auto& [name, ids] : named) labels.meet(name, ids);
  for (const SeenFinding* one : shown) items.push_back(finding_json(*one, words, labels, assigned, request.session));

  const std::string organisations = target_of(*model, &model::RecordType::organisation_field);
  const std::string places = target_of(*model, &model::RecordType::place_field);
  const auto record_label = [&](const std::string& of) {
    return [&labels, of](const std::string& key) {
      const auto id = Uuid::parse(key);
      return id ? labels.label(of, *id) : key;
    };
  };
  const auto same = [](const std::string& key) { return key; };
  const auto rule_label = [&](const std::string& key) {
    const std::string code = words.code(key);
    return code.empty() ? key : code + " " + key;
  };
  const auto type_label = [&](const std::string& key) {
    const model::RecordType* of = model->find_type(key);
    return of == nullptr ? key : of->title.in(request.session.language);
  };
  return json({{"total", total},
               {"offset", offset},
               {"groups",
                {{"severity", group_json(severity, same)},
                 {"rule", group_json(rule, rule_label)},
                 {"organisation", group_json(organisation, record_label(organisations))},
                 {"place", group_json(place, record_label(places))},
                 {"state", group_json(state, same)},
                 {"type", group_json(type, type_label)}}},
               {"items", std::move(items)}});
}

/// The finding that {id} names, as the caller sees it. @throws Problem "finding.unknown"
const SeenFinding& finding_of(const Request& request, const SeenFindings& findings) {
  const std::string text{request.capture("id")};
  const auto id = Uuid::parse(text);
  const SeenFinding* found = id ? findings.find(*id) : nullptr;
  if (found == nullptr) throw Problem{"finding.unknown", {{"finding", text}, {"id", text}}};
  return *found;
}

/// Each record of a finding with its type: a finding may be about an activity and its task.
Json records_of(const Finding& finding, const store::Store& store, const store::Caller& caller, RecordWords& labels) {
  const auto model = store.model();
  Json list = Json::array();
  for (const Uuid& id : std::span{finding.records}.first(std::min(finding.records.size(), kRecordsTold))) {
    const auto holds = [&](const model::RecordType& type) {
      return may_see(caller, type) && store.find(caller, type.name, id).has_value();
    };
    const auto* type = model->find_type(finding.type);
    if (type == nullptr || !holds(*type)) {
      const auto other = std::find_if(model->types.begin(), model->types.end(), holds);
      if (other == model->types.end()) continue;
      type = &*other;
    }
    list.push_back({{"type", type->name}, {"id", id.text()}, {"label", labels.label(type->name, id)}});
  }
  return list;
}

/// What was decided of a finding, by whom and why: each stands in the log.
Json decisions_of(const store::Store& store, const store::Caller& caller, const Uuid& id) {
  Json decisions = Json::array();
  for (const store::Operation& operation : store.history(caller, id))
    decisions.push_back({{"at", operation.context.at ? operation.context.at->text() : ""},
                         {"by", operation.context.author},
                         {"state", operation.after.value("state", "")},
                         {"reason", operation.after.value("reason", "")}});
  return decisions;
}

Response one_finding(const Request& request, Services& services, const Uuid& id) {
  const store::Store& store = services.store();
  const auto findings = services.shared<Findings>().of(store, request.session.caller);
  const SeenFinding* found = findings->find(id);
  if (found == nullptr) throw Problem{"finding.unknown", {{"finding", id.text()}, {"id", id.text()}}};
  const report::FindingWords words{store, request.session.caller, request.session.language};
  RecordWords labels{store, request.session.caller, request.session.language};
  Json answer =
      finding_json(*found, words, labels, store.setting(kAssignments).value_or(Json::object()), request.session);
  answer["about"] = records_of(found->saved->finding, store, request.session.caller, labels);
  if (report::is_pair(*store.model(), found->saved->finding)) {
    answer["pair"] = pair_json(found->saved->finding);
    answer["decisions"] = decisions_of(store, request.session.caller, id);
  }
  return json(answer);
}

Response get_finding(const Request& request, Services& services) {
  const auto findings = services.shared<Findings>().of(services.store(), request.session.caller);
  return one_finding(request, services, finding_of(request, *findings).saved->id);
}

/// One writer of the assignments at a time: they are read, changed and written.
struct Assigning {
  std::mutex guard;
};

void assign(const Request& request, Services& services, const store::SavedFinding& saved, const std::string& to) {
  store::Store& store = services.store();
  const std::lock_guard lock{services.shared<Assigning>().guard};
  Json all = store.setting(kAssignments).value_or(Json::object());
  if (to.empty())
    all.erase(saved.id.text());
  else
    all[saved.id.text()] = {{"to", to}, {"by", request.session.account}, {"at", Instant::now().text()}};
  store.put_setting(kAssignments, all);
}

Response settle(const Request& request, Services& services) {
  store::Store& store = services.store();
  const auto findings = services.shared<Findings>().of(store, request.session.caller);
  const store::SavedFinding saved = *finding_of(request, *findings).saved;
  const Json body = object_of(request);
  const std::string state = text_member(body, "state", saved.state);
  // A pair of people is decided with a reason of its own, not that of an earlier decision.
  const bool decides = state != saved.state && report::is_pair(*store.model(), saved.finding);
  const std::string reason = reason_member(body, decides ? std::string{} : saved.reason);
  if (state != saved.state && state != "open" && state != "accepted" && state != "waived")
    throw Problem{"request.bad_member", {{"name", "state"}, {"expected", "open, accepted or waived"}}};
  const auto to = body.find("assigned_to");
  const bool assigns = to != body.end();
  const std::string assignee = assigns ? text_member(body, "assigned_to") : std::string{};
  std::string why = reason;
  if (assigns) why = assignee.empty() ? "assigned to nobody" : "assigned to " + assignee;
  // An assignment stands in the log as well: the finding's state stays, the batch says to whom.
  report::settle_pair(store, saved, state, reason, batch_of(request, why));
  if (assigns) assign(request, services, saved, assignee);
  services.shared<Findings>().changed();
  return one_finding(request, services, saved.id);
}

/// The fields that a repair sets, before and after.
Json repair_json(const store::Store& store, const Session& session, const store::Change& change) {
  const store::Caller& caller = session.caller;
  const auto model = store.model();
  const model::RecordType& type = *model->find_type(change.type);
  const auto record = store.find(caller, change.type, change.record);
  if (!record) throw Problem{"store.unknown_record", {{"type", change.type}, {"record", change.record.text()}}};
  Json before = Json::object(), after = Json::object();
  RecordWords words{store, caller, session.language};
  for (const auto& [index, value] : change.set) {
    const model::Field& field = type.fields[static_cast<std::size_t>(index)];
    if (!may_see(caller, field)) throw Problem{"store.hidden_field", {{"field", field.name}}};
    before[field.name] = seen_value(words, field, record->values[static_cast<std::size_t>(index)]);
    after[field.name] = seen_value(words, field, value);
  }
  return {{"type", change.type},
          {"record", change.record.text()},
          {"label", words.label_of(type, *record)},
          {"stale", change.seen_seq != 0 && change.seen_seq != record->seq},
          {"before", std::move(before)},
          {"after", std::move(after)}};
}

Response repair(const Request& request, Services& services) {
  store::Store& store = services.store();
  const auto model = store.model();
  const auto findings = services.shared<Findings>().of(store, request.session.caller);
  const store::SavedFinding saved = *finding_of(request, *findings).saved;
  const Json body = object_of(request);
  // What a pair of people proposes is decided with a reason, by settle.
  if (report::is_pair(*model, saved.finding))
    throw Problem{"finding.unknown", {{"finding", saved.id.text()}, {"id", saved.id.text()}}};
  const store::Change change = report::repair_change(*model, saved.finding);
  Json answer = repair_json(store, request.session, change);
  const bool dry = body.value("dry_run", false);
  if (!dry) {
    const model::RecordType& type = *model->find_type(change.type);
    const auto before = store.find(request.session.caller, change.type, change.record);
    std::vector<store::Value> after = before->values;
    for (const auto& [index, value] : change.set) after[static_cast<std::size_t>(index)] = value;
    report::require_same_state(type, &*before, after);
    answer["seq"] = store.append(batch_of(request, "repair of " + saved.finding.rule), {change});
    store.settle_finding(saved.id, "accepted", reason_member(body), batch_of(request, "repair"));
    services.shared<Findings>().changed();
  }
  answer["dry_run"] = dry;
  return json(answer);
}

}  // namespace

RouteList finding_routes() {
  using namespace schema;
  const Json group =
      list(object({{"key", text()}, {"label", nullable(text())}, {"count", integer()}}, {"key", "label", "count"}));
  RouteList list_of;
  list_of.schemas = {
      {"FindingGroups", object({{"severity", group},
                                {"rule", group},
                                {"organisation", group},
                                {"place", group},
                                {"state", group},
                                {"type", group}},
                               {"severity", "rule", "organisation", "place", "state", "type"})},
      {"FindingList", object({{"total", integer()},
                              {"offset", integer()},
                              {"groups", ref("FindingGroups")},
                              {"items", list(ref("Finding"))}},
                             {"total", "offset", "groups", "items"})},
      {"SettleRequest", object({{"state", one_of({"open", "accepted", "waived"})},
                                {"reason", text("why; a waiver needs one")},
                                {"assigned_to", nullable(text("account; null takes the assignment back"))}},
                               {})},
      {"RepairRequest", object({{"dry_run", boolean()}, {"reason", text()}}, {})},
      {"Repair", object({{"type", text()},
                         {"record", text()},
                         {"label", text()},
                         {"stale", boolean("the record has changed since the check saw it: it cannot be applied")},
                         {"before", map(anything())},
                         {"after", map(anything())},
                         {"dry_run", boolean()},
                         {"seq", integer()}},
                        {"type", "record", "label", "stale", "before", "after", "dry_run"})}};
  std::vector<Parameter> filters{
      query("severity", "error, warning, note; several apart by commas"),
      query("rule", "id of a rule; several apart by commas"),
      query("organisation", "id; several apart by commas"),
      query("place", "id; several apart by commas"),
      query("state", "open (the default), accepted, mended, waived; several apart by commas"),
      query("type", "record type; several apart by commas"),
      query("assigned-to", "account"),
      query("record", "id of a record that it is about"),
      language_parameter()};
  for (Parameter& parameter : page_parameters(kMostFindings)) filters.push_back(std::move(parameter));
  const std::vector<Parameter> one{in_path("id", "id of the finding"), language_parameter()};
  list_of.routes = {{.method = Method::get,
                     .pattern = "/api/findings",
                     .access = Access::reader,
                     .operation_id = "getFindings",
                     .summary = "Findings, with how many of each group",
                     .tag = "quality",
                     .parameters = filters,
                     .response_schema = "FindingList",
                     .handle = list_findings},
                    {.method = Method::get,
                     .pattern = "/api/findings/{id}",
                     .access = Access::reader,
                     .operation_id = "getFinding",
                     .summary = "One finding",
                     .tag = "quality",
                     .parameters = one,
                     .response_schema = "Finding",
                     .handle = get_finding},
                    {.method = Method::post,
                     .pattern = "/api/findings/{id}/settle",
                     .access = Access::writer,
                     .operation_id = "settleFinding",
                     .summary = "Accept, waive with a reason, open again, or assign",
                     .tag = "quality",
                     .parameters = one,
                     .request_schema = "SettleRequest",
                     .response_schema = "Finding",
                     .handle = settle},
                    {.method = Method::post,
                     .pattern = "/api/findings/{id}/repair",
                     .access = Access::writer,
                     .operation_id = "repairFinding",
                     .summary = "Apply the proposed repair, or show it",
                     .tag = "quality",
                     .parameters = one,
                     .request_schema = "RepairRequest",
                     .response_schema = "Repair",
                     .handle = repair}};
  return list_of;
}

}  // namespace tilth::http
