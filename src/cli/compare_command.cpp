// SPDX-License-Identifier: Apache-2.0
// tilth compare: whether answers, rates or values differ by more than chance, and what a sample says of all.
#include "cli/command.h"

#include "report/comparison_answer.h"

#include <fmt/format.h>

#include <iostream>
#include <map>

namespace tilth::cli {
namespace {

using Told = std::map<std::string, std::string>;

constexpr const char* kNoCause =
    "A difference says that answers changed, not why. What people say they do is weak evidence of what they do.";
constexpr const char* kSelfSelected = "Of those who answered, who chose to: others may think otherwise.";

double number_in(const Json& answer, const char* name) { return answer.at(name).get<double>(); }

std::string chance_words(const Json& p) {
  if (p.is_null()) return "no test without spread";
  return p < 0.00001 ? "p < 0.00001" : fmt::format("p = {:.5f}", p.get<double>());
}
bool is_clear(const Json& p) { return p.is_number() && p < 0.05; }

std::string points(double share) { return fmt::format("{:+.1f} points", share * 100); }

std::string words_of_change(const Json& answer) {
  if (!answer.contains("change")) return {};
  const Json& change = answer.at("change");
  std::string lines =
      fmt::format("From {:.1f} to {:.1f} %: {}, between {:+.1f} and {:+.1f}; {}, Cohen's h {:.3f}.\n",
                  number_in(change, "before") * 100, number_in(change, "after") * 100,
                  points(number_in(change, "difference")), number_in(change, "lower") * 100,
                  number_in(change, "upper") * 100, chance_words(change.at("p")), number_in(change, "cohens_h"));
  if (!answer.contains("beyond")) return lines;
  const Json& beyond = answer.at("beyond");
  const bool was = is_clear(change.at("p")), is = is_clear(beyond.at("p"));
  const char* told = beyond.at("p").is_null() ? ""
                     : is                     ? (was ? ": still clear" : ": clear, as the change by itself is not")
                     : was                    ? ": no longer clear"
                                              : ": not clear either";
  return lines + fmt::format("Beyond the comparison group it is {}; {}{}.\n", points(number_in(beyond, "difference")),
                             chance_words(beyond.at("p")), told);
}

std::string words_of_others(const Json& answer) {
  std::string lines;
  if (answer.contains("share")) {
    const Json& share = answer.at("share");
    lines +=
        fmt::format("{:.1f} %, between {:.1f} and {:.1f} by Wilson; {:.1f} and {:.1f} by the exact interval.\n",
                    number_in(share, "share") * 100, number_in(share, "lower") * 100, number_in(share, "upper") * 100,
                    number_in(share, "exact_lower") * 100, number_in(share, "exact_upper") * 100);
  }
  if (answer.contains("paired")) {
    const Json& paired = answer.at("paired");
    lines += fmt::format("Of the same people: {}; McNemar's exact test {}, corrected chi-squared {:.3f} ({}).\n",
                         points(number_in(paired, "difference")), chance_words(paired.at("p")),
                         number_in(paired, "chi_squared"), chance_words(paired.at("chi_p")));
  }
  if (answer.contains("several")) {
    lines += "Corrected together by Holm:";
    for (const Json& p : answer.at("several")) lines += fmt::format(" {:.5g}", p.get<double>());
    lines += "\n";
  }
  if (answer.contains("rates")) {
    const Json& rates = answer.at("rates");
    const auto range = [&](const std::string& side) {
      return fmt::format("{:.6g} ({:.6g} to {:.6g})", number_in(rates, side.c_str()),
                         number_in(rates, (side + "_lower").c_str()), number_in(rates, (side + "_upper").c_str()));
    };
    lines +=
        fmt::format("{} against {} a unit: {}; {}.\n", range("first"), range("second"),
                    rates.at("ratio").is_null() ? "no ratio" : fmt::format("ratio {:.3f}", number_in(rates, "ratio")),
                    chance_words(rates.at("p")));
  }
  if (answer.contains("rating")) {
    const Json& rating = answer.at("rating");
    lines += fmt::format("{} of {} chose the best options: {:.1f} %, between {:.1f} and {:.1f}; mean {:.2f}.\n",
                         rating.at("top").get<std::int64_t>(), rating.at("answers").get<std::int64_t>(),
                         number_in(rating, "share") * 100, number_in(rating, "lower") * 100,
                         number_in(rating, "upper") * 100, number_in(rating, "mean"));
  }
  return lines;
}

std::string words_of_weights(const Json& answer) {
  std::string lines;
  if (answer.contains("stratified")) {
    const Json& share = answer.at("stratified");
    lines +=
        share.is_null()
            ? std::string{"A part that asked fewer than two people has no spread: put it together with another.\n"}
        : share.at("lower").is_null()
            ? fmt::format("Of all: {:.2f} %; those asked all said the same, so that there is no interval.\n",
                          number_in(share, "share") * 100)
            : fmt::format("Of all: {:.2f} %, between {:.2f} and {:.2f}; without the weights it would be {:.2f} %.\n",
                          number_in(share, "share") * 100, number_in(share, "lower") * 100,
                          number_in(share, "upper") * 100, number_in(share, "unweighted") * 100);
  }
  if (answer.contains("raked")) {
    const Json& raked = answer.at("raked");
    if (raked.is_null()) return lines + "An empty cell with people in its margin: put categories together.\n";
    for (const Json& row : raked.at("cells")) {
      std::string line;
      for (const Json& cell : row) line += fmt::format("{:>14.3f}", cell.get<double>());
      lines += line + "\n";
    }
    lines += fmt::format("The weights leave as much as {:.1f} people asked at random (design effect {:.3f}).\n",
                         number_in(raked, "kish_n"), number_in(raked, "design_effect"));
  }
  return lines;
}

std::string words_of_values(const Json& answer) {
  if (!answer.contains("outliers")) return {};
  const Json& outliers = answer.at("outliers");
  if (outliers.at("modified").is_null()) return "Most values are alike: none can be told from the rest.\n";
  if (outliers.at("beyond").empty()) return "No value lies far from the rest.\n";
  std::string lines;
  for (const Json& at : outliers.at("beyond")) {
    const auto position = at.get<std::size_t>();
    lines +=
        fmt::format("Value {} lies far from the rest (modified z {:.2f}, above {:.1f}): look at it.\n", position + 1,
                    outliers.at("modified").at(position).get<double>(), number_in(outliers, "limit"));
  }
  return lines;
}

}  // namespace

void add_compare_command(CLI::App& app, Terminal& terminal) {
  auto told = std::make_shared<Told>();
  CLI::App* command = app.add_subcommand(
      "compare", "whether answers, rates or values differ by more than chance, and what a sample says of all");
  for (const report::ComparisonParameter& one : report::comparison_parameters()) {
    const std::string name{one.name};
    command->add_option_function<std::string>(
        "--" + name, [told, name](const std::string& text) { (*told)[name] = text; }, std::string{one.what});
  }
  command->callback([told, &terminal] {
    const auto found = report::comparison_json(*told);
    if (const auto* fault = std::get_if<report::CalculatorFault>(&found))
      throw CLI::ValidationError("--" + fault->name, "it takes " + fault->expected);
    const Json& answer = std::get<Json>(found);
    if (terminal.json) {
      terminal.print(answer);
      return;
    }
    std::cout << words_of_change(answer) << words_of_others(answer) << words_of_weights(answer)
              << words_of_values(answer);
    for (const Json& note : answer.at("notes")) std::cout << (note == "no_cause" ? kNoCause : kSelfSelected) << "\n";
  });
}

}  // namespace tilth::cli
