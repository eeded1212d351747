// SPDX-License-Identifier: Apache-2.0
#include "report/workflow.h"

#include "base/problem.h"
#include "model/record_row.h"
#include "model/workflow_step.h"

#include <algorithm>

namespace tilth::report {
namespace {

std::string text_in(const model::RecordType& type, const std::vector<store::Value>& values) {
  const auto* text = std::get_if<std::string>(&values[static_cast<std::size_t>(type.index_of(type.workflow->field))]);
  return text == nullptr ? std::string{} : *text;
}

bool holds(const model::Model& model, const model::RecordType& type, const cql2::Expression& guard, const Uuid& id,
           const std::vector<store::Value>& values, const model::Surroundings& around) {
  const model::TypeSchema schema{model, type};
  const cql2::Bound bound{guard, schema};
  return bound.holds(model::RecordRow{type, schema.paths(), id, values, around}) == cql2::Bound::Truth::yes;
}

Json rules_of(const std::vector<Finding>& errors) {
  Json rules = Json::array();
  for (const Finding& error : errors)
    rules.push_back(error.place.empty() ? error.rule : error.rule + " " + error.place);
  return rules;
}

}  // namespace

bool needs_approval(const model::RecordType& type) {
  return type.workflow && std::any_of(type.workflow->transitions.begin(), type.workflow->transitions.end(),
                                      [](const model::Transition& one) { return one.to == kApproved; });
}

std::string state_of(const model::RecordType& type, const store::Record& record) {
  std::string state = text_in(type, record.values);
  return state.empty() ? type.workflow->initial : state;
}

std::vector<Step> steps_of(const store::Store& store, std::string_view role, const model::RecordType& type,
                           const store::Record& record) {
  std::vector<Step> steps;
  if (!type.workflow) return steps;
  const auto model = store.model();
  // Guards and rules judge the whole record; the caller hears which of them fail, not what they read.
  const store::Caller everything;
  const auto whole = store.find(everything, type.name, record.id);
  const std::vector<store::Value>& values = whole ? whole->values : record.values;
  const auto around = store.surroundings(everything);
  const std::string state = state_of(type, record);
  for (const model::Transition& transition : type.workflow->transitions) {
    if (transition.from != state) continue;
    Step step{.transition = &transition};
    step.role_may = transition.roles.empty() || role == "administrator" ||
                    std::find(transition.roles.begin(), transition.roles.end(), role) != transition.roles.end();
    step.guard_holds = !transition.guard || holds(*model, type, *transition.guard, record.id, values, *around);
    step.needs_reason = transition.to == "rejected" || transition.from == kApproved;
    if (transition.to == kApproved || transition.needs_no_errors) {
      step.errors = model::CompiledType{*model, type}.check(record.id, values, *around);
      std::erase_if(step.errors, [](const Finding& finding) { return finding.severity != Severity::error; });
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

store::Change take_step(const store::Store& store, std::string_view role, const model::RecordType& type,
                        const store::Record& record, std::string_view name, std::string_view reason) {
  std::string known;
  for (const Step& step : steps_of(store, role, type, record)) {
    known += (known.empty() ? "" : ", ") + step.transition->name;
    if (step.transition->name != name) continue;
    const std::string who{role};
    if (!step.role_may) throw Problem{"workflow.wrong_role", {{"step", name}, {"role", who}}};
    if (!step.guard_holds)
      throw Problem{"workflow.guard", {{"step", name}, {"guard", cql2::to_text(*step.transition->guard)}}};
    if (!step.errors.empty())
      throw Problem{"workflow.has_errors",
                    {{"step", name}, {"count", step.errors.size()}, {"rules", rules_of(step.errors)}}};
    if (step.needs_reason && reason.find_first_not_of(" \t\n") == std::string_view::npos)
      throw Problem{"workflow.reason_missing", {{"step", name}}};
    // The state and what the model says the step writes besides, worked out from the whole record.
    const store::Caller everything;
    const auto whole = store.find(everything, type.name, record.id);
    const model::WorkflowSteps workflow{*store.model(), type};
    return {.kind = store::OperationKind::change,
            .record = record.id,
            .type = type.name,
            .set = workflow.taken(name, record.id, whole ? whole->values : record.values,
                                  role == "administrator" ? step.transition->roles : std::vector<std::string>{who},
                                  *store.surroundings(everything)),
            .seen_seq = record.seq};
  }
  throw Problem{"workflow.unknown_step",
                {{"step", name},
                 {"state", type.workflow ? state_of(type, record) : "-"},
                 {"known", known.empty() ? "none" : known}}};
}

void require_same_state(const model::RecordType& type, const store::Record* before,
                        const std::vector<store::Value>& after) {
  if (!type.workflow) return;
  const std::string to = text_in(type, after);
  const std::string from = before == nullptr ? type.workflow->initial : text_in(type, before->values);
  if (to == from || (before == nullptr && to.empty())) return;
  throw Problem{"workflow.by_steps_only", {{"field", type.workflow->field}, {"from", from}, {"to", to}}};
}

}  // namespace tilth::report
