// SPDX-License-Identifier: Apache-2.0
// Ranking by a weighted sum of criteria, and what a change of one weight does to the ranks (methods 1.1, 1.5).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tilth::stats {

/// How a value becomes 0 to 1.
enum class Transform {
  minmax,  ///< between the least and the most of all alternatives; alike throughout: 0 for all
  fixed,   ///< between limits that do not move when an alternative is added, clipped
  step     ///< 1 from `least` on, 0 below
};

struct Criterion {
  double weight = 0;    ///< >= 0; weights are divided by their sum
  bool benefit = true;  ///< false: less comes first
  Transform transform = Transform::minmax;
  double least = 0, most = 1;  ///< of `fixed`, in the unit of the value; `least` of `step`
};

struct Alternative {
  std::string id;                             ///< ties go by it
  std::vector<std::optional<double>> values;  ///< one a criterion; nothing where it is not known
};

struct Ranked {
  std::size_t alternative = 0;               ///< its index
  std::size_t rank = 0;                      ///< from 1
  double score = 0;                          ///< 0 to 1; of what is known, by its weights
  double least = 0, most = 0;                ///< whatever the unknown values are; both the score where all are known
  std::vector<std::optional<double>> parts;  ///< one a criterion: weight times value, before what is unknown
};

/// By score, greatest first; an alternative of which nothing is known comes last with score 0.
/// @throws std::invalid_argument unless every alternative has a value a criterion and the weights have a sum above 0
std::vector<Ranked> weighted_sum(const std::vector<Criterion>& criteria, const std::vector<Alternative>& alternatives);

struct RankChange {
  std::size_t alternative = 0;
  std::size_t before = 0, after = 0;  ///< ranks
};

/// Who of the first `top`, before or after, has another rank after. By the rank before.
/// @pre both are of the same alternatives
std::vector<RankChange> rank_changes(const std::vector<Ranked>& before, const std::vector<Ranked>& after,
                                     std::size_t top);
/// The same when one weight is multiplied by `factor`; the other weights keep their proportions.
/// @param before the ranking by the weights as they are
/// @pre factor >= 0, criterion < criteria.size()
std::vector<RankChange> rank_changes(const std::vector<Criterion>& criteria,
                                     const std::vector<Alternative>& alternatives, const std::vector<Ranked>& before,
                                     std::size_t criterion, double factor, std::size_t top = 20);

}  // namespace tilth::stats
