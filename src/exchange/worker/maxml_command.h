// SPDX-License-Identifier: Apache-2.0
// A maXML file as frames on standard output.
#pragma once

#include "exchange/worker/read_command.h"

namespace tilth::formats {

/// @throws WorkerProblem
void read_maxml(const ReadRequest& request);

}  // namespace tilth::formats
