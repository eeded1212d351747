// SPDX-License-Identifier: Apache-2.0
// What a count of rare events says about its rate: exact intervals, and two periods compared (methods 5.1).
#pragma once

#include <cstdint>
#include <utility>

namespace tilth::stats {

/// The exact interval of a Poisson mean, for a count of accidents or casualties (Garwood 1936). Divide both ends by the
/// exposure for a rate. @pre count >= 0, 0 < level < 1
std::pair<double, double> garwood(std::int64_t count, double level = 0.95);

struct RateComparison {
  double ratio = 0;  ///< rate of the first over that of the second; infinite when the second count is 0
  double p = 1;      ///< two-sided, exact: given their sum, the counts are binomial when the rates are equal
};
/// @pre counts >= 0 and not both 0, exposures > 0 in one unit (months, people)
RateComparison compare_rates(std::int64_t first, double first_exposure, std::int64_t second, double second_exposure);

/// Two-sided exact binomial p-value: the sum of all outcomes no likelier than `hits`. @pre 0 <= hits <= n, 0 < p < 1
double binomial_p(std::int64_t hits, std::int64_t n, double p);

}  // namespace tilth::stats
