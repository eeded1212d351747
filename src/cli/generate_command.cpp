// SPDX-License-Identifier: Apache-2.0
// tilth generate: fills an empty programme with a made-up country.
#include "cli/command.h"
#include "generate/generate.h"

#include <charconv>
#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

/// "0.03" for all kinds together, "crossing_outline=0.01" for one, "once" for one fault of each.
void read_dirt(const std::vector<std::string>& texts, generate::Options& options) {
  for (const std::string& text : texts) {
    if (text == "once") {
      options.each_once = true;
      continue;
    }
    const auto equals = text.find('=');
    const std::string number = equals == std::string::npos ? text : text.substr(equals + 1);
    double share = -1;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), share);
    if (error != std::errc{} || end != number.data() + number.size() || !(share >= 0 && share <= 1))
      throw CLI::ValidationError("--dirt", number + " is no share between 0 and 1");
    if (equals == std::string::npos)
      options.dirt = share;
    else
      options.rates[text.substr(0, equals)] = share;
  }
}

void list_dirt(const Terminal& terminal) {
  std::vector<std::vector<std::string>> rows;
  Json json = Json::array();
  for (const generate::FaultDescription& kind : generate::fault_kinds()) {
    rows.push_back({std::string{kind.kind}, std::string{kind.rule}, std::string{kind.what}});
    json.push_back({{"kind", kind.kind}, {"rule", kind.rule}, {"what", kind.what}});
  }
  if (terminal.json)
    terminal.print(json);
  else
    terminal.print_table({"kind", "rule that finds it", "what is wrong"}, rows);
}

}  // namespace

void add_generate_command(CLI::App& app, Terminal& terminal) {
  struct Settings {
    std::filesystem::path file, truth;
    std::vector<std::string> dirt;
    bool list_dirt = false;
    generate::Options options;
    Author author;
  };
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("generate", "fill an empty programme with a made-up country of any size");
  command->add_option("FILE", settings->file, "the programme file; it is made when it does not exist");
  command->add_option("--records", settings->options.records, "at least so many records")
      ->capture_default_str()
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}));
  command->add_option("--seed", settings->options.seed, "the same seed gives the same country")->capture_default_str();
  command->add_option(
      "--dirt", settings->dirt,
      "share of sites with a planted fault, 0 to 1; of one kind, as KIND=SHARE; once: one of every kind; repeatable");
  command->add_flag("--list-dirt", settings->list_dirt, "list the kinds of faults that can be planted");
  command->add_option("--truth", settings->truth, "write the planted faults to this CSV file");
  settings->author.add_to(*command);
  command->callback([settings, &terminal] {
    if (settings->list_dirt) return list_dirt(terminal);
    if (settings->file.empty()) throw CLI::RequiredError("FILE");
    read_dirt(settings->dirt, settings->options);
    generate::require_possible(settings->options);  // before a file is made
    if (!std::filesystem::exists(settings->file)) store::sqlite::create(settings->file, model_with({})->sources);
    const auto store = open_to_write(settings->file);
    std::ofstream truth;
    if (!settings->truth.empty()) {
      truth.open(settings->truth);
      if (!truth) throw Problem{"file.unwritable", {{"file", settings->truth.string()}}};
      truth << "kind,rule,record,other,what\n";
    }
    settings->options.planted = [&truth](const generate::PlantedFault& fault) {
      if (truth)
        truth << fault.kind << ',' << fault.rule << ',' << fault.record.text() << ','
              << (fault.other.is_nil() ? "" : fault.other.text()) << ",\"" << fault.what << "\"\n";
    };
    const auto progress = terminal.progress();
    const generate::Made made =
        generate::made_up_programme(*store, settings->author.batch("made-up programme"), settings->options, *progress);
    if (terminal.json) {
      terminal.print({{"file", settings->file.string()},
                      {"records", made.records},
                      {"sites", made.sites},
                      {"faults", made.faults},
                      {"by_type", made.by_type}});
      return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& [type, count] : made.by_type) rows.push_back({type, shown(static_cast<std::int64_t>(count))});
    terminal.print_table({"record type", "records"}, rows);
    std::cout << shown(static_cast<std::int64_t>(made.records)) << " records of a country that does not exist, around "
              << shown(static_cast<std::int64_t>(made.sites)) << " sites";
    if (made.faults > 0) std::cout << ", " << shown(static_cast<std::int64_t>(made.faults)) << " planted faults";
    std::cout << "\n";
  });
}

}  // namespace tilth::cli
