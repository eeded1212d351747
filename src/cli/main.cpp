// SPDX-License-Identifier: Apache-2.0
// The program: puts the commands together; the one place of the command line where problems are caught.
#include "cli/command.h"
#include "cli/report_command.h"

#include <iostream>

int main(int argc, char** argv) {
  using namespace tilth;
  CLI::App app{"Tilth: information and decisions for a national mine action programme"};
  app.name("tilth");
  app.set_version_flag("--version", std::string{"tilth "} + TILTH_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  cli::Terminal terminal;
  if (argc > 0) terminal.program = cli::typed(argv[0]);
  app.add_flag("--json", terminal.json, "answer with one JSON document");
  app.add_option("--language", terminal.language, "language of titles and messages: en, fr, es, ar")
      ->capture_default_str();

  cli::add_demo_command(app, terminal);
  cli::add_generate_command(app, terminal);
  cli::add_init_command(app, terminal);
  cli::add_serve_command(app, terminal);
  cli::add_account_command(app, terminal);
  cli::add_model_command(app, terminal);
  cli::add_import_command(app, terminal);
  cli::add_check_command(app, terminal);
  cli::add_link_command(app, terminal);
  cli::add_ledger_command(app, terminal);
  cli::add_indicators_command(app, terminal);
  cli::add_report_command(app, terminal);
  cli::add_publish_command(app, terminal);
  cli::add_assess_command(app, terminal);
  cli::add_coordinates_command(app, terminal);
  cli::add_export_command(app, terminal);
  cli::add_person_command(app, terminal);
  cli::add_verify_command(app, terminal);
  cli::add_backup_command(app, terminal);
  cli::add_rank_command(app, terminal);
  cli::add_restore_command(app, terminal);
  cli::add_sampling_command(app, terminal);
  cli::add_compare_command(app, terminal);

  try {
    app.parse(argc, argv);
    return static_cast<int>(terminal.exit_code);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(ExitCode::misuse);
  } catch (const Problem& problem) {
    if (terminal.json) {
      terminal.print({{"problem", problem.kind().code},
                      {"title", problem.title()},
                      {"hint", problem.hint()},
                      {"values", problem.values()}});
    }
    std::cerr << "tilth: " << problem.title() << "\n       " << problem.hint() << "\n";
    return static_cast<int>(problem.kind().exit_code);
  } catch (const std::exception& error) {
    std::cerr << "tilth: a fault of the program itself: " << error.what()
              << "\n       Nothing more was changed. Please report it.\n";
    return static_cast<int>(ExitCode::cannot);
  }
}
