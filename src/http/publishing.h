// SPDX-License-Identifier: Apache-2.0
// One publication at a time: what was published is read, audited with, and added to as one.
#pragma once

#include <mutex>

namespace tilth::http {

/// Shared by all routes that publish. @see Services::shared
struct Publishing {
  std::mutex guard;
};

}  // namespace tilth::http
