// SPDX-License-Identifier: Apache-2.0
// Whether the rules of a model that compare people can be read, and whether their examples come out as they say.
#pragma once

#include "model/model.h"

#include <vector>

namespace tilth::people {

/// An example gives fields of one record by name and of the other behind the reference's name and a dot ("other."
/// within one type); `holds: false` says that the pair is proposed. It is judged with the rule's own m and u, as if
/// there were kExampleRecords records to compare with.
inline constexpr int kExampleRecords = 1'000;
std::vector<model::ModelProblem> linkage_problems(const model::Model& model);

}  // namespace tilth::people
