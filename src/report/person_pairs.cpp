// SPDX-License-Identifier: Apache-2.0
// Pairs of records that may be of one person, kept as findings.
#include "report/person_pairs.h"

#include "base/blank.h"
#include "base/problem.h"
#include "people/person_name.h"
#include "report/repair.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace tilth::report {
namespace {

/// Words of the levels, as values of findings name them; the last is full agreement.
std::string level_name(people::ComparedAs as, std::int8_t level) {
  if (level == stats::kMissing) return "missing";
  constexpr std::array<std::string_view, 4> kName = {"differ", "partly", "alike", "same"};
  constexpr std::array<std::string_view, 3> kNear = {"differ", "near", "same"};
  const std::size_t at = static_cast<std::uint8_t>(level);
  if (as == people::ComparedAs::name) return std::string{kName.at(at)};
  return std::string{as == people::ComparedAs::same ? (level == 0 ? "differ" : "same") : kNear.at(at)};
}

constexpr const char* kExchanges = "linkage/exchanges";

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

using store::Caller;
using Decided = std::vector<std::pair<Uuid, Uuid>>;

void add_living(std::set<Uuid>& ids, const store::Store& store, const std::string& type) {
  store.each({}, {.type = type, .fields = {store.model()->find_type(type)->fields.front().name}},
             [&](const store::Record& record) {
               ids.insert(record.id);
               return true;
             });
}
std::set<Uuid> living(const store::Store& store, const std::string& type) {
  std::set<Uuid> ids;
  add_living(ids, store, type);
  return ids;
}

/// What a record's reference names; nil where it is empty or the record is gone.
Uuid named_by(const store::Store& store, const people::LinkageRule& rule, const Uuid& id) {
  const auto record = store.find({}, rule.type->name, id);
  if (!record) return {};
  const auto* text = std::get_if<std::string>(&record->values[static_cast<std::size_t>(rule.reference)].base());
  return text == nullptr ? Uuid{} : Uuid::parse(*text).value_or(Uuid{});
}

const model::Rule* pair_rule(const model::Model& model, const Finding& finding) {
  const model::RecordType* type = model.find_type(finding.type);
  if (type == nullptr) return nullptr;
  const auto rule = std::find_if(type->rules.begin(), type->rules.end(), [&](const model::Rule& one) {
    return one.check == people::kSamePersonCheck && one.id == finding.rule;
  });
  return rule == type->rules.end() ? nullptr : &*rule;
}

}  // namespace

