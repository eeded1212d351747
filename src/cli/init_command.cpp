// SPDX-License-Identifier: Apache-2.0
// tilth init: a new programme file from the base model and overlays.
#include "cli/command.h"

#include <iostream>

namespace tilth::cli {

void add_init_command(CLI::App& app, Terminal& terminal) {
  struct Options {
    std::filesystem::path file;
    std::vector<std::filesystem::path> overlays;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("init", "make a new, empty programme file");
  command->add_option("FILE", options->file, "the new file, such as country.gpkg")->required();
  command->add_option("--overlay", options->overlays,
                      "a folder of the national programme, read after the base model; repeatable");
  command->callback([options, &terminal] {
    const auto model = model_with(options->overlays);
    const auto store = store::sqlite::create(options->file, model->sources);
    if (terminal.json) {
      terminal.print({{"file", options->file.string()},
                      {"node", store->node()},
                      {"model", model->name},
                      {"version", model->version},
                      {"types", model->types.size()}});
      return;
    }
    std::cout << options->file.string() << ": a new programme with " << model->types.size() << " record types of model "
              << model->name << " " << model->version << "\n"
              << "Next: " << terminal.program << " import " << typed(options->file.string()) << " DATA --propose, or "
              << terminal.program << " generate " << typed(options->file.string()) << "\n";
  });
}

}  // namespace tilth::cli
