// SPDX-License-Identifier: Apache-2.0
// tilth assess: assessments with their scores, one of them with its gaps and progress, and the self-reliance profile.
#include "cli/command.h"

#include "report/assessment_document.h"

#include <fmt/format.h>

#include <iostream>

namespace tilth::cli {
namespace {

struct Request {
  std::filesystem::path programme;
  std::string assessment, compare;
  bool self_reliance = false;
  std::optional<int> year;
};

std::string text_of(const Json& number, int decimals = 2) {
  return number.is_null() ? "-" : fmt::format("{:.{}f}", number.get<double>(), decimals);
}
std::string percent(const Json& share) {
  return share.is_null() ? "-" : fmt::format("{:.1f} %", share.get<double>() * 100);
}
std::string signed_text(const Json& number) {
  return number.is_null() ? "-" : fmt::format("{:+.2f}", number.get<double>());
}
std::string word(const Json& text) { return text.is_null() ? "" : text.get<std::string>(); }
std::string instrument_words(const Json& instrument) {
  return instrument.at("name").get<std::string>() + ", edition " + instrument.at("edition").get<std::string>();
}

void print_list(const Json& all, const Terminal& terminal) {
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : all.at("items"))
    rows.push_back({one.at("name"), word(one.at("on")), one.at("kind_words"), one.at("subject").at("words"),
                    instrument_words(one.at("instrument")), text_of(one.at("score")), text_of(one.at("lowest")),
                    word(one.at("band")),
                    fmt::format("{} of {}", one.at("answered").get<int>(), one.at("applicable").get<int>())});
  terminal.print_table({"assessment", "on", "kind", "of", "instrument", "score", "lowest", "", "answered"}, rows);
  std::cout << "\nScores of different instruments or editions are not compared.\n";
}

void print_areas(const Json& one, const Terminal& terminal) {
  const Json& compared = one.at("compared");
  std::vector<std::string> head{"area", "weight", "score", "target", "gap", "answered", "without evidence"};
  if (!compared.is_null()) head.insert(head.end(), {"before", "change", "gap closed"});
  std::vector<std::vector<std::string>> rows;
  std::size_t a = 0;
  for (const Json& area : one.at("areas")) {
    rows.push_back({area.at("name"), text_of(area.at("weight")),
                    area.at("score").is_null() ? word(area.at("reason_text")) : text_of(area.at("score")),
                    text_of(area.at("target")), text_of(area.at("gap")),
                    fmt::format("{} of {}", area.at("answered").get<int>(), area.at("applicable").get<int>()),
                    shown(area.at("without_evidence").get<std::int64_t>())});
    if (!compared.is_null()) {
      const Json& change = compared.at("areas").at(a);
      for (std::string part :
           {text_of(change.at("before")), signed_text(change.at("delta")), percent(change.at("closed"))})
        rows.back().push_back(std::move(part));
    }
    ++a;
  }
  terminal.print_table(head, rows);
}

void print_one(const Json& one, const Terminal& terminal) {
  std::cout << one.at("name").get<std::string>() << "  " << one.at("subject").at("words").get<std::string>() << "  "
            << word(one.at("on")) << "  " << one.at("kind_words").get<std::string>() << "\n"
            << instrument_words(one.at("instrument")) << "\n\n";
  std::cout << "score " << text_of(one.at("score"))
            << (one.at("band").is_null() ? "" : " (" + word(one.at("band")) + ")") << ", lowest area "
            << text_of(one.at("lowest")) << ", geometric mean " << text_of(one.at("geometric")) << ", "
            << percent(one.at("of_scale")) << " of the scale\n"
            << "not answered: " << percent(one.at("unanswered_share"))
            << "; without evidence from level 3 on: " << one.at("without_evidence").get<int>() << "\n\n";
  print_areas(one, terminal);
  if (const Json& compared = one.at("compared"); !compared.is_null())
    std::cout << "\nsince " << compared.at("name").get<std::string>() << " of " << word(compared.at("on")) << ": "
              << signed_text(compared.at("whole").at("delta")) << ", gap closed "
              << percent(compared.at("whole").at("closed")) << "\n";
  std::size_t other_editions = 0;
  for (const Json& column : one.at("history")) other_editions += column.at("same_edition").get<bool>() ? 0 : 1;
  if (other_editions > 0)
    std::cout << "\n"
              << other_editions << " assessments of other instruments or editions are not compared with this one.\n";
  for (const Json& pair : one.at("agreements"))
    std::cout << fmt::format(
        "\n{} ({}) and {} ({}): {} of {} answers alike, quadratic kappa {}, the first scores {} higher\n",
        pair.at("first").at("name").get<std::string>(), pair.at("first").at("kind_words").get<std::string>(),
        pair.at("second").at("name").get<std::string>(), pair.at("second").at("kind_words").get<std::string>(),
        pair.at("same").get<int>(), pair.at("both").get<int>(), text_of(pair.at("kappa"), 3),
        signed_text(pair.at("difference")));
  std::vector<std::vector<std::string>> rows;
  for (const Json& action : one.at("actions")) {
    const Json& area = one.at("areas").at(action.at("area").get<std::size_t>());
    const Json& question = area.at("questions").at(action.at("question").get<std::size_t>());
    const Json& answer = question.at("answer");
    rows.push_back({text_of(action.at("weighted"), 3), area.at("name"), question.at("text"),
                    answer.is_null() ? "" : word(answer.at("action")), answer.is_null() ? "" : word(answer.at("owner")),
                    answer.is_null() ? "" : word(answer.at("due"))});
  }
  if (rows.empty()) return;
  std::cout << "\nWhat comes next, by weight and gap:\n";
  terminal.print_table({"weight x gap", "area", "question", "action", "owner", "due"}, rows);
}

void print_profile(const Json& all, const Terminal& terminal) {
  const Json& profile = all.at("profile");
  if (profile.is_null()) {
    std::cout << "No shares are recorded.\n";
    return;
  }
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : profile.at("shares"))
    rows.push_back({one.at("words"), fmt::format("{}", one.at("national").get<double>()),
                    fmt::format("{}", one.at("total").get<double>()),
                    one.at("share").is_null() ? word(one.at("reason_text")) : percent(one.at("share")),
                    one.at("source")});
  std::cout << "Self-reliance in " << profile.at("year").get<int>() << "\n";
  terminal.print_table({"aspect", "national", "of", "share", "source"}, rows);
  std::cout << "least " << percent(profile.at("minimum")) << ", geometric mean " << percent(profile.at("geometric"))
            << ", mean " << percent(profile.at("arithmetic")) << " of " << profile.at("known").get<int>()
            << " shares. A profile of one programme: countries are not ranked by it.\n";
  for (const Json& one : all.at("not_recorded"))
    std::cout << "not recorded: " << one.at("words").get<std::string>() << "\n";
}

}  // namespace

