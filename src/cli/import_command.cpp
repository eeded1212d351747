// SPDX-License-Identifier: Apache-2.0
// tilth import: a foreign file into the programme, by a reviewed mapping profile.
#include "cli/command.h"

#include "exchange/import.h"
#include "exchange/profile_proposal.h"

#include <fmt/format.h>

#include <iostream>

namespace tilth::cli {
namespace {

struct ImportOptions {
  std::filesystem::path programme, file, rejects;
  std::string profile, layer, encoding, type;
  bool propose = false, dry_run = false, partial = false, no_keep = false;
  Author author;
};

exchange::MappingProfile profile_for(const ImportOptions& options, const store::Store& store) {
  if (options.profile.empty()) throw Problem{"import.no_profile"};
  std::error_code error;
  if (!std::filesystem::exists(options.profile, error)) {  // the name of a profile that was used before
    if (const auto stored = store.setting("profile/" + options.profile); stored && stored->is_string()) {
      return exchange::profile_from_yaml(stored->get<std::string>()).profile;
    }
  }
  return exchange::read_profile(options.profile);
}

void propose(const ImportOptions& options, const Terminal& terminal) {
  const auto store = open_to_read(options.programme);
  const auto progress = terminal.progress();
  exchange::ReadOptions read{
      .layer = options.layer, .encoding = options.encoding, .worker = program_folder() / "tilth-formats"};
  const auto reader = exchange::open_table(options.file, read, *progress);
  const exchange::Proposal proposal =
      exchange::propose_profile(*store->model(), options.type, options.file, read, *reader);
  if (terminal.json) {
    Json columns = Json::array();
    for (const auto& column : proposal.columns) {
      columns.push_back({{"column", column.column},
                         {"field", column.field},
                         {"use", column.use},
                         {"confidence", column.confidence},
                         {"examples", column.examples},
                         {"remark", column.remark}});
    }
    terminal.print({{"type", proposal.type}, {"columns", columns}, {"profile", proposal.yaml}});
    return;
  }
  std::cout << proposal.yaml;
  // The table goes where people look while the profile goes into a file.
  std::cerr << "Proposed for record type " << proposal.type << ":\n";
  for (const auto& column : proposal.columns) {
    std::string examples;
    for (const std::string& text : column.examples) examples += (examples.empty() ? "" : " | ") + text;
    std::cerr << fmt::format("  {:<28} {:<28} {:>4}  {}\n", column.column,
                             column.field.empty()    ? "-"
                             : column.use == "value" ? column.field
                                                     : column.field + " (" + column.use + ")",
                             column.field.empty() ? "" : fmt::format("{:.0f}%", column.confidence * 100), examples);
    if (!column.remark.empty()) std::cerr << "      look: " << column.remark << "\n";
  }
  std::cerr << "Look the profile through, then: " << terminal.program << " import " << typed(options.programme.string())
            << " " << typed(options.file.string()) << " --profile PROFILE --dry-run\n";
}

void print_report(const exchange::ImportReport& report, const ImportOptions& options) {
  const auto number = [](std::uint64_t count) { return shown(static_cast<std::int64_t>(count)); };
  const auto line = [&](const char* what, std::uint64_t count, const std::string& more = {}) {
    if (count > 0)
      std::cout << fmt::format("  {:<44} {:>12}{}\n", what, number(count), more.empty() ? "" : "  " + more);
  };
  std::cout << report.file << (report.dry_run ? ": a dry run, nothing was changed" : "") << "\n";
  if (report.imported_before) std::cout << "  this very file came in before, on " << *report.imported_before << "\n";
  line("rows read", report.rows);
  line("left out, as the profile says", report.left_out);
  std::cout << fmt::format("  {:<44} {:>12}\n", report.type + " created", number(report.created));
  line("changed", report.changed);
  line("unchanged", report.unchanged);
  line("rejected", report.rejected, options.rejects.string());
  line("rows like an earlier one, kept", report.repeated);
  line("rows with an earlier row's key and content", report.repeated_keys);
  line("without a record here, left alone", report.without_record);
  line("removed here by people, left removed", report.removed_here);
  line("corrections by people, kept", report.kept_corrections);
  line("records made since rows speak of them", report.referred_created);
  const std::uint64_t placeable = report.rows - report.left_out;
  for (const auto& [by, count] : report.placed) {
    const double share = placeable == 0 ? 0 : 100.0 * static_cast<double>(count) / static_cast<double>(placeable);
    line(by == exchange::PlacedBy::nothing ? "without a place" : ("placed by " + std::string{text_of(by)}).c_str(),
         count, fmt::format("{:.1f} %", share));
  }
  line("points in a place of another name", report.point_otherwise_named);
  line("  of these in another place, aliases known", report.point_elsewhere);
  line("points in no place", report.point_outside_all);
  line("outside the country", report.outside_country);
  line("formulas taken by their last value", report.formulas_taken);
  for (const auto& [rule, count] : report.warnings) line(rule.c_str(), count, "see tilth check");
  if (!report.unplaced.empty()) {
    std::vector<std::pair<std::uint64_t, std::string>> most;
    for (const auto& [name, count] : report.unplaced) most.emplace_back(count, name);
    std::sort(most.rbegin(), most.rend());
    std::cout << "  not known by name:";
    for (std::size_t i = 0; i < most.size() && i < 5; ++i)
      std::cout << (i > 0 ? "; " : " ") << most[i].second << " (" << number(most[i].first) << ")";
    std::cout << "\n";
  }
  if (!report.unused_columns.empty()) {
    std::cout << "  columns not used:";
    for (const std::string& column : report.unused_columns) std::cout << " " << column;
    std::cout << "\n";
  }
  if (report.last_seq > 0 && !report.original_kept && !options.no_keep)
    std::cout << "  the file is larger than 2 GB and was not kept; its SHA-256 is\n";
  if (report.first_fault) {
    std::cout << "  first rejected: row " << report.first_fault->row << ", " << report.first_fault->column << ": "
              << report.first_fault->reason() << ". " << report.first_fault->mend() << ".\n";
  }
}

void run(ImportOptions options, Terminal& terminal) {
  if (options.propose) {
    propose(options, terminal);
    return;
  }
  const auto store = options.dry_run ? open_to_read(options.programme) : open_to_write(options.programme);
  exchange::ImportRequest request{.file = options.file,
                                  .profile = profile_for(options, *store),
                                  .batch = options.author.batch({}),
                                  .dry_run = options.dry_run,
                                  .partial = options.partial,
                                  .keep_original = !options.no_keep,
                                  .rejects = options.rejects};
  if (request.rejects.empty()) request.rejects = options.file.filename().string() + ".rejects.csv";
  options.rejects = request.rejects;
  if (!options.layer.empty()) request.profile.read.layer = options.layer;
  if (!options.encoding.empty()) request.profile.read.encoding = options.encoding;
  request.profile.read.worker = program_folder() / "tilth-formats";
  const auto progress = terminal.progress();
  const exchange::ImportReport report = exchange::import_file(*store, request, *progress);
  if (report.dry_run && report.rejected > 0) terminal.exit_code = ExitCode::cannot;
  if (terminal.json) {
    terminal.print(report.json());
  } else {
    print_report(report, options);
  }
}

}  // namespace

void add_import_command(CLI::App& app, Terminal& terminal) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command =
      app.add_subcommand("import", "bring a foreign file into the programme, by a reviewed mapping profile");
  command->add_option("PROGRAMME", options->programme, "the programme's file")->required();
  command
      ->add_option("FILE", options->file,
                   "CSV, TSV, XLSX, XLS, JSON, GeoJSON, GeoPackage, Shapefile, KML or KMZ; .gz too")
      ->required();
  command->add_option("--profile", options->profile,
                      "the mapping profile: a file, or the name of one that was used before");
  command->add_flag("--propose", options->propose,
                    "write a first profile, made from headers and values, to standard output");
  command->add_option("--type", options->type, "record type that --propose maps to (default: the one that fits best)");
  command->add_option("--layer", options->layer, "layer or sheet of the file");
  command->add_option("--encoding", options->encoding, "text encoding of the file, such as windows-1252");
  command->add_flag("--dry-run", options->dry_run, "say what would happen, and change nothing");
  command->add_flag("--partial", options->partial, "import the good rows although some are rejected");
  command->add_option("--rejects", options->rejects,
                      "where rejected rows are written (default: FILE.rejects.csv here)");
  command->add_flag("--no-keep", options->no_keep, "do not keep the file itself as an attachment");
  options->author.add_to(*command);
  command->callback([options, &terminal] { run(*options, terminal); });
}

}  // namespace tilth::cli
