// SPDX-License-Identifier: Apache-2.0
// tilth demo: makes a made-up programme, checks it, and shows where it stands.
#include "cli/command.h"

#include "base/fold.h"
#include "exchange/export.h"
#include "generate/generate.h"
#include "http/settings.h"
#include "report/person_pairs.h"
#include "report/programme_summary.h"
#include "report/whole_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace tilth::cli {
namespace {

std::string whole_path(const std::filesystem::path& file) {
  return std::filesystem::absolute(file).lexically_normal().string();
}

struct Settings {
  std::filesystem::path folder = "demo";
  std::uint64_t records = 20'000, seed = 1;
  double dirt = 0.03;
};

constexpr const char* kIndicators[] = {"LR1", "LR2", "LR4", "C1", "E2"};

void print_counts(const report::ProgrammeSummary& summary) {
  // Columns of counts, read downwards: three where their names leave room for them.
  constexpr std::size_t kWidest = 120, kNumber = 8, kBetween = 4;
  std::size_t rows = summary.counts.size();
  std::vector<std::size_t> widths;
  for (std::size_t columns = 3; columns >= 1; --columns) {
    rows = (summary.counts.size() + columns - 1) / columns;
    widths.assign(columns, 0);
    for (std::size_t at = 0; at < summary.counts.size(); ++at)
      widths[at / rows] = std::max(widths[at / rows], summary.counts[at].first.size());
    std::size_t line = 0;
    for (const std::size_t width : widths) line += width + kNumber + kBetween;
    if (line - kBetween <= kWidest) break;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    std::string line;
    for (std::size_t at = row; at < summary.counts.size(); at += rows)
      line += fmt::format("{:<{}}{:>{}}{:{}}", summary.counts[at].first, widths[at / rows],
                          shown(summary.counts[at].second), kNumber, "", kBetween);
    while (!line.empty() && line.back() == ' ') line.pop_back();
    std::cout << line << "\n";
  }
}

void print_worst(const report::ProgrammeSummary& summary, const Terminal& terminal) {
  std::vector<std::vector<std::string>> rows;
  for (const report::WorstFindings& worst : summary.worst)
    rows.push_back(
        {std::string{text_of(worst.severity)}, worst.code, shown(worst.open),
         worst.example.size() <= 90 ? worst.example : std::string{beginning_of(worst.example, 87)} + "\u2026"});
  terminal.print_table({"severity", "code", "open", "for example"}, rows);
  std::cout << fmt::format("{} errors, {} warnings, {} notes open, of {} rules.\n", shown(summary.open_errors),
                           shown(summary.open_warnings), shown(summary.open_notes), shown(summary.rules_with_findings));
}

void print_years(const report::ProgrammeSummary& summary, const Terminal& terminal) {
  std::vector<std::vector<std::string>> rows;
  for (const release::YearLine& line : summary.years) {
    const auto of = [&](release::EntryKind kind) { return line.flows.of(kind); };
    const SquareMetres out = line.flows.released();
    rows.push_back({line.year ? std::to_string(*line.year) : "undated", shown(line.opening),
                    shown(line.closing - line.opening + out), shown(of(release::EntryKind::cancelled)),
                    shown(of(release::EntryKind::reduced)), shown(of(release::EntryKind::cleared)),
                    shown(line.closing)});
  }
  terminal.print_table({"year", "opening m2", "found", "cancelled", "reduced", "cleared", "closing m2"}, rows);
}

void print_figures(const report::ProgrammeSummary& summary, const Terminal& terminal) {
  std::vector<std::vector<std::string>> rows;
  for (const indicators::IndicatorTable& table : summary.figures)
    rows.push_back({table.indicator->code, table.indicator->title.in(terminal.language),
                    indicators::shown(table.total, *table.indicator), table.indicator->unit_in(terminal.language),
                    shown(table.total.n)});
  terminal.print_table({"code", "indicator", "value", "unit", "records"}, rows);
}

Json summary_json(const report::ProgrammeSummary& summary, const Terminal& terminal) {
  Json counts = Json::object(), worst = Json::array(), years = Json::array(), figures = Json::array();
  for (const auto& [title, count] : summary.counts) counts[title] = count;
  for (const report::WorstFindings& one : summary.worst)
    worst.push_back({{"severity", text_of(one.severity)},
                     {"rule", one.rule},
                     {"code", one.code},
                     {"open", one.open},
                     {"repairs", one.repairs},
                     {"example", one.example}});
  for (const release::YearLine& line : summary.years)
    years.push_back({{"year", line.year ? Json(*line.year) : Json()},
                     {"opening", line.opening.as_double()},
                     {"released", line.flows.released().as_double()},
                     {"closing", line.closing.as_double()}});
  for (const indicators::IndicatorTable& table : summary.figures)
    figures.push_back(indicators::to_json(table, terminal.language));
  return {{"records", summary.records},
          {"counts", counts},
          {"open", {{"error", summary.open_errors}, {"warning", summary.open_warnings}, {"note", summary.open_notes}}},
          {"worst", worst},
          {"years", years},
          {"indicators", figures}};
}

void make_demo(const Settings& settings, Terminal& terminal) {
  std::filesystem::create_directories(settings.folder);
  const std::filesystem::path file = settings.folder / "kitara.gpkg", open = settings.folder / "kitara-export.gpkg";
  for (const char* suffix : {"", "-wal", "-shm", ".lock", ".keys"}) std::filesystem::remove(file.string() + suffix);
  std::filesystem::remove(open);
  const auto say = [&](const std::string& line) {
    if (!terminal.json) std::cout << line << std::endl;
  };
  const auto head = [&](const std::string& title, const std::string& words) {
    say(fmt::format("\n== {}\n   {} {}", title, terminal.program, words));
  };
  const std::string name = typed(file.string());

  say("Kitara, a country that does not exist, made up with 4 % of its sites faulty on purpose.");
  store::sqlite::create(file, model_with({})->sources);
  report::ProgrammeSummary summary;
  bool sound = false;
  {
    const auto store = open_to_write(file);
    const auto progress = terminal.progress();
    Author author;
    generate::Options options{.seed = settings.seed, .records = settings.records, .dirt = settings.dirt};
    // A few people who stand twice, so that there are pairs to look at.
    options.rates["person_twice"] = settings.dirt / 3;
    const generate::Made made =
        generate::made_up_programme(*store, author.batch("made-up programme"), options, *progress);
    store->put_setting(http::kSettings, {{"title", "Kitara (made up)"}});
    say(fmt::format("made:     {} records around {} sites, {} planted faults",
                    shown(static_cast<std::int64_t>(made.records)), shown(static_cast<std::int64_t>(made.sites)),
                    shown(static_cast<std::int64_t>(made.faults))));
    const quality::CheckResult checked = report::whole_check(*store, {}, {}, *progress);
    report::save_check(*store, checked);
    const people::LinkageRule people = report::linkage_rule_of(*store->model(), "casualty");
    report::save_pairs(*store, people, people::link_records(*store, {}, people, {}, *progress));
    say(fmt::format("checked:  {} rules over every record", shown(static_cast<std::int64_t>(checked.rules.size()))));
    const store::VerifyReport verified = store->verify(*progress);
    sound = verified.sound();
    say(fmt::format("verified: {} operations, the hash chain and the tables are {}", shown(verified.operations),
                    sound ? "sound" : "NOT SOUND"));
    const exchange::ExportReport exported =
        exchange::export_file(*store, {.file = open, .worker = program_folder() / "tilth-formats"}, *progress);
    say(fmt::format("exported: {} layers", shown(static_cast<std::int64_t>(exported.rows.size()))));
    if (!sound) terminal.exit_code = ExitCode::findings;

    report::SummaryOptions wanted{.language = terminal.language,
                                  .indicators = {std::begin(kIndicators), std::end(kIndicators)},
                                  .from = Date{2025, 1, 1},
                                  .to = Date{2025, 12, 31}};
    summary = report::programme_summary(*store, {}, wanted, *progress);
    if (terminal.json) {
      Json answer = summary_json(summary, terminal);
      answer["programme"] = whole_path(file);
      answer["for_qgis"] = whole_path(open);
      answer["sound"] = sound;
      return terminal.print(answer);
    }
    head("What is in it", "export " + name + " kitara.xlsx");
    print_counts(summary);
    head("What is wrong with it", "check " + name);
    print_worst(summary, terminal);
    head("Every square metre", "ledger " + name);
    print_years(summary, terminal);
    head("Where we stand, 2025", "indicators " + name + " LR1 LR2 LR4 C1 E2 --period 2025");
    print_figures(summary, terminal);
  }
  std::cout << "\nThe programme: " << whole_path(file) << "\nFor QGIS:      " << whole_path(open)
            << "\nIn a browser:  " << terminal.program << " serve " << typed(whole_path(file)) << " --open\n";
}

}  // namespace

void add_demo_command(CLI::App& app, Terminal& terminal) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("demo", "make a made-up national programme and show where it stands");
  command->add_option("FOLDER", settings->folder, "where its files go")->capture_default_str();
  command->add_option("--records", settings->records, "size of the programme")->capture_default_str();
  command->add_option("--seed", settings->seed, "another seed, another country")->capture_default_str();
  command->callback([settings, &terminal] { make_demo(*settings, terminal); });
}

}  // namespace tilth::cli
