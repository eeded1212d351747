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

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out.empty() ? "none" : out;
}

}  // namespace

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

std::string WorkflowSteps::state(std::span<const Value> values) const {
  const auto* known = std::get_if<std::string>(&values[static_cast<std::size_t>(field_)]);
  return known == nullptr ? workflow_.initial : *known;
}

bool WorkflowSteps::fits(const Transition& step, const std::vector<std::string>& roles) {
  return step.roles.empty() || std::any_of(step.roles.begin(), step.roles.end(), [&](const std::string& role) {
           return std::find(roles.begin(), roles.end(), role) != roles.end();
         });
}

std::vector<OpenStep> WorkflowSteps::open(const Uuid& id, std::span<const Value> values,
                                          const std::vector<std::string>& roles, const Surroundings& around) const {
  const std::string from = state(values);
  const RecordRow row{type_, schema_.paths(), id, values, around};
  std::vector<OpenStep> out;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Transition& step = workflow_.transitions[i];
    if (step.from != from) continue;
    out.push_back({.transition = &step,
                   .role_fits = fits(step, roles),
                   .guard_holds = !steps_[i].guard || steps_[i].guard->holds(row) == cql2::Bound::Truth::yes});
  }
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
  const std::string from = state(values);
  std::vector<std::string> names;
  std::size_t at = steps_.size();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Transition& step = workflow_.transitions[i];
    if (step.from != from) continue;
    names.push_back(step.name);
    if (step.name == name) at = i;
  }
  if (at == steps_.size())
    throw Problem{"workflow.no_such_step", {{"step", name}, {"state", from}, {"known", joined(names)}}};
  const Transition& step = workflow_.transitions[at];
  if (!fits(step, roles)) throw Problem{"workflow.not_your_step", {{"step", name}, {"roles", joined(step.roles)}}};
  const RecordRow row{type_, schema_.paths(), id, values, around};
  if (steps_[at].guard && steps_[at].guard->holds(row) != cql2::Bound::Truth::yes)
    throw Problem{"workflow.guard_unmet", {{"step", name}, {"guard", cql2::to_text(*step.guard)}}};
  std::vector<std::pair<int, Value>> writes{{field_, Value{step.to}}};
  for (const auto& [field, value] : steps_[at].effects)
    writes.emplace_back(field, fitted(type_.fields[static_cast<std::size_t>(field)], value->value(row)));
  if (!step.needs_no_errors) return writes;
  std::vector<Value> after(values.begin(), values.end());
  for (const auto& [field, value] : writes) after[static_cast<std::size_t>(field)] = value;
  compiled_.compute(after);
  std::vector<std::string> broken;
  for (const Finding& finding : compiled_.check(id, after, around))
    if (finding.severity == Severity::error)
      broken.push_back(finding.rule + (finding.place.empty() ? "" : " (" + finding.place + ")"));
  if (!broken.empty() || open_errors > 0)
    throw Problem{"workflow.errors_left",
                  {{"step", name}, {"count", broken.size() + open_errors}, {"rules", joined(broken)}}};
  return writes;
}

}  // namespace tilth::model
