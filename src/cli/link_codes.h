// SPDX-License-Identifier: Apache-2.0
// tilth link between organisations: codes out, a partner's codes in, an answer in.
#pragma once

#include "cli/command.h"

namespace tilth::cli {

struct LinkCodes {
  std::filesystem::path new_key, key, out, in, answer_out, answer_in;
  std::string partner, recipient;
  bool filters = false, exchanges = false;
  double likeness = 0.85;

  void add_to(CLI::App& command);
  /// Whether any of this was asked for.
  [[nodiscard]] bool asked() const;
  void run(const std::filesystem::path& programme, const std::string& type, const Author& author,
           const Terminal& terminal) const;
};

}  // namespace tilth::cli
