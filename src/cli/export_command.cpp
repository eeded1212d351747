// SPDX-License-Identifier: Apache-2.0
// tilth export: records out to GeoPackage, GeoJSON, CSV, XLSX or KML; grants and results to IATI, figures to DHIS2.
#include "cli/command.h"

#include "exchange/export.h"
#include "report/dhis2_file.h"
#include "report/earlier_publications.h"
#include "report/iati_file.h"

#include <fmt/format.h>

#include <unistd.h>

#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

struct Options {
  std::filesystem::path programme, file, settings;
  std::vector<std::string> types;
  std::string format, where, class_name = "restricted", recipient, period;
  std::optional<std::int64_t> known_at;
  bool hxl = false;
  Author author;
};

/// Put in place when it is whole, as every export is. What of it passed the disclosure gate is remembered before
/// anybody sees it, and not where the file could not be written.
void write_text(const Options& options, const std::string& text, store::Store& store, const Json& publications) {
  const std::filesystem::path& file = options.file;
  const std::filesystem::path growing = file.string() + ".part-" + std::to_string(getpid());
  const auto give_up = [&] {
    std::error_code ignored;
    std::filesystem::remove(growing, ignored);
  };
  {
    std::ofstream out{growing, std::ios::binary};
    if (!(out << text) || !out.flush()) {
      give_up();
      throw Problem{"file.unwritable", {{"file", file.string()}}};
    }
  }
  try {
    if (!publications.empty()) report::keep_publications(store, publications);
  } catch (const Problem&) {
    give_up();
    throw;
  }
  std::error_code error;
  std::filesystem::rename(growing, file, error);
  if (error) throw Problem{"file.unwritable", {{"file", file.string()}}};
}

/// Written to where something is published, so that nobody else publishes in between.
template <typename Settings>
std::unique_ptr<store::Store> opened_for(const Options& options, const Settings& settings) {
  return report::passes_the_gate(settings) ? open_to_write(options.programme) : open_to_read(options.programme);
}

void print_kept_back(std::size_t kept_back) {
  if (kept_back > 0)
    std::cout << fmt::format("  {} figures about people are kept back: they are not in the file, not even as 0\n",
                             kept_back);
}

void tell_iati(const Options& options, const model::Model& model, Progress& progress, Terminal& terminal) {
  const report::IatiSettings settings = report::read_iati_settings(options.settings, model);
  const auto store = opened_for(options, settings);
  const report::IatiReport told =
      report::iati_file(*store, settings, options.period, Instant::now().date(), options.author.name, progress);
  write_text(options, told.xml, *store, told.publications);
  if (terminal.json) {
    terminal.print({{"file", options.file.string()},
                    {"activities", told.activities},
                    {"transactions", told.transactions},
                    {"results", told.results},
                    {"without_figure", told.without_figure},
                    {"kept_back", told.kept_back}});
    return;
  }
  std::cout << fmt::format("{}\n  {} activities, {} transactions, {} results; {} periods without a figure\n",
                           options.file.string(), told.activities, told.transactions, told.results,
                           told.without_figure);
  print_kept_back(told.kept_back);
}

void tell_dhis2(const Options& options, const model::Model& model, Progress& progress, Terminal& terminal) {
  const report::Dhis2Settings settings = report::read_dhis2_settings(options.settings, model);
  const auto store = opened_for(options, settings);
  const report::Dhis2Report told = report::dhis2_file(
      *store, settings, options.format == "adx" ? report::Dhis2Format::adx : report::Dhis2Format::data_value_set,
      options.period, options.author.name, progress);
  write_text(options, told.text, *store, told.publications);
  if (terminal.json) {
    terminal.print({{"file", options.file.string()},
                    {"values", told.values},
                    {"left_out", told.left_out},
                    {"without_figure", told.without_figure},
                    {"kept_back", told.kept_back}});
    return;
  }
  std::cout << fmt::format("{}\n  {} values; {} left out by the mapping, {} without a figure\n", options.file.string(),
                           told.values, told.left_out, told.without_figure);
  print_kept_back(told.kept_back);
}

