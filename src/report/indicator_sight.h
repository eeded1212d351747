// SPDX-License-Identifier: Apache-2.0
// Which indicators a caller may ask for, and by what they may be split.
#pragma once

#include "report/sight.h"

#include <string>
#include <vector>

namespace tilth::report {

/// What hides a part of a figure hides the figure.
class IndicatorSight {
 public:
  IndicatorSight(const model::Model& model, const store::Caller& caller) : model_(model), caller_(caller) {}

  [[nodiscard]] bool sees(const model::Indicator& indicator) const;
  /// True when rows behind it are hidden: the figure is one of what this caller may see.
  [[nodiscard]] bool partial(const model::Indicator& indicator) const;
  [[nodiscard]] std::vector<std::string> splits(const model::Indicator& indicator) const;

 private:
  [[nodiscard]] bool sees(const model::Measure& measure) const;

  const model::Model& model_;
  const store::Caller& caller_;
};

}  // namespace tilth::report
