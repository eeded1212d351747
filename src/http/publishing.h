// SPDX-License-Identifier: Apache-2.0
// One publication at a time: what was published is read, audited with, and added to as one.
#pragma once

#include "base/problem.h"

#include <mutex>

namespace tilth::http {

/// Shared by all routes that publish. @see Services::shared
struct Publishing {
  std::mutex guard;
  std::mutex looking;  ///< a look is as much work, and one at a time is worked out too
};

/// @throws Problem "server.busy" where another holds it: nobody waits, so that no worker of the server does
inline std::unique_lock<std::mutex> turn_of(std::mutex& mutex) {
  std::unique_lock turn{mutex, std::try_to_lock};
  if (!turn.owns_lock()) throw Problem{"server.busy", Json::object()};
  return turn;
}

}  // namespace tilth::http
