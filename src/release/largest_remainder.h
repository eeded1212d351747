// SPDX-License-Identifier: Apache-2.0
// Parts that add up to their whole, to the last hundredth of a square metre.
#pragma once

#include "base/units.h"

#include <cstdint>
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

/// Figures as whole m2 that add up to `sum` as they are shown: each is rounded down, the units that are left go to the
/// largest remainders, ties to the first. A figure that is whole stays as it is. For a line of an account: what comes
/// in with its sign, what goes out negative, and for the sum the rounded closing less the rounded opening.
/// @pre |sum - what the figures add up to| < 1 m2
std::vector<std::int64_t> whole_metres(std::span<const SquareMetres> figures, std::int64_t sum);
/// To the nearest whole m2, half away from zero.
std::int64_t whole_metres(SquareMetres figure);

}  // namespace tilth::release
