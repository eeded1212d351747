// SPDX-License-Identifier: Apache-2.0
// tilth indicators: values with their passports.
#include "cli/command.h"
#include "report/indicator_sources.h"
#include "report/quality_beside.h"
#include "store/known_at.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

namespace tilth::cli {
namespace {

struct Settings {
  std::filesystem::path file, csv;
  std::vector<std::string> wanted, splits;
  std::string period, where, known_on;
  bool records = false, definitions = false, hxl = false, inside = false;
};

std::string joined(const std::vector<std::string>& texts, const std::string& between) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : between) + text;
  return out;
}

std::string interval(const indicators::Figure& figure, const model::Indicator& indicator) {
  if (!figure.lower) return "";
  indicators::Figure low = figure, high = figure;
  low.value = figure.lower;
  high.value = figure.upper;
  return indicators::shown(low, indicator) + " to " + indicators::shown(high, indicator);
}

std::string words_of(const std::optional<report::DataQuality>& quality) {
  if (!quality) return "never checked as a whole; run tilth check";
  return shown(quality->errors) + " errors and " + shown(quality->warnings) +
         " warnings open on the records behind it, as of operation " + shown(quality->checked_at);
}

void print_passport(const indicators::IndicatorTable& table, const report::QualityBeside& quality,
                    const std::string& language, bool records, const Terminal& terminal) {
  const model::Indicator& indicator = *table.indicator;
  std::cout << "\n"
            << indicator.code << "  " << indicator.title.in(language) << " (" << indicator.unit_in(language) << ")\n"
            << "    " << indicator.definition.in(language) << "\n"
            << "    Source: " << indicator.from.source
            << (indicator.from.edition.empty() ? "" : ", " + indicator.from.edition)
            << (indicator.from.mark == "U" ? " (to be checked with the standard)" : "") << "\n";
  std::cout << "    Data quality: " << words_of(quality.of(indicator)) << "\n";
  if (const std::int64_t second = quality.second_records(indicator); second > 0)
    std::cout << "    People: " << shown(second)
              << " records are, by decision, of somebody who has one already; the figure counts them.\n";
  if (indicator.about_people)
    std::cout << "    About people: for your own eyes; `tilth publish` shows what others may see.\n";
  const std::optional<indicators::Shares> shares = indicators::shares_of(table);
  // Interval, reason and missing stand there where some cell has one.
  bool intervals = table.total.lower.has_value() || !table.total.value, missing = table.total.n_missing > 0;
  for (const indicators::Cell& cell : table.cells) {
    intervals = intervals || cell.figure.lower || !cell.figure.value;
    missing = missing || cell.figure.n_missing > 0;
  }
  std::vector<std::vector<std::string>> rows;
  const auto row = [&](const std::string& key, const indicators::Figure& figure,
                       const std::optional<indicators::CellShare>& share) {
    std::vector<std::string> cells{key, indicators::shown(figure, indicator)};
    if (intervals) cells.push_back(figure.value ? interval(figure, indicator) : figure.reason_if_null);
    if (shares) cells.push_back(share ? fmt::format("{:.1f}", share->of_known * 100) : "");
    if (shares && shares->unknown > 0)
      cells.push_back(share ? fmt::format("{:.1f} to {:.1f}", share->lower * 100, share->upper * 100) : "");
    cells.push_back(shown(figure.n));
    if (missing) cells.push_back(shown(figure.n_missing));
    rows.push_back(std::move(cells));
  };
  for (std::size_t i = 0; i < table.cells.size(); ++i)
    row(joined(table.cells[i].key, " / "), table.cells[i].figure, shares ? shares->cells[i] : std::nullopt);
  row("total", table.total, std::nullopt);
  std::vector<std::string> head{table.question.split_by.empty() ? "" : joined(table.question.split_by, " / "), "value"};
  if (intervals) head.emplace_back("interval or reason");
  if (shares) head.emplace_back("% of known");
  if (shares && shares->unknown > 0) head.emplace_back("% whatever the unknown");
  head.emplace_back("records");
  if (missing) head.emplace_back("missing");
  terminal.print_table(head, rows);
  if (shares && shares->unknown > 0)
    std::cout << fmt::format("    Unknown: {:.1f} % of the total.\n", shares->unknown * 100);
  for (const std::string& warning : in(table.warnings, language)) std::cout << "    " << warning << "\n";
  if (records) {
    for (const Uuid& id : table.total.records) std::cout << "    " << id.text() << "\n";
    if (table.total.n > static_cast<std::int64_t>(table.total.records.size())) {
      std::cout << "    the first " << table.total.records.size() << " of " << shown(table.total.n) << "\n";
    }
  }
}

}  // namespace

