// SPDX-License-Identifier: Apache-2.0
// The steps that the program takes itself: a critical non-conformity suspends its task (docs/model-language.md).
#pragma once

#include "model/workflow_step.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tilth::store {

/// Of one model, bound once.
class StepsAtOnce {
 public:
  explicit StepsAtOnce(const model::Model& model);

  /// Whether a change may make a step due: of a record that is counted where it becomes counted, stops being so, or has
  /// other values; of one on the way to it where its reference changes or is new.
  /// @param before its values; empty for a record that was not there
  [[nodiscard]] bool concern(const model::RecordType& type, const Uuid& id, std::span<const Value> before,
                             std::span<const Value> after) const;

  /// One step that is due, as the batch of its own that takes it.
  struct Due {
    Batch batch;
    std::vector<Change> changes;  ///< one
  };
  using Written = std::vector<std::pair<const model::RecordType*, Uuid>>;
  /// Of the records that those written ones are counted for, as they stand in the store now.
  [[nodiscard]] std::vector<Due> due(const Store& store, const Written& written) const;

 private:
  struct Step {
    const model::RecordType* type;
    const model::Transition* transition;
    model::TypeSchema schema;
    cql2::Bound condition;
    model::WorkflowSteps steps;
    Step(const model::Model& model, const model::RecordType& of, const model::Transition& at_once);
  };
  /// What a count counts; null for a record on the way.
  struct Where {
    model::TypeSchema schema;
    std::optional<cql2::Bound> bound;
    Where(const model::Model& model, const model::ChildCount& count);
    [[nodiscard]] bool surely_not(const model::RecordType& type, const Uuid& id, std::span<const Value> values) const;
  };
  struct Counted {
    const Step* step;
    std::string by;  ///< the path from the written record to the one that it is counted for
    std::unique_ptr<Where> where;
  };
  std::vector<std::unique_ptr<Step>> steps_;
  std::multimap<const model::RecordType*, Counted> counted_;
};

}  // namespace tilth::store
