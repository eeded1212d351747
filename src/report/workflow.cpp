// SPDX-License-Identifier: Apache-2.0
#include "report/workflow.h"

#include "base/problem.h"

#include <algorithm>

namespace tilth::report {
namespace {

/// Guards and rules judge the whole record; the caller hears which of them fail, not what they read.
struct WholeRecord {
  WholeRecord(const store::Store& store, const model::RecordType& type, const store::Record& record)
      : model(store.model()), steps(*model, type), around(store.surroundings({})) {
    const auto whole = store.find({}, type.name, record.id);
    values = whole ? whole->values : record.values;
  }
  std::shared_ptr<const model::Model> model;
  model::WorkflowSteps steps;
  std::unique_ptr<model::Surroundings> around;
  std::vector<store::Value> values;
};

}  // namespace

bool needs_approval(const model::RecordType& type) {
  return type.workflow && std::any_of(type.workflow->transitions.begin(), type.workflow->transitions.end(),
                                      [](const model::Transition& one) { return one.to == model::kApproved; });
}

std::vector<model::OpenStep> steps_of(const store::Store& store, std::string_view role, const model::RecordType& type,
                                      const store::Record& record) {
  if (!type.workflow) return {};
  const WholeRecord whole{store, type, record};
  return whole.steps.open(record.id, whole.values, {std::string{role}}, *whole.around);
}

store::Change take_step(const store::Store& store, std::string_view role, const model::RecordType& type,
                        const store::Record& record, std::string_view name, std::string_view reason) {
  if (!type.workflow) throw Problem{"workflow.unknown_step", {{"step", name}, {"state", "-"}, {"known", "none"}}};
  const WholeRecord whole{store, type, record};
  store::Change change{.kind = store::OperationKind::change,
                       .record = record.id,
                       .type = type.name,
                       .set = whole.steps.taken(name, record.id, whole.values, {std::string{role}}, *whole.around),
                       .seen_seq = record.seq};
  const std::string from = model::state_of(type, whole.values);
  const bool silent = reason.find_first_not_of(" \t\n") == std::string_view::npos;
  for (const model::Transition& step : type.workflow->transitions)
    if (silent && step.from == from && step.name == name && model::needs_reason(step))
      throw Problem{"workflow.reason_missing", {{"step", name}}};
  return change;
}

void require_same_state(const model::RecordType& type, const store::Record* before,
                        const std::vector<store::Value>& after) {
  if (!type.workflow) return;
  const std::string to = model::state_of(type, after);
  const std::string from = before == nullptr ? type.workflow->initial : model::state_of(type, before->values);
  if (to == from) return;
  throw Problem{"workflow.by_steps_only", {{"field", type.workflow->field}, {"from", from}, {"to", to}}};
}

}  // namespace tilth::report