void add_indicators_command(CLI::App& app, Terminal& terminal) {
  auto settings = std::make_shared<Settings>();
  CLI::App* command = app.add_subcommand("indicators", "work out indicators, each with its passport");
  command->add_option("FILE", settings->file, "the programme file")->required();
  command->add_option("INDICATOR", settings->wanted, "ids or codes, such as LR2 casualties; all when none is named");
  command->add_option("--period", settings->period, "2024, 2024-03 or 2020..2024; without it all time");
  command->add_option("--split", settings->splits,
                      "split by a property the indicator allows, by year or month; repeatable");
  command->add_option("--where", settings->where, "narrow the records by a CQL2 filter");
  command->add_option("--known-on", settings->known_on, "as it was known on that day, whatever came later");
  command->add_option("--csv", settings->csv, "write the table to this CSV file");
  command->add_flag("--hxl", settings->hxl, "a row of HXL tags under the headers of the CSV file")->needs("--csv");
  command
      ->add_flag(
          "--inside", settings->inside,
          "the CSV file stays inside: figures about people are in it, which otherwise leave by `tilth publish` alone")
      ->needs("--csv");
  command->add_flag("--records", settings->records, "list the ids of the records behind the total");
  command->add_flag("--definitions", settings->definitions,
                    "list the indicators with their definitions and splits, without values");
  command->callback([settings, &terminal] {
    const auto store = open_to_read(settings->file);
    const model::Model& model = *store->model();
    std::vector<const model::Indicator*> wanted;
    for (const std::string& name : settings->wanted) {
      const model::Indicator* one = model.find_indicator(name);
      if (one == nullptr) throw Problem{"indicator.unknown", {{"indicator", name}}};
      wanted.push_back(one);
    }
    if (wanted.empty()) {
      for (const model::Indicator& one : model.indicators) wanted.push_back(&one);
    }
    if (settings->definitions) {
      std::vector<std::vector<std::string>> rows;
      for (const model::Indicator* one : wanted)
        rows.push_back({one->code, one->id, one->title.in(terminal.language), one->unit_in(terminal.language),
                        joined(one->split_by, ", ")});
      terminal.print_table({"code", "indicator", "title", "unit", "splits"}, rows);
      return;
    }
    indicators::Question question;
    if (!settings->period.empty()) {
      const auto [from, to] = indicators::period_of(settings->period);
      question.from = from;
      question.to = to;
    }
    question.split_by = settings->splits;
    if (!settings->where.empty()) question.where = cql2::parse_text(settings->where);
    if (!settings->known_on.empty()) {
      question.known_at = store::seq_known_at(*store, settings->known_on);
      if (!question.known_at) throw Problem{"indicator.bad_period", {{"period", settings->known_on}}};
    }
    const auto progress = terminal.progress();
    const store::Caller owner;
    indicators::ColumnCache columns{*store};
    const report::IndicatorSources sources{*store, owner, question.known_at, *progress, &columns};

    const report::QualityBeside quality{*store};
    std::vector<indicators::IndicatorTable> tables;
    Json answer = Json::array();
    for (const model::Indicator* one : wanted) {
      indicators::Question asked = question;
      if (settings->wanted.empty()) {  // all of them: each is split as far as it can be
        std::erase_if(asked.split_by, [&](const std::string& split) {
          return split != "year" && split != "month" &&
                 std::find(one->split_by.begin(), one->split_by.end(), split) == one->split_by.end();
        });
      }
      tables.push_back(indicators::compute(*store, owner, *one, asked, sources.registry()));
      if (!terminal.json) continue;
      Json passport = indicators::to_json(tables.back(), terminal.language);
      passport["data_quality"] = report::to_json(quality.of(*one));
      passport["second_records"] = quality.second_records(*one);
      answer.push_back(std::move(passport));
    }
    if (!settings->csv.empty()) {
      std::vector<indicators::IndicatorTable> told = tables;
      const auto left_out = settings->inside ? 0 : std::erase_if(told, [](const indicators::IndicatorTable& table) {
        return table.indicator->about_people;
      });
      if (left_out > 0 && !settings->wanted.empty())
        throw Problem{"export.about_people", {{"indicator", settings->wanted.front()}}};
      if (left_out > 0)
        std::cerr << left_out
                  << " figures about people are not in the file; --inside writes them, for those inside alone.\n";
      std::ofstream out{settings->csv, std::ios::binary};
      if (!(out << indicators::to_csv(told, terminal.language, settings->hxl)) || !out.flush())
        throw Problem{"file.unwritable", {{"file", settings->csv.string()}}};
    }
    if (terminal.json) {
      terminal.print(answer);
      return;
    }
    if (wanted.size() > 3 && settings->splits.empty()) {  // one line each
      std::vector<std::vector<std::string>> rows;
      for (const indicators::IndicatorTable& table : tables) {
        rows.push_back({table.indicator->code, table.indicator->title.in(terminal.language),
                        indicators::shown(table.total, *table.indicator), table.indicator->unit_in(terminal.language),
                        table.total.value ? interval(table.total, *table.indicator) : table.total.reason_if_null,
                        shown(table.total.n), shown(table.total.n_missing)});
      }
      terminal.print_table({"code", "indicator", "value", "unit", "interval or reason", "records", "missing"}, rows);
    } else {
      for (const indicators::IndicatorTable& table : tables)
        print_passport(table, quality, terminal.language, settings->records, terminal);
    }
    std::cout << "\n"
              << (settings->period.empty() ? "All time" : "Period " + settings->period) << ", as known at operation "
              << shown(question.known_at.value_or(store->last_seq())) << " of " << settings->file.string() << "\n";
  });
}

}  // namespace tilth::cli
