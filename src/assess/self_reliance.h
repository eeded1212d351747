// SPDX-License-Identifier: Apache-2.0
// How much of a programme the country carries itself (methods 4.3). A profile, no index: countries are not ranked by
// it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tilth::assess {

struct SelfRelianceShare {
  double national = 0, total = 0;  ///< of one unit: money, people, tasks; a function is 1 of 1 or 0 of 1
};

struct SelfReliance {
  std::vector<std::optional<double>> shares;  ///< beside what came in
  std::vector<std::string> reasons;           ///< "", "ZERO_DENOMINATOR", or "INVALID_INPUT": below 0 or above 1
  std::size_t known = 0;                      ///< shares that the means below speak of
  std::optional<double> arithmetic, geometric, minimum;  ///< geometric: 0 as soon as one share is 0
  std::optional<std::size_t> weakest;                    ///< the first with the least share
};
SelfReliance self_reliance(std::span<const SelfRelianceShare> shares);

}  // namespace tilth::assess
