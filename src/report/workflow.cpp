// SPDX-License-Identifier: Apache-2.0
#include "report/workflow.h"

#include "base/blank.h"
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

/// Errors that the last checks between records left open on this one. What its own fields say is judged afresh.
std::size_t open_errors_between_records(const store::Store& store, const Uuid& record) {
  const auto model = store.model();
  const auto in_code = [&](const std::string& id) {
    return std::any_of(model->types.begin(), model->types.end(), [&](const model::RecordType& type) {
      return std::any_of(type.rules.begin(), type.rules.end(),
                         [&](const model::Rule& rule) { return rule.id == id && !rule.check.empty(); });
    });
  };
  const std::vector<store::SavedFinding> saved = store.findings();
  return static_cast<std::size_t>(std::count_if(saved.begin(), saved.end(), [&](const store::SavedFinding& one) {
    const Finding& finding = one.finding;
    return one.state == "open" && finding.severity == Severity::error &&
           std::find(finding.records.begin(), finding.records.end(), record) != finding.records.end() &&
           in_code(finding.rule);
  }));
}

bool asks_for_no_errors(const model::RecordType& type, std::string_view from, std::string_view name) {
  return std::any_of(
      type.workflow->transitions.begin(), type.workflow->transitions.end(), [&](const model::Transition& step) {
        return step.from == from && step.name == name && (step.needs_no_errors || step.to == model::kApproved);
      });
}

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
  const std::string from = model::state_of(type, whole.values);
  const std::size_t open_errors =
      asks_for_no_errors(type, from, name) ? open_errors_between_records(store, record.id) : 0;
  store::Change change{
      .kind = store::OperationKind::change,
      .record = record.id,
      .type = type.name,
      .set = whole.steps.taken(name, record.id, whole.values, {std::string{role}}, *whole.around, open_errors),
      .seen_seq = record.seq};
  const bool silent = is_blank(reason);
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
