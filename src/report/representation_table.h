// SPDX-License-Identifier: Apache-2.0
// A row of a report's table of representation: shares, ratio, Fisher's exact test, and what may be said of it.
#pragma once

#include "base/json.h"

#include <string>
#include <string_view>

namespace tilth::report {

/// The titles of all columns but those that name the group and the cell.
Json representation_columns(std::string_view language);
/// The cells under them. @param passport of a representation ratio @param number of the passport
/// @param whole the passport of all together, for how many the group is where the ratio was kept back
Json representation_cells(const Json& passport, int number, const Json& whole, int whole_number,
                          std::string_view language);
/// "Fisher's exact test: p = 0.773 ..."; "" for a figure that is no such ratio.
std::string fisher_words(const Json& passport, std::string_view language);

}  // namespace tilth::report
