// SPDX-License-Identifier: Apache-2.0
// tilth sampling: what the inspection of a sample of cleared land can say.
#include "cli/command.h"

#include "stats/acceptance_sampling.h"

#include <fmt/format.h>

#include <iostream>

namespace tilth::cli {
namespace {

struct Request {
  std::optional<double> share, risk;
  double sensitivity = 0.9;
  std::int64_t left = 5;
  std::optional<std::int64_t> plots, bad, sample;
};

constexpr const char* kMeaning = "A sample finds a process that fails. It cannot certify a single field.";

CLI::Validator between_0_and_1() {
  return CLI::Validator{[](std::string& text) {
                          double value = 0;
                          return CLI::detail::lexical_cast(text, value) && value > 0 && value < 1
                                     ? std::string{}
                                     : text + " is not between 0 and 1";
                        },
                        "0..1", "between 0 and 1"};
}

}  // namespace

void add_sampling_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<Request>();
  CLI::App* command = app.add_subcommand("sampling", "what the inspection of a sample of cleared land can say");
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
  command->add_option("--plots", request->plots, "plots in the lot")->check(CLI::PositiveNumber);
  command->add_option("--bad", request->bad, "of them with an item left")->check(CLI::NonNegativeNumber);
  command->add_option("--sample", request->sample, "of them inspected")->check(CLI::PositiveNumber);
  command->callback([request, &terminal] {
    const bool of_plots = request->plots && request->bad && request->sample;
    if (!request->share && !request->risk && !of_plots)
      throw CLI::RequiredError("--share, --risk, or --plots with --bad and --sample");
    if (of_plots && (*request->bad > *request->plots || *request->sample > *request->plots))
      throw CLI::ValidationError("--plots", "no more plots are bad or inspected than there are");
    Json answer{{"note", kMeaning}};
    std::string lines;
    if (request->share) {
      const double passes = 1 - stats::detection_chance(*request->share, request->sensitivity, request->left);
      answer["passes"] = passes;
      lines += fmt::format("With {} items left, a search of {:g} of the land passes with chance {:.3f}.\n",
                           request->left, *request->share, passes);
    }
    if (request->risk) {
      const auto share = stats::share_to_inspect(*request->risk, request->left, request->sensitivity);
      answer["share"] = share ? Json(*share) : Json();
      lines += share ? fmt::format(
                           "With {} items left it passes with chance {:g} at most when {:.3f} of the land is "
                           "searched again.\n",
                           request->left, *request->risk, *share)
                     : fmt::format("With {} items left even a search of all the land passes more often than {:g}.\n",
                                   request->left, *request->risk);
    }
    if (of_plots) {
      const double passes = 1 - stats::chance_of_one(*request->plots, *request->bad, *request->sample);
      answer["lot_passes"] = passes;
      lines += fmt::format("With {} bad plots of {}, a sample of {} holds none of them with chance {:.3f}.\n",
                           *request->bad, *request->plots, *request->sample, passes);
    }
    if (terminal.json)
      terminal.print(answer);
    else
      std::cout << lines << kMeaning << "\n";
  });
}

}  // namespace tilth::cli
