// SPDX-License-Identifier: Apache-2.0
// tilth report: a report of the model, as a page, a file or a document; published, and compared with what it said then.
#include "cli/report_command.h"

#include "report/published_reports.h"
#include "report/report_files.h"
#include "report/report_html.h"
#include "store/distinct_labels.h"

#include <iostream>

namespace tilth::cli {
namespace {

struct Settings {
  std::filesystem::path file, output;
  std::string name, period, place, organisation, record, as_of, format, reader = "inside", show, compare;
  Author author;
  bool list = false, publish = false, published = false;
};

/// A record by its id or by what people call it. @throws Problem "store.unknown_record"
Uuid named(const store::Store& store, const std::string& type, const std::string& name) {
  if (const std::optional<Uuid> id = Uuid::parse(name)) return *id;
  std::optional<Uuid> found;
  const auto model = store.model();
  for (const auto& [id, label] : store::distinct_labels(store, {}, *model->find_type(type)))
    if (label == name) found = Uuid::parse(id);
  if (!found) throw Problem{"store.unknown_record", {{"type", type}, {"record", name}}};
  return *found;
}

report::ReportRequest request_of(const store::Store& store, const Settings& settings, const std::string& language) {
  report::ReportRequest request;
  request.report = settings.name;
  request.period = settings.period;
  request.language = language;
  if (!settings.place.empty()) request.place = named(store, "place", settings.place);
  if (!settings.organisation.empty()) request.organisation = named(store, "organisation", settings.organisation);
  if (!settings.record.empty()) {
    const auto reports = model::reports_of(*store.model());
    const model::Report* report = reports->find(settings.name);
    if (report != nullptr && report->about.empty())
      throw Problem{"report.takes_no", {{"report", settings.name}, {"parameter", "record"}}};
    if (report != nullptr) request.record = named(store, report->about, settings.record);
  }
  if (!settings.as_of.empty()) {
    request.known_at = known_at(store, "--as-of", settings.as_of);
    request.known_on = report::day_asked(settings.as_of);
  }
  request.reader = *report::reader_from(settings.reader);
  return request;
}

std::string format_of(const Settings& settings) {
  if (!settings.format.empty()) return settings.format;
  const std::string ending = settings.output.extension().string();
  return ending.size() > 1 ? ending.substr(1) : "json";
}

void write_out(const Settings& settings, const Json& document, const Terminal& terminal, const Progress& progress) {
  const std::string format = format_of(settings);
  if (format != "json" && format != "html" && format != "pdf" && format != "xlsx")
    throw Problem{"export.unknown_format", {{"format", format}, {"known", "json, html, pdf, xlsx"}}};
  if (!settings.output.empty())
    report::write_report(settings.output, format, document, program_folder() / "tilth-formats", progress);
  else if (format == "json")
    terminal.print(document);
  else if (format == "html")
    std::cout << report::report_html(document);
  else
    throw Problem{"report.needs_output", {{"format", format}}};
}

void list_reports(const store::Store& store, const Terminal& terminal) {
  const Json list = report::reports_json(*store.model(), {}, terminal.language);
  if (terminal.json) return terminal.print({{"reports", list}});
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : list) {
    std::string takes = one.at("period") == "none" ? "" : "--period";
    if (!one.at("about").get<std::string>().empty())
      takes += (takes.empty() ? "" : " ") + ("--record (" + one.at("about").get<std::string>() + ")");
    for (const Json& by : one.at("narrowed_by")) takes += (takes.empty() ? "--" : " --") + by.get<std::string>();
    rows.push_back({one.at("name").get<std::string>(), one.at("title").get<std::string>(), takes});
  }
  terminal.print_table({"report", "title", "takes"}, rows);
}

void list_published(const store::Store& store, const Terminal& terminal) {
  const Json list = report::published_reports(store, report::ReportReader::inside);
  if (terminal.json) return terminal.print({{"published", list}});
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : list) {
    std::string of;
    for (const auto& [name, value] : one.at("parameters").items())
      if (value.is_object()) of += (of.empty() ? "" : ", ") + value.at("words").get<std::string>();
    rows.push_back({one.at("id").get<std::string>(), one.at("title").get<std::string>(), of,
                    one.at("reader").get<std::string>(), one.at("published_at").get<std::string>(),
                    one.at("by").get<std::string>(), one.at("sha256").get<std::string>().substr(0, 16)});
  }
  terminal.print_table({"id", "report", "of", "for", "published", "by", "SHA-256"}, rows);
}

