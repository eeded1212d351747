// SPDX-License-Identifier: Apache-2.0
#include "report/sampling_answer.h"

#include "stats/acceptance_sampling.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tilth::report {
namespace {

// Nobody asks of shares nearer to 0 or 1; beyond them a sample has more pieces than there are.
constexpr double kLeastShare = 1e-6, kMostShare = 1 - 1e-6;
constexpr std::int64_t kMostPieces = 1'000'000'000;
constexpr double kMostPeople = 1e10;  // more than live on Earth
constexpr std::size_t kMostClusters = 10'000;
constexpr double kLikely = 0.10;  // the risk that a plan is judged by: the limiting quality of ISO 2859

/// 0.000001, as people write it and not as 1e-06.
std::string written(double number) {
  std::string text = fmt::format("{:.6f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// What was asked.
struct AskedOf {
  bool land = false, plots = false, many = false, none = false, level = false, areas = false, clusters = false,
       survey = false;
  [[nodiscard]] bool anything() const { return land || plots || many || none || level || areas || clusters || survey; }
};

AskedOf asked_of(const SamplingQuestion& question) {
  return {.land = question.share || question.risk,
          .plots = question.plots && question.bad,
          .many = question.bad_share.has_value(),
          .none = question.none_of.has_value(),
          .level = question.lot && question.aql,
          .areas = !question.lqas.empty(),
          .clusters = !question.cluster_yes.empty(),
          .survey = question.survey};
}

class Faults {
 public:
  /// Keeps the first.
  void unless(bool holds, std::string_view name, std::string expected) {
    if (!holds && !first_) first_ = CalculatorFault{std::string{name}, std::move(expected)};
  }
  void within(double value, double least, double most, std::string_view name) {
    unless(value >= least && value <= most, name, "a number from " + written(least) + " to " + written(most));
  }
  void within(const std::optional<double>& value, double least, double most, std::string_view name) {
    if (value) within(*value, least, most, name);
  }
  void pieces(const std::optional<std::int64_t>& value, std::int64_t least, std::string_view name) {
    unless(!value || (*value >= least && *value <= kMostPieces), name,
           fmt::format("a whole number from {} to {}", least, kMostPieces));
  }
  [[nodiscard]] std::optional<CalculatorFault> first() const { return first_; }

 private:
  std::optional<CalculatorFault> first_;
};

void look_at_numbers(const SamplingQuestion& question, Faults& faults) {
  faults.within(question.share, kLeastShare, 1, "share");
  faults.within(question.risk, kLeastShare, kMostShare, "risk");
  faults.pieces(question.left, 1, "left");
  faults.within(question.sensitivity, 0.01, 1, "sensitivity");
  faults.pieces(question.plots, 1, "plots");
  faults.pieces(question.bad, 0, "bad");
  faults.pieces(question.sample, 1, "sample");
  faults.within(question.bad_share, kLeastShare, kMostShare, "bad-share");
  faults.pieces(question.none_of, 1, "none-of");
  faults.within(question.confidence, kLeastShare, kMostShare, "confidence");
  faults.pieces(question.lot, 1, "lot");
  for (const double share : question.lqas) faults.within(share, kLeastShare, kMostShare, "lqas");
  faults.within(question.plan.share, kLeastShare, kMostShare, "expected");
  faults.within(question.plan.margin, 1e-4, kMostShare, "margin");
  faults.within(question.plan.population, 1, kMostPeople, "population");
  faults.within(question.plan.cluster_size, 1, 1e6, "cluster-size");
  faults.within(question.plan.intra_cluster, 0, 1, "rho");
  faults.within(question.plan.response_rate, 0.01, 1, "response");
}

void look_at_clusters(const SamplingQuestion& question, Faults& faults) {
  if (question.cluster_yes.empty()) return;
  const double size = question.plan.cluster_size;
  faults.unless(size >= 2 && size == std::floor(size), "cluster-size",
                "a whole number of people, two or more, as many as each cluster had");
  const auto& yes = question.cluster_yes;
  faults.unless(yes.size() >= 2 && yes.size() <= kMostClusters, "cluster-yes",
                fmt::format("the answers of two clusters or more, {} at most", kMostClusters));
  faults.unless(std::all_of(yes.begin(), yes.end(),
                            [&](std::int64_t one) { return one >= 0 && static_cast<double>(one) <= size; }),
                "cluster-yes", "no more answers of a cluster than it has people, and none below 0");
}

void say_of_land(const SamplingQuestion& question, Json& answer) {
  if (question.share)
    answer["passes"] = 1 - stats::detection_chance(*question.share, question.sensitivity, question.left);
  if (question.risk) {
    const auto share = stats::share_to_inspect(*question.risk, question.left, question.sensitivity);
    answer["share"] = share ? Json(*share) : Json();
  }
}

/// A lot of which none may be bad.
void say_of_plots(const SamplingQuestion& question, Json& answer) {
  if (question.plots && question.bad && question.sample) {
    answer["lot_passes"] = 1 - stats::chance_of_one(*question.plots, *question.bad, *question.sample);
  } else if (question.plots && question.bad) {
    const auto sample = stats::zero_acceptance_sample(*question.plots, *question.bad, question.confidence);
    answer["sample"] = sample ? Json(*sample) : Json();
    if (sample)
      answer["by_formula"] = stats::zero_acceptance_formula(*question.plots, *question.bad, question.confidence);
  }
  if (question.bad_share) {
    const double sample = stats::zero_acceptance_of_share(*question.bad_share, question.confidence);
    answer["sample_of_many"] = static_cast<std::int64_t>(std::ceil(sample - 1e-9));
    answer["before_rounding"] = sample;
  }
  if (question.none_of)
    answer["bad_share_at_most"] = stats::upper_limit_of_none(*question.none_of, question.confidence);
}

/// A plan of ISO 2859-1, for faults of a process.
void say_of_level(const SamplingQuestion& question, Json& answer) {
  const auto found = stats::aql_plan(*question.lot, *question.aql);
  const stats::SamplingPlan& plan = found->plan;
  answer["plan"] = {{"letter", std::string(1, found->letter)},
                    {"sample", plan.sample},
                    {"accept", plan.accept},
                    {"reject", plan.accept + 1},
                    {"everything", found->everything}};
  if (found->everything) return;
  answer["accepts_at_level"] = stats::acceptance_chance(plan, *question.aql / 100);
  answer["limiting_quality"] = stats::quality_accepted_with(plan, kLikely);
  if (question.bad)
    answer["accepts_this_lot"] = stats::acceptance_chance(plan, *question.lot, std::min(*question.bad, *question.lot));
}

void say_of_areas(const SamplingQuestion& question, Json& answer) {
  const auto plan = stats::lot_plan(question.lqas[0], question.lqas[1]);
  answer["lqas"] = plan ? Json{{"sample", plan->sample},
                               {"pass", plan->pass},
                               {"wrongly_failed", plan->wrongly_failed},
                               {"wrongly_passed", plan->wrongly_passed}}
                        : Json();
}

void say_of_survey(const SamplingQuestion& question, const AskedOf& asked, Json& answer) {
  stats::SurveyPlan plan = question.plan;
  plan.level = question.confidence;
  if (asked.clusters) {
    const auto size = static_cast<std::int64_t>(plan.cluster_size);
    const auto found = stats::intra_cluster(question.cluster_yes, size);
    plan.intra_cluster = found->correlation;
    answer["intra_cluster"] = {{"clusters", question.cluster_yes.size()},
                               {"size", size},
                               {"rho", found->correlation},
                               {"design_effect", found->design_effect}};
  }
  if (!asked.survey) return;
  const stats::SurveySize size = stats::survey_size(plan);
  answer["survey"] = {{"simple", size.simple},       {"finite", size.finite}, {"design_effect", size.design_effect},
                      {"clustered", size.clustered}, {"asked", size.asked},   {"people", size.people}};
}

}  // namespace

bool asks_anything(const SamplingQuestion& question) { return asked_of(question).anything(); }

std::optional<CalculatorFault> fault_in(const SamplingQuestion& question) {
  Faults faults;
  look_at_numbers(question, faults);
  faults.unless(!question.aql || question.lot, "lot", "a number of pieces, since there is a level for them");
  if (question.plots) {
    faults.unless(question.bad.value_or(0) <= *question.plots, "bad", "no more plots than there are");
    faults.unless(question.sample.value_or(1) <= *question.plots, "sample", "no more plots than there are");
  }
  if (question.lot && question.aql)
    faults.unless(stats::aql_plan(*question.lot, *question.aql).has_value(), "aql",
                  "a level of the table, 0.010 to 10 % in its own steps, of a lot of two or more");
  if (!question.lqas.empty())
    faults.unless(question.lqas.size() == 2 && question.lqas[1] < question.lqas[0], "lqas",
                  "the share of a good area, then that of a bad one below it");
  look_at_clusters(question, faults);
  faults.unless(
      asked_of(question).anything(), "share",
      "a question: share, risk, plots with bad, bad-share, none-of, lot with aql, lqas, survey or cluster-yes");
  return faults.first();
}

Json sampling_json(const SamplingQuestion& question) {
  const AskedOf asked = asked_of(question);
  Json answer = Json::object(), notes = Json::array();
  say_of_land(question, answer);
  say_of_plots(question, answer);
  if (asked.level) say_of_level(question, answer);
  if (asked.areas) say_of_areas(question, answer);
  say_of_survey(question, asked, answer);
  if (asked.land || asked.plots || asked.many || asked.none || asked.level) notes.push_back("finds_a_process");
  if (asked.level) notes.push_back("one_found_rejects");
  answer["notes"] = std::move(notes);
  return answer;
}

}  // namespace tilth::report
