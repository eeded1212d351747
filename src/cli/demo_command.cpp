// SPDX-License-Identifier: Apache-2.0
// tilth demo: makes a made-up programme, checks it, and shows where it stands.
#include "cli/command.h"

#include <sys/wait.h>

#include <iostream>

namespace tilth::cli {
namespace {

/// Runs this program again with these words; its output goes to the same terminal.
int run_self(const std::vector<std::string>& words) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::vector<std::string> texts{self};
  texts.insert(texts.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  arguments.reserve(texts.size() + 1);
  for (std::string& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  std::cout.flush();
  const pid_t child = fork();
  if (child == 0) {
    execv(self.c_str(), arguments.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

void add_demo_command(CLI::App& app, Terminal& terminal) {
  struct Settings {
    std::filesystem::path folder = "demo";
    std::uint64_t records = 20'000;
  };
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("demo", "make a made-up national programme and show where it stands");
  command->add_option("FOLDER", settings->folder, "where its files go")->capture_default_str();
  command->add_option("--records", settings->records, "size of the programme")->capture_default_str();
  command->callback([settings, &terminal] {
    std::filesystem::create_directories(settings->folder);
    const std::string file = (settings->folder / "kitara.gpkg").string();
    const std::string open = (settings->folder / "kitara-export.gpkg").string();
    for (const char* suffix : {"", "-wal", "-shm", ".lock", ".keys"}) std::filesystem::remove(file + suffix);
    std::filesystem::remove(open);
    const auto part = [&](const std::string& title, const std::vector<std::string>& words) {
      std::string typed = "tilth";
      for (const std::string& word : words) typed += " " + word;
      std::cout << "\n== " << title << "\n$ " << typed << "\n";
      const int code = run_self(words);
      if (code != 0) terminal.exit_code = static_cast<ExitCode>(code);
    };
    part("A made-up country", {"generate", file, "--records", std::to_string(settings->records), "--dirt", "0.03"});
    part("What is wrong with it", {"check", file});
    part("Every square metre, year by year", {"ledger", file, "--by", "year"});
    part("Where we stand", {"indicators", file, "LR1", "LR2", "LR4", "C1", "E2", "--period", "2025"});
    part("The history is whole", {"verify", file});
    part("A GeoPackage that QGIS opens", {"export", file, open});
    std::cout << "\nThe programme: " << std::filesystem::absolute(file).string()
              << "\nFor QGIS:      " << std::filesystem::absolute(open).string() << "\n";
  });
}

}  // namespace tilth::cli