void print_comparison(const Json& comparison, const Terminal& terminal) {
  if (terminal.json) return terminal.print(comparison);
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : comparison.at("differing")) {
    std::string name = one.at("code").get<std::string>() + " " + one.at("title").get<std::string>();
    for (const Json& part : one.at("cell")) name += ": " + part.at("words").get<std::string>();
    rows.push_back({name, one.at("period").get<std::string>(), one.at("published").at("text").get<std::string>(),
                    one.at("today").at("text").get<std::string>()});
  }
  if (!rows.empty()) terminal.print_table({"figure", "period", "published", "today"}, rows);
  std::cout << rows.size() << " figures differ, " << comparison.at("same").get<std::int64_t>() << " are the same.\n";
}

void compare(const store::Store& store, const Settings& settings, const Terminal& terminal, Progress& progress) {
  const Json entry = report::published_entry(store, settings.compare, report::ReportReader::inside);
  const Json published = report::published_document(store, entry, std::filesystem::temp_directory_path());
  report::ReportRequest request = report::request_again(store, published);
  indicators::ColumnCache columns{store};
  const Json today =
      report::report_document(store, report::publishing_caller({}), request, {.columns = &columns}, progress);
  print_comparison(report::compared(published, today), terminal);
}

void run(const Settings& settings, const Terminal& terminal) {
  const auto progress = terminal.progress();
  const auto store = settings.publish ? open_to_write(settings.file) : open_to_read(settings.file);
  if (settings.list) return list_reports(*store, terminal);
  if (settings.published) return list_published(*store, terminal);
  if (!settings.compare.empty()) return compare(*store, settings, terminal, *progress);
  if (!settings.show.empty()) {
    const Json entry = report::published_entry(*store, settings.show, report::ReportReader::inside);
    return write_out(settings, report::published_document(*store, entry, std::filesystem::temp_directory_path()),
                     terminal, *progress);
  }
  if (settings.name.empty()) return list_reports(*store, terminal);
  report::ReportRequest request = request_of(*store, settings, terminal.language);
  store::Batch batch = settings.author.batch("report published: " + settings.name);
  if (request.reader != report::ReportReader::inside)
    request.gate = report::PeopleGate{
        .store = store.get(), .reader = request.reader, .by = batch.author, .remember = settings.publish};
  indicators::ColumnCache columns{*store};
  const bool capped = settings.publish || request.reader != report::ReportReader::inside;
  const store::Caller caller = capped ? report::publishing_caller({}) : store::Caller{};
  const Json document = report::report_document(*store, caller, request, {.columns = &columns}, *progress);
  if (!settings.publish) return write_out(settings, document, terminal, *progress);
  const Json entry = report::keep_published(*store, document, batch, std::filesystem::temp_directory_path());
  if (!settings.output.empty()) write_out(settings, document, terminal, *progress);
  if (terminal.json) return terminal.print(entry);
  std::cout << "Published as " << entry.at("id").get<std::string>() << ", for " << settings.reader << ".\nSHA-256 "
            << entry.at("sha256").get<std::string>() << "\n";
}

}  // namespace

void add_report_command(CLI::App& app, Terminal& terminal) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command =
      app.add_subcommand("report", "a report: text, tables, charts and maps with the figures' passports");
  command->add_option("FILE", settings->file, "the programme file")->required();
  command->add_option("NAME", settings->name, "the report, such as annual_land_release; without it the list");
  command->add_flag("--list", settings->list, "the reports of the model and what each takes");
  command->add_option("--period", settings->period, "2024, 2024-03 or 2020..2024; without it the last whole one");
  command->add_option("--place", settings->place, "only this place and all within it, by name or id");
  command->add_option("--organisation", settings->organisation, "only this organisation, by name or id");
  command->add_option("--record", settings->record, "the record it is about, by name or id");
  command->add_option("--as-of", settings->as_of,
                      "as it was known then: a day, an instant or the number of an operation");
  command->add_option("--format", settings->format, "json, html, pdf or xlsx; else by the ending of --output")
      ->check(CLI::IsMember({"json", "html", "pdf", "xlsx"}));
  command->add_option("-o,--output", settings->output, "write it to this file");
  command
      ->add_option("--for", settings->reader,
                   "who reads it: inside, partners or public; for others no hidden record is shown, and figures "
                   "about people pass the disclosure gate")
      ->check(CLI::IsMember({"inside", "partners", "public"}))
      ->capture_default_str();
  command->add_flag("--publish", settings->publish, "keep the document for ever as it is now");
  command->add_flag("--published", settings->published, "the reports that were published");
  command->add_option("--show", settings->show, "a published report as it was, by id");
  command->add_option("--compare", settings->compare, "the figures of a published report against today's, by id");
  settings->author.add_to(*command);
  command->callback([settings, &terminal] { run(*settings, terminal); });
}

}  // namespace tilth::cli
