// SPDX-License-Identifier: Apache-2.0
#include "indicators/evaluation_computations.h"

#include "stats/kappa.h"
#include "store/distinct_labels.h"

#include <algorithm>
#include <map>
#include <set>

namespace tilth::indicators {
namespace {

/// Statements with the themes that the two people gave them.
struct Coded {
  std::vector<std::pair<std::string, std::string>> twice;
  Figure figure;

  void add(const Uuid& record, const std::string& theme, const std::string* second) {
    ++figure.n;
    if (second == nullptr) {
      ++figure.n_missing;
      return;
    }
    twice.emplace_back(theme, *second);
    if (figure.records.size() < kRecordsKept) figure.records.push_back(record);
  }

  [[nodiscard]] Figure agreement() const {
    Figure answer = figure;
    std::set<std::string> themes;
    for (const auto& [first, second] : twice) themes.insert({first, second});
    const std::size_t levels = std::max<std::size_t>(themes.size(), 2);
    std::vector<std::int64_t> counts(levels * levels);
    const auto level = [&](const std::string& theme) {
      return static_cast<std::size_t>(std::distance(themes.begin(), themes.find(theme)));
    };
    for (const auto& [first, second] : twice) ++counts[level(first) * levels + level(second)];
    answer.value = stats::kappa(counts, levels, stats::Disagreement::any);
    if (!answer.value) answer.reason_if_null = twice.empty() ? "NO_DATA" : "ZERO_DENOMINATOR";
    return answer;
  }
};

bool in_period(const Question& question, const store::Value& value) {
  const auto* date = std::get_if<Date>(&value);
  if (!question.from && !question.to) return true;
  return date != nullptr && (!question.from || date->first_day() >= question.from->first_day()) &&
         (!question.to || date->last_day() <= question.to->last_day());
}

}  // namespace

Computed second_coder_kappa(const store::Store& store, const store::Caller& caller, const Question& question) {
  const model::RecordType* statements = store.model()->find_type("evaluation_statement");
  const model::RecordType* evaluations = store.model()->find_type("evaluation");
  Coded all;
  std::map<std::string, Coded> by_evaluation;
  if (statements != nullptr)
    store.each(caller, {.type = statements->name, .known_at = question.known_at}, [&](const store::Record& record) {
      const auto text = [&](const char* field) {
        return std::get_if<std::string>(&store::value_of(*statements, record, field));
      };
      const std::string* theme = text("theme");
      if (theme == nullptr || !in_period(question, store::value_of(*statements, record, "noted_on"))) return true;
      const std::string* evaluation = text("evaluation");
      all.add(record.id, *theme, text("second_theme"));
      by_evaluation[evaluation == nullptr ? "" : *evaluation].add(record.id, *theme, text("second_theme"));
      return true;
    });
  Computed answer{all.agreement()};
  if (evaluations == nullptr || question.split_by != std::vector<std::string>{"evaluation"}) return answer;
  const std::map<std::string, std::string> labels =
      store::distinct_labels(store, caller, *evaluations, question.known_at);
  answer.cells.emplace();
  for (const auto& [id, coded] : by_evaluation) {
    const auto label = labels.find(id);
    answer.cells->push_back({{label == labels.end() ? "(not recorded)" : label->second}, coded.agreement()});
  }
  std::sort(answer.cells->begin(), answer.cells->end(),
            [](const Cell& left, const Cell& right) { return left.key < right.key; });
  return answer;
}

}  // namespace tilth::indicators