void add_assess_command(CLI::App& app, Terminal& terminal) {
  auto request = std::make_shared<Request>();
  CLI::App* command =
      app.add_subcommand("assess", "assessments of capability: scores, progress, agreement, what comes next");
  command->add_option("FILE", request->programme, "the programme file")->required();
  CLI::Option* one =
      command->add_option("ASSESSMENT", request->assessment, "local id or id; without it all are listed");
  command->add_option("--compare", request->compare, "an earlier assessment of the same edition; else the latest such")
      ->needs(one);
  CLI::Option* profile =
      command->add_flag("--self-reliance", request->self_reliance, "the self-reliance profile instead")->excludes(one);
  command->add_option("--year", request->year, "of the profile; without it the latest")->needs(profile);
  command->callback([request, &terminal] {
    const auto store = open_to_read(request->programme);
    const std::string& language = terminal.language;
    const Json answer = request->self_reliance ? report::self_reliance_json(*store, {}, request->year, language)
                        : request->assessment.empty()
                            ? report::assessments_json(*store, {}, language)
                            : report::assessment_json(*store, {}, request->assessment, request->compare, language);
    if (terminal.json)
      terminal.print(answer);
    else if (request->self_reliance)
      print_profile(answer, terminal);
    else if (request->assessment.empty())
      print_list(answer, terminal);
    else
      print_one(answer, terminal);
  });
}

}  // namespace tilth::cli