/// What is told to another system by a settings file: no choice of the command line changes what leaves.
void tell(const Options& options, Terminal& terminal) {
  if (options.settings.empty()) throw Problem{"export.settings_missing", {{"format", options.format}}};
  if (options.period.empty()) throw Problem{"export.period_missing", {{"format", options.format}}};
  if (!options.types.empty() || !options.where.empty() || options.known_at || options.hxl || !options.recipient.empty())
    throw Problem{"export.settings_alone", {{"format", options.format}}};
  const auto progress = terminal.progress();
  const auto model = open_to_read(options.programme)->model();  // the settings point into it
  if (options.format == "iati")
    tell_iati(options, *model, *progress, terminal);
  else
    tell_dhis2(options, *model, *progress, terminal);
}

bool is_told(const std::string& format) { return format == "iati" || format == "dhis2" || format == "adx"; }

}  // namespace

void add_export_command(CLI::App& app, Terminal& terminal) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "export", "write records to GeoPackage, GeoJSON, CSV, XLSX or KML; or files for IATI and DHIS2");
  command->add_option("PROGRAMME", options->programme, "the programme's file")->required();
  command->add_option("FILE", options->file, "the file to write, such as hazards.gpkg")->required();
  command->add_option("--type", options->types, "record type; repeatable (default: all that hold records)");
  command->add_option("--format", options->format,
                      "gpkg, geojson, csv, xlsx, kml, iati, dhis2 or adx (default: by the file's name)");
  command->add_flag("--hxl", options->hxl, "a row of HXL tags under the headers of a csv or xlsx file");
  command->add_option("--where", options->where, "a CQL2 filter, such as \"status = 'open'\"");
  command->add_option("--known-at", options->known_at, "as it was known after this sequence number");
  command
      ->add_option("--class", options->class_name,
                   "highest class of fields that leaves: public, partner, restricted, personal")
      ->check(CLI::IsMember({"public", "partner", "restricted", "personal"}))
      ->capture_default_str();
  command->add_option("--recipient", options->recipient,
                      "whom the file is for, such as ngos: names leave of the people who agreed to that");
  command->add_option("--settings", options->settings, "iati, dhis2, adx: the file that says what is told, and how");
  command->add_option("--period", options->period,
                      "iati, dhis2, adx: the time that figures are told of, such as 2022..2024");
  options->author.add_to(*command);
  command->callback([options, &terminal] {
    if (is_told(options->format)) return tell(*options, terminal);
    const auto store = open_to_read(options->programme);
    if (!options->settings.empty() || !options->period.empty())
      throw Problem{"export.settings_need_format", {{"option", options->settings.empty() ? "--period" : "--settings"}}};
    exchange::ExportRequest request{.file = options->file,
                                    .format = options->format,
                                    .types = options->types,
                                    .known_at = options->known_at,
                                    .recipient = options->recipient,
                                    .hxl = options->hxl,
                                    .worker = program_folder() / "tilth-formats"};
    if (!options->where.empty()) request.where = cql2::parse_text(options->where);
    for (const model::FieldClass known : {model::FieldClass::public_, model::FieldClass::partner,
                                          model::FieldClass::restricted, model::FieldClass::personal}) {
      if (text_of(known) == options->class_name) request.caller.highest_class = known;
    }
    const auto progress = terminal.progress();
    const exchange::ExportReport report = exchange::export_file(*store, request, *progress);
    if (terminal.json) {
      Json rows = Json::object();
      for (const auto& [type, count] : report.rows) rows[type] = count;
      terminal.print({{"file", options->file.string()},
                      {"rows", rows},
                      {"withheld", report.withheld},
                      {"untagged", report.untagged}});
      return;
    }
    std::cout << options->file.string() << "\n";
    for (const auto& [type, count] : report.rows)
      std::cout << fmt::format("  {:<32} {:>12}\n", type, shown(static_cast<std::int64_t>(count)));
    if (!report.withheld.empty()) {
      std::cout << "  withheld:";
      for (const std::string& field : report.withheld) std::cout << " " << field;
      std::cout << "\n";
    }
    if (!report.untagged.empty()) {
      std::cout << "  without an HXL tag:";
      for (const std::string& field : report.untagged) std::cout << " " << field;
      std::cout << "\n";
    }
  });
}

}  // namespace tilth::cli
