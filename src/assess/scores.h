// SPDX-License-Identifier: Apache-2.0
// What the answers of one assessment come to: by area and as a whole (methods 4.1, domain 4.2).
#pragma once

#include "assess/instrument.h"
#include "assess/profile.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tilth::assess {

/// Below this share of answered questions a mean of levels is not shown (domain 4.2).
inline constexpr double kLeastCoverage = 0.8;

struct AreaScore {
  std::optional<double> score;   ///< of `criteria` the fractional level
  std::string reason_if_null;    ///< "LOW_COVERAGE", "NO_DATA", or "NOT_APPLICABLE": nothing of the area applies
  std::optional<int> staged;     ///< of `criteria` alone
  std::optional<double> target;  ///< mean of the target levels by weight; nothing where none was set
  std::optional<double> gap;     ///< mean of target - level over the same questions; of `criteria` target - score
  std::size_t applicable = 0, answered = 0;
  std::size_t unproved = 0;  ///< level 3 or more, or a criterion of one, said to be reached without evidence
  [[nodiscard]] std::size_t unanswered() const { return applicable - answered; }
};

struct Scores {
  std::vector<AreaScore> areas;     ///< beside the instrument's
  std::optional<Whole> whole;       ///< nothing while an area that applies has no score
  std::optional<double> of_scale;   ///< share of the scale that the mean has reached
  std::optional<double> target;     ///< mean of the areas' targets, by weight; where each that applies has one
  std::optional<std::string> band;  ///< what the instrument calls the mean
  std::size_t applicable = 0, answered = 0, unproved = 0;
  std::vector<Gap> next;  ///< areas by weight x gap
  [[nodiscard]] std::size_t unanswered() const { return applicable - answered; }
};

/// `criteria`: what is not answered is not met, and a criterion of level 3 or more without evidence is not met either.
/// `levels`: the mean of what is answered, hidden below 80 % of what applies; what lacks evidence is counted.
/// What does not apply leaves the denominator. A target of the whole assessment stands where an answer sets none.
Scores scores_of(const Instrument& instrument, const Answers& answers, std::optional<int> target = {});

/// One question below its target.
struct QuestionGap {
  std::size_t area = 0, question = 0;
  double weighted = 0;  ///< share of the area x share of the question x gap; of a criterion the gap is 1
};
/// The largest first, ties in the instrument's order. Of `levels` those with a target above the level, of `criteria`
/// those that apply and are not met (up to the target, where there is one).
std::vector<QuestionGap> question_gaps(const Instrument& instrument, const Answers& answers,
                                       std::optional<int> target = {});

/// The highest band that starts at or below the score; a score is rounded to one decimal first, as it is shown.
std::optional<std::string> band_of(const Instrument& instrument, double score);

/// The change from one assessment to a later one of the same instrument in the same edition.
struct Progress {
  struct Change {
    std::optional<double> delta;   ///< nothing where one of the two has no score
    std::optional<double> closed;  ///< share of the gap; nothing where the target was reached before or is not set
  };
  std::vector<Change> areas;
  Change whole;  ///< of the means
};
/// @pre both of the same instrument
Progress progress_of(const Scores& before, const Scores& now);

}  // namespace tilth::assess
