// SPDX-License-Identifier: Apache-2.0
// The steps that the program takes itself.
#include "store/steps_at_once.h"

#include "model/record_row.h"

#include <set>
#include <utility>

namespace tilth::store {
namespace {

constexpr std::string_view kProgram = "tilth";  ///< who takes them, in the log

}  // namespace

StepsAtOnce::Step::Step(const model::Model& model, const model::RecordType& of, const model::Transition& at_once)
    : type(&of), transition(&at_once), schema(model, of), condition(*at_once.at_once, schema), steps(model, of) {}

StepsAtOnce::Where::Where(const model::Model& model, const model::ChildCount& count)
    : schema(model, *model.find_type(count.type)) {
  if (count.where) bound.emplace(*count.where, schema);
}

/// Paths of references are not walked: what they lead to is not known here.
bool StepsAtOnce::Where::surely_not(const model::RecordType& type, const Uuid& id,
                                    std::span<const Value> values) const {
  if (values.empty()) return true;
  if (!bound || !schema.paths().empty()) return false;
  const model::Alone alone;
  return bound->holds(model::RecordRow{type, schema.paths(), id, values, alone}) != cql2::Bound::Truth::yes;
}

StepsAtOnce::StepsAtOnce(const model::Model& model) {
  for (const model::RecordType& type : model.types) {
    if (!type.workflow) continue;
    for (const model::Transition& transition : type.workflow->transitions) {
      if (!transition.at_once) continue;
      const Step& step = *steps_.emplace_back(std::make_unique<Step>(model, type, transition));
      for (const model::ChildCount* count : model::counts_read_by(*transition.at_once, type)) {
        // What is counted, and every record on its way: a visit may be told its task after the finding.
        auto where = std::make_unique<Where>(model, *count);
        const model::RecordType* on_way = model.find_type(count->type);
        for (std::string by = count->by;;) {
          counted_.emplace(on_way, Counted{.step = &step, .by = by, .where = std::exchange(where, nullptr)});
          const std::size_t dot = by.find('.');
          if (dot == std::string::npos) break;
          on_way = model.find_type(on_way->find(by.substr(0, dot))->refers_to);
          by.erase(0, dot + 1);
        }
      }
    }
  }
}

bool StepsAtOnce::concern(const model::RecordType& type, const Uuid& id, std::span<const Value> before,
                          std::span<const Value> after) const {
  const auto [first, last] = counted_.equal_range(&type);
  for (auto at = first; at != last; ++at) {
    const Counted& one = at->second;
    if (one.where) {
      if (!one.where->surely_not(type, id, before) || !one.where->surely_not(type, id, after)) return true;
      continue;
    }
    const auto head = static_cast<std::size_t>(type.index_of(std::string_view{one.by}.substr(0, one.by.find('.'))));
    const Value nothing;
    if (!cql2::same(before.empty() ? nothing : before[head], after.empty() ? nothing : after[head])) return true;
  }
  return false;
}

std::vector<StepsAtOnce::Due> StepsAtOnce::due(const Store& store, const Written& written) const {
  const Caller owner;
  const auto around = store.surroundings(owner);
  std::map<const Step*, std::set<Uuid>> looked_at;
  std::vector<Due> due;
  for (const auto& [type, id] : written) {
    const auto record = store.find(owner, type->name, id);
    if (!record) continue;
    const auto [first, last] = counted_.equal_range(type);
    for (auto at = first; at != last; ++at) {
      const Step& step = *at->second.step;
      const Value counted_for = around->path(*type, record->values, at->second.by);
      const auto* text = std::get_if<std::string>(&counted_for.base());
      const auto parent = text == nullptr ? std::nullopt : Uuid::parse(*text);
      if (!parent || !looked_at[&step].insert(*parent).second) continue;
      const auto stands = store.find(owner, step.type->name, *parent);
      if (!stands || stands->removed || model::state_of(*step.type, stands->values) != step.transition->from) continue;
      const model::RecordRow row{*step.type, step.schema.paths(), *parent, stands->values, *around};
      if (step.condition.holds(row) != cql2::Bound::Truth::yes) continue;
      Due one;
      one.batch.author = kProgram;
      one.batch.reason = step.transition->name + ": " + cql2::to_text(*step.transition->at_once);
      one.changes = {{.kind = OperationKind::change,
                      .record = *parent,
                      .type = step.type->name,
                      .set = step.steps.taken(step.transition->name, *parent, stands->values, {}, *around)}};
      due.push_back(std::move(one));
    }
  }
  return due;
}

}  // namespace tilth::store
