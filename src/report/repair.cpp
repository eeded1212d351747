// SPDX-License-Identifier: Apache-2.0
// The repair that a finding proposes.
#include "report/repair.h"

#include "base/problem.h"
#include "model/field_value.h"

#include <algorithm>

namespace tilth::report {
namespace {

/// Areas are kept to 0.01 m2.
bool same_value(const model::Field& field, const store::Value& kept, const store::Value& set) {
  const auto *one = std::get_if<double>(&kept.base()), *other = std::get_if<double>(&set.base());
  if (field.kind == model::FieldKind::area && one != nullptr && other != nullptr)
    return SquareMetres::from_double(*one) == SquareMetres::from_double(*other);
  return cql2::same(kept, set);
}

bool names_all(const Json& fields, const Json& wanted) {
  return std::all_of(wanted.items().begin(), wanted.items().end(),
                     [&](const auto& field) { return fields.contains(field.key()); });
}

/// Whether the repair was applied by this change: two findings may repair one field, to different values.
bool is_of(const store::Operation& operation, const store::Store& store, const store::Caller& caller,
           const store::Change& repair) {
  const auto after = store.find(caller, repair.type, repair.record, operation.seq);
  if (!after) return false;
  const auto model = store.model();
  const model::RecordType& type = *model->find_type(repair.type);
  return std::all_of(repair.set.begin(), repair.set.end(), [&](const auto& one) {
    const auto at = static_cast<std::size_t>(one.first);
    const model::Field& field = type.fields[at];
    return operation.after.contains(field.name) && same_value(field, after->values[at], one.second);
  });
}

}  // namespace

store::Change repair_change(const model::Model& model, const Finding& finding) {
  const Json& repair = finding.repair;
  const model::RecordType* type = repair.is_object() ? model.find_type(repair.value("type", finding.type)) : nullptr;
  const std::optional<Uuid> id = type == nullptr ? std::nullopt : Uuid::parse(repair.at("record").get<std::string>());
  if (!id) throw Problem{"finding.unknown", {{"finding", finding.id().text()}, {"id", finding.id().text()}}};
  store::Change change{.kind = store::OperationKind::change,
                       .record = *id,
                       .type = type->name,
                       .set = {},
                       .seen_seq = repair.value("seen_seq", std::int64_t{0})};
  for (const auto& [name, json] : repair.at("set").items()) {
    const int index = type->index_of(name);
    if (index < 0) continue;
    change.set.emplace_back(index, json.is_null()
                                       ? store::Value{}
                                       : model::value_from_json(type->fields[static_cast<std::size_t>(index)], json));
  }
  return change;
}

std::string repair_reason(const Finding& finding) { return "repair of " + finding.rule; }
std::string undo_reason(const Finding& finding) { return "took back the " + repair_reason(finding); }

std::optional<store::Change> undo_change(const store::Store& store, const store::Caller& caller,
                                         const Finding& finding) {
  if (!finding.repair.is_object()) return std::nullopt;
  const auto model = store.model();
  const store::Change repair = repair_change(*model, finding);
  const Uuid& id = repair.record;
  const model::RecordType* type = model->find_type(repair.type);
  // The record before its history: what is written in between makes it stale.
  const std::optional<store::Record> now = store.find(caller, type->name, id);
  if (!now) return std::nullopt;
  const std::vector<store::Operation> history = store.history(caller, id);
  const store::Operation* applied = nullptr;
  for (const store::Operation& operation : history) {
    if (operation.context.reason == repair_reason(finding) && is_of(operation, store, caller, repair))
      applied = &operation;
    else if (operation.context.reason == undo_reason(finding) && applied != nullptr &&
             names_all(operation.after, applied->after))
      applied = nullptr;
  }
  if (applied == nullptr) return std::nullopt;
  const std::optional<store::Record> before = store.find(caller, type->name, id, applied->seq - 1);
  if (!before) return std::nullopt;
  store::Change change{
      .kind = store::OperationKind::change, .record = id, .type = type->name, .set = {}, .seen_seq = now->seq};
  for (const auto& [name, value] : applied->after.items()) {
    const int index = type->index_of(name);
    if (index < 0 || type->fields[static_cast<std::size_t>(index)].computed) continue;
    for (const store::Operation& operation : history)
      if (operation.seq > applied->seq && operation.after.contains(name))
        throw Problem{"store.stale", {{"record", id.text()}, {"type", type->name}}};
    change.set.emplace_back(index, before->values[static_cast<std::size_t>(index)]);
  }
  return change.set.empty() ? std::nullopt : std::optional{std::move(change)};
}

}  // namespace tilth::report
