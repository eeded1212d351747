// SPDX-License-Identifier: Apache-2.0
// The steps that the program takes itself: a critical non-conformity suspends its task (docs/model-language.md).
#pragma once

#include "model/workflow_step.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tilth::store::sqlite {

/// Of one model, bound once.
class StepsAtOnce {
 public:
  explicit StepsAtOnce(const model::Model& model);

  /// Whether a written record of this type may make a step due.
  [[nodiscard]] bool watches(std::string_view type) const { return counted_.contains(type); }

  /// One step that is due, as the batch of its own that takes it.
  struct Due {
    Batch batch;
    std::vector<Change> changes;
  };
  /// Of the records that those written ones (type, id) are counted for, as they stand in the store now.
  [[nodiscard]] std::vector<Due> due(const Store& store,
                                     const std::vector<std::pair<std::string, Uuid>>& written) const;

 private:
  struct Step {
    const model::RecordType* type;
    const model::Transition* transition;
    model::TypeSchema schema;
    cql2::Bound condition;
    model::WorkflowSteps steps;
    Step(const model::Model& model, const model::RecordType& of, const model::Transition& at_once);
  };
  struct Counted {
    const model::RecordType* type;  ///< of the written record
    const Step* step;
    std::string by;  ///< the path from the written record to the one that it is counted for
  };
  std::vector<std::unique_ptr<Step>> steps_;
  std::multimap<std::string, Counted, std::less<>> counted_;
};

}  // namespace tilth::store::sqlite
