// SPDX-License-Identifier: Apache-2.0
// The check of a whole programme: the model's rules over all records, and the checks in code.
#pragma once

#include "base/finding.h"
#include "base/progress.h"
#include "store/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::quality {

struct CheckOptions {
  std::vector<std::string> rules;  ///< ids, codes ("G11") or checks ("overlap") of rules; empty: all
  std::vector<std::string> types;  ///< record types; empty: all
  /// What the ledger found, its rules named by check. Without it the rules that need the ledger are not looked at.
  std::optional<std::vector<Finding>> from_ledger;
  unsigned threads = 2;
};

struct CheckResult {
  std::vector<std::string> rules;               ///< looked at, sorted
  std::vector<Finding> findings;                ///< by rule, records, place
  std::map<std::string, std::int64_t> records;  ///< looked at, by type
};

/// Reads each record type once, and writes nothing.
/// @throws Problem "check.bad_parameter", "check.unknown_rule", "job.cancelled"
CheckResult check(const store::Store& store, const store::Caller& caller, const CheckOptions& options,
                  Progress& progress);

/// Whether a rule of the model may name this check.
bool knows_check(std::string_view name);

}  // namespace tilth::quality
