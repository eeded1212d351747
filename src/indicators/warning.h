// SPDX-License-Identifier: Apache-2.0
// What is said beside a figure: how it was made, and what it leaves out. The sentences stand here, since what renders
// an indicator (render.cpp) does too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tilth::indicators {

struct Warning {
  enum class Kind : std::uint8_t {
    by_clusters,
    too_few_clusters,
    small_cells_left_out,  ///< how many, fewer than
    kept_apart,            ///< by which properties
    not_split,
    rows_not_split,
    denominator_not_split,
    without_population,  ///< places
    incomplete_records,  ///< records
    straight_line,       ///< years, first, last, until, a year
    median_of_slopes,    ///< a year, from, to
    as_counts,           ///< change of a year in %, count
    far_ahead,
    cut_off_at_nothing,
    years_without_record,  ///< "2024" or "2022–2024"
  };
  Kind kind{};
  std::vector<std::string> values;  ///< in the order of the sentence

  /// The sentence in the language, "fr"; in English where the program does not speak it.
  [[nodiscard]] std::string in(std::string_view language) const;
  bool operator==(const Warning&) const = default;
};

std::vector<std::string> in(const std::vector<Warning>& warnings, std::string_view language);

}  // namespace tilth::indicators
