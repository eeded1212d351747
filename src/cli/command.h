// SPDX-License-Identifier: Apache-2.0
// What the commands share: one file a command, each adds itself to the command line.
#pragma once

#include "base/problem.h"
#include "base/progress.h"
#include "base/units.h"
#include "store/sqlite/sqlite_store.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tilth::cli {

/// The terminal a command talks to. Answers go to standard output, progress and notes to standard error.
struct Terminal {
  bool json = false;            ///< --json: the answer is one JSON document
  std::string language = "en";  ///< --language: of titles and messages
  ExitCode exit_code = ExitCode::done;
  std::string program = "tilth";  ///< as it was called, so that what a person is told to type can be typed

  /// A bar with rate and time left on a terminal, a line a step elsewhere, nothing with --json. cancelled() after
  /// Ctrl-C.
  [[nodiscard]] std::unique_ptr<Progress> progress() const;
  /// Columns aligned by width, numbers to the right.
  void print_table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) const;
  void print(const Json& document) const;  ///< the JSON answer, indented
};

/// "18,000": whole m2 with thousands apart, as tables show an area. Rounds half away from zero.
std::string shown(SquareMetres area);
std::string shown(std::int64_t number);

/// A word as a shell takes it: in quotes where it must be.
std::string typed(const std::string& word);

/// Who makes the change: --author, else the login name; the device is the host's name.
struct Author {
  std::string name;
  void add_to(CLI::App& command);  ///< --author NAME
  [[nodiscard]] store::Batch batch(std::string reason) const;
};

std::unique_ptr<store::Store> open_to_read(const std::filesystem::path& file);
std::unique_ptr<store::Store> open_to_write(const std::filesystem::path& file);

/// The operation that an instant, a month, a day or a number names; nothing for "". A year is refused: it would be
/// taken for a number. @throws Problem "ledger.bad_date"
std::optional<std::int64_t> known_at(const store::Store& store, std::string_view option, const std::string& text);

/// The base model's files, built into the program: name below model/ -> text.
const std::map<std::string, std::string>& base_model();
/// Base model plus overlay folders, checked. @throws Problem "model.unsound"
std::shared_ptr<const model::Model> model_with(const std::vector<std::filesystem::path>& overlays);

/// The folder that holds this program, where tilth-formats lies too.
std::filesystem::path program_folder();

// One line a command; main.cpp calls each.
void add_account_command(CLI::App& app, Terminal& terminal);
void add_assess_command(CLI::App& app, Terminal& terminal);
void add_backup_command(CLI::App& app, Terminal& terminal);
void add_check_command(CLI::App& app, Terminal& terminal);
void add_coordinates_command(CLI::App& app, Terminal& terminal);
void add_demo_command(CLI::App& app, Terminal& terminal);
void add_export_command(CLI::App& app, Terminal& terminal);
void add_generate_command(CLI::App& app, Terminal& terminal);
void add_import_command(CLI::App& app, Terminal& terminal);
void add_indicators_command(CLI::App& app, Terminal& terminal);
void add_init_command(CLI::App& app, Terminal& terminal);
void add_ledger_command(CLI::App& app, Terminal& terminal);
void add_link_command(CLI::App& app, Terminal& terminal);
void add_model_command(CLI::App& app, Terminal& terminal);
void add_person_command(CLI::App& app, Terminal& terminal);
void add_publish_command(CLI::App& app, Terminal& terminal);
void add_rank_command(CLI::App& app, Terminal& terminal);
void add_restore_command(CLI::App& app, Terminal& terminal);
void add_sampling_command(CLI::App& app, Terminal& terminal);
void add_compare_command(CLI::App& app, Terminal& terminal);
void add_serve_command(CLI::App& app, Terminal& terminal);
void add_verify_command(CLI::App& app, Terminal& terminal);

}  // namespace tilth::cli
