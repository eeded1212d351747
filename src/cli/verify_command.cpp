// SPDX-License-Identifier: Apache-2.0
// tilth verify: is the file sound, is its history whole, are its tables what the history says?
#include "cli/command.h"

#include <iostream>

namespace tilth::cli {

void add_verify_command(CLI::App& app, Terminal& terminal) {
  auto file = std::make_shared<std::filesystem::path>();
  CLI::App* command =
      app.add_subcommand("verify", "check the hash chain, the tables and the attachments of a programme file");
  command->add_option("FILE", *file, "the programme file")->required();
  command->callback([file, &terminal] {
    const auto store = open_to_read(*file);
    const auto progress = terminal.progress();
    const store::VerifyReport report = store->verify(*progress);
    if (!report.sound()) terminal.exit_code = ExitCode::findings;
    if (terminal.json) {
      terminal.print({{"sound", report.sound()},
                      {"chain_sound", report.chain_sound},
                      {"projections_agree", report.projections_agree},
                      {"attachments_sound", report.attachments_sound},
                      {"file_sound", report.file_sound},
                      {"operations", report.operations},
                      {"records", report.records},
                      {"attachments", report.attachments},
                      {"faults", report.faults}});
      return;
    }
    const auto line = [](const char* what, bool sound) {
      std::cout << what << (sound ? "sound" : "NOT SOUND") << "\n";
    };
    std::cout << shown(report.operations) << " operations, " << shown(report.records) << " records, "
              << shown(report.attachments) << " attachments\n";
    line("file:         ", report.file_sound);
    line("hash chain:   ", report.chain_sound);
    line("tables:       ", report.projections_agree);
    line("attachments:  ", report.attachments_sound);
    for (const std::string& fault : report.faults) std::cout << "  " << fault << "\n";
    if (!report.sound()) {
      std::cout
          << "Stop writing to this file. Keep a copy of it as it is, and restore the last backup that verifies.\n";
    }
  });
}

}  // namespace tilth::cli
