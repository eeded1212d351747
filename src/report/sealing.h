// SPDX-License-Identifier: Apache-2.0
// When a record came to rest in a state of its workflow that nothing but its own steps changes.
#pragma once

#include "store/store.h"

#include <optional>

namespace tilth::report {

struct Sealing {
  std::int64_t operation = 0;  ///< of the log, the one that sealed it
  std::optional<Instant> at;
  bool on_arrival = false;  ///< it was entered or imported in that state, so nobody saw here what it was made of
};

/// The last step into a sealed state; nothing for a record that is not sealed, or not there.
std::optional<Sealing> sealing_of(const store::Store& store, const model::RecordType& type, const Uuid& record);

}  // namespace tilth::report
