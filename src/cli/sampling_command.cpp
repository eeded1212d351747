// SPDX-License-Identifier: Apache-2.0
// tilth sampling: what a sample of cleared land, of work or of people can say, and how large it must be.
#include "cli/command.h"

#include "stats/acceptance_sampling.h"
#include "stats/survey_size.h"

#include <fmt/format.h>

#include <cmath>
#include <iostream>

namespace tilth::cli {
namespace {

struct Request {
  std::optional<double> share, risk, bad_share, aql;
  double sensitivity = 0.9, confidence = 0.95;
  std::int64_t left = 5;
  std::optional<std::int64_t> plots, bad, sample, lot, none_of;
  std::vector<double> lqas;
  bool survey = false;
  stats::SurveyPlan plan;
  std::vector<std::int64_t> cluster_yes;
};

/// What is said, to a program and to a person.
struct Answer {
  Json json = Json::object();
  std::string lines;
};

constexpr const char* kMeaning = "A sample finds a process that fails. It cannot certify a single field.";
constexpr const char* kCritical =
    "Explosive hazards are critical: one found rejects the lot, whatever the plan allows.";

CLI::Validator between_0_and_1() {
  return CLI::Validator{[](std::string& text) {
                          double value = 0;
                          return CLI::detail::lexical_cast(text, value) && value > 0 && value < 1
                                     ? std::string{}
                                     : text + " is not between 0 and 1";
                        },
                        "0..1", "between 0 and 1"};
}

std::int64_t rounded_up(double number) { return static_cast<std::int64_t>(std::ceil(number - 1e-9)); }

void say_of_land(const Request& request, Answer& answer) {
  if (request.share) {
    const double passes = 1 - stats::detection_chance(*request.share, request.sensitivity, request.left);
    answer.json["passes"] = passes;
    answer.lines += fmt::format("With {} items left, a search of {:g} of the land passes with chance {:.3f}.\n",
                                request.left, *request.share, passes);
  }
  if (request.risk) {
    const auto share = stats::share_to_inspect(*request.risk, request.left, request.sensitivity);
    answer.json["share"] = share ? Json(*share) : Json();
    answer.lines += share ? fmt::format(
                                "With {} items left it passes with chance {:g} at most when {:.3f} of the land is "
                                "searched again.\n",
                                request.left, *request.risk, *share)
                          : fmt::format(
                                "With {} items left even a search of all the land passes more often than "
                                "{:g}.\n",
                                request.left, *request.risk);
  }
}

/// A lot of which none may be bad.
void say_of_plots(const Request& request, Answer& answer) {
  if (request.plots && request.bad && request.sample) {
    const double passes = 1 - stats::chance_of_one(*request.plots, *request.bad, *request.sample);
    answer.json["lot_passes"] = passes;
    answer.lines += fmt::format("With {} bad plots of {}, a sample of {} holds none of them with chance {:.3f}.\n",
                                *request.bad, *request.plots, *request.sample, passes);
  } else if (request.plots && request.bad) {
    const auto sample = stats::zero_acceptance_sample(*request.plots, *request.bad, request.confidence);
    answer.json["sample"] = sample ? Json(*sample) : Json();
    if (sample)
      answer.json["by_formula"] = stats::zero_acceptance_formula(*request.plots, *request.bad, request.confidence);
    answer.lines += sample ? fmt::format("To hold one of {} bad plots of {} with {:g} %, a sample needs {} plots.\n",
                                         *request.bad, *request.plots, request.confidence * 100, *sample)
                           : "No sample finds what is not there: say how many bad plots it should find.\n";
  }
  if (request.bad_share) {
    const double sample = stats::zero_acceptance_of_share(*request.bad_share, request.confidence);
    answer.json["sample_of_many"] = rounded_up(sample);
    answer.json["before_rounding"] = sample;
    answer.lines += fmt::format(
        "Of a lot too large to count, {:g} of it bad, a sample of {} holds a bad one with "
        "{:g} %.\n",
        *request.bad_share, rounded_up(sample), request.confidence * 100);
  }
  if (request.none_of) {
    const double most = stats::upper_limit_of_none(*request.none_of, request.confidence);
    answer.json["bad_share_at_most"] = most;
    answer.lines += fmt::format("None among {} leaves up to {:.3f} % bad, with {:g} %.\n", *request.none_of, most * 100,
                                request.confidence * 100);
  }
}

/// A plan of ISO 2859-1, for faults of a process.
void say_of_level(const Request& request, Answer& answer) {
  if (!request.lot || !request.aql) return;
  const auto found = stats::aql_plan(*request.lot, *request.aql);
  if (!found)
    throw CLI::ValidationError("--aql", "the table has 0.010 to 10 %, in its own steps, for lots of 2 or more");
  const stats::SamplingPlan& plan = found->plan;
  answer.json["plan"] = {{"letter", std::string(1, found->letter)},
                         {"sample", plan.sample},
                         {"accept", plan.accept},
                         {"reject", plan.accept + 1},
                         {"everything", found->everything}};
  if (found->everything) {
    answer.lines +=
        fmt::format("The sample would be as large as the lot: inspect all {}.\n{}\n", plan.sample, kCritical);
    return;
  }
  const double accepts = stats::acceptance_chance(plan, *request.aql / 100);
  const double limit = stats::quality_accepted_with(plan, 0.10);
  answer.json["accepts_at_level"] = accepts;
  answer.json["limiting_quality"] = limit;
  answer.lines += fmt::format(
      "Letter {}: inspect {} of {}, accept with {} faulty or fewer, reject with {}.\n"
      "At {:g} % faulty it accepts with chance {:.3f}; a lot that it accepts only once in ten has {:.2f} % faulty.\n",
      found->letter, plan.sample, *request.lot, plan.accept, plan.accept + 1, *request.aql, accepts, limit * 100);
  if (request.bad) {
    const double passes = stats::acceptance_chance(plan, *request.lot, std::min(*request.bad, *request.lot));
    answer.json["accepts_this_lot"] = passes;
    answer.lines += fmt::format("With {} faulty in this lot it accepts with chance {:.3f}.\n", *request.bad, passes);
  }
  answer.lines += fmt::format("{}\n", kCritical);
}

void say_of_areas(const Request& request, Answer& answer) {
  if (request.lqas.empty()) return;
  const double upper = request.lqas[0], lower = request.lqas[1];
  if (lower >= upper) throw CLI::ValidationError("--lqas", "the good share comes first, then the bad one below it");
  const auto plan = stats::lot_plan(upper, lower);
  answer.json["lqas"] = plan ? Json{{"sample", plan->sample},
                                    {"pass", plan->pass},
                                    {"wrongly_failed", plan->wrongly_failed},
                                    {"wrongly_passed", plan->wrongly_passed}}
                             : Json();
  answer.lines += plan ? fmt::format(
                             "Ask {} people of each area; it passes with {} or more. An area at {:g} fails with "
                             "chance {:.3f}, one at {:g} passes with {:.3f}.\n",
                             plan->sample, plan->pass, upper, plan->wrongly_failed, lower, plan->wrongly_passed)
                       : "No sample of up to 300 people tells these two shares apart.\n";
}

void say_of_survey(const Request& request, Answer& answer) {
  stats::SurveyPlan plan = request.plan;
  plan.level = request.confidence;
  if (!request.cluster_yes.empty()) {
    const auto size = static_cast<std::int64_t>(plan.cluster_size);
    for (const std::int64_t yes : request.cluster_yes)
      if (yes < 0 || yes > size)
        throw CLI::ValidationError("--cluster-yes", "a cluster has no more answers than --cluster-size");
    const auto found = stats::intra_cluster(request.cluster_yes, size);
    if (!found) throw CLI::ValidationError("--cluster-yes", "it takes two clusters of two people or more");
    plan.intra_cluster = found->correlation;
    answer.json["intra_cluster"] = {{"rho", found->correlation}, {"design_effect", found->design_effect}};
    answer.lines += fmt::format("These {} clusters of {}: correlation {:.4f}, design effect {:.3f}.\n",
                                request.cluster_yes.size(), size, found->correlation, found->design_effect);
  }
  if (!request.survey) return;
  const stats::SurveySize size = stats::survey_size(plan);
  answer.json["survey"] = {
      {"simple", size.simple},       {"finite", size.finite}, {"design_effect", size.design_effect},
      {"clustered", size.clustered}, {"asked", size.asked},   {"people", size.people}};
  answer.lines += fmt::format(
      "Ask {} people: {:.1f} of a simple sample, {:.1f} of this population, {:.1f} with a design "
      "effect of {:.2f}, {:.1f} for those who do not answer.\n",
      size.people, size.simple, size.finite, size.clustered, size.design_effect, size.asked);
}

void add_survey_options(CLI::App& command, Request& request) {
  command.add_flag("--survey", request.survey, "how many people a survey must ask");
  command.add_option("--expected", request.plan.share, "share that the survey expects")
      ->capture_default_str()
      ->check(between_0_and_1());
  command.add_option("--margin", request.plan.margin, "half the width of the interval")
      ->capture_default_str()
      ->check(between_0_and_1());
  command.add_option("--population", request.plan.population, "people to choose from; without: many")
      ->check(CLI::PositiveNumber);
  command.add_option("--cluster-size", request.plan.cluster_size, "people asked in each cluster")
      ->capture_default_str()
      ->check(CLI::Range(1.0, 1e6));
  command.add_option("--rho", request.plan.intra_cluster, "correlation within a cluster")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command
      .add_option("--cluster-yes", request.cluster_yes, "the correlation from a survey: how many said yes, by cluster")
      ->delimiter(',');
  command.add_option("--response", request.plan.response_rate, "share of those asked who answer")
      ->capture_default_str()
      ->check(CLI::Range(0.01, 1.0));
}

void add_lot_options(CLI::App& command, Request& request) {
  command.add_option("--plots", request.plots, "plots in the lot")->check(CLI::PositiveNumber);
  command.add_option("--bad", request.bad, "of them bad: with an item left, or faulty")->check(CLI::NonNegativeNumber);
  command.add_option("--sample", request.sample, "of them inspected; without: how many to inspect")
      ->check(CLI::PositiveNumber);
  command.add_option("--bad-share", request.bad_share, "share bad of a lot too large to count: how many to inspect")
      ->check(between_0_and_1());
  command.add_option("--none-of", request.none_of, "so many inspected and none bad: what may still be bad")
      ->check(CLI::PositiveNumber);
  command.add_option("--confidence", request.confidence, "how sure to be")
      ->capture_default_str()
      ->check(between_0_and_1());
  command.add_option("--lot", request.lot, "pieces of work in a lot, with --aql")->check(CLI::PositiveNumber);
  command.add_option("--aql", request.aql, "acceptable quality level in percent (ISO 2859-1, level II)")
      ->needs("--lot")
      ->check(CLI::PositiveNumber);
  command.add_option("--lqas", request.lqas, "lot quality assurance: the good share and the bad one, such as 0.8 0.5")
      ->expected(2)
      ->check(between_0_and_1());
}

}  // namespace

void add_sampling_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<Request>();
  CLI::App* command =
      app.add_subcommand("sampling", "what a sample of land, work or people can say, and how large it must be");
  command->add_option("--share", request->share, "share of the land searched again: how likely it passes")
      ->check(between_0_and_1());
  command->add_option("--risk", request->risk, "chance that it may pass: which share to search again")
      ->check(between_0_and_1());
  command->add_option("--left", request->left, "items left in the ground")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_option("--sensitivity", request->sensitivity, "chance that the search finds an item that is there")
      ->capture_default_str()
      ->check(CLI::Range(0.01, 1.0));
  add_lot_options(*command, *request);
  add_survey_options(*command, *request);
  command->callback([request, &terminal] {
    if (request->plots && request->bad &&
        (*request->bad > *request->plots || request->sample.value_or(1) > *request->plots))
      throw CLI::ValidationError("--plots", "no more plots are bad or inspected than there are");
    Answer answer;
    say_of_land(*request, answer);
    say_of_plots(*request, answer);
    say_of_level(*request, answer);
    const bool land = !answer.lines.empty();
    say_of_areas(*request, answer);
    say_of_survey(*request, answer);
    if (answer.lines.empty())
      throw CLI::RequiredError(
          "--share, --risk, --plots with --bad, --bad-share, --none-of, --lot with --aql, --lqas, --survey or "
          "--cluster-yes");
    if (land) {
      answer.json["note"] = kMeaning;
      answer.lines += fmt::format("{}\n", kMeaning);
    }
    if (terminal.json)
      terminal.print(answer.json);
    else
      std::cout << answer.lines;
  });
}

}  // namespace tilth::cli
