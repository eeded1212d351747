// SPDX-License-Identifier: Apache-2.0
// Whether a group of people is in a part of the staff as it is in all of it (methods 3.10).
#pragma once

#include "indicators/indicators.h"

namespace tilth::indicators {

/// People by key: of `counts` the splits that were asked for and then those of the group, of `margins` those of the
/// group alone.
struct PeopleCounted {
  std::map<std::vector<std::string>, Figure> counts, margins;
  std::string reason_if_null;  ///< why nothing was counted at all
  bool rolled_up = false;      ///< a key that is not there was kept back; else it is nobody
};

/// The ratio of each key of the splits, and of all together: there it is no ratio, but says how many the group and all
/// are. A ratio stands only on counts that are all there; where one of them has none, the figure has none and says why.
/// Of whom the group's traits are not known is in no count.
struct Represented {
  Figure total;
  std::vector<Cell> cells;  ///< by key
};
Represented represented(const model::Representation& wanted, std::size_t splits, const PeopleCounted& people);

}  // namespace tilth::indicators
