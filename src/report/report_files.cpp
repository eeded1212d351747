// SPDX-License-Identifier: Apache-2.0
#include "report/report_files.h"

#include "base/problem.h"
#include "exchange/pages.h"
#include "exchange/sheet.h"
#include "report/report_html.h"

#include <fmt/format.h>

#include <fstream>

namespace tilth::report {
namespace {

using exchange::Sheet;

std::string text_of(const Json& cell) {
  const auto value = cell.find("value");
  if (value == cell.end() || value->is_null()) return cell.at("text").get<std::string>();
  if (value->is_boolean()) return cell.at("text").get<std::string>();
  return fmt::format("{}", value->get<double>());
}

/// A table of the document; figures as numbers, exact to what is known.
Sheet table_sheet(const Json& part, const std::string& title) {
  Sheet sheet{.title = title, .columns = {}, .rows = {}};
  for (const Json& column : part.at("columns"))
    sheet.columns.push_back(
        {column.at("title").get<std::string>(), column.at("number").get<bool>() ? "number" : "text"});
  const auto add = [&](const Json& cells) {
    std::vector<std::string> row;
    for (const Json& cell : cells) row.push_back(text_of(cell));
    sheet.rows.push_back(std::move(row));
  };
  for (const Json& row : part.at("rows")) add(row.is_object() ? row.at("cells") : row);
  if (const auto sums = part.find("sums"); sums != part.end() && !sums->is_null()) add(*sums);
  return sheet;
}

std::vector<Sheet> sheets_of(const Json& document) {
  const Json& words = document.at("words");
  const auto word = [&](const char* id) { return words.at(id).get<std::string>(); };
  std::vector<Sheet> sheets;
  Sheet first{.title = document.at("title"),
              .columns = {{document.at("title").get<std::string>(), "text"}, {"", "text"}},
              .rows = {}};
  first.rows.push_back({document.at("programme").get<std::string>()});
  for (const auto& [name, value] : document.at("parameters").items())
    if (value.is_object())
      first.rows.push_back({words.contains(name) ? word(name.c_str()) : name, value.at("words").get<std::string>()});
  first.rows.push_back({word("as_known")});
  if (const std::string source = source_of(document, words); !source.empty())
    first.rows.push_back({word("source"), source});
  std::vector<Sheet> tables;
  for (const Json& section : document.at("sections")) {
    first.rows.push_back({});
    first.rows.push_back({section.at("title").get<std::string>()});
    for (const Json& part : section.at("parts")) {
      const std::string kind = part.at("kind").get<std::string>();
      if (kind == "text") {
        std::string line;
        for (const Json& piece : part.at("pieces")) line += piece.at("text").get<std::string>();
        first.rows.push_back({line});
      } else if (kind == "facts") {
        for (const Json& row : part.at("rows"))
          first.rows.push_back({row.at("title").get<std::string>(), row.at("cell").at("text").get<std::string>()});
      } else if (kind == "chart") {
        Sheet bars{
            .title = part.at("title"), .columns = {{word("figure"), "text"}, {word("value"), "number"}}, .rows = {}};
        for (const Json& bar : part.at("bars")) bars.rows.push_back({bar.at("title").get<std::string>(), text_of(bar)});
        tables.push_back(std::move(bars));
      } else if (kind == "radar") {
        Sheet areas{
            .title = part.at("title"), .columns = {{word("figure"), "text"}, {word("value"), "number"}}, .rows = {}};
        for (const Json& area : part.at("areas"))
          areas.rows.push_back({area.at("title").get<std::string>(), text_of(area)});
        tables.push_back(std::move(areas));
      } else if (kind == "table" || kind == "records") {
        std::string title = part.at("title").get<std::string>();
        if (title.empty()) title = section.at("title").get<std::string>();
        tables.push_back(table_sheet(part, title));
      }
      if (const auto notes = part.find("notes"); notes != part.end())
        for (const Json& note : *notes) first.rows.push_back({note.get<std::string>()});
    }
  }
  for (const Json& notice : document.at("notices")) first.rows.push_back({notice.get<std::string>()});
  sheets.push_back(std::move(first));
  for (Sheet& table : tables) sheets.push_back(std::move(table));
  Sheet figures{.title = word("figures_title"),
                .columns = {{word("indicator"), "text"},
                            {word("figure"), "text"},
                            {word("value"), "number"},
                            {word("unit"), "text"},
                            {"reason", "text"},
                            {"from", "text"},
                            {"to", "text"},
                            {"n", "integer"},
                            {"n_missing", "integer"},
                            {word("definition"), "text"},
                            {word("source"), "text"},
                            {"operation", "integer"},
                            {"odds_ratio", "number"},
                            {"p", "number"}},
                .rows = {}};
  for (const Json& one : document.at("figures")) {
    std::string name = one.at("title").get<std::string>();
    for (const Json& part : one.at("cell")) name += ": " + part.at("words").get<std::string>();
    const auto whole = [&](const char* key) {
      return one.at(key).is_null() ? std::string{} : std::to_string(one.at(key).get<std::int64_t>());
    };
    const auto of_test = [&](const char* key) {
      const auto shares = one.find("shares");  // what was published before there were any has none
      if (shares == one.end() || shares->is_null() || shares->at(key).is_null()) return std::string{};
      return fmt::format("{}", shares->at(key).get<double>());
    };
    const auto words_or = [&](const char* key) {
      return one.at(key).is_null() ? std::string{} : one.at(key).get<std::string>();
    };
    figures.rows.push_back(
        {one.at("code").get<std::string>(), name,
         one.at("value").is_null() ? std::string{} : fmt::format("{}", one.at("value").get<double>()),
         one.at("unit").get<std::string>(), words_or("reason_text"), words_or("from"), words_or("to"), whole("n"),
         whole("n_missing"), one.at("definition").get<std::string>(), source_of(one, words),
         std::to_string(one.at("as_of").at("operation").get<std::int64_t>()), of_test("odds_ratio"), of_test("p")});
  }
  sheets.push_back(std::move(figures));
  return sheets;
}

}  // namespace

void write_report(const std::filesystem::path& file, std::string_view format, const Json& document,
                  const std::filesystem::path& worker, const Progress& progress) {
  if (format == "pdf") return exchange::write_pages(file, document, worker, progress);
  if (format == "xlsx") return exchange::write_workbook(file, sheets_of(document), worker, progress);
  std::ofstream out{file, std::ios::binary};
  out << (format == "html" ? report_html(document)
                           : document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  if (!out.flush()) throw Problem{"file.unwritable", {{"file", file.string()}}};
}

}  // namespace tilth::report
