// SPDX-License-Identifier: Apache-2.0
// The steps of a record's workflow: which are open, and what a record is after one.
#pragma once

#include "model/record_check.h"

#include <string>
#include <string_view>
#include <vector>

namespace tilth::model {

/// Records in this state count; in any other they show as "reported, unverified" and stay out of the ledger.
inline constexpr std::string_view kApproved = "approved";

/// Where a record stands: at `initial` where it says nothing. @pre type.workflow
std::string state_of(const RecordType& type, std::span<const cql2::Value> values);
/// True for a rejection, and for taking back an approval.
bool needs_reason(const Transition& step);

/// The child counts of a type that an expression reads.
std::vector<const ChildCount*> counts_read_by(const cql2::Expression& expression, const RecordType& type);

/// One step that leads away from a record's state, and what stands in its way.
struct OpenStep {
  const Transition* transition = nullptr;
  bool role_may = true;     ///< one of the caller's roles may take it; an administrator may take each
  bool guard_holds = true;  ///< its guard holds of the record as it is; unknown does not
  bool needs_reason = false;
  std::vector<Finding> errors;  ///< of the record as the step leaves it; for an approval and where the model says so
  [[nodiscard]] bool allowed() const { return role_may && guard_holds && errors.empty(); }
};

/// The steps of a type's workflow, bound once. Immutable; many threads may use one.
class WorkflowSteps {
 public:
  /// @throws std::invalid_argument when the type has no workflow
  WorkflowSteps(const Model& model, const RecordType& type);

  /// Every step from the record's state, in the order of the model.
  [[nodiscard]] std::vector<OpenStep> open(const Uuid& id, std::span<const cql2::Value> values,
                                           const std::vector<std::string>& roles, const Surroundings& around) const;

  /// The fields that the step writes, the state first: field index and new value, ready for an operation.
  /// @throws Problem "workflow.unknown_step", "workflow.wrong_role", "workflow.guard_unmet" or
  ///         "workflow.errors_left"; the record stays as it is. `open_errors` are findings of severity error that
  ///         checks over all records have of this one: they bar a step that needs no errors, as the record's own do.
  [[nodiscard]] std::vector<std::pair<int, cql2::Value>> taken(std::string_view name, const Uuid& id,
                                                               std::span<const cql2::Value> values,
                                                               const std::vector<std::string>& roles,
                                                               const Surroundings& around,
                                                               std::size_t open_errors = 0) const;

  /// Whether a change of the state from one value to another is a step of the workflow, whoever takes it.
  [[nodiscard]] bool listed(std::string_view from, std::string_view to) const;

 private:
  struct BoundStep {
    std::unique_ptr<cql2::Bound> guard;
    std::vector<std::pair<int, std::unique_ptr<cql2::Bound>>> effects;
  };
  using Writes = std::vector<std::pair<int, cql2::Value>>;
  [[nodiscard]] Writes writes(std::size_t step, const cql2::Row& row) const;
  [[nodiscard]] OpenStep judged(std::size_t step, const cql2::Row& row, const Uuid& id,
                                std::span<const cql2::Value> values, const std::vector<std::string>& roles,
                                const Surroundings& around) const;

  const RecordType& type_;
  const Workflow& workflow_;
  int field_;
  CompiledType compiled_;
  TypeSchema schema_;
  std::vector<BoundStep> steps_;
};

}  // namespace tilth::model
