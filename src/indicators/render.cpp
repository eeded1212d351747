// SPDX-License-Identifier: Apache-2.0
// Indicator values as JSON, CSV and text, each with its passport.
#include "base/csv_cell.h"
#include "indicators/indicators.h"

#include <fmt/format.h>

#include <cmath>

namespace tilth::indicators {
namespace {

Json figure_json(const Figure& figure, const model::Indicator& indicator) {
  Json tree{{"value", figure.value ? Json(*figure.value) : Json()}, {"n", figure.n}, {"n_missing", figure.n_missing}};
  if (!figure.value) tree["reason_if_null"] = figure.reason_if_null.empty() ? "NO_DATA" : figure.reason_if_null;
  if (const auto bound = more_than(figure, indicator)) tree["more_than"] = *bound;
  if (figure.lower) {
    tree["lower"] = *figure.lower;
    tree["upper"] = *figure.upper;
    tree["level"] = 0.95;
  }
  if (figure.shares) tree["shares"] = to_json(*figure.shares);
  Json records = Json::array();
  for (const Uuid& id : figure.records) records.push_back(id.text());
  tree["records"] = std::move(records);
  if (figure.n > static_cast<std::int64_t>(figure.records.size())) tree["records_shown"] = figure.records.size();
  return tree;
}

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string{}; }

}  // namespace

std::optional<double> more_than(const Figure& figure, const model::Indicator& indicator) {
  const double step = indicator.more_than;
  if (!figure.value || step <= 0 || *figure.value <= step) return std::nullopt;
  return (std::ceil(*figure.value / step) - 1) * step;
}

Json to_json(const GroupShares& shares) {
  return {{"group_in_part", shares.group_in_part},
          {"part", shares.part},
          {"group", shares.group},
          {"all", shares.all},
          {"odds_ratio", shares.odds_ratio ? Json(*shares.odds_ratio) : Json()},
          {"p", shares.p ? Json(*shares.p) : Json()}};
}

Json to_json(const IndicatorTable& table, std::string_view language) {
  const model::Indicator& indicator = *table.indicator;
  Json tree{{"indicator", indicator.id},
            {"code", indicator.code},
            {"title", indicator.title.in(language)},
            {"definition", indicator.definition.in(language)},
            {"unit", indicator.unit_in(language)},
            {"source", indicator.from.source},
            {"edition", indicator.from.edition},
            {"stock_or_flow", indicator.stock_or_flow},
            {"about_people", indicator.about_people},
            {"warnings", in(table.warnings, language)},
            {"total", figure_json(table.total, indicator)},
            {"split_by", table.question.split_by}};
  if (indicator.from.mark == "U") tree["to_check"] = true;
  if (table.question.from) tree["period"] = {{"from", table.question.from->text()}, {"to", table.question.to->text()}};
  tree["as_of"] = {{"node", table.node}, {"operation", table.as_of}};
  tree["method"] = {{"id", indicator.id}, {"program", TILTH_VERSION}};
  const std::optional<Shares> shares = shares_of(table);
  if (shares) tree["unknown_share"] = shares->unknown;
  Json cells = Json::array();
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const Cell& one = table.cells[i];
    Json entry = figure_json(one.figure, indicator);
    entry["key"] = one.key;
    if (shares && shares->cells[i])
      entry["share_of_known"] = {{"value", shares->cells[i]->of_known},
                                 {"lower", shares->cells[i]->lower},
                                 {"upper", shares->cells[i]->upper}};
    cells.push_back(std::move(entry));
  }
  tree["cells"] = std::move(cells);
  return tree;
}

std::string to_csv(const std::vector<IndicatorTable>& tables, std::string_view language, bool tagged) {
  std::string out =
      "code,indicator,title,unit,split_by,key,value,reason_if_null,lower,upper,n,n_missing,period_from,period_to,as_of,"
      "definition,source\n";
  if (tagged) {  // HXL 1.1
    out +=
        "#indicator+code,#indicator+id,#indicator+name,#indicator+unit,#indicator+split,#indicator+group,"
        "#indicator+value+num,#indicator+note,#indicator+lower+num,#indicator+num+upper,#meta+count+num,"
        "#meta+count+missing+num,#date+start,#date+end,#meta+version,#indicator+definition,#meta+source\n";
  }
  for (const IndicatorTable& table : tables) {
    const model::Indicator& indicator = *table.indicator;
    std::string splits;
    for (const std::string& split : table.question.split_by) splits += (splits.empty() ? "" : " / ") + split;
    const auto row = [&](const std::string& key, const Figure& figure) {
      for (const std::string& text :
           {indicator.code, indicator.id, indicator.title.in(language), indicator.unit_in(language), splits, key,
            number(figure.value), figure.value ? std::string{} : figure.reason_if_null, number(figure.lower),
            number(figure.upper), std::to_string(figure.n), std::to_string(figure.n_missing),
            table.question.from ? table.question.from->text() : "", table.question.to ? table.question.to->text() : "",
            std::to_string(table.as_of), indicator.definition.in(language)}) {
        out += csv_cell(text) + ",";
      }
      out += csv_cell(indicator.from.source) + "\n";
    };
    row("(total)", table.total);
    for (const Cell& one : table.cells) {
      std::string key;
      for (const std::string& part : one.key) key += (key.empty() ? "" : " / ") + part;
      row(key, one.figure);
    }
  }
  return out;
}

std::string shown(const Figure& figure, const model::Indicator& indicator) {
  if (!figure.value) return "-";
  const bool whole = indicator.unit.en() == "m2" || std::fabs(*figure.value - std::round(*figure.value)) < 1e-9;
  std::string digits = fmt::format("{:.{}f}", std::fabs(*figure.value),
                                   whole                          ? 0
                                   : std::fabs(*figure.value) < 1 ? 3
                                                                  : 1);
  std::size_t point = digits.find('.');
  if (point == std::string::npos) point = digits.size();
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return (*figure.value < 0 ? "-" : "") + digits;
}

}  // namespace tilth::indicators
