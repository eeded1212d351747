// SPDX-License-Identifier: Apache-2.0
// The repair that a finding proposes.
#include "report/repair.h"

#include "base/problem.h"
#include "model/field_value.h"

#include <algorithm>

namespace tilth::report {

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

store::Change undo_change(const store::Store& store, const store::Caller& caller, const Finding& finding) {
  const Json& repair = finding.repair;
  const auto none = [&] { return Problem{"finding.no_repair_to_undo", {{"finding", finding.id().text()}}}; };
  const std::optional<Uuid> id =
      repair.is_object() ? Uuid::parse(repair.at("record").get<std::string>()) : std::nullopt;
  const model::RecordType* type = id ? store.model()->find_type(repair.value("type", finding.type)) : nullptr;
  if (type == nullptr) throw none();
  const store::Operation* applied = nullptr;
  const std::vector<store::Operation> history = store.history(caller, *id);
  for (const store::Operation& operation : history) {
    const bool same_fields = std::all_of(repair.at("set").items().begin(), repair.at("set").items().end(),
                                         [&](const auto& field) { return operation.after.contains(field.key()); });
    if (operation.context.reason == repair_reason(finding) && same_fields) applied = &operation;
  }
  if (applied == nullptr) throw none();
  store::Change change{
      .kind = store::OperationKind::change, .record = *id, .type = type->name, .set = {}, .seen_seq = 0};
  const std::optional<store::Record> before = store.find(caller, type->name, *id, applied->seq - 1);
  if (!before) throw none();
  for (const auto& [name, value] : applied->after.items()) {
    const int index = type->index_of(name);
    if (index < 0 || type->fields[static_cast<std::size_t>(index)].computed) continue;
    for (const store::Operation& operation : history)
      if (operation.seq > applied->seq && operation.after.contains(name))
        throw Problem{"store.stale", {{"record", id->text()}, {"type", type->name}}};
    change.set.emplace_back(index, before->values[static_cast<std::size_t>(index)]);
  }
  if (change.set.empty()) throw none();
  return change;
}

}  // namespace tilth::report
