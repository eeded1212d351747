// SPDX-License-Identifier: Apache-2.0
// tilth rank: hazards in the order of a priority scheme, and what a change of each weight would do.
#include "cli/command.h"

#include "report/hazard_ranking.h"

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

Json ranks_json(const report::HazardRanking& ranking, std::size_t top) {
  Json list = Json::array();
  for (const stats::Ranked& one : ranking.ranked) {
    if (one.rank > top) break;
    Json parts = Json::object();
    for (std::size_t c = 0; c < ranking.criteria.size(); ++c)
      parts[ranking.criteria[c]] = one.parts[c] ? Json(*one.parts[c] * 100) : Json();
    list.push_back({{"rank", one.rank},
                    {"hazard", ranking.hazards[one.alternative].id},
                    {"label", ranking.labels[one.alternative]},
                    {"score", one.score * 100},
                    {"least", one.least * 100},
                    {"most", one.most * 100},
                    {"parts", std::move(parts)}});
  }
  return list;
}

/// Each weight up and down by the share, one at a time.
Json changes_json(const report::HazardRanking& ranking, const Request& request) {
  Json list = Json::array();
  for (std::size_t c = 0; c < ranking.criteria.size(); ++c) {
    for (const double by : {request.change, -request.change}) {
      Json moved = Json::array();
      for (const stats::RankChange& one :
           stats::rank_changes(ranking.weighing, ranking.hazards, c, std::max(0.0, 1 + by / 100), request.top))
        moved.push_back({{"label", ranking.labels[one.alternative]},
                         {"hazard", ranking.hazards[one.alternative].id},
                         {"before", one.before},
                         {"after", one.after}});
      list.push_back({{"criterion", ranking.criteria[c]}, {"percent", by}, {"changes", std::move(moved)}});
    }
  }
  return list;
}

void print(const report::HazardRanking& ranking, const Json& ranks, const Json& changes, const Request& request,
           const Terminal& terminal) {
  std::vector<std::string> head{"rank", "hazard", "score", "at least", "at most"};
  head.insert(head.end(), ranking.criteria.begin(), ranking.criteria.end());
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : ranks) {
    rows.push_back({shown(one.at("rank").get<std::int64_t>()), one.at("label").get<std::string>(),
                    fmt::format("{:.1f}", one.at("score").get<double>()),
                    fmt::format("{:.1f}", one.at("least").get<double>()),
                    fmt::format("{:.1f}", one.at("most").get<double>())});
    for (const std::string& criterion : ranking.criteria) {
      const Json& part = one.at("parts").at(criterion);
      rows.back().push_back(part.is_null() ? "?" : fmt::format("{:.1f}", part.get<double>()));
    }
  }
  std::cout << ranking.name << ", edition " << ranking.edition << ": "
            << shown(static_cast<std::int64_t>(ranking.hazards.size())) << " hazards that are not closed\n";
  terminal.print_table(head, rows);
  if (!ranking.waiting.empty())
    std::cout << shown(static_cast<std::int64_t>(ranking.waiting.size()))
              << " wait and have no rank: " << ranking.gate_reason << "\n";
  rows.clear();
  for (const Json& one : changes)
    rows.push_back({one.at("criterion").get<std::string>(), fmt::format("{:+g} %", one.at("percent").get<double>()),
                    shown(static_cast<std::int64_t>(one.at("changes").size()))});
  std::cout << "\nIf one weight moves, so many of the first " << request.top << " change rank:\n";
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
    const report::HazardRanking ranking = report::rank_hazards(*store, {}, request->scheme);
    const Json ranks = ranks_json(ranking, request->top), changes = changes_json(ranking, *request);
    if (!terminal.json) {
      print(ranking, ranks, changes, *request, terminal);
      return;
    }
    terminal.print({{"scheme", ranking.name},
                    {"edition", ranking.edition},
                    {"hazards", ranking.hazards.size()},
                    {"as_of", store->last_seq()},
                    {"ranks", ranks},
                    {"waiting", ranking.waiting},
                    {"changes", changes}});
  });
}

}  // namespace tilth::cli
