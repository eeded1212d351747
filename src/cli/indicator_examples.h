// SPDX-License-Identifier: Apache-2.0
// The examples of a model's indicators, worked out on a programme made for each alone.
#pragma once

#include "base/progress.h"
#include "model/model.h"

#include <vector>

namespace tilth::cli {

/// An example states records, a period, a split and the value that a person worked out by hand
/// (docs/model-language.md). Every figure that comes out otherwise is a problem at the indicator's line.
std::vector<model::ModelProblem> run_indicator_examples(const model::Model& model, Progress& progress);

}  // namespace tilth::cli
