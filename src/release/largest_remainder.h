// SPDX-License-Identifier: Apache-2.0
// Parts that add up to their whole, to the last hundredth of a square metre.
#pragma once

#include "base/units.h"

#include <span>
#include <vector>

namespace tilth::release {

/// Splits `whole` in proportion to the weights: each part is rounded down, the hundredths that are left go to the
/// largest remainders, ties to the first. Weights that are not positive get nothing; with none positive, the first part
/// gets all. @pre whole >= 0 and at least one weight
std::vector<SquareMetres> split_by_largest_remainder(SquareMetres whole, std::span<const double> weights);

/// The same where no part may be larger than its limit; what is cut goes to parts that have room, in order.
/// @pre limits add up to at least `whole`
std::vector<SquareMetres> split_within(SquareMetres whole, std::span<const double> weights,
                                       std::span<const SquareMetres> limits);

}  // namespace tilth::release
