// SPDX-License-Identifier: Apache-2.0
// The quality inspector's calculator: what a sample of land, plots, work or people can say, and how large it must be.
#pragma once

#include "base/json.h"
#include "report/calculator_fault.h"
#include "stats/survey_size.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tilth::report {

/// What is asked; several questions may be asked at once. Shares and chances are of 1, `aql` is in percent.
struct SamplingQuestion {
  std::optional<double> share;      ///< of the land searched again: how likely it passes
  std::optional<double> risk;       ///< chance that it may pass: which share to search again
  std::int64_t left = 5;            ///< items in the ground
  double sensitivity = 0.9;         ///< chance that the search finds an item that is there
  std::optional<double> bad_share;  ///< of a lot too large to count: how many to inspect
  std::optional<double> aql;        ///< with `lot`: a plan for faults of a process
  double confidence = 0.95;         ///< of a survey, the level of its interval
  std::optional<std::int64_t> plots, bad, sample, lot, none_of;
  std::vector<double> lqas;  ///< none, or the share of a good area and then that of a bad one
  bool survey = false;
  stats::SurveyPlan plan;                 ///< `level` is `confidence`
  std::vector<std::int64_t> cluster_yes;  ///< of an earlier survey, in clusters of plan.cluster_size
};

/// The first fault; none in a question that sampling_json() answers. Numbers have bounds, so that any answer is found
/// at once and is a number.
std::optional<CalculatorFault> fault_in(const SamplingQuestion& question);

/// Whether anything was asked; fault_in() takes it for a fault when nothing was.
bool asks_anything(const SamplingQuestion& question);

/// Figures by their names, as docs/commands/sampling.md speaks of them, and `notes`: "finds_a_process" (it certifies no
/// single field) and "one_found_rejects" (explosive hazards are critical), which are told beside the figures.
/// @pre no fault_in(question)
Json sampling_json(const SamplingQuestion& question);

}  // namespace tilth::report
