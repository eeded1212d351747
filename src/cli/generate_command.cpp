// SPDX-License-Identifier: Apache-2.0
// tilth generate: fills an empty programme with a made-up country.
#include "cli/command.h"
#include "generate/generate.h"

#include <fstream>
#include <iostream>

namespace tilth::cli {

void add_generate_command(CLI::App& app, Terminal& terminal) {
  struct Settings {
    std::filesystem::path file, truth;
    generate::Options options;
    Author author;
  };
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("generate", "fill an empty programme with a made-up country of any size");
  command->add_option("FILE", settings->file, "the programme file; it is made when it does not exist")->required();
  command->add_option("--records", settings->options.records, "at least so many records")
      ->capture_default_str()
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}));
  command->add_option("--seed", settings->options.seed, "the same seed gives the same country")->capture_default_str();
  command->add_option("--dirt", settings->options.dirt, "share of sites with a planted fault, 0 to 1")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--truth", settings->truth, "write the planted faults to this CSV file");
  settings->author.add_to(*command);
  command->callback([settings, &terminal] {
    if (!std::filesystem::exists(settings->file)) store::sqlite::create(settings->file, model_with({})->sources);
    const auto store = open_to_write(settings->file);
    std::ofstream truth;
    if (!settings->truth.empty()) {
      truth.open(settings->truth);
      if (!truth) throw Problem{"file.unwritable", {{"file", settings->truth.string()}}};
      truth << "rule,record,what\n";
    }
    settings->options.planted = [&truth](const generate::PlantedFault& fault) {
      if (truth) truth << fault.rule << ',' << fault.record.text() << ",\"" << fault.what << "\"\n";
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
