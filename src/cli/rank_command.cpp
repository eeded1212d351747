// SPDX-License-Identifier: Apache-2.0
// tilth rank: hazards in the order of a priority scheme, and what a change of each weight would do.
#include "cli/command.h"

#include "report/ranking_document.h"

#include <fmt/format.h>

#include <iostream>

namespace tilth::cli {
namespace {

struct Request {
  std::filesystem::path programme;
  std::string scheme;
  std::size_t top = 20;
  double change = 20;
};

std::string shown_of_100(const Json& number) {
  return number.is_null() ? "?" : fmt::format("{:.1f}", number.get<double>());
}

void print(const Json& ranking, const Terminal& terminal) {
  std::vector<std::string> head{"rank", "hazard", "score", "at least", "at most"};
  for (const Json& criterion : ranking.at("criteria")) head.push_back(criterion.at("name").get<std::string>());
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : ranking.at("ranks")) {
    rows.push_back({shown(one.at("rank").get<std::int64_t>()), one.at("label").get<std::string>(),
                    shown_of_100(one.at("score")), shown_of_100(one.at("least")), shown_of_100(one.at("most"))});
    for (const Json& criterion : ranking.at("criteria"))
      rows.back().push_back(shown_of_100(one.at("parts").at(criterion.at("name").get<std::string>())));
  }
  std::cout << ranking.at("scheme").get<std::string>() << ", edition " << ranking.at("edition").get<std::string>()
            << ": " << shown(ranking.at("hazards").get<std::int64_t>()) << " hazards that are not closed\n";
  terminal.print_table(head, rows);
  if (const auto waiting = ranking.at("waiting_count").get<std::int64_t>(); waiting > 0)
    std::cout << shown(waiting) << " wait and have no rank: "
              << (ranking.at("gate_reason").is_null() ? std::string{} : ranking.at("gate_reason").get<std::string>())
              << "\n";
  rows.clear();
  for (const Json& one : ranking.at("changes"))
    rows.push_back({one.at("criterion").get<std::string>(), fmt::format("{:+g} %", one.at("percent").get<double>()),
                    shown(static_cast<std::int64_t>(one.at("changes").size()))});
  std::cout << "\nIf one weight moves, so many of the first " << ranking.at("top").get<std::int64_t>()
            << " change rank:\n";
  terminal.print_table({"criterion", "weight", "ranks that change"}, rows);
}

}  // namespace

void add_rank_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<Request>();
  CLI::App* command =
      app.add_subcommand("rank", "hazards in the order of a priority scheme, and how firm that order is");
  command->add_option("FILE", request->programme, "the programme file")->required();
  command->add_option("SCHEME", request->scheme, "name or id of the priority scheme")->required();
  command->add_option("--top", request->top, "so many ranks")->capture_default_str()->check(CLI::PositiveNumber);
  command->add_option("--change", request->change, "by how many per cent each weight is moved, up and down")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 100.0));
  command->callback([request, &terminal] {
    const auto store = open_to_read(request->programme);
    const Json ranking = report::ranking_json(report::rank_hazards(*store, {}, request->scheme),
                                              {.limit = request->top, .top = request->top, .percent = request->change});
    if (terminal.json)
      terminal.print(ranking);
    else
      print(ranking, terminal);
  });
}

}  // namespace tilth::cli
