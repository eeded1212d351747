// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

namespace tilth::cli {

void add_report_command(CLI::App& app, Terminal& terminal);

}  // namespace tilth::cli
