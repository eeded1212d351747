// SPDX-License-Identifier: Apache-2.0
#include "report/hazard_ranking.h"

#include "base/problem.h"
#include "model/field_value.h"
#include "model/record_row.h"
#include "report/sight.h"

#include <algorithm>
#include <map>
#include <optional>

namespace tilth::report {
namespace {

std::optional<double> number_of(const store::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value.base())) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value.base())) return *real;
  if (const auto* truth = std::get_if<bool>(&value.base())) return *truth ? 1 : 0;
  return std::nullopt;
}

struct Measure {
  std::int64_t position = 0;
  std::string name, value;
  stats::Criterion weighing;
};

std::vector<Measure> measures_of(const store::Store& store, const store::Caller& caller, const Uuid& scheme) {
  const auto model = store.model();
  const model::RecordType& type = *model->find_type("priority_criterion");
  std::vector<Measure> all;
  store.each(caller, {.type = type.name, .where = cql2::parse_text("scheme = '" + scheme.text() + "'")},
             [&](const store::Record& record) {
               const auto number = [&](const char* field) { return number_of(store::value_of(type, record, field)); };
               const std::string transform = text_in(type, record, "transform");
               all.push_back({.position = static_cast<std::int64_t>(number("position").value_or(0)),
                              .name = text_in(type, record, "name"),
                              .value = text_in(type, record, "value"),
                              .weighing = {.weight = number("weight").value_or(0),
                                           .benefit = text_in(type, record, "direction") != "cost",
                                           .transform = transform == "fixed"  ? stats::Transform::fixed
                                                        : transform == "step" ? stats::Transform::step
                                                                              : stats::Transform::minmax,
                                           .least = number("least").value_or(0),
                                           .most = number("most").value_or(1)}});
               return true;
             });
  std::stable_sort(all.begin(), all.end(), [](const Measure& a, const Measure& b) {
    return std::tie(a.position, a.name) < std::tie(b.position, b.name);
  });
  return all;
}

/// The scheme of that id or name. @throws Problem "ranking.unknown_scheme"
store::Record scheme_named(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                           std::string_view name) {
  std::vector<store::Record> found;
  store.each(caller, {.type = type.name}, [&](const store::Record& record) {
    if (record.id.text() == name || text_in(type, record, "name") == name) found.push_back(record);
    return true;
  });
  if (found.size() != 1) throw Problem{"ranking.unknown_scheme", {{"scheme", name}, {"count", found.size()}}};
  return found.front();
}

}  // namespace

HazardRanking rank_hazards(const store::Store& store, const store::Caller& caller, std::string_view scheme) {
  const auto model = store.model();
  const model::RecordType *schemes = model->find_type("priority_scheme"), *hazards = model->find_type("hazard");
  if (schemes == nullptr || hazards == nullptr || model->find_type("priority_criterion") == nullptr ||
      !store::may_see(caller, *schemes))
    throw Problem{"ranking.unknown_scheme", {{"scheme", scheme}, {"count", 0}}};
  const store::Record chosen = scheme_named(store, caller, *schemes, scheme);
  if (!store::may_see(caller, *hazards)) throw Problem{"store.unknown_type", {{"type", hazards->name}}};
  HazardRanking ranking;
  ranking.as_of = store.last_seq();
  ranking.partial = !sees_the_whole(caller);
  ranking.scheme = chosen.id;
  ranking.name = text_in(*schemes, chosen, "name");
  ranking.edition = text_in(*schemes, chosen, "edition");
  ranking.gate_reason = text_in(*schemes, chosen, "gate_reason");

  const model::TypeSchema schema{*model, *hazards};
  std::vector<cql2::Bound> values;
  const auto bound = [&](const cql2::Expression& expression, const std::string& name) {
    try {
      return cql2::Bound{expression, schema};
    } catch (const Problem& problem) {
      throw Problem{"ranking.bad_criterion", {{"criterion", name}, {"reason", problem.title()}}};
    }
  };
  const auto parsed = [&](const auto& parse, const std::string& text, const std::string& name) {
    try {
      return parse(text);
    } catch (const Problem& problem) {
      throw Problem{"ranking.bad_criterion", {{"criterion", name}, {"reason", problem.title()}}};
    }
  };
  double weights = 0;
  std::map<std::string, int> named;
  for (const Measure& one : measures_of(store, caller, chosen.id)) {
    const int count = ++named[one.name];
    const auto expression = parsed(cql2::parse_scalar_text, one.value, one.name);
    ranking.criteria.push_back({.name = count == 1 ? one.name : one.name + " (" + std::to_string(count) + ")",
                                .value = one.value,
                                .hidden = !may_ask(caller, *model, *hazards, expression)});
    ranking.weighing.push_back(one.weighing);
    weights += one.weighing.weight;
    values.push_back(bound(expression, one.name));
  }
  if (values.empty() || weights <= 0) throw Problem{"ranking.no_criteria", {{"scheme", ranking.name}}};
  std::optional<cql2::Bound> gate;
  if (const model::Field* field = schemes->find("gate"); field != nullptr && !store::may_see(caller, *field))
    throw Problem{"store.hidden_field", {{"field", field->name}}};
  if (const std::string text = text_in(*schemes, chosen, "gate"); !text.empty()) {
    const auto expression = parsed(cql2::parse_text, text, "gate");
    for (const std::string& name : cql2::properties(expression))
      if (!may_ask(caller, *model, *hazards, name)) throw Problem{"store.hidden_field", {{"field", name}}};
    gate.emplace(bound(expression, "gate"));
  }

  // The gate looks along references at all there is: who should wait would stand among the others otherwise.
  const auto around = store.surroundings(caller), whole = store.surroundings(store::Caller{});
  store.each(caller, {.type = hazards->name, .where = cql2::parse_text("status <> 'closed'")},
             [&](const store::Record& record) {
               const model::RecordRow row{*hazards, schema.paths(), record.id, record.values, *around};
               std::string label = text_in(*hazards, record, hazards->label_field);
               if (label.empty()) label = record.id.text();
               const model::RecordRow all{*hazards, schema.paths(), record.id, record.values, *whole};
               if (gate && gate->holds(all) == cql2::Bound::Truth::yes) {
                 ranking.waiting.push_back({record.id.text(), std::move(label)});
                 return true;
               }
               stats::Alternative one{.id = record.id.text()};
               for (std::size_t c = 0; c < values.size(); ++c)
                 one.values.push_back(ranking.criteria[c].hidden ? std::nullopt : number_of(values[c].value(row)));
               ranking.on_map.push_back(!hazards->geometry_field.empty() &&
                                        !store::value_of(*hazards, record, hazards->geometry_field).is_null());
               ranking.hazards.push_back(std::move(one));
               ranking.labels.push_back(std::move(label));
               return true;
             });
  ranking.ranked = stats::weighted_sum(ranking.weighing, ranking.hazards);
  return ranking;
}

}  // namespace tilth::report
