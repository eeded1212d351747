// SPDX-License-Identifier: Apache-2.0
// tilth sampling: what a sample of cleared land, of work or of people can say, and how large it must be.
#include "cli/command.h"

#include "report/sampling_answer.h"

#include <fmt/format.h>

#include <iostream>

namespace tilth::cli {
namespace {

using report::SamplingQuestion;

constexpr const char* kMeaning = "A sample finds a process that fails. It cannot certify a single field.";
constexpr const char* kCritical =
    "Explosive hazards are critical: one found rejects the lot, whatever the plan allows.";

double number_in(const Json& answer, const char* name) { return answer.at(name).get<double>(); }
std::int64_t count_in(const Json& answer, const char* name) { return answer.at(name).get<std::int64_t>(); }

std::string words_of_land(const SamplingQuestion& asked, const Json& answer) {
  std::string lines;
  if (answer.contains("passes"))
    lines += fmt::format("With {} items left, a search of {:g} of the land passes with chance {:.3f}.\n", asked.left,
                         *asked.share, number_in(answer, "passes"));
  if (answer.contains("share"))
    lines += answer.at("share").is_number()
                 ? fmt::format(
                       "With {} items left it passes with chance {:g} at most when {:.3f} of the land is searched "
                       "again.\n",
                       asked.left, *asked.risk, number_in(answer, "share"))
                 : fmt::format("With {} items left even a search of all the land passes more often than {:g}.\n",
                               asked.left, *asked.risk);
  return lines;
}

std::string words_of_plots(const SamplingQuestion& asked, const Json& answer) {
  std::string lines;
  if (answer.contains("lot_passes"))
    lines += fmt::format("With {} bad plots of {}, a sample of {} holds none of them with chance {:.3f}.\n", *asked.bad,
                         *asked.plots, *asked.sample, number_in(answer, "lot_passes"));
  if (answer.contains("sample"))
    lines += answer.at("sample").is_number()
                 ? fmt::format("To hold one of {} bad plots of {} with {:g} %, a sample needs {} plots.\n", *asked.bad,
                               *asked.plots, asked.confidence * 100, count_in(answer, "sample"))
                 : "No sample finds what is not there: say how many bad plots it should find.\n";
  if (answer.contains("sample_of_many"))
    lines += fmt::format("Of a lot too large to count, {:g} of it bad, a sample of {} holds a bad one with {:g} %.\n",
                         *asked.bad_share, count_in(answer, "sample_of_many"), asked.confidence * 100);
  if (answer.contains("bad_share_at_most"))
    lines += fmt::format("None among {} leaves up to {:.3f} % bad, with {:g} %.\n", *asked.none_of,
                         number_in(answer, "bad_share_at_most") * 100, asked.confidence * 100);
  return lines;
}

std::string words_of_level(const SamplingQuestion& asked, const Json& answer) {
  if (!answer.contains("plan")) return {};
  const Json& plan = answer.at("plan");
  if (plan.at("everything").get<bool>())
    return fmt::format("The sample would be as large as the lot: inspect all {}.\n{}\n", count_in(plan, "sample"),
                       kCritical);
  std::string lines = fmt::format(
      "Letter {}: inspect {} of {}, accept with {} faulty or fewer, reject with {}.\n"
      "At {:g} % faulty it accepts with chance {:.3f}; a lot that it accepts only once in ten has {:.2f} % faulty.\n",
      plan.at("letter").get<std::string>(), count_in(plan, "sample"), *asked.lot, count_in(plan, "accept"),
      count_in(plan, "reject"), *asked.aql, number_in(answer, "accepts_at_level"),
      number_in(answer, "limiting_quality") * 100);
  if (answer.contains("accepts_this_lot"))
    lines += fmt::format("With {} faulty in this lot it accepts with chance {:.3f}.\n", *asked.bad,
                         number_in(answer, "accepts_this_lot"));
  return lines + kCritical + "\n";
}

std::string words_of_areas(const SamplingQuestion& asked, const Json& answer) {
  if (!answer.contains("lqas")) return {};
  const Json& plan = answer.at("lqas");
  if (plan.is_null()) return "No sample of up to 300 people tells these two shares apart.\n";
  return fmt::format(
      "Ask {} people of each area; it passes with {} or more. An area at {:g} fails with chance {:.3f}, one at {:g} "
      "passes with {:.3f}.\n",
      count_in(plan, "sample"), count_in(plan, "pass"), asked.lqas[0], number_in(plan, "wrongly_failed"), asked.lqas[1],
      number_in(plan, "wrongly_passed"));
}

std::string words_of_survey(const Json& answer) {
  std::string lines;
  if (answer.contains("intra_cluster")) {
    const Json& found = answer.at("intra_cluster");
    lines +=
        fmt::format("These {} clusters of {}: correlation {:.4f}, design effect {:.3f}.\n", count_in(found, "clusters"),
                    count_in(found, "size"), number_in(found, "rho"), number_in(found, "design_effect"));
  }
  if (answer.contains("survey")) {
    const Json& size = answer.at("survey");
    lines += fmt::format(
        "Ask {} people: {:.1f} of a simple sample, {:.1f} of this population, {:.1f} with a design effect of {:.2f}, "
        "{:.1f} for those who do not answer.\n",
        count_in(size, "people"), number_in(size, "simple"), number_in(size, "finite"), number_in(size, "clustered"),
        number_in(size, "design_effect"), number_in(size, "asked"));
  }
  return lines;
}

bool has_note(const Json& answer, std::string_view note) {
  for (const Json& one : answer.at("notes"))
    if (one == note) return true;
  return false;
}

void add_survey_options(CLI::App& command, SamplingQuestion& question) {
  command.add_flag("--survey", question.survey, "how many people a survey must ask");
  command.add_option("--expected", question.plan.share, "share that the survey expects")->capture_default_str();
  command.add_option("--margin", question.plan.margin, "half the width of the interval")->capture_default_str();
  command.add_option("--population", question.plan.population, "people to choose from; without: many");
  command.add_option("--cluster-size", question.plan.cluster_size, "people asked in each cluster")
      ->capture_default_str();
  command.add_option("--rho", question.plan.intra_cluster, "correlation within a cluster")->capture_default_str();
  command
      .add_option("--cluster-yes", question.cluster_yes, "the correlation from a survey: how many said yes, by cluster")
      ->delimiter(',');
  command.add_option("--response", question.plan.response_rate, "share of those asked who answer")
      ->capture_default_str();
}

void add_lot_options(CLI::App& command, SamplingQuestion& question) {
  command.add_option("--plots", question.plots, "plots in the lot");
  command.add_option("--bad", question.bad, "of them bad: with an item left, or faulty");
  command.add_option("--sample", question.sample, "of them inspected; without: how many to inspect");
  command.add_option("--bad-share", question.bad_share, "share bad of a lot too large to count: how many to inspect");
  command.add_option("--none-of", question.none_of, "so many inspected and none bad: what may still be bad");
  command.add_option("--confidence", question.confidence, "how sure to be")->capture_default_str();
  command.add_option("--lot", question.lot, "pieces of work in a lot, with --aql");
  command.add_option("--aql", question.aql, "acceptance quality limit in percent (ISO 2859-1, level II)")
      ->needs("--lot");
  command.add_option("--lqas", question.lqas, "lot quality assurance: the good share and the bad one, such as 0.8 0.5")
      ->expected(2);
}

}  // namespace

void add_sampling_command(CLI::App& app, Terminal& terminal) {
  auto question = std::make_shared<SamplingQuestion>();
  CLI::App* command =
      app.add_subcommand("sampling", "what a sample of land, work or people can say, and how large it must be");
  command->add_option("--share", question->share, "share of the land searched again: how likely it passes");
  command->add_option("--risk", question->risk, "chance that it may pass: which share to search again");
  command->add_option("--left", question->left, "items left in the ground")->capture_default_str();
  command->add_option("--sensitivity", question->sensitivity, "chance that the search finds an item that is there")
      ->capture_default_str();
  add_lot_options(*command, *question);
  add_survey_options(*command, *question);
  command->callback([question, &terminal] {
    if (!report::asks_anything(*question))
      throw CLI::RequiredError(
          "--share, --risk, --plots with --bad, --bad-share, --none-of, --lot with --aql, --lqas, --survey or "
          "--cluster-yes");
    if (const auto fault = report::fault_in(*question))
      throw CLI::ValidationError("--" + fault->name, "it takes " + fault->expected);
    Json answer = report::sampling_json(*question);
    const bool finds = has_note(answer, "finds_a_process");
    if (terminal.json) {
      if (finds) answer["note"] = kMeaning;
      terminal.print(answer);
      return;
    }
    std::cout << words_of_land(*question, answer) << words_of_plots(*question, answer)
              << words_of_level(*question, answer) << words_of_areas(*question, answer) << words_of_survey(answer);
    if (finds) std::cout << kMeaning << "\n";
  });
}

}  // namespace tilth::cli
