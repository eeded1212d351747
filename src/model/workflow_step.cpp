// SPDX-License-Identifier: Apache-2.0
// The steps of a record's workflow.
#include "model/workflow_step.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "model/record_row.h"

#include <algorithm>
#include <stdexcept>

namespace tilth::model {
namespace {

using cql2::Value;

const Workflow& workflow_of(const RecordType& type) {
  if (!type.workflow) throw std::invalid_argument(type.name + " has no workflow");
  return *type.workflow;
}

/// A date written from an instant is its UTC day; a whole number fits every field of numbers.
Value fitted(const Field& field, Value value) {
  if (const auto* instant = std::get_if<Instant>(&value); instant != nullptr && field.kind == FieldKind::date)
    return Value{instant->date()};
  const bool real =
      field.kind == FieldKind::decimal || field.kind == FieldKind::area || field.kind == FieldKind::length;
  if (const auto* whole = std::get_if<std::int64_t>(&value); whole != nullptr && real)
    return Value{static_cast<double>(*whole)};
  return value;
}

bool may_take(const Transition& step, const std::vector<std::string>& roles) {
  return step.roles.empty() || std::any_of(roles.begin(), roles.end(), [&](const std::string& role) {
           return role == "administrator" || std::find(step.roles.begin(), step.roles.end(), role) != step.roles.end();
         });
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out.empty() ? "none" : out;
}

}  // namespace

std::string state_of(const RecordType& type, std::span<const Value> values) {
  const Workflow& workflow = workflow_of(type);
  const auto* known = std::get_if<std::string>(&values[static_cast<std::size_t>(type.index_of(workflow.field))]);
  return known == nullptr || known->empty() ? workflow.initial : *known;
}

bool needs_reason(const Transition& step) { return step.to == "rejected" || step.from == kApproved; }

std::vector<const ChildCount*> counts_read_by(const cql2::Expression& expression, const RecordType& type) {
  std::vector<const ChildCount*> counts;
  for (const std::string& name : cql2::properties(expression))
    for (const ChildCount& count : type.children)
      if (count.name == name) counts.push_back(&count);
  return counts;
}

WorkflowSteps::WorkflowSteps(const Model& model, const RecordType& type)
    : type_(type),
      workflow_(workflow_of(type)),
      field_(type.index_of(workflow_.field)),
      compiled_(model, type),
      schema_(model, type) {
  for (const Transition& step : workflow_.transitions) {
    BoundStep one;
    if (step.guard) one.guard = std::make_unique<cql2::Bound>(*step.guard, schema_);
    for (const Effect& effect : step.effects)
      one.effects.emplace_back(type.index_of(effect.field), std::make_unique<cql2::Bound>(effect.value, schema_));
    steps_.push_back(std::move(one));
  }
}

WorkflowSteps::Writes WorkflowSteps::writes(std::size_t step, const cql2::Row& row) const {
  Writes writes{{field_, Value{workflow_.transitions[step].to}}};
  for (const auto& [field, value] : steps_[step].effects)
    writes.emplace_back(field, fitted(type_.fields[static_cast<std::size_t>(field)], value->value(row)));
  return writes;
}

OpenStep WorkflowSteps::judged(std::size_t step, const cql2::Row& row, const Uuid& id, std::span<const Value> values,
                               const std::vector<std::string>& roles, const Surroundings& around) const {
  const Transition& transition = workflow_.transitions[step];
  OpenStep open{.transition = &transition,
                .role_may = may_take(transition, roles),
                .guard_holds = !steps_[step].guard || steps_[step].guard->holds(row) == cql2::Bound::Truth::yes,
                .needs_reason = needs_reason(transition),
                .errors = {}};
  if (transition.to != kApproved && !transition.needs_no_errors) return open;
  std::vector<Value> after(values.begin(), values.end());
  for (auto& [field, value] : writes(step, row)) after[static_cast<std::size_t>(field)] = std::move(value);
  compiled_.compute(after);
  open.errors = compiled_.check(id, after, around);
  std::erase_if(open.errors, [](const Finding& finding) { return finding.severity != Severity::error; });
  return open;
}

std::vector<OpenStep> WorkflowSteps::open(const Uuid& id, std::span<const Value> values,
                                          const std::vector<std::string>& roles, const Surroundings& around) const {
  const std::string from = state_of(type_, values);
  const RecordRow row{type_, schema_.paths(), id, values, around};
  std::vector<OpenStep> out;
  for (std::size_t i = 0; i < steps_.size(); ++i)
    if (workflow_.transitions[i].from == from) out.push_back(judged(i, row, id, values, roles, around));
  return out;
}

bool WorkflowSteps::listed(std::string_view from, std::string_view to) const {
  return std::any_of(workflow_.transitions.begin(), workflow_.transitions.end(),
                     [&](const Transition& step) { return step.from == from && step.to == to; });
}

std::vector<std::pair<int, Value>> WorkflowSteps::taken(std::string_view name, const Uuid& id,
                                                        std::span<const Value> values,
                                                        const std::vector<std::string>& roles,
                                                        const Surroundings& around, std::size_t open_errors) const {
  const std::string from = state_of(type_, values);
  std::vector<std::string> names;
  std::size_t at = steps_.size();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Transition& step = workflow_.transitions[i];
    if (step.from != from) continue;
    names.push_back(step.name);
    if (step.name == name) at = i;
  }
  if (at == steps_.size())
    throw Problem{"workflow.unknown_step", {{"step", name}, {"state", from}, {"known", joined(names)}}};
  const RecordRow row{type_, schema_.paths(), id, values, around};
  const OpenStep step = judged(at, row, id, values, roles, around);
  if (!step.role_may) throw Problem{"workflow.wrong_role", {{"step", name}, {"roles", joined(step.transition->roles)}}};
  if (!step.guard_holds)
    throw Problem{"workflow.guard_unmet", {{"step", name}, {"guard", cql2::to_text(*step.transition->guard)}}};
  const bool barred = open_errors > 0 && (step.transition->to == kApproved || step.transition->needs_no_errors);
  if (!step.errors.empty() || barred) {
    std::vector<std::string> broken;
    for (const Finding& error : step.errors)
      broken.push_back(error.rule + (error.place.empty() ? "" : " (" + error.place + ")"));
    throw Problem{"workflow.errors_left",
                  {{"step", name}, {"count", broken.size() + open_errors}, {"rules", joined(broken)}}};
  }
  return writes(at, row);
}

}  // namespace tilth::model
