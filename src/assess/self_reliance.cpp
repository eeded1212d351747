// SPDX-License-Identifier: Apache-2.0
#include "assess/self_reliance.h"

#include "assess/profile.h"

namespace tilth::assess {

SelfReliance self_reliance(std::span<const SelfRelianceShare> shares) {
  SelfReliance found;
  std::vector<Component> known;
  for (const SelfRelianceShare& one : shares) {
    std::optional<double> share;
    std::string reason;
    if (one.total == 0)
      reason = "ZERO_DENOMINATOR";
    else if (one.national < 0 || one.total < 0 || one.national > one.total)
      reason = "INVALID_INPUT";
    else
      share = one.national / one.total;
    if (share) {
      if (!found.minimum || *share < *found.minimum) {
        found.minimum = share;
        found.weakest = found.shares.size();
      }
      known.push_back({1, *share});
    }
    found.shares.push_back(share);
    found.reasons.push_back(std::move(reason));
  }
  found.known = known.size();
  if (const auto whole = whole_of(known)) {
    found.arithmetic = whole->mean;
    found.geometric = whole->geometric;
  }
  return found;
}

}  // namespace tilth::assess
