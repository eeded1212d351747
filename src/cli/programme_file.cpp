// SPDX-License-Identifier: Apache-2.0
// Opening the programme's file, its author and its model.
#include "cli/command.h"
#include "model/hxl_tags.h"
#include "model/report.h"
#include "store/known_at.h"

#include <pwd.h>
#include <unistd.h>

namespace tilth::cli {
namespace {

std::string login_name() {
  const passwd* entry = getpwuid(getuid());
  return entry != nullptr && entry->pw_name != nullptr ? entry->pw_name : "owner";
}

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

}  // namespace

void Author::add_to(CLI::App& command) {
  command.add_option("--author", name, "who makes the change, as the history shows it (default: your login name)");
}

store::Batch Author::batch(std::string reason) const {
  store::Batch batch;
  batch.author = name.empty() ? login_name() : name;
  batch.device = host_name();
  batch.reason = std::move(reason);
  return batch;
}

std::unique_ptr<store::Store> open_to_read(const std::filesystem::path& file) {
  return store::sqlite::open(file, store::sqlite::Mode::read_only);
}

std::unique_ptr<store::Store> open_to_write(const std::filesystem::path& file) {
  return store::sqlite::open(file, store::sqlite::Mode::read_write);
}

std::shared_ptr<const model::Model> model_with(const std::vector<std::filesystem::path>& overlays) {
  std::map<std::string, std::string> sources = base_model();
  const auto read = model::read_overlays(overlays);
  sources.insert(read.begin(), read.end());
  model::Loaded loaded = model::load_sources(sources);
  if (loaded.model) loaded.problems = model::reports_of(*loaded.model)->problems;
  if (loaded.model && loaded.problems.empty()) loaded.problems = model::hxl_tags_of(*loaded.model).problems;
  if (!loaded.problems.empty()) {
    const model::ModelProblem& first = loaded.problems.front();
    throw Problem{"model.unsound",
                  {{"count", loaded.problems.size()},
                   {"first", first.file + ":" + std::to_string(first.line) + ": " + first.message}}};
  }
  return loaded.model;
}

std::optional<std::int64_t> known_at(const store::Store& store, std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  // 2024 would be an operation, and people mean the year: it is refused, as whatever can be read in two ways.
  const bool may_be_year = text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
  const auto seq = may_be_year ? std::nullopt : store::seq_known_at(store, text);
  if (!seq) throw Problem{"ledger.bad_date", {{"option", option}, {"found", text}}};
  return seq;
}

std::filesystem::path program_folder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

}  // namespace tilth::cli
