// SPDX-License-Identifier: Apache-2.0
// The sequence at which records of some types last changed: what depends on hazards outlives a change of an accident.
#pragma once

#include "store/store.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace tilth::http {

class TypeSequences {
 public:
  /// A sequence that is the same for as long as no record of these types changes; of all types when none is named. It
  /// may be later than the last change, never earlier. Any thread.
  std::int64_t of(const store::Store& store, const std::vector<std::string>& types);

 private:
  std::mutex guard_;
  std::int64_t seen_ = -1, all_ = 0;
  std::map<std::string, std::int64_t, std::less<>> last_;
};

/// The part of a cache's key that says what the programme was: sequence of the types, model.
std::string state_key(TypeSequences& sequences, const store::Store& store, const std::vector<std::string>& types);

}  // namespace tilth::http
