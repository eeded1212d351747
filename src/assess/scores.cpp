// SPDX-License-Identifier: Apache-2.0
#include "assess/scores.h"

#include "assess/staged_level.h"
#include "stats/sums.h"

#include <algorithm>
#include <cmath>

namespace tilth::assess {
namespace {

const Answer* answer_to(const Answers& answers, const Question& question) {
  const auto at = answers.find(question.id);
  return at == answers.end() ? nullptr : &at->second;
}

bool counts_as_met(const Question& question, const Answer* answer) {
  return answer != nullptr && answer->met == true && (*question.criterion_of < kEvidenceFrom || answer->proved);
}

void count(const Question& question, const Answer* answer, Scoring scoring, AreaScore& area) {
  ++area.applicable;
  if (answer == nullptr) return;
  const bool answered = scoring == Scoring::criteria ? answer->met.has_value() : answer->level.has_value();
  area.answered += answered ? 1 : 0;
  const int claimed =
      scoring == Scoring::criteria ? (answer->met == true ? *question.criterion_of : 0) : answer->level.value_or(0);
  area.unproved += claimed >= kEvidenceFrom && !answer->proved ? 1 : 0;
}

bool speaks(const Instrument& instrument, const Question& question) {
  return instrument.scoring == Scoring::levels || question.criterion_of;
}

void score_levels(const Area& area, const Answers& answers, std::optional<int> target, AreaScore& into) {
  stats::Sum levels, weights, targets, gaps, with_target;
  for (const Question& question : area.questions) {
    const Answer* answer = answer_to(answers, question);
    if (answer == nullptr || answer->not_applicable || !answer->level) continue;
    levels.add(question.weight * *answer->level);
    weights.add(question.weight);
    if (const auto aim = answer->target ? answer->target : target) {
      targets.add(question.weight * *aim);
      gaps.add(question.weight * (*aim - *answer->level));
      with_target.add(question.weight);
    }
  }
  if (into.answered == 0 || !(weights.value() > 0)) {
    into.reason_if_null = "NO_DATA";
    return;
  }
  if (static_cast<double>(into.answered) < kLeastCoverage * static_cast<double>(into.applicable)) {
    into.reason_if_null = "LOW_COVERAGE";
    return;
  }
  into.score = levels.value() / weights.value();
  if (with_target.value() > 0) {
    into.target = targets.value() / with_target.value();
    into.gap = gaps.value() / with_target.value();
  }
}

void score_criteria(const Instrument& instrument, const Area& area, const Answers& answers, std::optional<int> target,
                    AreaScore& into) {
  std::map<int, CriteriaOfLevel> by_level;
  for (const Question& question : area.questions) {
    const Answer* answer = answer_to(answers, question);
    if (!question.criterion_of || (answer != nullptr && answer->not_applicable)) continue;
    CriteriaOfLevel& of = by_level[*question.criterion_of];
    of.level = *question.criterion_of;
    ++of.applicable;
    of.met += counts_as_met(question, answer) ? 1 : 0;
  }
  std::vector<CriteriaOfLevel> levels;
  for (const auto& [level, of] : by_level)
    if (level > instrument.lowest()) levels.push_back(of);
  const auto reached = staged_level(instrument.lowest(), levels);
  if (!reached) {
    into.reason_if_null = "NO_DATA";
    return;
  }
  into.staged = reached->staged;
  into.score = reached->fractional;
  if (target) {
    into.target = *target;
    into.gap = *target - reached->fractional;
  }
}

void sum_up(const Instrument& instrument, Scores& scores) {
  std::vector<Component> components;
  std::vector<double> targets;
  std::vector<std::size_t> index;
  bool whole = true, aimed = true;
  for (std::size_t i = 0; i < scores.areas.size(); ++i) {
    const AreaScore& area = scores.areas[i];
    scores.applicable += area.applicable;
    scores.answered += area.answered;
    scores.unproved += area.unproved;
    if (area.reason_if_null == "NOT_APPLICABLE") continue;
    whole = whole && area.score;
    if (!area.score) continue;
    components.push_back({instrument.areas[i].weight, *area.score});
    aimed = aimed && area.target;
    targets.push_back(*area.score + area.gap.value_or(0));
    index.push_back(i);
  }
  scores.next = next_actions(components, targets);
  for (Gap& gap : scores.next) gap.component = index[gap.component];
  if (!whole) return;
  scores.whole = whole_of(components);
  if (!scores.whole) return;
  scores.of_scale = share_of_scale(scores.whole->mean, instrument.lowest(), instrument.highest());
  scores.band = band_of(instrument, scores.whole->mean);
  if (!aimed) return;
  for (std::size_t c = 0; c < components.size(); ++c) components[c].score = *scores.areas[index[c]].target;
  if (const auto aims = whole_of(components)) scores.target = aims->mean;
}

}  // namespace

Scores scores_of(const Instrument& instrument, const Answers& answers, std::optional<int> target) {
  Scores scores;
  for (const Area& area : instrument.areas) {
    AreaScore score;
    for (const Question& question : area.questions) {
      const Answer* answer = answer_to(answers, question);
      if (!speaks(instrument, question) || (answer != nullptr && answer->not_applicable)) continue;
      count(question, answer, instrument.scoring, score);
    }
    if (score.applicable == 0)
      score.reason_if_null = "NOT_APPLICABLE";
    else if (instrument.scoring == Scoring::levels)
      score_levels(area, answers, target, score);
    else
      score_criteria(instrument, area, answers, target, score);
    scores.areas.push_back(std::move(score));
  }
  sum_up(instrument, scores);
  return scores;
}

std::vector<QuestionGap> question_gaps(const Instrument& instrument, const Answers& answers,
                                       std::optional<int> target) {
  std::vector<QuestionGap> gaps;
  stats::Sum of_areas;
  for (const Area& area : instrument.areas) of_areas.add(area.weight);
  for (std::size_t a = 0; a < instrument.areas.size(); ++a) {
    const Area& area = instrument.areas[a];
    stats::Sum of_questions;
    for (const Question& question : area.questions) of_questions.add(question.weight);
    if (!(of_areas.value() > 0) || !(of_questions.value() > 0)) continue;
    for (std::size_t q = 0; q < area.questions.size(); ++q) {
      const Question& question = area.questions[q];
      const Answer* answer = answer_to(answers, question);
      if (!speaks(instrument, question) || (answer != nullptr && answer->not_applicable)) continue;
      double gap = 0;
      if (instrument.scoring == Scoring::criteria) {
        if (!counts_as_met(question, answer) && *question.criterion_of <= target.value_or(instrument.highest()))
          gap = 1;
      } else if (answer != nullptr && answer->level) {
        if (const auto aim = answer->target ? answer->target : target) gap = *aim - *answer->level;
      }
      if (gap > 0)
        gaps.push_back({a, q, area.weight / of_areas.value() * question.weight / of_questions.value() * gap});
    }
  }
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const QuestionGap& a, const QuestionGap& b) { return a.weighted > b.weighted; });
  return gaps;
}

std::optional<std::string> band_of(const Instrument& instrument, double score) {
  const double shown = std::round(score * 10) / 10;
  std::optional<std::string> found;
  for (const Band& band : instrument.bands)
    if (band.from <= shown + 1e-9) found = band.label;
  return found;
}

Progress progress_of(const Scores& before, const Scores& now) {
  const auto change = [](const std::optional<double>& old, const std::optional<double>& latest,
                         const std::optional<double>& target) {
    Progress::Change found;
    if (!old || !latest) return found;
    found.delta = *latest - *old;
    if (target) found.closed = gap_closed(*old, *latest, *target);
    return found;
  };
  Progress progress;
  for (std::size_t i = 0; i < now.areas.size(); ++i)
    progress.areas.push_back(change(before.areas[i].score, now.areas[i].score, now.areas[i].target));
  if (before.whole && now.whole) progress.whole = change(before.whole->mean, now.whole->mean, now.target);
  return progress;
}

}  // namespace tilth::assess
