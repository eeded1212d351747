// SPDX-License-Identifier: Apache-2.0
#include "report/published_figures.h"

#include "base/csv_cell.h"
#include "base/problem.h"
#include "model/hxl_tags.h"
#include "report/earlier_publications.h"
#include "report/publication.h"

#include <fmt/format.h>

#include <algorithm>

namespace tilth::report {
namespace {

constexpr const char* kKeptBack = "*";
constexpr const char* kValueTag = "#indicator+num+value";

bool is_inner(const Json& cell) {
  const Json& key = cell.at("key");
  return std::none_of(key.begin(), key.end(), [](const Json& part) { return part == ""; });
}

/// "#adm1+name" of what the split names; a split without a tag of its own says what it is by an attribute.
std::string tag_of(const model::Model& model, const model::HxlTags& tags, const std::string& of,
                   const std::string& split) {
  const model::RecordType* type = model.find_type(of);
  const std::size_t dot = split.find('.');
  const model::Field* field = type == nullptr ? nullptr : type->find(split.substr(0, dot));
  std::string tag = field == nullptr ? std::string{} : tags.of(*type, *field);
  if (!tag.empty() && dot == std::string::npos) return tag;
  std::string attribute;
  for (const char c : split) attribute += c == '.' ? '_' : c;
  return "#meta+" + attribute;
}

/// Names of the columns: the period, the splits, and the count where it is a table of counts.
std::vector<std::string> columns_of(const Json& document, const std::string& count) {
  std::vector<std::string> columns{std::string{kPeriod}};
  for (const Json& split : document.at("split_by")) columns.push_back(split.get<std::string>());
  if (document.at("kind") != "records") columns.push_back(count);
  return columns;
}

std::vector<std::vector<std::string>> rows_of(const Json& document) {
  std::vector<std::vector<std::string>> rows;
  const bool records = document.at("kind") == "records";
  const std::string period = document.at("period").get<std::string>();
  for (const Json& cell : document.at("cells")) {
    std::vector<std::string> row{period.empty() ? "all" : period};
    for (const Json& part : cell.at("key")) row.push_back(part == "" ? "total" : part.get<std::string>());
    if (records) {
      rows.insert(rows.end(), cell.at("value").get<std::size_t>(), row);
      continue;
    }
    row.push_back(cell.at("value").is_null() ? kKeptBack : std::to_string(cell.at("value").get<std::int64_t>()));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

namespace {

/// Of entries of earlier programmes nobody knows whom they were given to.
ReportReader reader_in(const Json& entry) {
  return reader_from(entry.value("reader", "inside")).value_or(ReportReader::inside);
}

/// Entries of earlier programmes do not say that they are records, but tables of counts show no small ones.
bool is_of_records(const Json& entry) {
  if (entry.contains("reader")) return entry.contains("records");
  const std::int64_t k = entry.at("k");
  return std::any_of(entry.at("cells").begin(), entry.at("cells").end(), [&](const Json& cell) {
    return cell.at("shown") == "value" && cell.at("count") > 0 && cell.at("count") < k;
  });
}

/// Entries of earlier programmes know nothing of what was rolled up.
Json head_of(const model::Model& model, const Json& entry, std::size_t number, std::string_view language) {
  const std::string id = entry.at("indicator").get<std::string>();
  const model::Indicator* indicator = model.find_indicator(id);
  Json split_by = Json::array(), rolled_up = Json::array();
  for (const Json& dimension : entry.at("dimensions"))
    if (dimension != kPeriod) split_by.push_back(dimension);
  for (const Json& one : entry.value("rolled_up", Json::array()))
    rolled_up.push_back({{"split", one.at("split")}, {"how", one.at("dropped").get<bool>() ? "left_out" : "merged"}});
  return {{"number", number == 0 ? Json() : Json(number)},
          {"indicator", id},
          {"code", indicator == nullptr ? "" : indicator->code},
          {"title", indicator == nullptr ? id : indicator->title.in(language)},
          {"definition", indicator == nullptr ? "" : indicator->definition.in(language)},
          {"unit", indicator == nullptr ? "" : indicator->unit_in(language)},
          {"source", indicator == nullptr ? "" : indicator->from.source},
          {"edition", indicator == nullptr ? "" : indicator->from.edition},
          {"of", entry.at("of")},
          {"period", entry.at("period") == "all" ? Json("") : entry.at("period")},
          {"filter", entry.at("filter")},
          {"split_by", std::move(split_by)},
          {"kind", is_of_records(entry) ? "records" : "counts"},
          {"reader", text_of(reader_in(entry))},
          {"kept_back_below", entry.at("k")},
          {"known_at", entry.at("known_at")},
          {"rolled_up", std::move(rolled_up)},
          {"published_at", entry.at("at")},
          {"by", entry.at("by")}};
}

}  // namespace

Json figure_document(const model::Model& model, const Json& entry, std::size_t number, std::string_view language) {
  Json document = head_of(model, entry, number, language);
  const Json& dimensions = entry.at("dimensions");
  const auto period =
      static_cast<std::size_t>(std::find(dimensions.begin(), dimensions.end(), kPeriod) - dimensions.begin());
  const bool records = document.at("kind") == "records";
  Json cells = Json::array();
  for (const Json& cell : entry.at("cells")) {
    Json key = cell.at("key");
    if (period < key.size()) key.erase(period);
    Json one{{"key", std::move(key)}, {"value", cell.at("shown") == "value" ? cell.at("count") : Json()}};
    if (records && (!is_inner(one) || one.at("value") == 0)) continue;
    cells.push_back(std::move(one));
  }
  document["cells"] = std::move(cells);
  const model::HxlTags tags = model::hxl_tags_of(model);
  Json columns = Json::array({"#date+period"});
  for (const Json& split : document.at("split_by"))
    columns.push_back(tag_of(model, tags, entry.at("of").get<std::string>(), split.get<std::string>()));
  if (!records) columns.push_back(kValueTag);
  document["hxl"] = std::move(columns);
  if (records && entry.contains("records")) document["records"] = entry.at("records");
  return document;
}

Json published_figures(const store::Store& store, ReportReader reader, std::string_view language) {
  const auto model = store.model();
  const Json all = kept_publications(store);
  Json seen = Json::array();
  for (std::size_t number = all.size(); number > 0; --number) {
    const Json& entry = all[number - 1];
    if (reader_in(entry) >= reader) seen.push_back(head_of(*model, entry, number, language));
  }
  return seen;
}

Json published_figure(const store::Store& store, std::size_t number, ReportReader reader, std::string_view language) {
  const Json all = kept_publications(store);
  if (number == 0 || number > all.size() || reader_in(all[number - 1]) < reader)
    throw Problem{"publication.unknown", {{"number", number}}};
  return figure_document(*store.model(), all[number - 1], number, language);
}

std::string figure_csv(const Json& document, bool hxl) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string out;
    for (const std::string& cell : cells) out += (out.empty() ? "" : ",") + csv_cell(cell);
    return out + "\n";
  };
  std::string csv = line(columns_of(document, document.at("title").get<std::string>()));
  if (hxl) csv += line(document.at("hxl").get<std::vector<std::string>>());
  for (const std::vector<std::string>& row : rows_of(document)) csv += line(row);
  return csv;
}

std::vector<exchange::Sheet> figure_sheets(const Json& document) {
  exchange::Sheet values{.title = "values", .columns = {}, .rows = rows_of(document)};
  for (std::string& column : columns_of(document, "value")) values.columns.push_back({std::move(column), "text"});
  // A star stands where a number is kept back, which makes the column one of texts.
  const bool stars = std::any_of(document.at("cells").begin(), document.at("cells").end(),
                                 [](const Json& cell) { return cell.at("value").is_null(); });
  if (document.at("kind") != "records" && !stars) values.columns.back().type = "integer";

  exchange::Sheet passport{.title = "passport", .columns = {{"what", "text"}, {"is", "text"}}, .rows = {}};
  const auto add = [&](const char* what, const std::string& is) {
    if (!is.empty()) passport.rows.push_back({what, is});
  };
  const auto text = [&](const char* name) { return document.at(name).get<std::string>(); };
  add("indicator", text("code") + " " + text("indicator"));
  add("title", text("title"));
  add("definition", text("definition"));
  add("unit", text("unit"));
  add("source", text("source") + " " + text("edition"));
  add("period", text("period"));
  add("filter", text("filter"));
  add("known at operation", std::to_string(document.at("known_at").get<std::int64_t>()));
  add("published", text("published_at"));
  const std::int64_t k = document.at("kept_back_below").get<std::int64_t>();
  if (const auto records = document.find("records"); records != document.end())
    add("records",
        fmt::format(
            "each is one of at least {} who are alike, with {} values of what is sensitive; a guess names {} % at most",
            k, records->at("l").get<std::int64_t>(), records->at("risk").get<double>() * 100));
  if (document.at("kind") == "counts")
    add("kept back (*)",
        "counts of 1 to " + std::to_string(k - 1) + " people, and others so that none of these can be worked out");
  for (const Json& one : document.at("rolled_up"))
    add(one.at("how") == "merged" ? "merged where small" : "left out", one.at("split").get<std::string>());
  return {std::move(values), std::move(passport)};
}

}  // namespace tilth::report
