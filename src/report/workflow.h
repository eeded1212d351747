// SPDX-License-Identifier: Apache-2.0
// The steps of a stored record's workflow, as a person takes them.
#pragma once

#include "model/workflow_step.h"
#include "store/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// True for a type whose records count only once they are approved.
bool needs_approval(const model::RecordType& type);

/// The steps from the record's state, in the model's order; none for a type without a workflow. Rules and guards
/// judge the whole record, whatever the caller sees of it.
std::vector<model::OpenStep> steps_of(const store::Store& store, std::string_view role, const model::RecordType& type,
                                      const store::Record& record);

/// The step of that name as an ordinary change with the effects that the model gives it, refused when the record has
/// moved on since.
/// @throws Problem "workflow.unknown_step", "workflow.wrong_role", "workflow.guard_unmet", "workflow.errors_left",
/// "workflow.reason_missing"
store::Change take_step(const store::Store& store, std::string_view role, const model::RecordType& type,
                        const store::Record& record, std::string_view name, std::string_view reason);

/// What saving may not do: a state changes by its transitions alone, and a new record begins at the initial one.
/// @param before null for a new record
/// @throws Problem "workflow.by_steps_only"
void require_same_state(const model::RecordType& type, const store::Record* before,
                        const std::vector<store::Value>& after);

}  // namespace tilth::report
