// SPDX-License-Identifier: Apache-2.0
// How far two assessors of the same organisation agree (methods 4.2).
#pragma once

#include "assess/instrument.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace tilth::assess {

struct Agreement {
  std::size_t both = 0;                                 ///< questions that both answered
  std::size_t same = 0;                                 ///< of those, with the same answer
  std::optional<double> kappa;                          ///< quadratic weights; nothing where no answer varies
  std::optional<double> difference;                     ///< mean of the first minus the second, by weight; levels
  std::vector<std::optional<double>> area_differences;  ///< beside the instrument's areas
};

/// Of `criteria` an answer is met (1) or not (0). @pre both of this instrument
Agreement agreement_of(const Instrument& instrument, const Answers& first, const Answers& second);

}  // namespace tilth::assess
