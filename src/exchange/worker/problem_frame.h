// SPDX-License-Identifier: Apache-2.0
// How the worker ends when it cannot go on: a problem that tilth throws in its place.
#pragma once

#include "base/json.h"

#include <string>

namespace tilth::formats {

struct WorkerProblem {
  std::string code;
  Json values;
};

}  // namespace tilth::formats
