// SPDX-License-Identifier: Apache-2.0
// tilth backup and tilth restore: a whole copy while the programme is in use, and a live file from it.
#include "cli/command.h"

#include <iostream>

namespace tilth::cli {
namespace {

struct Paths {
  std::filesystem::path from, to;
};

}  // namespace

void add_backup_command(CLI::App& app, Terminal& terminal) {
  auto paths = std::make_shared<Paths>();
  CLI::App* command = app.add_subcommand("backup", "copy a programme file while it is in use");
  command->add_option("FILE", paths->from, "the programme file")->required();
  command->add_option("COPY", paths->to, "where the copy goes; it must not exist yet")->required();
  command->callback([paths, &terminal] {
    const auto store = open_to_read(paths->from);
    const auto progress = terminal.progress();
    store->backup(paths->to, *progress);
    const auto bytes = std::filesystem::file_size(paths->to);
    if (terminal.json) {
      terminal.print({{"copy", paths->to.string()}, {"bytes", bytes}, {"last_seq", store->last_seq()}});
    } else {
      std::cout << paths->to.string() << ": " << shown(static_cast<std::int64_t>(bytes)) << " bytes, up to operation "
                << shown(store->last_seq()) << "\n";
    }
  });
}

void add_restore_command(CLI::App& app, Terminal& terminal) {
  auto paths = std::make_shared<Paths>();
  CLI::App* command = app.add_subcommand("restore", "make a live programme file from a backup, after verifying it");
  command->add_option("COPY", paths->from, "the backup")->required();
  command->add_option("FILE", paths->to, "the new programme file; it must not exist yet")->required();
  command->callback([paths, &terminal] {
    store::sqlite::restore(paths->from, paths->to);
    const auto store = open_to_read(paths->to);
    if (terminal.json) {
      terminal.print({{"file", paths->to.string()}, {"node", store->node()}, {"last_seq", store->last_seq()}});
    } else {
      std::cout << paths->to.string() << ": restored up to operation " << shown(store->last_seq()) << " as node "
                << store->node() << "\n";
    }
  });
}

}  // namespace tilth::cli
