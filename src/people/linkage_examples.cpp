// SPDX-License-Identifier: Apache-2.0
#include "people/linkage_examples.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "people/record_linkage.h"

#include <charconv>
#include <optional>
#include <string>

namespace tilth::people {
namespace {

model::ModelProblem problem_at(const std::string& at, std::string message, std::string hint) {
  const std::size_t colon = at.rfind(':');
  int line = 0;
  if (colon != std::string::npos) std::from_chars(at.data() + colon + 1, at.data() + at.size(), line);
  return {at.substr(0, colon), line, std::move(message), std::move(hint)};
}

/// What the example says that is no field; or nothing.
std::optional<std::string> fill(const LinkageRule& rule, const model::RuleExample& example, Person& one,
                                Person& other) {
  const model::RecordType& second = rule.across() ? *rule.referred : *rule.type;
  const std::string before = (rule.across() ? reference_of(*rule.rule) : std::string{"other"}) + ".";
  std::vector<cql2::Value> values(second.fields.size());
  for (const auto& [name, json] : example.values) {
    const bool is_other = name.starts_with(before);
    const model::RecordType& type = is_other ? second : *rule.type;
    const int index = type.index_of(is_other ? name.substr(before.size()) : name);
    if (index < 0) return name;
    const auto at = static_cast<std::size_t>(index);
    (is_other ? values : one.values)[at] = model::value_from_json(type.fields[at], json);
  }
  other.values = rule.across() ? as_compared(rule, values) : values;
  return std::nullopt;
}

void run_examples(const LinkageRule& rule, std::vector<model::ModelProblem>& problems) {
  LinkageOptions options{.estimate = false};
  options.lambda = (rule.across() ? 1.0 : 2.0) * rule.duplicates / (kExampleRecords - (rule.across() ? 0 : 1));
  for (const model::RuleExample& example : rule.rule->examples) {
    const auto add = [&](const std::string& what) {
      problems.push_back(
          problem_at(example.at, "The example of " + rule.rule->id + what, "Mend the rule or the example."));
    };
    try {
      Person one{Uuid::from_parts(1, 1, 1), std::vector<cql2::Value>(rule.type->fields.size())}, other = one;
      other.id = Uuid::from_parts(1, 1, 2);
      other.referred = rule.across();
      if (const auto unknown = fill(rule, example, one, other)) {
        add(" names " + *unknown + ", which is no field.");
        continue;
      }
      SilentProgress silent;
      const bool proposed = !link_persons(rule, {one, other}, options, silent).pairs.empty();
      if (proposed == example.holds)
        add(proposed ? " is proposed, and should not be." : " is not proposed, and should be.");
    } catch (const Problem& problem) {
      add(": " + problem.title());
    } catch (const Json::exception&) {
      add(" has a value of another kind.");
    }
  }
}

}  // namespace

std::vector<model::ModelProblem> linkage_problems(const model::Model& model) {
  std::vector<model::ModelProblem> problems;
  for (const model::RecordType& type : model.types)
    for (const model::Rule& rule : type.rules) {
      if (rule.check != kSamePersonCheck) continue;
      try {
        run_examples(read_linkage_rule(model, type, rule), problems);
      } catch (const Problem& problem) {
        problems.push_back(problem_at(rule.at,
                                      "The rule " + rule.id +
                                          " cannot be tried: " + problem.values().value("name", "") + ": " +
                                          problem.values().value("reason", "") + ".",
                                      "docs/checks.md lists the parameters."));
      }
    }
  return problems;
}

}  // namespace tilth::people
