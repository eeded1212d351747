// SPDX-License-Identifier: Apache-2.0
// The check of a whole programme.
#include "quality/check.h"

#include "base/problem.h"
#include "quality/check_run.h"
#include "quality/record_rules.h"

#include <algorithm>
#include <string_view>

namespace tilth::quality {
namespace {

/// What model::CompiledType says of fields, whatever the rules.
constexpr const char* kFieldRules[] = {"field.required", "field.code_unknown", "field.several_values",
                                       "field.out_of_range", "field.too_long"};

struct Asked {
  const model::RecordType* type;
  const model::Rule* rule;
};

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// The rules that the options speak of; every name of theirs must mean at least one.
std::vector<Asked> rules_asked(const model::Model& model, const CheckOptions& options) {
  std::vector<Asked> asked;
  std::set<std::string> meant;
  for (const std::string& name : options.types)
    if (model.find_type(name) == nullptr) throw Problem{"check.unknown_rule", {{"name", name}}};
  for (const model::RecordType& type : model.types) {
    if (!options.types.empty() && !names(options.types, type.name)) continue;
    for (const model::Rule& rule : type.rules) {
      bool wanted = options.rules.empty();
      for (const std::string& name : {rule.id, rule.code, rule.check}) {
        if (name.empty() || !names(options.rules, name)) continue;
        wanted = true;
        meant.insert(name);
      }
      if (wanted) asked.push_back({&type, &rule});
    }
  }
  for (const std::string& name : options.rules)
    if (!meant.contains(name)) throw Problem{"check.unknown_rule", {{"name", name}}};
  return asked;
}

void run_checks(const std::vector<Asked>& asked, RecordTables& tables, std::vector<Finding>& findings,
                Progress& progress) {
  std::uint64_t done = 0;
  if (!tables.rehearsing()) progress.start("checking", asked.size());
  for (const Asked& each : asked) {
    CheckRun run{tables, *each.type, *each.rule, findings};
    find_check(each.rule->check)->run(run);
    if (tables.rehearsing()) continue;
    if (progress.cancelled()) throw Problem{"job.cancelled"};
    progress.done(++done);
  }
}

void take_from_ledger(const Asked& asked, const std::vector<Finding>& from_ledger, std::vector<Finding>& findings) {
  for (Finding finding : from_ledger) {
    if (finding.rule != asked.rule->check) continue;
    finding.rule = asked.rule->id;
    finding.severity = asked.rule->severity;
    finding.type = asked.type->name;
    finding.place = asked.rule->field;
    findings.push_back(std::move(finding));
  }
}

/// By rule, records, place. Short keys are sorted first, since a finding is large: each is moved once.
void put_in_order(std::vector<Finding>& findings) {
  std::map<std::string_view, std::uint32_t> rank;
  for (const Finding& finding : findings) rank.try_emplace(finding.rule);
  std::uint32_t next = 0;
  for (auto& [rule, number] : rank) number = next++;
  struct Key {
    std::uint32_t rule, at;
    std::uint64_t first;  // bytes of the first record
  };
  std::vector<Key> keys;
  keys.reserve(findings.size());
  for (const Finding& finding : findings) {
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < 8 && !finding.records.empty(); ++i) first = first << 8 | finding.records[0].bytes[i];
    keys.push_back({rank.at(finding.rule), static_cast<std::uint32_t>(keys.size()), first});
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& one, const Key& other) {
    if (one.rule != other.rule) return one.rule < other.rule;
    if (one.first != other.first) return one.first < other.first;
    const Finding &a = findings[one.at], &b = findings[other.at];
    return std::tie(a.records, a.place) < std::tie(b.records, b.place);
  });
  std::vector<Finding> sorted;
  sorted.reserve(findings.size());
  for (const Key& key : keys) sorted.push_back(std::move(findings[key.at]));
  findings = std::move(sorted);
}

}  // namespace

bool knows_check(std::string_view name) {
  return is_ledger_check(name) || is_linkage_check(name) || find_check(name) != nullptr;
}

CheckResult check(const store::Store& store, const store::Caller& caller, const CheckOptions& options,
                  Progress& progress) {
  const std::shared_ptr<const model::Model> model = store.model();
  CheckResult result;
  std::vector<Asked> in_code;
  std::set<std::string> by_record, types;  // rules that look at one record; their types
  for (const Asked& asked : rules_asked(*model, options)) {
    const model::Rule& rule = *asked.rule;
    if (is_linkage_check(rule.check)) continue;  // by tilth link: names are read for nobody who did not ask
    if (rule.check.empty()) {
      by_record.insert(rule.id);
      types.insert(asked.type->name);
    } else if (is_ledger_check(rule.check)) {
      if (!options.from_ledger) continue;
      take_from_ledger(asked, *options.from_ledger, result.findings);
    } else {
      if (find_check(rule.check) == nullptr)
        throw Problem{"check.bad_parameter", {{"rule", rule.id}, {"name", rule.check}, {"reason", "no such check"}}};
      in_code.push_back(asked);
    }
    result.rules.push_back(rule.id);
  }
  if (options.rules.empty()) {
    for (const char* rule : kFieldRules) {
      by_record.insert(rule);
      // These rules have every type, so a look at some types says nothing of the others' findings.
      if (options.types.empty()) result.rules.emplace_back(rule);
    }
    for (const model::RecordType& type : model->types)
      if (options.types.empty() || names(options.types, type.name)) types.insert(type.name);
  }

  RecordTables tables{store, caller, options.threads};
  std::vector<Finding> of_rehearsal;
  run_checks(in_code, tables, of_rehearsal, progress);
  RecordRules rules{store,           caller,  types, [&](const std::string& rule) { return by_record.contains(rule); },
                    options.threads, progress};
  tables.read(
      types, [&](std::size_t piece, const store::Record& record) { rules.check(piece, record); }, progress);
  std::vector<Finding> by_rules = rules.take_findings();
  result.findings.insert(result.findings.end(), std::make_move_iterator(by_rules.begin()),
                         std::make_move_iterator(by_rules.end()));
  run_checks(in_code, tables, result.findings, progress);

  for (const std::string& type : types)
    if (const std::size_t size = tables.size(type); size > 0) result.records[type] = static_cast<std::int64_t>(size);
  for (const Asked& asked : in_code)  // looked at in columns, not as whole records
    if (!result.records.contains(asked.type->name))
      result.records[asked.type->name] = store.count(caller, {.type = asked.type->name});

  std::sort(result.rules.begin(), result.rules.end());
  result.rules.erase(std::unique(result.rules.begin(), result.rules.end()), result.rules.end());
  put_in_order(result.findings);
  return result;
}

}  // namespace tilth::quality
