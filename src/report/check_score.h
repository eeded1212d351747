// SPDX-License-Identifier: Apache-2.0
// How good the checks are: what they found of the faults that were planted on purpose, and what they found besides.
#pragma once

#include "base/finding.h"
#include "people/record_linkage.h"

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

namespace tilth::report {

/// A fault that `tilth generate --truth` wrote down.
struct KnownFault {
  std::string kind, rule;
  Uuid record;
  Uuid other;  ///< of a fault that is about a pair; else nil
};

/// The file of known faults: kind, rule, record, other, what. @throws Problem "check.bad_truth" with the line
std::vector<KnownFault> read_truth(std::istream& file);

struct KindScore {
  std::string kind, rule;
  std::int64_t planted = 0;
  std::vector<Uuid> missed;
};

struct CheckScore {
  std::vector<KindScore> kinds;  ///< by kind
  std::int64_t expected = 0;     ///< findings of a planted fault's own rule at its site
  /// Other findings at a site with a planted fault: what the fault drags along, such as a product outside the hazard
  /// whose outline was moved away.
  std::int64_t in_its_train = 0;
  std::vector<Finding> false_alarms;  ///< at sites where nothing was planted

  [[nodiscard]] std::int64_t planted() const;
  [[nodiscard]] std::int64_t missed() const;
};

/// A fault is found when a finding of its rule names its record, or names no record at all (a finding about a whole
/// type). Records of one made-up site begin with the same 12 digits. A fault that is about a pair is linkage's to find
/// (score_pairs), and no kind here.
CheckScore score_check(const std::vector<KnownFault>& faults, const std::vector<Finding>& findings);

/// How good linkage is: of the pairs that it proposes, those planted under this rule.
stats::LinkageQuality score_pairs(const std::vector<KnownFault>& faults, std::string_view rule,
                                  const std::vector<people::ProposedPair>& pairs);

}  // namespace tilth::report
