// SPDX-License-Identifier: Apache-2.0
// What refers to what inside a model, and whether its CQL2 fits.
#pragma once

#include "model/model.h"
#include "model/yaml_tree.h"

namespace tilth::model {

/// The documents behind the model's types, lists and indicators, in the same order: where a problem is shown.
struct CheckContext {
  std::vector<Tree> type_trees, codes_trees, indicator_trees;
};

void check_references(const Model& model, const CheckContext& context, Problems& problems);

}  // namespace tilth::model
