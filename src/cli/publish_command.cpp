// SPDX-License-Identifier: Apache-2.0
// tilth publish: a count of people, through the disclosure gate.
#include "cli/command.h"
#include "report/publication.h"
#include "report/published_figures.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

struct Settings {
  std::filesystem::path file, csv;
  report::PublicationRequest request;
  Author author;
  std::string readers = "public";
  bool dry_run = false, records = false;
  report::RecordsRequest as_records;  ///< its `counted` is `request`
};

void write(const Settings& settings, const Json& document) {
  std::ofstream out{settings.csv, std::ios::binary};
  if (!(out << report::figure_csv(document, false)) || !out.flush())
    throw Problem{"file.unwritable", {{"file", settings.csv.string()}}};
}

void print(const report::Publication& publication, const Terminal& terminal) {
  const people::GateResult& gate = publication.gate;
  std::cout << publication.indicator->code << "  " << publication.indicator->title.in(terminal.language) << "\n"
            << "    " << publication.indicator->definition.in(terminal.language) << "\n";
  for (const people::RollUp& one : gate.rolled_up) {
    std::cout << "    " << one.dimension
              << (one.dropped ? " was left out" : " was merged into the larger ones, where it was small")
              << ": with it small groups could be worked out.\n";
  }
  if (gate.withheld) {
    std::cout << "    Withheld: there are too few people to show anything";
    if (publication.other_states > 0)
      std::cout
          << ", or too few have changed since an earlier publication. With --known-at the same state of knowledge "
             "is shown again";
    std::cout << ".\n";
    return;
  }
  std::vector<std::vector<std::string>> rows;
  std::size_t hidden = 0;
  for (const people::PublishedCell& cell : gate.table.cells) {
    std::vector<std::string> row;
    for (const std::string& part : cell.key) row.push_back(part.empty() ? "total" : part);
    row.push_back(cell.shown == people::Shown::value ? shown(cell.count) : "*");
    hidden += cell.shown == people::Shown::value ? 0 : 1;
    rows.push_back(std::move(row));
  }
  std::vector<std::string> head = gate.table.dimensions;
  head.push_back(publication.indicator->unit_in(terminal.language));
  terminal.print_table(head, rows);
  std::cout << "\n"
            << hidden << " of " << rows.size() << " cells are kept back (*): those of 1 to " << gate.table.k - 1
            << " people, and others so that none of these can be worked out.\n";
  if (publication.audited_with > 0)
    std::cout << "Audited together with " << publication.audited_with << " earlier publications.\n";
  if (publication.other_states > 0) {
    std::cout << publication.other_states
              << " of them had other counts: few that came in or went out since cannot be worked out either.\n";
  }
}

void print(const report::RecordsPublication& publication, const Terminal& terminal) {
  const people::RecordsResult& result = publication.result;
  const people::Exposure& exposure = result.exposure;
  std::cout << publication.indicator->code << "  " << publication.indicator->title.in(terminal.language) << "\n";
  for (const people::RollUp& one : result.rolled_up)
    std::cout << "    " << one.dimension << (one.dropped ? " was left out.\n" : " was merged into larger ones.\n");
  if (result.withheld)
    std::cout << "    Withheld: whatever is left out, the records say too much. Publish counts. As asked for:\n";
  std::cout << fmt::format("    {} records, {} alike at least, {} alone, a guess names {:.1f} % of them.\n",
                           shown(exposure.records), exposure.k, shown(exposure.unique), exposure.risk * 100);
  if (exposure.l > 0)
    std::cout << "    Those who are alike have at least " << exposure.l << " values of what is sensitive.\n";
}

std::unique_ptr<store::Store> opened_for(const Settings& settings) {
  auto store = settings.dry_run ? open_to_read(settings.file) : open_to_write(settings.file);
  const model::Indicator* indicator = store->model()->find_indicator(settings.request.indicator);
  if (indicator != nullptr && !settings.request.where.empty())
    report::require_plain_filter(*indicator, cql2::parse_text(settings.request.where));
  return store;
}

void publish_records(Settings& settings, const Terminal& terminal) {
  settings.as_records.counted = settings.request;
  const auto store = opened_for(settings);
  const auto progress = terminal.progress();
  const report::RecordsPublication publication = report::prepare_records(*store, settings.as_records, *progress);
  if (!settings.dry_run) report::remember(*store, settings.as_records, publication, settings.author.name);
  Json document = report::figure_document(
      *store->model(), report::entry_of(settings.as_records, publication, settings.author.name), 0, terminal.language);
  if (!settings.csv.empty() && !publication.result.withheld) write(settings, document);
  document.update(report::told_of(publication));
  if (terminal.json)
    terminal.print(document);
  else
    print(publication, terminal);
}

}  // namespace

void add_publish_command(CLI::App& app, Terminal& terminal) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("publish", "a count of people through the disclosure gate, for others to see");
  command->add_option("FILE", settings->file, "the programme file")->required();
  command->add_option("INDICATOR", settings->request.indicator, "id or code, such as C1")->required();
  command->add_option("--period", settings->request.period, "2024, 2024-03 or 2020..2024; without it all time");
  command->add_option("--split", settings->request.split_by, "split by a property the indicator allows; repeatable");
  command->add_option("--where", settings->request.where, "narrow the records by a CQL2 filter");
  command
      ->add_option("--readers", settings->readers,
                   "whom it is for, who can read it where the programme is served: public or partners")
      ->check(CLI::IsMember({"public", "partners"}))
      ->capture_default_str();
  command->add_option(
      "--k", settings->request.k,
      "keep back counts of 1 to K-1: 10 for the public and 5 for partners unless a higher one is named");
  command->add_option("--known-at", settings->request.known_at,
                      "as it was known after this sequence number, such as that of an earlier publication");
  command->add_flag("--roll-up", settings->request.roll_up,
                    "merge places of fewer than K people into the larger ones they lie in, and show the rest as it is");
  CLI::Option* csv = command->add_option("--csv", settings->csv, "write the table to this CSV file");
  CLI::Option* records =
      command->add_flag("--records", settings->records,
                        "records without names instead of counts; --split: what others may know of a person");
  command->add_option("--sensitive", settings->as_records.sensitive, "what only the records tell, such as outcome")
      ->needs(records);
  command->add_option("--l", settings->as_records.l, "fewest values of what is sensitive among people who are alike")
      ->capture_default_str()
      ->needs(records);
  command->add_option("--risk", settings->as_records.risk, "largest share of the records that a guess may name")
      ->capture_default_str()
      ->needs(records);
  command->add_flag("--dry-run", settings->dry_run, "show what would be published and remember nothing")
      ->excludes(csv);  // what leaves is remembered
  settings->author.add_to(*command);
  command->callback([settings, &terminal] {
    settings->request.reader = *report::reader_from(settings->readers);
    if (settings->records) return publish_records(*settings, terminal);
    const auto store = opened_for(*settings);
    const auto progress = terminal.progress();
    const report::Publication publication = report::prepare_publication(*store, settings->request, *progress);
    // Remembered before anybody sees it: a publication that is not on record could not be audited.
    if (!settings->dry_run) report::remember(*store, settings->request, publication, settings->author.name);
    Json document = report::figure_document(
        *store->model(), report::entry_of(settings->request, publication, settings->author.name), 0, terminal.language);
    if (!settings->csv.empty() && !publication.gate.withheld) write(*settings, document);
    document.update(report::told_of(publication));
    if (terminal.json)
      terminal.print(document);
    else
      print(publication, terminal);
  });
}

}  // namespace tilth::cli
