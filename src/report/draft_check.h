// SPDX-License-Identifier: Apache-2.0
// What is wrong with a record before it is saved: its own rules, its outline, and the neighbours on the ground.
#pragma once

#include "store/store.h"

#include <vector>

namespace tilth::report {

struct DraftCheck {
  std::vector<store::Value> values;  ///< with the computed fields worked out
  std::vector<Finding> findings;     ///< of the draft alone; identities as a whole check gives them
};

/// The rules that CQL2 can say, and of the checks in code: ring_too_short, invalid_geometry, repeated_vertex,
/// long_edge, null_island, benchmark_inside, overlap, duplicate_key. The others need the whole programme.
/// @param id of the record that is being changed, or the one that it will have
DraftCheck check_draft(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                       const Uuid& id, std::vector<store::Value> values);

}  // namespace tilth::report
