// SPDX-License-Identifier: Apache-2.0
// The steps of a record's workflow: which a person may take from where it stands, and what stands in the way.
#pragma once

#include "store/store.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::report {

/// Reports in this state count; in any other they show as "reported, unverified" and stay out of the ledger.
inline constexpr std::string_view kApproved = "approved";
/// True for a type whose records count only once they are approved.
bool needs_approval(const model::RecordType& type);

/// Where the record stands; the initial state where it has none. @pre type.workflow
std::string state_of(const model::RecordType& type, const store::Record& record);

struct Step {
  const model::Transition* transition = nullptr;
  bool role_may = false;        ///< the transition's roles; an administrator may take each
  bool guard_holds = true;      ///< a guard that is unknown does not hold
  bool needs_reason = false;    ///< a rejection, and taking back an approval
  std::vector<Finding> errors;  ///< what stops an approval: errors of the record's own rules
  [[nodiscard]] bool allowed() const { return role_may && guard_holds && errors.empty(); }
};

/// Transitions from the record's state, in the model's order; none for a type without a workflow. Rules and guards
/// judge the whole record, whatever the caller sees of it.
std::vector<Step> steps_of(const store::Store& store, std::string_view role, const model::RecordType& type,
                           const store::Record& record);

/// The step of that name as an ordinary change with the effects that the model gives it, refused when the record has
/// moved on since.
/// @throws Problem "workflow.unknown_step", "workflow.wrong_role", "workflow.guard", "workflow.has_errors",
/// "workflow.reason_missing"
store::Change take_step(const store::Store& store, std::string_view role, const model::RecordType& type,
                        const store::Record& record, std::string_view name, std::string_view reason);

/// What saving may not do: a state changes by its transitions alone, and a new record begins at the initial one.
/// @param before null for a new record
/// @throws Problem "workflow.by_steps_only"
void require_same_state(const model::RecordType& type, const store::Record* before,
                        const std::vector<store::Value>& after);

}  // namespace tilth::report