Finding pair_finding(const people::LinkageRule& rule, const people::ProposedPair& pair) {
  Json fields = Json::array();
  for (std::size_t i = 0; i < rule.fields.size(); ++i) {
    const people::ComparedField& field = rule.fields[i];
    fields.push_back({{"field", rule.type->fields[static_cast<std::size_t>(field.field)].name},
                      {"level", level_name(field.as, pair.levels[i])},
                      {"weight", rounded(pair.weights[i], 1000)}});
    if (rule.across()) fields.back()["other"] = rule.referred->fields[static_cast<std::size_t>(field.other)].name;
  }
  Json repair;
  if (rule.across())
    repair = {{"type", rule.type->name},
              {"record", pair.one.text()},
              {"set", {{rule.type->fields[static_cast<std::size_t>(rule.reference)].name, pair.other.text()}}}};
  // Cut, not rounded: no pair is certain.
  const double percent = std::floor(pair.probability * 10'000) / 100;
  return {.rule = rule.rule->id,
          .severity = rule.rule->severity,
          .type = rule.type->name,
          .records = {pair.one, pair.other},
          .place = rule.rule->field,
          .values = {{"percent", std::min(percent, 99.99)},
                     {"weight", rounded(pair.weight, 1000)},
                     {"certain", pair.link},
                     {"fields", std::move(fields)}},
          .repair = std::move(repair)};
}

Json linkage_json(const people::LinkageRule& rule, const people::Linkage& linkage) {
  Json fields = Json::array();
  for (std::size_t i = 0; i < rule.fields.size(); ++i) {
    const people::ComparedField& field = rule.fields[i];
    const stats::FieldAgreement& agreement = linkage.model.fields[i];
    Json levels = Json::array();
    for (std::size_t level = 0; level < agreement.m.size(); ++level)
      levels.push_back({{"level", level_name(field.as, static_cast<std::int8_t>(level))},
                        {"m", agreement.m[level]},
                        {"u", agreement.u[level]},
                        {"weight", stats::field_weight(agreement, static_cast<std::int8_t>(level))}});
    fields.push_back({{"field", rule.type->fields[static_cast<std::size_t>(field.field)].name}, {"levels", levels}});
  }
  const auto certain = std::count_if(linkage.pairs.begin(), linkage.pairs.end(),
                                     [](const people::ProposedPair& pair) { return pair.link; });
  return {{"type", rule.type->name},
          {"records", linkage.records},
          {"compared", linkage.compared},
          {"candidates", linkage.candidates},
          {"reduction_ratio", linkage.reduction_ratio ? Json(*linkage.reduction_ratio) : Json()},
          {"left_out_blocks", linkage.left_out.blocks},
          {"left_out_pairs", linkage.left_out.pairs},
          {"pairs", linkage.pairs.size()},
          {"certain", certain},
          {"lambda", linkage.model.lambda},
          {"estimated_u", linkage.estimated_u},
          {"estimated_m", linkage.estimated_m},
          {"rounds", linkage.rounds},
          {"link", rule.link},
          {"review", rule.review},
          {"fields", std::move(fields)}};
}

void save_pairs(store::Store& store, const people::LinkageRule& rule, const people::Linkage& linkage) {
  std::vector<Finding> found;
  std::set<Uuid> ids;
  for (const people::ProposedPair& pair : linkage.pairs) {
    found.push_back(pair_finding(rule, pair));
    ids.insert(found.back().id());
  }
  std::set<Uuid> there = living(store, rule.type->name);
  if (rule.across()) add_living(there, store, rule.referred->name);
  for (store::SavedFinding& saved : store.findings())
    if (saved.finding.rule == rule.rule->id && saved.state == "accepted" && !ids.contains(saved.id) &&
        std::all_of(saved.finding.records.begin(), saved.finding.records.end(),
                    [&](const Uuid& id) { return there.contains(id); }) &&
        (!rule.across() || named_by(store, rule, saved.finding.records.at(0)) == saved.finding.records.at(1)))
      found.push_back(std::move(saved.finding));
  store.save_findings({rule.rule->id}, found);
  Json last = linkage_json(rule, linkage);
  last["at"] = Instant::now().text();
  store.put_setting(last_linkage(rule), last);
}

std::string last_linkage(const people::LinkageRule& rule) {
  return "linkage/last/" + (rule.across() ? rule.rule->id : rule.type->name);
}

bool is_pair(const model::Model& model, const Finding& finding) { return pair_rule(model, finding) != nullptr; }

void settle_pair(store::Store& store, const store::SavedFinding& saved, std::string_view state, std::string_view reason,
                 const store::Batch& by) {
  const auto model = store.model();
  require_pair_reason(*model, saved, state, reason);
  const Finding& finding = saved.finding;
  const model::Rule* rule = pair_rule(*model, finding);
  if (rule != nullptr && !people::reference_of(*rule).empty() && state != saved.state) {
    const people::LinkageRule linkage = people::read_linkage_rule(*model, *model->find_type(finding.type), *rule);
    store::Batch batch = by;
    batch.reason = repair_reason(finding);
    if (state == "accepted") {
      store::Change change = repair_change(*model, finding);
      const auto record = store.find({}, change.type, change.record);
      const auto other = store.find({}, linkage.referred->name, finding.records.at(1));
      if (!record || record->removed || !other || other->removed)
        throw Problem{"finding.unknown", {{"finding", saved.id.text()}, {"id", saved.id.text()}}};
      const Uuid named = named_by(store, linkage, change.record);
      if (!named.is_nil() && named != finding.records.at(1))
        throw Problem{"link.reference_set", {{"type", change.type}, {"record", change.record.text()}}};
      change.seen_seq = record->seq;
      // Where somebody set it before, there is nothing to change, and nothing to take back later.
      if (named.is_nil()) store.append(batch, {change});
    } else if (saved.state == "accepted") {
      batch.reason = undo_reason(finding);
      // The whole history is looked through; whether the record may be changed, append asks of who decides.
      if (const auto undone = undo_change(store, Caller{}, finding)) store.append(batch, {*undone});
    }
  }
  store.settle_finding(saved.id, state, reason, by);
}

ReferencesBehind references_behind(const store::Store& store, const people::LinkageRule& rule,
                                   const std::vector<store::SavedFinding>& findings) {
  ReferencesBehind behind;
  const auto reference = static_cast<std::size_t>(rule.reference);
  std::set<Uuid> named;
  store.each({}, {.type = rule.type->name, .where = rule.rule->when, .fields = {rule.type->fields[reference].name}},
             [&](const store::Record& record) {
               ++behind.records;
               const auto* text = std::get_if<std::string>(&record.values[reference].base());
               const auto id = text == nullptr ? std::nullopt : Uuid::parse(*text);
               if (id)
                 named.insert(*id);
               else
                 ++behind.without;
               return true;
             });
  store.each({}, {.type = rule.referred->name, .where = rule.others, .fields = {rule.referred->fields.front().name}},
             [&](const store::Record& record) {
               ++behind.others;
               if (!named.contains(record.id)) ++behind.unreferred;
               return true;
             });
  for (const store::SavedFinding& saved : findings) {
    if (saved.finding.rule != rule.rule->id) continue;
    if (saved.state == "accepted") ++behind.same;
    if (saved.state == "waived") ++behind.different;
    if (saved.state == "open") ++behind.open;
  }
  return behind;
}

Json to_json(const ReferencesBehind& behind) {
  return {{"records", behind.records}, {"without", behind.without},
          {"others", behind.others},   {"unreferred", behind.unreferred},
          {"same", behind.same},       {"different", behind.different},
          {"open", behind.open}};
}

void require_pair_reason(const model::Model& model, const store::SavedFinding& saved, std::string_view state,
                         std::string_view reason) {
  const bool decides = state != "open" && state != saved.state;
  if (decides && is_pair(model, saved.finding) && is_blank(reason))
    throw Problem{"link.reason_missing", {{"finding", saved.id.text()}}};
}

PeopleBehind people_behind(const store::Store& store, const store::Caller& caller, const model::RecordType& type,
                           const std::vector<store::SavedFinding>& findings) {
  PeopleBehind behind;
  behind.records = store.count(caller, {.type = type.name});
  const model::Rule* rule = people::same_person_rule(type);
  Decided same, different, at_most;
  if (rule != nullptr) {
    for (const store::SavedFinding& saved : findings) {
      if (saved.finding.rule != rule->id || saved.finding.records.size() != 2) continue;
      const std::pair pair{saved.finding.records[0], saved.finding.records[1]};
      if (saved.state == "accepted") same.push_back(pair);
      if (saved.state == "waived") different.push_back(pair);
      if (saved.state == "open") ++behind.open, at_most.push_back(pair);
    }
  }
  behind.same = static_cast<std::int64_t>(same.size());
  behind.different = static_cast<std::int64_t>(different.size());
  behind.decided = people::same_people(same, different);
  behind.most = behind.fewest = behind.records;
  at_most.insert(at_most.end(), same.begin(), same.end());
  if (at_most.empty()) return behind;
  const std::set<Uuid> there = living(store, type.name);
  behind.most -= behind.decided.surplus(there);
  behind.fewest -= people::same_people(at_most, {}).surplus(there);
  return behind;
}

Json to_json(const PeopleBehind& behind) {
  Json contradictions = Json::array();
  for (const auto& [one, other] : behind.decided.contradictions) contradictions.push_back({one.text(), other.text()});
  return {{"records", behind.records},
          {"same", behind.same},
          {"different", behind.different},
          {"open", behind.open},
          {"most", behind.most},
          {"fewest", behind.fewest},
          {"contradictions", std::move(contradictions)}};
}

Json exchanges(const store::Store& store) {
  Json all = store.setting(kExchanges).value_or(Json::array());
  return all.is_array() ? all : Json::array();
}

void remember_exchange(store::Store& store, Json exchange) {
  Json all = exchanges(store);
  all.push_back(std::move(exchange));
  store.put_setting(kExchanges, all);
}

people::LinkageRule linkage_rule_of(const model::Model& model, std::string_view name, std::string_view reference) {
  const model::RecordType* type = model.find_type(name);
  if (type == nullptr) throw Problem{"store.unknown_type", {{"type", name}}};
  const model::Rule* rule = people::reference_rule(*type, reference);
  if (rule == nullptr) throw Problem{"link.no_rule", {{"type", name}}};
  return people::read_linkage_rule(model, *type, *rule);
}

}  // namespace tilth::report
