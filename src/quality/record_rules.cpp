// SPDX-License-Identifier: Apache-2.0
// The model's own rules over every record.
#include "quality/record_rules.h"

#include "quality/check_run.h"

#include <cmath>

namespace tilth::quality {
namespace {

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> steps{""};
  for (const char c : path) {
    if (c == '.')
      steps.emplace_back();
    else
      steps.back() += c;
  }
  return steps;
}

}  // namespace

ProgrammeSurroundings::ProgrammeSurroundings(const store::Store& store, const store::Caller& caller,
                                             const std::vector<const model::CompiledType*>& types, unsigned threads,
                                             Progress& progress)
    : tables_(store, caller, threads) {
  for (const model::CompiledType* type : types) lay_routes(*type, true);
  tables_.read({}, {}, progress);
  for (const model::CompiledType* type : types) {
    lay_routes(*type, false);
    count_children(store, caller, type->type());
  }
}

void ProgrammeSurroundings::lay_routes(const model::CompiledType& type, bool rehearsal) {
  for (const std::string& path : type.paths()) {
    const std::vector<std::string> steps = steps_of(path);
    const model::RecordType* at = &type.type();
    Route route{.first = static_cast<std::size_t>(at->index_of(steps.front())), .steps = {}};
    for (std::size_t i = 1; i < steps.size(); ++i) {
      at = tables_.model().find_type(at->find(steps[i - 1])->refers_to);
      const bool geometry = at->find(steps[i])->kind == model::FieldKind::geometry;
      const RecordTable& table = tables_.table(at->name, {steps[i]}, path);
      if (!rehearsal && !geometry) route.steps.push_back({&table, &table.values(steps[i])});
    }
    if (!rehearsal) routes_[&type.type()].emplace(path, std::move(route));
  }
}

void ProgrammeSurroundings::count_children(const store::Store& store, const store::Caller& caller,
                                           const model::RecordType& type) {
  for (std::size_t i = 0; i < type.children.size(); ++i) {
    const model::ChildCount& child = type.children[i];
    const model::RecordType* of = tables_.model().find_type(child.type);
    const std::string first = child.by.substr(0, child.by.find('.'));
    const auto by = static_cast<std::size_t>(of->index_of(first));
    const bool direct = first == child.by;
    const auto around = direct ? nullptr : store.surroundings(caller);
    const int sum = child.sum.empty() ? -1 : of->index_of(child.sum);
    const bool area = sum >= 0 && of->fields[static_cast<std::size_t>(sum)].kind == model::FieldKind::area;
    auto& counts = children_[{&type, i}];
    store::Query query;
    query.type = child.type;
    query.where = child.where;
    query.fields = {first};
    if (sum >= 0) query.fields.push_back(child.sum);
    store.each(caller, query, [&](const store::Record& record) {
      for (const std::string& parent :
           texts_in(direct ? record.values[by] : around->path(*of, record.values, child.by))) {
        const std::optional<Uuid> id = Uuid::parse(parent);
        if (!id) continue;
        const double more = sum < 0 ? 1 : number_in(record.values[static_cast<std::size_t>(sum)]).value_or(0);
        // Areas add in hundredths, so that a sum does not depend on the order of its parts.
        double& total = counts[*id];
        total = area ? (std::round(total * 100) + std::round(more * 100)) / 100 : total + more;
      }
      return true;
    });
  }
}

Value ProgrammeSurroundings::child(const model::RecordType& type, std::size_t child, const Uuid& record) const {
  const auto counts = children_.find({&type, child});
  if (counts == children_.end()) return {};
  const auto at = counts->second.find(record);
  const double number = at == counts->second.end() ? 0 : at->second;
  return type.children[child].sum.empty() ? Value{static_cast<std::int64_t>(number)} : Value{number};
}

Value ProgrammeSurroundings::path(const model::RecordType& type, std::span<const Value> values,
                                  const std::string& path) const {
  const auto of_type = routes_.find(&type);
  if (of_type == routes_.end()) return {};
  const auto at = of_type->second.find(path);
  if (at == of_type->second.end()) return {};
  const Value* value = &values[at->second.first];
  for (const Step& step : at->second.steps) {
    const std::int64_t row = step.table->row_of(*value);
    if (row < 0) return {};
    value = &(*step.values)[static_cast<std::size_t>(row)];
  }
  return *value;
}

RecordRules::RecordRules(const store::Store& store, const store::Caller& caller, const std::set<std::string>& types,
                         std::function<bool(const std::string&)> wanted, unsigned threads, Progress& progress)
    : model_(store.model()), wanted_(std::move(wanted)), found_(store::Store::kPieces) {
  std::vector<const model::CompiledType*> compiled;
  for (const std::string& name : types) {
    auto& type = compiled_[name];
    type = std::make_unique<model::CompiledType>(*model_, *model_->find_type(name));
    compiled.push_back(type.get());
  }
  around_ = std::make_unique<ProgrammeSurroundings>(store, caller, compiled, threads, progress);
}

void RecordRules::check(std::size_t piece, const store::Record& record) {
  for (Finding& finding : compiled_.at(record.type)->check(record.id, record.values, *around_))
    if (wanted_(finding.rule)) found_[piece].push_back(std::move(finding));
}

std::vector<Finding> RecordRules::take_findings() {
  std::vector<Finding> all;
  for (std::vector<Finding>& part : found_)
    all.insert(all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
  return all;
}

}  // namespace tilth::quality
