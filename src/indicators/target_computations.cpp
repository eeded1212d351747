// SPDX-License-Identifier: Apache-2.0
// Where the indicators of frameworks stand on the way from their baseline to their target.
#include "indicators/target_computations.h"

#include "stats/target_path.h"
#include "stats/trend.h"

#include <map>
#include <tuple>

namespace tilth::indicators {
namespace {

using store::Record;

/// An indicator that has a target, and what was reported of it: the last value of each year.
struct Aimed {
  std::string framework, code, edition;
  stats::Target target;
  std::map<int, std::pair<std::int32_t, double>> values;  ///< year -> last day, value
  std::vector<Uuid> records;

  [[nodiscard]] std::vector<stats::YearValue> by_year() const {
    std::vector<stats::YearValue> list;
    for (const auto& [year, value] : values) list.push_back({static_cast<double>(year), value.second});
    return list;
  }
};

std::optional<double> number_at(const model::RecordType& type, const Record& record, const char* field) {
  const store::Value& value = store::value_of(type, record, field);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  const auto* real = std::get_if<double>(&value);
  return real == nullptr ? std::nullopt : std::optional{*real};
}

std::map<std::string, Aimed> aimed_for(const store::Store& store, const store::Caller& caller,
                                       const Question& question) {
  std::map<std::string, Aimed> found;  // by id
  const model::RecordType* indicators = store.model()->find_type("framework_indicator");
  const model::RecordType* values = store.model()->find_type("framework_value");
  if (indicators == nullptr || values == nullptr) return found;
  store::Query query{.type = indicators->name, .known_at = question.known_at};
  store.each(caller, query, [&](const Record& record) {
    const auto baseline = number_at(*indicators, record, "baseline"), target = number_at(*indicators, record, "target");
    const auto* from = std::get_if<Date>(&store::value_of(*indicators, record, "baseline_on"));
    const auto* to = std::get_if<Date>(&store::value_of(*indicators, record, "target_on"));
    if (!baseline || !target || from == nullptr || to == nullptr) return true;
    found[record.id.text()] = {
        .framework = store::text_in(*indicators, record, "framework"),
        .code = store::text_in(*indicators, record, "code"),
        .edition = store::text_in(*indicators, record, "edition"),
        .target = {*baseline, static_cast<double>(from->year), *target, static_cast<double>(to->year)},
        .values = {},
        .records = {}};
    return true;
  });
  query.type = values->name;
  store.each(caller, query, [&](const Record& record) {
    const auto of = found.find(store::text_in(*values, record, "indicator"));
    const auto* period = std::get_if<Date>(&store::value_of(*values, record, "period"));
    const auto value = number_at(*values, record, "value");
    if (of == found.end() || period == nullptr || !value) return true;
    if (question.to && period->last_day() > question.to->last_day()) return true;
    auto& [day, last] = of->second.values[period->year];
    if (day <= period->last_day()) day = period->last_day(), last = *value;
    if (of->second.records.size() < kRecordsKept) of->second.records.push_back(record.id);
    return true;
  });
  return found;
}

using Judged = std::optional<double> (*)(const Aimed& aimed);

/// Where it should stand in the year of its last value, on a straight line.
std::optional<double> path_of(const Aimed& aimed) {
  const auto& [year, last] = *aimed.values.rbegin();
  const auto found = stats::progress(aimed.target, year, last.second);
  return found ? std::optional{found->linear_path} : std::nullopt;
}

/// Share of the way covered over the share of the time gone, in percent.
std::optional<double> ratio_of(const Aimed& aimed) {
  const auto& [year, last] = *aimed.values.rbegin();
  const auto found = stats::progress(aimed.target, year, last.second);
  return found && found->ratio ? std::optional{*found->ratio * 100} : std::nullopt;
}

/// Whether a straight line through the years leads to the target or beyond, in percent.
std::optional<double> chance_of(const Aimed& aimed) {
  const auto line = stats::linear_trend(aimed.by_year());
  if (!line || aimed.target.baseline == aimed.target.target) return std::nullopt;
  if (aimed.target.target_year <= aimed.values.rbegin()->first) return std::nullopt;
  const double at_most = line->chance_at_most(aimed.target.target, aimed.target.target_year);
  return 100 * (aimed.target.target < aimed.target.baseline ? at_most : 1 - at_most);
}

Computed judged(const store::Store& store, const store::Caller& caller, const Question& question, Judged judge) {
  Computed answer;
  answer.total.reason_if_null = "OF_PARTS";
  if (question.split_by.empty()) return answer;
  if (question.split_by != std::vector<std::string>{"indicator"}) return answer;
  answer.cells.emplace();
  std::map<std::string, int> names;
  const std::map<std::string, Aimed> all = aimed_for(store, caller, question);
  for (const auto& [id, aimed] : all) ++names[aimed.framework + " " + aimed.code];
  std::map<std::string, Figure> cells;
  for (const auto& [id, aimed] : all) {
    std::string name = aimed.framework + " " + aimed.code;
    if (names[name] > 1) name += " (" + aimed.edition + ")";
    Figure figure;
    figure.n = static_cast<std::int64_t>(aimed.values.size());
    figure.records = aimed.records;
    figure.value = aimed.values.empty() ? std::nullopt : judge(aimed);
    if (!figure.value) figure.reason_if_null = "NO_DATA";
    cells[name] = std::move(figure);
  }
  for (auto& [name, figure] : cells) answer.cells->push_back({{name}, std::move(figure)});
  return answer;
}

}  // namespace

void add_target_computations(Registry& registry) {
  for (const auto& [name, judge] :
       {std::pair{"target_path", Judged{path_of}}, std::pair{"target_ratio", Judged{ratio_of}},
        std::pair{"target_chance", Judged{chance_of}}})
    registry.computations[name] = [judge = judge](const store::Store& store, const store::Caller& caller,
                                                  const Question& question) {
      return judged(store, caller, question, judge);
    };
}

}  // namespace tilth::indicators
